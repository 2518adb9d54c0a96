//! What `assign` found.

use crate::assign::{Assignment, Level, Randomized};

/// What was found.
pub(super) struct Answer {
    pub assignment: Assignment,
    pub randomized: Option<Randomized>,
    /// Ordered pairs of submissions of which one envies the other by more than one reviewer.
    pub envious: Option<usize>,
    /// From the worst submissions upwards.
    pub levels: Option<Vec<Level>>,
}
