//! Scores supplied by the user in place of the computed ones.

use super::{ExpertIndex, SubmissionIndex};

/// A sparse table of score(e,s), each from 0 to 1; an absent pair scores 0. Coverage does not
/// depend on it: that is decided by the codes of industries and domains.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScoreTable {
    /// The pairs of each submission, ascending by expert.
    rows: Vec<Vec<(ExpertIndex, f64)>>,
}

impl ScoreTable {
    /// Creates a table for a season of `submissions`. If a pair appears twice, the first one
    /// counts.
    ///
    /// # Panics
    /// When a submission lies beyond `submissions`.
    pub fn new(
        submissions: usize,
        pairs: impl IntoIterator<Item = (SubmissionIndex, ExpertIndex, f64)>,
    ) -> Self {
        let mut rows = vec![Vec::new(); submissions];
        for (submission, expert, score) in pairs {
            rows[submission.at()].push((expert, score));
        }
        for row in &mut rows {
            // A stable sort, so that the first of two equal pairs stays first.
            row.sort_by_key(|pair: &(ExpertIndex, f64)| pair.0);
            row.dedup_by_key(|pair| pair.0);
        }
        Self { rows }
    }

    /// The score of a pair. Costs O(log pairs of the submission).
    pub fn score(&self, expert: ExpertIndex, submission: SubmissionIndex) -> f64 {
        let row = self.row(submission);
        row.binary_search_by_key(&expert, |pair| pair.0)
            .map_or(0.0, |at| row[at].1)
    }

    /// The pairs of a submission, ascending by expert.
    pub fn row(&self, submission: SubmissionIndex) -> &[(ExpertIndex, f64)] {
        self.rows.get(submission.at()).map_or(&[], Vec::as_slice)
    }

    /// The number of pairs.
    pub fn pairs(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_pairs_score_nothing_and_the_first_of_two_counts() {
        let (e, s) = (ExpertIndex, SubmissionIndex);
        let pairs = [(s(1), e(2), 0.5), (s(1), e(0), 0.25), (s(1), e(2), 0.75)];
        let table = ScoreTable::new(2, pairs);
        assert_eq!(table.row(s(1)), [(e(0), 0.25), (e(2), 0.5)]);
        assert_eq!(
            (table.score(e(2), s(1)), table.score(e(1), s(1))),
            (0.5, 0.0)
        );
        assert_eq!((table.score(e(0), s(9)), table.pairs()), (0.0, 2));
    }
}
