//! Minimum-cost transport, the mathematics under every assignment of this program: rows
//! (submissions) ask for a number of distinct columns (reviewers), columns have a least and a
//! most load, a pair of a row and a column has a score, and the total score is to be greatest.
//!
//! - [`Small`] is the inner loop of a search: one group, changed a row or a column at a time,
//!   solved again without allocating.

mod amount;
mod auction;
mod path;
mod problem;
mod small;
mod solver;

pub use amount::Amount;
pub use problem::Problem;
pub use small::{Overload, Small};
pub use solution::{Failure, Solution, solve};

mod solution;
