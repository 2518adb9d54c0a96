//! Candidate lists: which experts are worth trying for a submission.

use crate::solve::instance::{Cells, Instance, NANO};
use rayon::prelude::*;

/// Experts kept per submission.
const KEPT: usize = 48;

/// Candidate lists: promising experts by submission, best first. They propose moves only:
/// nothing is ever ruled out because it is not on a list.
#[derive(Debug, Clone)]
pub struct CandidateLists {
    lists: Vec<Vec<u32>>,
    ceilings: Vec<i64>,
}

impl CandidateLists {
    /// Lists for every submission the experts free of conflict who score highest, each covered
    /// requirement counting as a bonus. O(submissions x experts) where all pairs are kept, else
    /// O(candidates).
    pub fn new(instance: &Instance) -> Self {
        let (lists, ceilings) = (0..instance.submissions.len())
            .into_par_iter()
            .map(|submission| list(instance, submission))
            .unzip();
        Self { lists, ceilings }
    }

    /// The sum of scores that no reviewers of a submission exceed, whoever they are.
    pub fn ceilings(&self) -> &[i64] {
        &self.ceilings
    }

    /// The list of a submission.
    pub fn of(&self, submission: u32) -> &[u32] {
        &self.lists[submission as usize]
    }
}

fn list(instance: &Instance, submission: usize) -> (Vec<u32>, i64) {
    let appeal = |expert: u32| {
        let cell = instance.cells.get(submission, expert as usize);
        // A covered requirement counts like a fifth of a point.
        let bonus = cell.mask().count_ones() * 200_000_000;
        cell.free().then_some((cell.score() + bonus, expert))
    };
    let mut found: Vec<(u32, u32)> = match &instance.cells {
        Cells::Dense { experts, .. } => {
            // Numbers of experts fit 32 bits.
            #[allow(clippy::cast_possible_truncation)]
            let experts = *experts as u32;
            (0..experts).filter_map(appeal).collect()
        }
        Cells::Computed(source) => source.candidates(submission).filter_map(appeal).collect(),
    };
    let ceiling = ceiling(instance, submission, &found);
    let order = |a: &(u32, u32), b: &(u32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    if found.len() > KEPT {
        found.select_nth_unstable_by(KEPT - 1, order);
        found.truncate(KEPT);
    }
    found.sort_unstable_by(order);
    let list = found.into_iter().map(|(_, expert)| expert).collect();
    (list, ceiling)
}

/// The highest scores among those found; they hold the best of all by score, where there are
/// enough.
fn ceiling(instance: &Instance, submission: usize, found: &[(u32, u32)]) -> i64 {
    let k = instance.reviewers_of(submission);
    let score = |&(_, expert): &(u32, u32)| {
        let cell = instance.cells.get(submission, expert as usize);
        i64::from(cell.score())
    };
    let mut best: Vec<i64> = found.iter().map(score).collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    // Anyone who is not listed may be perfect for all that is known.
    // Reviewers are few.
    #[allow(clippy::cast_possible_truncation)]
    best.resize(best.len().max(k), NANO as i64);
    best[..k].iter().sum()
}
