//! The pairwise form: submissions, reviewers, scores; no groups.

mod assignment;
mod decimal;
mod ids;
mod instance;
mod problems;
mod read;
mod total;

pub use assignment::{Assignment, Figures};
pub use instance::{Instance, Pairs};
pub use total::{partial, total};
