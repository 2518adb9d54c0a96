//! Minimum-cost transport, the mathematics under every assignment of this program: rows
//! (submissions) ask for a number of distinct columns (reviewers), columns have a least and a
//! most load, a pair of a row and a column has a score, and the total score is to be greatest.
//!
//! - [`Small`] is the inner loop of a search: one group, changed a row or a column at a time,
//!   solved again without allocating.

mod small;

pub use small::{Overload, Small};
