//! The reviewers of one group's submissions as values, and what a set of them costs.

use super::objective::Cost;
use crate::solve::instance::Instance;
use std::collections::BTreeMap;

/// Reviewers of a group's submissions, and their cost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staffed {
    /// Submissions that the members cannot review: somebody is barred, or too few are free of
    /// conflicts.
    pub misfits: Vec<u32>,
    /// Reviewers of the others, sorted, by submission.
    pub reviewers: BTreeMap<u32, Vec<u32>>,
    /// Number of reviews beyond all load limits; must be 0 for a usable group.
    pub overload: usize,
    /// By how many reviews the loads are too low or too far apart; 0 in a group that may be used.
    pub uneven: u64,
    /// Members lacking who know the industry of what they review.
    pub lacking: usize,
}

/// A submission with the members who may review it.
pub(super) struct Row<'a> {
    pub submission: u32,
    pub free: Vec<u32>,
    pub before: &'a [u32],
}

/// Shortfalls that a missed hard rule is worth to those who choose reviewers.
pub(super) const MISSED_RULE: i64 = 1000;

/// How many hard rules about the mix of a submission's reviewers these miss.
pub(super) fn missed(instance: &Instance, submission: u32, reviewers: &[u32]) -> usize {
    let need = &instance.submissions[submission as usize];
    let bits = (0..30).filter(|bit| need.hard >> bit & 1 == 1);
    let lacking = bits.filter(|&bit| {
        let having = reviewers.iter().filter(|&&expert| {
            let cell = instance.cells.get(submission as usize, expert as usize);
            cell.mask() >> bit & 1 == 1
        });
        having.count() < instance.needed_for_bit(bit, need.reviewers) as usize
    });
    lacking.count()
}

/// The cost of a set of reviewers for one submission, whoever else is in the group.
pub fn cost_of(instance: &Instance, submission: u32, reviewers: &[u32], before: &[u32]) -> Cost {
    let mask = instance.submissions[submission as usize].mask;
    let each = instance.reviewers_of(submission as usize);
    let cells = reviewers
        .iter()
        .map(|&expert| instance.cells.get(submission as usize, expert as usize));
    let mut shortfalls = 0;
    let mut rest = mask;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= rest - 1;
        let having: u32 = cells.clone().map(|cell| cell.mask() >> bit & 1).sum();
        shortfalls += i64::from(having < instance.needed_for_bit(bit, each));
    }
    let broken = missed(instance, submission, reviewers);
    shortfalls += MISSED_RULE * i64::try_from(broken).unwrap_or(i64::MAX / MISSED_RULE);
    let new = reviewers.iter().filter(|expert| !before.contains(expert));
    Cost {
        urgent: 0,
        moved: 0,
        shortfalls,
        // Reviewers of a submission are few.
        reassigned: new.map(|_| 1).sum(),
        lost: -cells.map(|cell| i64::from(cell.score())).sum::<i64>(),
    }
}

/// A sorted set of reviewers with `to` in the place of `from`.
pub(super) fn exchanged(chosen: &[u32], from: u32, to: u32) -> Vec<u32> {
    let replaced = |&expert: &u32| if expert == from { to } else { expert };
    let mut changed: Vec<u32> = chosen.iter().map(replaced).collect();
    changed.sort_unstable();
    changed
}
