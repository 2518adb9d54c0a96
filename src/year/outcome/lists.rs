//! From the committee's proposals to the published lists.

use super::document::{Left, LeftExpert, Line, Outcome, Reasons};
use super::{LeftAt, Withdrawal};
use crate::model::plan::Rounds;
use crate::model::words::without_contacts;
use crate::model::{Season, SubmissionIndex};
use std::collections::{BTreeMap, BTreeSet};

/// Creates the lists. `shortlist` is the committee's proposal; `None` proposes everything that the
/// last round reviewed. Submissions withdrawn from the plans (`rerun --withdraw`) count as
/// withdrawn before the publicity, unless `withdrawals` says otherwise; `reasons` are those
/// recorded in the history. O(n log n) in the submissions.
pub fn outcome(
    season: &Season,
    rounds: &Rounds,
    shortlist: Option<&[SubmissionIndex]>,
    withdrawals: &[Withdrawal],
    reasons: &Reasons,
) -> Outcome {
    let reviewed = held(rounds, false);
    let heard = held(rounds, true);
    let all = (0..season.submissions.len()).map(SubmissionIndex::new);
    let proposed: BTreeSet<SubmissionIndex> = match shortlist {
        Some(list) => list.iter().copied().collect(),
        None => all
            .filter(|at| heard.contains(season.submissions[at.at()].id.as_str()))
            .collect(),
    };
    let mut withdrawn: BTreeMap<(LeftAt, SubmissionIndex), Left> = BTreeMap::new();
    for one in withdrawals {
        let left = Left {
            line: line(season, one.submission),
            left_at: one.left_at,
            reason: one.reason.clone(),
            date: one.date.clone(),
            listed: proposed.contains(&one.submission),
        };
        withdrawn.insert((one.left_at, one.submission), left);
    }
    let told: BTreeSet<SubmissionIndex> = withdrawals.iter().map(|one| one.submission).collect();
    for at in from_plans(season, rounds).filter(|at| !told.contains(at)) {
        let (reason, date) = reason(reasons, &season.submissions[at.at()].id);
        let left = Left {
            line: line(season, at),
            left_at: LeftAt::Before,
            reason,
            date,
            listed: proposed.contains(&at),
        };
        withdrawn.insert((LeftAt::Before, at), left);
    }
    let left: BTreeMap<SubmissionIndex, LeftAt> =
        withdrawn.keys().map(|(stage, at)| (*at, *stage)).collect();
    let listed = |stays: &dyn Fn(Option<LeftAt>) -> bool| -> Vec<Line> {
        let rows = proposed.iter().filter(|at| stays(left.get(at).copied()));
        rows.map(|at| line(season, *at)).collect()
    };
    Outcome {
        reviewed: reviewed.len(),
        proposed: proposed.len(),
        provisional: false,
        publicity_until: None,
        publicity: listed(&|left| left != Some(LeftAt::Before)),
        last: listed(&|left| left.is_none()),
        withdrawn: withdrawn.into_values().collect(),
        experts: experts(season, rounds, reasons),
        work: season.rules.award.work_word(),
    }
}

impl Outcome {
    /// Gives the submissions of both lists the tiers of the award, and lists the highest tier
    /// first, those without a tier last. `tiers` holds the number of each submission's tier.
    pub fn rank(&mut self, season: &Season, tiers: &BTreeMap<SubmissionIndex, usize>) {
        let names = season.rules.award.tiers();
        let number: BTreeMap<&str, usize> = tiers
            .iter()
            .map(|(at, tier)| (season.submissions[at.at()].id.as_str(), *tier))
            .collect();
        let of = |line: &Line| number.get(line.submission.as_str()).copied();
        for lines in [&mut self.publicity, &mut self.last] {
            lines.sort_by_key(|line| of(line).unwrap_or(usize::MAX));
            for line in lines.iter_mut() {
                let tier = of(line).and_then(|tier| names.get(tier));
                line.tier = tier.map_or_else(String::new, |tier| tier.name.clone());
            }
        }
    }
}

