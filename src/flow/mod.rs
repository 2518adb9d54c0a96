//! Minimum-cost transport, the basis of every assignment in this program: rows (submissions)
//! require a number of distinct columns (reviewers), columns have a minimum and a maximum load, a
//! pair of a row and a column has a score, and the total score is maximised.
//!
//! - [`solve`] takes a sparse [`Problem`] of any size and returns a [`Solution`] whose prices prove
//!   it ([`bound`]), or the [`Shortage`] that proves that there is none.
//! - [`solve_parts`] takes the same problem with units divided into parts.
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
//! 1. Rows take their best pairs, so the demands are always satisfied and only loads may be wrong.
//! 2. Columns with too many units raise their prices and send units to the next best columns
//!    (`auction`).
//! 3. The remaining units move along shortest paths (`path`), many at once if pairs tie (`wave`).
//!
//! All amounts are integers, so ties and the optimum are exact. Memory: one copy of the pairs
//! (columns and scores) and a few words per row, column and unit.

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
mod stop;
mod wave;

#[cfg(test)]
mod tests;

pub use amount::Amount;
pub use parts::{Divided, Undivided, bound_of_parts, solve_parts};
pub use problem::{Parts, Problem};
pub use shortage::Shortage;
pub use small::{Overload, Small};
pub use solution::{Failure, Solution, bound, solve};
pub use stop::{Stopped, flag, heed, heeding, stopped};
