//! The best of many candidates, without keeping the others.

use super::Candidate;
use std::cmp::Ordering;

/// The best `count` of the candidates pushed; of equals, those behind `first` in the table come
/// first, and then those before it. Amortised O(1) for each candidate, and most cost one comparison.
pub(super) struct Best {
    count: usize,
    first: u32,
    /// Up to twice as many as are wanted.
    found: Vec<Candidate>,
    /// The last of those that were the best when they were counted last.
    last: Option<Candidate>,
}

impl Best {
    pub fn new(count: usize, first: u32) -> Self {
        Self {
            count,
            first,
            found: Vec::new(),
            last: None,
        }
    }

    pub fn push(&mut self, candidate: Candidate) {
        let beaten = |last: &Candidate| self.order(last, &candidate).is_lt();
        if self.last.as_ref().is_some_and(beaten) {
            return;
        }
        self.found.push(candidate);
        if self.found.len() >= 2 * self.count.max(1) {
            self.shorten();
        }
    }

    /// The best in any order; all of them where they are fewer than were wanted.
    pub fn finish(mut self) -> Vec<Candidate> {
        self.shorten();
        self.found
    }

    /// Better ones first.
    fn order(&self, a: &Candidate, b: &Candidate) -> Ordering {
        let turned = |one: &Candidate| (one.expert.0 < self.first, one.expert);
        let better = b.score.total_cmp(&a.score);
        better.then_with(|| turned(a).cmp(&turned(b)))
    }

    fn shorten(&mut self) {
        if self.found.len() <= self.count {
            return;
        }
        let mut found = std::mem::take(&mut self.found);
        if let Some(last) = self.count.checked_sub(1) {
            found.select_nth_unstable_by(last, |a, b| self.order(a, b));
            self.last = Some(found[last]);
        }
        found.truncate(self.count);
        self.found = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ExpertIndex;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_of_the_sorted_list(
            scores in proptest::collection::vec(0u8..6, 0..60),
            (count, first) in (0usize..8, 0u32..60),
        ) {
            let mut best = Best::new(count, first);
            let scores = scores.iter().zip(0..);
            let mut all: Vec<Candidate> = scores
                .map(|(&score, expert)| Candidate {
                    expert: ExpertIndex(expert),
                    score: f64::from(score) / 4.0,
                })
                .collect();
            all.iter().for_each(|&candidate| best.push(candidate));
            let behind = (first as usize).min(all.len());
            all.rotate_left(behind);
            all.sort_by(|a, b| b.score.total_cmp(&a.score));
            all.truncate(count);
            let mut found = best.finish();
            found.sort_by(|a, b| a.order(b));
            all.sort_by(|a, b| a.order(b));
            prop_assert_eq!(found, all);
        }
    }
}
