//! What a group comes to, and what it must reach.

use std::collections::BTreeMap;

/// What a group with certain members comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Standing {
    pub shortfalls: i64,
    /// In billionths.
    pub total: i64,
    /// Smallest sum of one submission.
    pub worst: i64,
    /// Reviewers by submission.
    pub reviewers: BTreeMap<u32, Vec<u32>>,
}

/// What a group must reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    pub shortfalls: i64,
    pub total: i64,
    pub worst: i64,
}

impl Bar {
    /// Whether it is reached.
    pub fn meets(&self, own: &Standing) -> bool {
        own.shortfalls <= self.shortfalls && own.total >= self.total && own.worst >= self.worst
    }
}

/// What is left of a score of which a share may be lost; a billionth is rounding.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // far below 2^53
pub(super) fn below(score: i64, within: f64) -> i64 {
    ((1.0 - within) * score as f64).floor() as i64
}
