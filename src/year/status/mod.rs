//! Progress of the season: the steps done, and the next one.
//!
//! No state is stored: [`look`] derives it from the files in the season's folder and the output
//! folders, including the history of plans. An unreadable file is reported as such; its name alone
//! is never taken as evidence if its content decides.

mod document;
mod files;
mod look;
mod picture;
mod plans;
mod scores;
mod tables;
#[cfg(test)]
mod tests;

pub use document::{PlanSeen, State, Status, Step, StepKind};
pub use look::look;
pub use picture::picture;
pub use tables::{name, state, summary, tables};
