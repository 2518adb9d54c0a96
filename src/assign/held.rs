//! An assignment while it is sought.

/// The columns of each row with their scores.
pub(super) type Held = Vec<Vec<(u32, i128)>>;
