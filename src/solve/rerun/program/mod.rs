//! The fewest changes as one integer program, for small seasons: every seat, group and review is
//! free, and no assumption is made about how submissions move. It proves the results of the
//! searches, improves them if they missed something, and detects infeasibility.
//!
//! # Model
//! The rows of the rules are those of [`crate::solve::program`], with every group by its own
//! number. In addition there are *l(e,g)*, *e* leads *g*, with *l ≤ y* and Σ_e *l(e,g)* = 1; which
//! of two equal chairs is the chair; and *k(e)* ∈ \[0,1\], *e* keeps seat and role: at most *y(e,g)
//! − l(e,g)* for a previous member, *l(e,g)* for a leader, 1 − Σ_g *y(e,g)* for an expert without a
//! seat, and likewise for the offices. Since nothing else limits *k* and changes are minimised, it
//! is 1 exactly for those who keep both.
//!
//! # Goals in their order
//! Each goal is minimised separately and then becomes a row for the next (lexicographic
//! optimisation by stages): people Σ (1 − *k(e)*), submissions that change group, shortfalls,
//! reviews reassigned, negative score. A stage counts as proven if the solver's bound, rounded up
//! to an integer, equals the value of a committee that was verified rule by rule without the model.
//! All results of a solver are verified as in [`crate::solve::program`].

mod exact;
mod goals;
mod model;
mod stages;
mod sum;

pub use exact::Exact;
