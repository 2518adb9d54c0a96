//! The result of `assign`.

use crate::assign::{Assignment, Level, Randomized};

/// Result of an assignment run.
pub(super) struct Answer {
    pub assignment: Assignment,
    pub randomized: Option<Randomized>,
    /// Ordered pairs of submissions of which one envies the other by more than one reviewer.
    pub envious: Option<usize>,
    /// Levels from the worst submissions upwards.
    pub levels: Option<Vec<Level>>,
}
