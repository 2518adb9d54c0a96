//! Reviewers, scores and recusals of each submission.

use super::lookup::Lookup;
use crate::model::plan::{Plan, Review};
use crate::model::{Expert, ExpertIndex, Submission, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::{ConflictKind, Conflicts};
use std::collections::BTreeMap;

/// A reviewer of a submission.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    /// Position in the pool.
    pub index: ExpertIndex,
    /// The expert.
    pub expert: &'a Expert,
    /// score(e, s) of contract section 2, 0 to 1.
    pub score: f64,
}

/// A member of the group who does not review the submission because of a conflict.
#[derive(Debug, Clone)]
pub struct Recused<'a> {
    /// The expert.
    pub expert: &'a Expert,
    /// The kinds of the conflicts in force, without repeats.
    pub kinds: Vec<ConflictKind>,
}

/// One submission with its group and reviewers.
#[derive(Debug, Clone)]
pub struct ReviewFigures<'a> {
    /// Position in the season.
    pub index: SubmissionIndex,
    /// The submission.
    pub submission: &'a Submission,
    /// Position of its group in the plan.
    pub group: usize,
    /// Its reviewers, in the plan's order.
    pub reviewers: Vec<Scored<'a>>,
    /// Sum of their scores.
    pub sum: f64,
    /// Members who are recused.
    pub recused: Vec<Recused<'a>>,
    /// Number of its unmet coverage requirements.
    pub shortfalls: usize,
}

/// Derives the reviews, group by group.
pub(super) fn derive<'a>(
    lookup: &Lookup<'a>,
    conflicts: &'a Conflicts,
    affinity: &Affinity,
    plan: &'a Plan,
) -> Vec<ReviewFigures<'a>> {
    let by_submission: BTreeMap<&str, &Review> = plan
        .reviews
        .iter()
        .map(|review| (review.submission.as_str(), review))
        .collect();
    let mut all = Vec::with_capacity(plan.reviews.len());
    for (group, document) in plan.groups.iter().enumerate() {
        for id in &document.submissions {
            let Some((index, submission)) = lookup.submission(id) else {
                continue;
            };
            let review = by_submission.get(id.as_str()).copied();
            let reviewers = review.map_or(&[][..], |review| &review.reviewers);
            let recused = review.map_or(&[][..], |review| &review.recused);
            let reviewers: Vec<Scored> = reviewers
                .iter()
                .filter_map(|id| lookup.expert(id))
                .map(|(expert_index, expert)| Scored {
                    index: expert_index,
                    expert,
                    score: affinity.score(expert_index, index),
                })
                .collect();
            all.push(ReviewFigures {
                index,
                submission,
                group,
                sum: reviewers.iter().map(|reviewer| reviewer.score).sum(),
                reviewers,
                recused: recused
                    .iter()
                    .filter_map(|id| lookup.expert(id))
                    .map(|(expert_index, expert)| Recused {
                        expert,
                        kinds: kinds_in_force(conflicts, expert_index, index),
                    })
                    .collect(),
                shortfalls: 0,
            });
        }
    }
    all
}

fn kinds_in_force(
    conflicts: &Conflicts,
    expert: ExpertIndex,
    submission: SubmissionIndex,
) -> Vec<ConflictKind> {
    let mut kinds: Vec<ConflictKind> = conflicts
        .between(expert, submission)
        .filter(|conflict| conflict.waived.is_none())
        .map(|conflict| conflict.kind)
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