/// Number of lines of each tier, in the order of the list.
pub fn by_tier(lines: &[Line]) -> Vec<(&str, usize)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for line in lines.iter().filter(|line| !line.tier.is_empty()) {
        match counts.last_mut() {
            Some((tier, count)) if *tier == line.tier => *count += 1,
            _ => counts.push((&line.tier, 1)),
        }
    }
    counts
}

/// Submissions that a shortlist may propose: those heard in the last round, and those withdrawn
/// before the publicity, because the list may be older than a withdrawal; such rows are listed as
/// withdrawn.
pub fn eligible(
    season: &Season,
    rounds: &Rounds,
    withdrawals: &[Withdrawal],
) -> BTreeSet<SubmissionIndex> {
    let heard = held(rounds, true);
    let rows = season.submissions.iter().zip(0..);
    let heard = rows.filter(|(own, _)| heard.contains(own.id.as_str()));
    let heard = heard.map(|(_, at)| SubmissionIndex::new(at));
    let before = withdrawals
        .iter()
        .filter(|one| one.left_at == LeftAt::Before)
        .map(|one| one.submission);
    heard
        .chain(from_plans(season, rounds))
        .chain(before)
        .collect()
}

/// Submissions reviewed by the plans of all rounds, or of the last one.
fn held(rounds: &Rounds, last: bool) -> BTreeSet<&str> {
    let plans = rounds.plans().skip(if last {
        rounds.plans().count().saturating_sub(1)
    } else {
        0
    });
    let groups = plans.flat_map(|plan| &plan.groups);
    groups
        .flat_map(|group| group.submissions.iter().map(String::as_str))
        .collect()
}

/// Submissions that withdrew from a plan, in the order of their table.
fn from_plans<'a>(
    season: &'a Season,
    rounds: &'a Rounds,
) -> impl Iterator<Item = SubmissionIndex> + 'a {
    let gone = rounds.withdrawn();
    let rows = season.submissions.iter().zip(0..);
    rows.filter(move |(own, _)| gone.contains(own.id.as_str()))
        .map(|(_, at)| SubmissionIndex::new(at))
}

fn reason(reasons: &Reasons, id: &str) -> (String, String) {
    let known = reasons.get(id).cloned().unwrap_or_default();
    (known.reason, known.date)
}

/// Experts who withdrew, with the round in which they did.
fn experts(season: &Season, rounds: &Rounds, reasons: &Reasons) -> Vec<LeftExpert> {
    let names: BTreeMap<&str, &str> = season
        .experts
        .iter()
        .map(|own| (own.id.as_str(), own.name.as_str()))
        .collect();
    let defence = rounds.defence.iter();
    let before = defence.clone().filter_map(|plan| plan.round.as_ref());
    let before = before.flat_map(|round| &round.withdrawn);
    let paper = rounds.paper.iter().flat_map(|plan| &plan.withdrawn);
    let paper: BTreeSet<&String> = paper.chain(before).collect();
    let defence: BTreeSet<&String> = defence.flat_map(|plan| &plan.withdrawn).collect();
    let later = defence.difference(&paper).map(|id| ("defence", *id));
    let all = paper.iter().map(|id| ("paper", *id)).chain(later);
    let known = all.filter_map(|(round, id)| Some((round, id, *names.get(id.as_str())?)));
    known
        .map(|(round, id, name)| {
            let (reason, date) = reason(reasons, id);
            LeftExpert {
                expert: id.clone(),
                name: name.to_owned(),
                round: round.into(),
                reason,
                date,
            }
        })
        .collect()
}

fn line(season: &Season, at: SubmissionIndex) -> Line {
    let submission = &season.submissions[at.at()];
    Line {
        submission: submission.id.clone(),
        organization: without_contacts(&submission.organization),
        title: without_contacts(&submission.title),
        recommender: submission.recommender.clone(),
        region: submission.region.clone(),
        tier: String::new(),
    }
}
