//! Recommending units and their quotas (art. 17).

use super::document::{Conclusion, Effect, Finding, FindingKind, QuotaLine, Verdict};
use super::effect::{allowed, conclusion};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Applications, OrganizationKey, ScreenPolicy};
use std::collections::BTreeMap;

/// Counts the submissions of every unit and reports those of units above their quota. Submissions
/// that fail a condition do not count towards the quota.
///
/// If the unit ranked its submissions, those beyond the quota fail; otherwise only the unit itself
/// can choose, so all of them wait.
pub(super) fn judge(applications: &Applications, findings: &mut [Vec<Finding>]) -> Vec<QuotaLine> {
    let policy = applications.rules.screen.quota;
    let mut lines = units(applications);
    let rows = rows_by_unit(applications);
    for (key, line) in &mut lines {
        let own = rows.get(key).map_or(&[][..], Vec::as_slice);
        let standing: Vec<usize> = own
            .iter()
            .copied()
            .filter(|at| conclusion(&findings[*at]) != Conclusion::Failed)
            .collect();
        line.sent = own.len();
        line.standing = standing.len();
        if applications.recommenders.is_some() && !line.listed {
            tell(
                &standing,
                policy,
                Effect::Pending,
                findings,
                &not_listed(line),
            );
        }
        let Some(quota) = line.quota.filter(|_| policy != ScreenPolicy::Off) else {
            continue;
        };
        let quota = quota as usize;
        line.over = standing.len().saturating_sub(quota);
        if line.over == 0 {
            continue;
        }
        match ranked(applications, &standing) {
            Some(order) => {
                let words = beyond(line, quota);
                tell(&order[quota..], policy, Effect::Failed, findings, &words);
            }
            None => {
                let words = undecided(line, quota);
                tell(&standing, policy, Effect::Pending, findings, &words);
            }
        }
    }
    if applications.recommenders.is_some() {
        let nameless = rows.get(&applications.organizations.key(""));
        let words = bilingual!("没有填写推荐单位", "no recommending unit is given");
        tell(
            nameless.map_or(&[][..], Vec::as_slice),
            policy,
            Effect::Pending,
            findings,
            &words,
        );
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Counts how many of each unit's submissions pass in the end.
pub(super) fn count_passed(
    applications: &Applications,
    verdicts: &[Verdict],
    lines: &mut [QuotaLine],
) {
    let key = |name: &str| applications.organizations.key(name);
    let mut passed: BTreeMap<OrganizationKey, usize> = BTreeMap::new();
    for verdict in verdicts {
        if verdict.conclusion == Conclusion::Passed {
            *passed.entry(key(&verdict.recommender)).or_default() += 1;
        }
    }
    for line in lines {
        line.passed = passed.get(&key(&line.name)).copied().unwrap_or(0);
    }
}

/// The units of the table, then those that only submissions name, in the order of their first
/// submission.
fn units(applications: &Applications) -> Vec<(OrganizationKey, QuotaLine)> {
    let line = |name: &str, kind: &str, listed, quota| QuotaLine {
        name: name.to_owned(),
        kind: kind.to_owned(),
        listed,
        quota,
        sent: 0,
        standing: 0,
        over: 0,
        passed: 0,
    };
    let mut units: Vec<(OrganizationKey, QuotaLine)> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for unit in applications.recommenders.iter().flatten() {
        let key = applications.organizations.key(&unit.name);
        seen.insert(key.clone());
        units.push((key, line(&unit.name, &unit.kind, true, unit.quota)));
    }
    for application in &applications.applications {
        let name = &application.submission.recommender;
        let key = applications.organizations.key(name);
        if !key.is_empty() && seen.insert(key.clone()) {
            units.push((key, line(name, "", false, None)));
        }
    }
    units
}

fn rows_by_unit(applications: &Applications) -> BTreeMap<OrganizationKey, Vec<usize>> {
    let mut rows: BTreeMap<OrganizationKey, Vec<usize>> = BTreeMap::new();
    for (at, application) in applications.applications.iter().enumerate() {
        let key = applications
            .organizations
            .key(&application.submission.recommender);
        rows.entry(key).or_default().push(at);
    }
    rows
}

/// The rows in the unit's own ranking; `None` unless all have distinct ranks.
fn ranked(applications: &Applications, rows: &[usize]) -> Option<Vec<usize>> {
    let mut order: Vec<(u32, usize)> = rows
        .iter()
        .map(|at| applications.applications[*at].rank.map(|rank| (rank, *at)))
        .collect::<Option<_>>()?;
    order.sort_unstable();
    let distinct = order.windows(2).all(|pair| pair[0].0 != pair[1].0);
    distinct.then(|| order.into_iter().map(|(_, at)| at).collect())
}

fn tell(
    rows: &[usize],
    policy: ScreenPolicy,
    effect: Effect,
    findings: &mut [Vec<Finding>],
    words: &Bilingual,
) {
    let Some(effect) = allowed(policy, effect) else {
        return;
    };
    for at in rows {
        findings[*at].push(Finding {
            kind: FindingKind::Quota,
            effect,
            words: words.clone(),
        });
    }
}

fn not_listed(line: &QuotaLine) -> Bilingual {
    let name = &line.name;
    bilingual!(
        "“{name}”不在推荐单位表中",
        "{name} is not in the table of recommending units"
    )
}

fn beyond(line: &QuotaLine, quota: usize) -> Bilingual {
    let name = &line.name;
    bilingual!(
        "“{name}”名额 {quota} 项，按其推荐排序超出名额",
        "{name} may send {quota}; by its own ranking this one is above the quota"
    )
}

fn undecided(line: &QuotaLine, quota: usize) -> Bilingual {
    let (name, sent, standing) = (&line.name, line.sent, line.standing);
    let still = match sent - standing {
        0 => Bilingual::default(),
        _ => bilingual!(
            "（其中仍在审 {standing} 项）",
            " ({standing} of them still under review)"
        ),
    };
    let (zh, en) = (still.zh, still.en);
    bilingual!(
        "“{name}”名额 {quota} 项，推荐 {sent} 项{zh}，请推荐单位确定取舍（可填“推荐排序”）",
        "{name} may send {quota} but sent {sent}{en}; it must choose which to keep (the column rank can give its order)"
    )
}
