//! What is decided of one sum.

/// Submissions with the same sum, from the worst upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// Their sum, in the instance's units.
    pub score: i128,
    /// How many submissions have it.
    pub submissions: usize,
    /// Whether no assignment is better here that is as good on all levels below.
    pub proven: bool,
}
