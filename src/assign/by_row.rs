//! Scored pairs by submission, as the solver takes them.

use crate::flow::Amount;

/// The pairs of each submission, columns ascending and distinct. Scores are whole numbers of one
/// power of ten.
#[derive(Debug, Clone)]
pub(super) struct ByRow<C> {
    /// Where the pairs of each submission start; one longer than the submissions.
    pub starts: Vec<usize>,
    pub columns: Vec<u32>,
    pub scores: Vec<C>,
}

impl<C> Default for ByRow<C> {
    fn default() -> Self {
        Self {
            starts: vec![0],
            columns: Vec::new(),
            scores: Vec::new(),
        }
    }
}

impl<C: Amount> ByRow<C> {
    /// Ends the pairs of a submission.
    pub fn close(&mut self) {
        self.starts.push(self.columns.len());
    }
}
