//! Progress of the season: which steps of the year are done, what is next.
//!
//! Nothing is kept anywhere: [`look`] tells it from the files in the season's folder and in the
//! folders of outputs, the history of plans included. A file that cannot be read is said to be
//! there and unreadable; nothing is guessed from its name alone where its content tells.

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
pub use tables::{summary, tables};
