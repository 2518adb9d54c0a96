//! The value of a group, and the bar it has to reach.

use std::collections::BTreeMap;

/// The value of a group with given members.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Standing {
    pub shortfalls: i64,
    /// Total score in billionths.
    pub total: i64,
    /// Smallest score of a submission, in billionths.
    pub worst: i64,
    /// Reviewers by submission.
    pub reviewers: BTreeMap<u32, Vec<u32>>,
}

/// The minimum values of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    pub shortfalls: i64,
    pub total: i64,
    pub worst: i64,
}

impl Bar {
    /// Whether the group reaches the bar.
    pub fn meets(&self, own: &Standing) -> bool {
        own.shortfalls <= self.shortfalls && own.total >= self.total && own.worst >= self.worst
    }
}

/// The part of a score that has to remain if a share may be lost; tolerates a billionth of
/// rounding.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // far below 2^53
pub(super) fn below(score: i64, within: f64) -> i64 {
    ((1.0 - within) * score as f64).floor() as i64
}
