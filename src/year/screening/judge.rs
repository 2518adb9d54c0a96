//! Checks each submission, then what involves several.

use super::document::{
    Conclusion, Counts, Effect, Finding, FindingKind, QuotaLine, Screening, Verdict,
};
use super::effect::{allowed, conclusion};
use super::{duplicates, quota, words};
use crate::bilingual;
use crate::model::{Answer, Application, Applications, Condition, ScreenPolicy, ScreenRules};

/// Checks all submissions.
pub fn screen(applications: &Applications) -> Screening {
    let rules = &applications.rules.screen;
    let mut findings: Vec<Vec<Finding>> = applications
        .applications
        .iter()
        .map(|application| own(application, rules, &applications.unstated))
        .collect();
    let duplicates = duplicates::find(applications);
    duplicates::judge(applications, &duplicates, &mut findings);
    let mut recommenders = quota::judge(applications, &mut findings);
    let submissions: Vec<Verdict> = applications
        .applications
        .iter()
        .zip(findings)
        .map(|(application, findings)| verdict(application, findings))
        .collect();
    quota::count_passed(applications, &submissions, &mut recommenders);
    Screening {
        counts: counts(&submissions, &recommenders),
        submissions,
        recommenders,
        quotas_stated: applications.recommenders.is_some(),
        duplicates,
        unstated: applications.unstated.clone(),
        work: applications.rules.award.work_word(),
    }
}

/// Findings from the row itself. A condition without a column does not overrule an office that let
/// the submission pass; it is reported only.
fn own(application: &Application, rules: &ScreenRules, unstated: &[Condition]) -> Vec<Finding> {
    let mut found = Vec::new();
    if !application.submission.passed {
        found.push(Finding {
            kind: FindingKind::Office,
            effect: Effect::Failed,
            words: bilingual!(
                "申报表“形式审查”一列为“否”",
                "the column passed of the submissions table says no"
            ),
        });
    }
    let answers = Condition::ALL.into_iter().zip(&application.answers);
    found.extend(answers.filter_map(|(condition, answer)| {
        let policy = match condition.policy(rules) {
            ScreenPolicy::Must if application.passed_by_office && unstated.contains(&condition) => {
                ScreenPolicy::Tell
            }
            other => other,
        };
        let name = words::condition(condition);
        let (zh, en) = (name.zh, name.en);
        let (effect, words) = match answer {
            Answer::Met => return None,
            Answer::NotMet => (Effect::Failed, bilingual!("不符合：{zh}", "not met: {en}")),
            Answer::NotStated => (
                Effect::Pending,
                bilingual!("未填报：{zh}", "not stated: {en}"),
            ),
            Answer::Unclear(text) => (
                Effect::Pending,
                bilingual!(
                    "填报不明（{text}）：{zh}",
                    "neither yes nor no ({text}): {en}"
                ),
            ),
        };
        Some(Finding {
            kind: FindingKind::Condition(condition),
            effect: allowed(policy, effect)?,
            words,
        })
    }));
    found
}

fn verdict(application: &Application, findings: Vec<Finding>) -> Verdict {
    let submission = &application.submission;
    Verdict {
        submission: submission.id.clone(),
        title: submission.title.clone(),
        organization: submission.organization.clone(),
        recommender: submission.recommender.clone(),
        conclusion: conclusion(&findings),
        findings,
    }
}

fn counts(submissions: &[Verdict], recommenders: &[QuotaLine]) -> Counts {
    let ended = |conclusion| {
        let same = submissions.iter().filter(|v| v.conclusion == conclusion);
        same.count()
    };
    Counts {
        submissions: submissions.len(),
        passed: ended(Conclusion::Passed),
        failed: ended(Conclusion::Failed),
        pending: ended(Conclusion::Pending),
        over_quota: recommenders.iter().filter(|line| line.over > 0).count(),
    }
}
