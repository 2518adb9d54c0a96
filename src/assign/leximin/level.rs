//! A decided level.

/// Submissions with the same sum, from the worst upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// Their sum, in the instance's units.
    pub score: i128,
    /// Number of submissions with this sum.
    pub submissions: usize,
    /// Whether it is proven that no assignment with the same levels below is better at this one.
    pub proven: bool,
}
