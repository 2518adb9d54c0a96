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

/// An expert free of conflict.
struct Candidate {
    appeal: u32,
    score: u32,
    expert: u32,
}

fn list(instance: &Instance, submission: usize) -> (Vec<u32>, i64) {
    let candidate = |expert: u32| {
        let cell = instance.cells.get(submission, expert as usize);
        // A covered requirement counts like a fifth of a point.
        let bonus = cell.mask().count_ones() * 200_000_000;
        cell.free().then(|| Candidate {
            appeal: cell.score() + bonus,
            score: cell.score(),
            expert,
        })
    };
    let mut found: Vec<Candidate> = match &instance.cells {
        Cells::Dense { experts, .. } => {
            // Numbers of experts fit 32 bits.
            #[allow(clippy::cast_possible_truncation)]
            let experts = *experts as u32;
            (0..experts).filter_map(candidate).collect()
        }
        Cells::Computed(source) => {
            let known = source.candidates(submission);
            known.filter_map(candidate).collect()
        }
    };
    let ceiling = ceiling(instance, submission, &found);
    let order = |a: &Candidate, b: &Candidate| {
        let by_appeal = b.appeal.cmp(&a.appeal);
        by_appeal.then(a.expert.cmp(&b.expert))
    };
    if found.len() > KEPT {
        found.select_nth_unstable_by(KEPT - 1, order);
        found.truncate(KEPT);
    }
    found.sort_unstable_by(order);
    let list = found.into_iter().map(|own| own.expert).collect();
    (list, ceiling)
}

/// The highest scores among those found; they hold the best of all by score, where there are
/// enough.
fn ceiling(instance: &Instance, submission: usize, found: &[Candidate]) -> i64 {
    let k = instance.reviewers_of(submission);
    let mut best: Vec<u32> = found.iter().map(|own| own.score).collect();
    // Anyone who is not listed may be perfect for all that is known.
    #[allow(clippy::cast_possible_truncation)]
    best.resize(best.len().max(k), NANO as u32);
    if k < best.len() {
        best.select_nth_unstable_by(k, |a, b| b.cmp(a));
    }
    best[..k].iter().map(|&score| i64::from(score)).sum()
}
