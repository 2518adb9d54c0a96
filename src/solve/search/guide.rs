//! Which experts are worth trying for a submission.

use crate::instance::{Cells, Instance};
use rayon::prelude::*;

/// Experts kept per submission.
const KEPT: usize = 48;

/// Short lists of promising experts by submission, best first. A guide for proposing moves only:
/// nothing is ever ruled out because it is not on a list.
#[derive(Debug, Clone)]
pub struct Guide {
    lists: Vec<Vec<u32>>,
}

impl Guide {
    /// Lists for every submission the experts free of conflict who score highest, each covered
    /// requirement counting as a bonus. O(submissions x experts) where all pairs are kept, else
    /// O(candidates).
    pub fn new(instance: &Instance) -> Self {
        let lists = (0..instance.submissions.len())
            .into_par_iter()
            .map(|submission| list(instance, submission))
            .collect();
        Self { lists }
    }

    /// The list of a submission.
    pub fn of(&self, submission: u32) -> &[u32] {
        &self.lists[submission as usize]
    }
}

fn list(instance: &Instance, submission: usize) -> Vec<u32> {
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
    let order = |a: &(u32, u32), b: &(u32, u32)| b.0.cmp(&a.0).then(a.1.cmp(&b.1));
    if found.len() > KEPT {
        found.select_nth_unstable_by(KEPT - 1, order);
        found.truncate(KEPT);
    }
    found.sort_unstable_by(order);
    found.into_iter().map(|(_, expert)| expert).collect()
}
