//! Verdicts of a person on entries that look alike.

use super::{ExpertIndex, SubmissionIndex};
use std::collections::BTreeMap;

/// Verdict on whether two similar entries are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One organization, person or submission.
    Same,
    /// Two different ones.
    Different,
}

/// One side of a pair of people or submissions. Verdicts on organizations are in
/// [`Organizations`](super::Organizations).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum JudgedEnd {
    /// A row of the experts table.
    Expert(ExpertIndex),
    /// A row of the submissions table.
    Submission(SubmissionIndex),
    /// A person named in the relations, outside the pool; folded name.
    Name(String),
}

/// The verdicts on people and submissions, by pair in either order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgements {
    pairs: BTreeMap<(JudgedEnd, JudgedEnd), Verdict>,
}

impl Judgements {
    /// Records a verdict; `false` if the pair already has the opposite one.
    pub fn keep(&mut self, first: JudgedEnd, second: JudgedEnd, verdict: Verdict) -> bool {
        *self.pairs.entry(ordered(first, second)).or_insert(verdict) == verdict
    }

    /// Returns the verdict on a pair.
    pub fn on(&self, first: &JudgedEnd, second: &JudgedEnd) -> Option<Verdict> {
        let pair = ordered(first.clone(), second.clone());
        self.pairs.get(&pair).copied()
    }
}

fn ordered(first: JudgedEnd, second: JudgedEnd) -> (JudgedEnd, JudgedEnd) {
    if first <= second {
        (first, second)
    } else {
        (second, first)
    }
}
