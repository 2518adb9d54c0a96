//! From what the committee proposes to what is announced.

use super::document::{Left, LeftAt, Line, Outcome, Withdrawal};
use crate::model::{Season, SubmissionIndex};
use crate::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the lists. `shortlist` is what the committee proposes; `None` proposes all that the plan
/// reviews. Linear in the submissions, but for the logarithm of a map.
pub fn outcome(
    season: &Season,
    plan: &Plan,
    shortlist: Option<&[SubmissionIndex]>,
    withdrawals: &[Withdrawal],
) -> Outcome {
    let reviewed: BTreeSet<&str> = plan
        .groups
        .iter()
        .flat_map(|group| group.submissions.iter().map(String::as_str))
        .collect();
    let all = (0..season.submissions.len()).map(SubmissionIndex::new);
    let proposed: BTreeSet<SubmissionIndex> = match shortlist {
        Some(list) => list.iter().copied().collect(),
        None => all
            .filter(|at| reviewed.contains(season.submissions[at.at()].id.as_str()))
            .collect(),
    };
    let left: BTreeMap<SubmissionIndex, LeftAt> = withdrawals
        .iter()
        .map(|one| (one.submission, one.left_at))
        .collect();
    let listed = |stays: &dyn Fn(Option<LeftAt>) -> bool| -> Vec<Line> {
        let rows = proposed.iter().filter(|at| stays(left.get(at).copied()));
        rows.map(|at| line(season, *at)).collect()
    };
    let mut withdrawn: Vec<(LeftAt, SubmissionIndex, Left)> = withdrawals
        .iter()
        .map(|one| {
            let left = Left {
                line: line(season, one.submission),
                left_at: one.left_at,
                reason: one.reason.clone(),
                date: one.date.clone(),
                listed: proposed.contains(&one.submission),
            };
            (one.left_at, one.submission, left)
        })
        .collect();
    withdrawn.sort_by_key(|(stage, at, _)| (*stage, *at));
    Outcome {
        reviewed: reviewed.len(),
        proposed: proposed.len(),
        publicity: listed(&|left| left != Some(LeftAt::Before)),
        last: listed(&|left| left.is_none()),
        withdrawn: withdrawn.into_iter().map(|(_, _, left)| left).collect(),
    }
}

fn line(season: &Season, at: SubmissionIndex) -> Line {
    let submission = &season.submissions[at.at()];
    Line {
        submission: submission.id.clone(),
        organization: submission.organization.clone(),
        title: submission.title.clone(),
        recommender: submission.recommender.clone(),
        region: submission.region.clone(),
    }
}
