//! Forming the committee: search, bounds, deadline.

pub mod bound;
#[cfg(test)]
mod claims_tests;
pub(crate) mod counts;
mod course;
pub mod division;
pub mod document;
mod draft;
mod environment;
mod exact;
pub mod finish;
mod form;
mod free_heads;
mod incumbent;
pub mod instance;
mod large_neighbourhood;
mod multi_start;
pub mod necessary;
pub mod partition;
mod pricing;
pub mod program;
pub mod rerun;
mod rounds;
pub mod rule;
mod run;
pub mod search;
mod trade;

pub use counts::counted_out;
pub(crate) use counts::exhausted;
pub use environment::{Environment, Progress, Snapshot, Unwatched};
pub use form::{Ended, Formed, NoPlan, form, improve};
pub use incumbent::Incumbent;
pub use multi_start::MultiStart;
