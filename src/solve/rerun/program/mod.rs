//! The fewest changes as one integer program, for seasons small enough: every seat, group and
//! review is free, and nothing is assumed of how submissions move. Proves what the searches find,
//! betters it where they miss something, and tells when there is nothing.
//!
//! # Model
//! The rows of the rules are those of [`crate::solve::program`], with every group by its own number.
//! To them come: *l(e,g)*, *e* leads *g*, with *l ≤ y* and Σ_e *l(e,g)* = 1; who of two chairs alike
//! is the chair; and *k(e)* ∈ \[0,1\], *e* keeps seat and role: at most *y(e,g) − l(e,g)* for a
//! member so far, *l(e,g)* for a leader, 1 − Σ_g *y(e,g)* for somebody without a seat, and the same
//! for the offices. As nothing else holds *k* down and fewer changes are asked for, it is 1 exactly
//! for those who keep both.
//!
//! # Goals in their order
//! Each goal is minimised by itself, and then becomes a row for the next (lexicographic
//! optimisation by stages): people Σ (1 − *k(e)*), submissions that change group, shortfalls,
//! reviews reassigned, the score not reached. A stage counts as proven when the bound of the solver,
//! rounded up to a whole number, equals the value of a committee that was checked rule by rule
//! without the model. All that a solver says is weighed as in [`crate::solve::program`].

mod exact;
mod goals;
mod model;
mod stages;
mod sum;

pub use exact::Exact;
