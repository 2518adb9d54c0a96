//! Reruns after withdrawals, new conflicts, late or withdrawn submissions, changed pins or rules:
//! finds the committee that satisfies every hard rule with the fewest changes.
//!
//! [`rerun`] turns the current season and the prior plan into an [`Outcome`]: the new plan, the
//! number of people to notify, whether fewer are proven impossible, and the gain of further
//! changes. [`edit()`] applies changes by hand.
//!
//! # Method
//! The remaining members of the prior committee are kept (`seats`), and deficient places are fixed
//! by as few changes of single people as possible. `matching` solves the typical case, in which a
//! change fixes one or two places, exactly over all people. `exhaustive` enumerates every committee
//! with fewer changes to prove that there is none, unless counting (`Seats::at_least`) proves it
//! already. Small seasons are solved by one integer `program` of all changes, goal by goal. If none
//! of these finds a committee, the search of `form` continues from the prior plan (`last_resort`),
//! and unnecessary changes are reverted (`restore`). Alternates of the prior plan are called before
//! others (`promise`). The gain of further changes (`exchange`) is found step by step (`step`).
//! Whether a committee can review everything is decided exactly (`repair`) if placing submissions
//! one by one fails. Reviews stay with their reviewers unless coverage requires another one
//! (`reviews`). The priorities are defined in `objective` only.

mod before;
mod edit;
mod editor;
mod exchange;
mod exhaustive;
mod found;
mod last_resort;
mod least_load;
mod matching;
mod objective;
mod outcome;
mod placing;
mod problems;
mod program;
mod promise;
mod repair;
mod request;
mod restore;
mod reviews;
mod run;
mod search;
mod seats;
mod staffed;
mod step;
mod task;

pub(crate) use before::Before;
pub use before::Gone;
pub use edit::{Edited, edit};
pub use editor::Edit;
pub use found::Proof;
pub use objective::Order;
pub use outcome::{Outcome, Row};
pub use promise::Promise;
pub use request::{Freeze, Request};
pub(crate) use reviews::staff;
pub use run::{Failed, remaining, rerun};
pub(crate) use staffed::cost_of;

#[cfg(test)]
mod tests;
