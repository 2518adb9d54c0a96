//! Forming the committee: search, bounds, deadline.

pub mod bound;
mod environment;
pub mod feasible;
pub mod finish;
mod incumbent;
pub mod partition;
mod portfolio;
pub mod search;

pub use environment::{Environment, Progress, Snapshot, Unwatched};
pub use incumbent::Incumbent;
pub use portfolio::Portfolio;
