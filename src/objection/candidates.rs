//! Who may look into the objection, and who may not.

use super::document::{Candidate, Excluded, Exclusion, Proposal, Requirement};
use super::team;
use crate::affinity::Affinity;
use crate::bilingual;
use crate::conflict::Conflicts;
use crate::model::{Expert, ExpertIndex, Season, Submission, SubmissionIndex};
use crate::plan::Plan;
use crate::text::Bilingual;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// The submission objected to.
    pub submission: SubmissionIndex,
    /// How many the team should have.
    pub size: usize,
    /// Whether members of the group that decided on it, but did not review it, may serve.
    pub allow_group: bool,
    /// Whether only people who sit in the committee this year may serve.
    pub seated_only: bool,
}

/// Proposes a team.
pub fn propose(
    season: &Season,
    plan: &Plan,
    conflicts: &Conflicts,
    affinity: &Affinity,
    request: Request,
) -> Proposal {
    let submission = &season.submissions[request.submission.at()];
    let look = Look {
        season,
        plan,
        conflicts,
        affinity,
        request,
        submission,
    };
    let mut able = Vec::new();
    let mut excluded = Vec::new();
    for (at, expert) in season.experts.iter().enumerate() {
        let index = ExpertIndex::new(at);
        let reasons = look.reasons(index, expert);
        if reasons.is_empty() {
            able.push(index);
        } else {
            excluded.push(Excluded {
                expert: expert.id.clone(),
                name: expert.name.clone(),
                reasons,
            });
        }
    }
    let rank = |expert: &ExpertIndex| {
        let covers = affinity.coverage(*expert, request.submission).count_ones();
        (covers, affinity.score(*expert, request.submission))
    };
    able.sort_by(|a, b| {
        let (left, right) = (rank(a), rank(b));
        right
            .0
            .cmp(&left.0)
            .then(right.1.total_cmp(&left.1))
            .then(a.cmp(b))
    });
    let team = team::choose(season, conflicts, affinity, request, &able);
    Proposal {
        submission: submission.id.clone(),
        title: submission.title.clone(),
        organization: submission.organization.clone(),
        reviewed_by: plan.reviewers(&submission.id).to_vec(),
        wanted: request.size,
        uncovered: look.uncovered(&team),
        team: team.iter().map(|expert| look.candidate(*expert)).collect(),
        candidates: able.iter().map(|expert| look.candidate(*expert)).collect(),
        excluded,
    }
}

struct Look<'a> {
    season: &'a Season,
    plan: &'a Plan,
    conflicts: &'a Conflicts,
    affinity: &'a Affinity,
    request: Request,
    submission: &'a Submission,
}

impl Look<'_> {
    fn reasons(&self, index: ExpertIndex, expert: &Expert) -> Vec<Exclusion> {
        let mut reasons = Vec::new();
        let mut add = |kind, words| reasons.push(Exclusion { kind, words });
        let id = &expert.id;
        if self.plan.reviewers(&self.submission.id).contains(id) {
            add(
                "reviewed",
                bilingual!("评审过该项申报", "reviewed the submission"),
            );
        } else if !self.request.allow_group
            && let Some(group) = self.plan.group_of_submission(&self.submission.id)
            && group.members.contains(id)
        {
            let group = &group.id;
            add(
                "decided",
                bilingual!(
                    "所在的 {group} 组合议过该项申报",
                    "sat in {group}, which decided on it"
                ),
            );
        }
        for conflict in self.conflicts.between(index, self.request.submission) {
            if conflict.waived.is_none() {
                let (zh, en) = (
                    conflict.proof(crate::text::Lang::Zh),
                    conflict.proof(crate::text::Lang::En),
                );
                add("conflict", bilingual!("利益冲突：{zh}", "conflict: {en}"));
            }
        }
        let heads = [&self.plan.committee.chair, &self.plan.committee.vice_chair];
        if heads.contains(&id) {
            add(
                "presides",
                bilingual!(
                    "评审委员会主任（副主任）委员，主持审议",
                    "presides over the committee that decides"
                ),
            );
        }
        if !expert.available {
            add("not_available", bilingual!("不能参加", "is not available"));
        }
        let rules = &self.season.rules;
        let most = rules.balance.max_consecutive_years;
        let run = expert.consecutive_years_before(rules.conflicts.year);
        if most > 0 && run >= most {
            add(
                "rotation",
                bilingual!(
                    "已连续参评 {run} 年，须轮换",
                    "served {run} years in a row and must rest"
                ),
            );
        }
        if self.request.seated_only && self.plan.group_of_expert(id).is_none() {
            add(
                "not_seated",
                bilingual!(
                    "不是本年度评审委员会成员",
                    "does not sit in this year's committee"
                ),
            );
        }
        reasons
    }

    fn candidate(&self, index: ExpertIndex) -> Candidate {
        let expert = &self.season.experts[index.at()];
        let bits = self.affinity.coverage(index, self.request.submission);
        let domains = self.submission.domains.iter().enumerate().take(31);
        let suspected = self.conflicts.suspected().iter().filter(|suspicion| {
            suspicion.experts.contains(&index)
                && suspicion.submissions.contains(&self.request.submission)
        });
        Candidate {
            expert: expert.id.clone(),
            name: expert.name.clone(),
            employer: expert.employer.clone(),
            score: self.affinity.score(index, self.request.submission),
            industry: bits & 1 == 1,
            domains: domains
                .filter(|(at, _)| bits & (1 << (1 + at)) != 0)
                .map(|(_, domain)| domain.code.to_owned())
                .collect(),
            group: self
                .plan
                .group_of_expert(&expert.id)
                .map(|group| group.id.clone()),
            suspected: suspected.map(|s| s.kind.words()).collect(),
        }
    }

    fn uncovered(&self, team: &[ExpertIndex]) -> Vec<Requirement> {
        let bits = team.iter().fold(0, |bits, expert| {
            bits | self.affinity.coverage(*expert, self.request.submission)
        });
        let mut missing = Vec::new();
        if bits & 1 == 0
            && let Some(industry) = self.submission.industries.first()
        {
            let code = industry.text().to_owned();
            let name = |lang| self.season.industries.name(industry, lang).to_owned();
            missing.push(Requirement {
                words: Bilingual::new(
                    format!("行业 {code} {}", name(crate::text::Lang::Zh)),
                    format!("industry {code} {}", name(crate::text::Lang::En)),
                ),
                code,
            });
        }
        for (at, domain) in self.submission.domains.iter().enumerate().take(31) {
            if bits & (1 << (1 + at)) == 0 {
                let code = domain.code.to_owned();
                let name = |lang| self.season.domains.name(&code, lang).to_owned();
                missing.push(Requirement {
                    words: Bilingual::new(
                        format!("质量方法 {code} {}", name(crate::text::Lang::Zh)),
                        format!("domain {code} {}", name(crate::text::Lang::En)),
                    ),
                    code,
                });
            }
        }
        missing
    }
}
