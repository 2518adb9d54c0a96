//! What a person has judged of two that look alike.

use super::{ExpertIndex, SubmissionIndex};
use std::collections::BTreeMap;

/// Whether two that look alike are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They are one organization, person or submission.
    Same,
    /// They are two.
    Different,
}

/// One of two that look alike, where it is not an organization: those are kept with
/// [`Organizations`](super::Organizations).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum JudgedEnd {
    /// A row of the experts.
    Expert(ExpertIndex),
    /// A row of the submissions.
    Submission(SubmissionIndex),
    /// Somebody whom the relations name; folded.
    Name(String),
}

/// The verdicts on people and submissions, by pair in either order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgements {
    pairs: BTreeMap<(JudgedEnd, JudgedEnd), Verdict>,
}

impl Judgements {
    /// Keeps a verdict; `false` when the pair has the other one already.
    pub fn keep(&mut self, first: JudgedEnd, second: JudgedEnd, verdict: Verdict) -> bool {
        *self.pairs.entry(ordered(first, second)).or_insert(verdict) == verdict
    }

    /// The verdict on a pair.
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
