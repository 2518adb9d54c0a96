//! Forming the committee: search, bounds, deadline.

pub mod partition;
pub mod search;
