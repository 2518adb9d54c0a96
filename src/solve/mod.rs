//! Forming the committee: search, bounds, deadline.

pub mod bound;
#[cfg(test)]
mod claims_tests;
pub(crate) mod counting;
pub(crate) mod counts;
mod course;
pub(crate) mod cut;
pub mod document;
mod environment;
mod exact;
pub mod feasible;
pub mod finish;
mod form;
mod free_heads;
mod incumbent;
pub mod instance;
pub mod partition;
mod polish;
mod portfolio;
mod pricing;
pub mod program;
pub mod rerun;
mod rounds;
pub mod rule;
mod run;
pub mod search;

pub use environment::{Environment, Progress, Snapshot, Unwatched};
pub(crate) use form::exhausted;
pub use form::{Ended, Formed, NoPlan, counted_out, form};
pub use incumbent::Incumbent;
pub use portfolio::Portfolio;
