//! Running again after withdrawals, new conflicts, late or withdrawn submissions, changed pins or
//! rules: the committee that keeps every hard rule and changes least.
//!
//! [`rerun`] goes from a season as it is now and the prior plan to an [`Outcome`]: the new plan,
//! how many people must be told, whether fewer are proven impossible, and what further changes
//! would bring. [`edit()`] makes a person's own changes.
//!
//! # Method
//! Anyone who is left of the prior committee is kept (`seats`); places that lack something are
//! mended by as few changes of single people as possible: `matching` solves the usual case, in
//! which a change mends one or two places, exactly over all people; `exhaustive` looks at every
//! committee with fewer changes and so proves that there is none, where counting
//! (`Seats::at_least`) does not prove it already. Small seasons are settled by one integer `program`
//! of all changes, goal after goal. Where nothing of this finds a committee, the search of `form`
//! goes on from the prior plan (`last_resort`), and what it changed without need is taken back
//! (`restore`). Alternates whom the prior plan promised are called before others (`promise`). What
//! further changes bring (`exchange`) is found step by step (`step`). Whether a committee can
//! review everything is decided exactly (`repair`) where placing submissions one by one fails.
//! Reviews stay with their reviewers unless coverage asks for another (`reviews`). `objective`
//! alone knows what comes first.

mod before;
mod edit;
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
mod step;
mod task;

pub(crate) use before::Before;
pub use before::Gone;
pub use edit::{Edit, Edited, edit};
pub use found::Proof;
pub use objective::Order;
pub use outcome::{Outcome, Row};
pub use promise::Promise;
pub use request::{Freeze, Request};
pub(crate) use reviews::{cost_of, staff};
pub use run::{Failed, remaining, rerun};

#[cfg(test)]
mod tests;
