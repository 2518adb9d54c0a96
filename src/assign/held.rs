//! An assignment under construction.

/// The columns of each row with their scores.
pub(super) type Held = Vec<Vec<(u32, i128)>>;
