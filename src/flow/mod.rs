//! Minimum-cost transport, the mathematics under every assignment of this program: rows
//! (submissions) ask for a number of distinct columns (reviewers), columns have a least and a
//! most load, a pair of a row and a column has a score, and the total score is to be greatest.
//!
//! - [`solve`] takes a sparse [`Problem`] of any size and returns a [`Solution`] whose prices
//!   prove it ([`bound`]), or the [`Shortage`] that proves that there is none.
//! - [`solve_parts`] takes the same problem in parts of units, so many of which a pair may carry.
//! - [`Small`] is the inner loop of a search: one group, changed a row or a column at a time,
//!   solved again without allocating.
//!
//! # The mathematics
//! Maximise `sum a(i,j) x(i,j)` with `sum_j x(i,j) = demand(i)`, `floor(j) <= sum_i x(i,j) <=
//! cap(j)`, `0 <= x <= 1`. The constraint matrix is totally unimodular, so the linear program has
//! an integral optimum (Hoffman and Kruskal 1956), and a price `p(j)` per column proves it: every
//! row takes its `demand` best pairs by `a(i,j) - p(j)`, a price above zero means a column at its
//! cap, a price below zero a column at its floor.
//!
//! 1. Rows take their best pairs, so the rows are always right and only loads may be wrong.
//! 2. Columns with too many units raise their prices and send units to the next best columns
//!    (`auction`).
//! 3. What is left moves along shortest paths (`path`), many at once where pairs tie (`wave`).
//!
//! All amounts are integers, so ties are ties and the optimum is exact. Memory: the pairs once
//! more (columns and scores) and a few words per row, column and unit.

mod amount;
mod auction;
mod parts;
mod path;
mod problem;
mod shortage;
mod shortlist;
mod simplex;
mod small;
mod solution;
mod solver;
mod wave;

#[cfg(test)]
mod tests;

pub use amount::Amount;
pub use parts::{Divided, Undivided, bound_of_parts, solve_parts};
pub use problem::{Parts, Problem};
pub use shortage::Shortage;
pub use small::{Overload, Small};
pub use solution::{Failure, Solution, bound, solve};
