//! Means, corrected means, outliers and rankings from single scores.
//!
//! # The additive model
//! Experts differ in how severe they are. Write `y(s,e)` for the score that expert `e` gave to
//! submission `s`. The model is the two-way additive one of analysis of variance,
//!
//! ```text
//! y(s,e) = m(s) + b(e) + error
//! ```
//!
//! `m(s)` is the merit of the submission and `b(e)` the leniency of the expert (below 0: severe).
//! [`fit`] finds the least squares estimate. For given `b` the best `m(s)` is the mean of
//! `y(s,e) - b(e)` over the reviewers of `s`; put in, this leaves for the experts the normal
//! equations `L b = r` with
//!
//! ```text
//! L = D - Σ_s 1/n(s) · 1_s 1_sᵀ      r(e) = Σ_{s of e} ( y(s,e) - mean of y over the reviewers of
//! s )
//! ```
//!
//! where `D` holds the number of scores of each expert and `1_s` marks the reviewers of `s`. `L` is
//! the Laplacian of the graph in which two experts are linked by every submission both reviewed:
//! symmetric, positive semidefinite, and singular by exactly one constant per connected component.
//! Severities can therefore be distinguished from merits **within a component only**: without a
//! common reviewer a severe group cannot be distinguished from a weak batch. Within a component the
//! constant is fixed by `Σ_e n(e) b(e) = 0`, which preserves the mean over all its scores. The
//! equations are solved by conjugate gradients, at most one step per expert, each linear in the
//! number of scores.
//!
//! A component with `n` scores, `S` submissions and `E` experts has `n - S - E + 1` degrees of
//! freedom. With none left, any scores are fitted without error and a correction cannot be
//! distinguished from chance, so none is given ([`Component::supported`]).
//!
//! The residuals of a component are divided by their root mean square; in a balanced design that is
//! the internally studentised residual. It cannot exceed the square root of the number of scores,
//! so very small components have no outliers.
//!
//! See Searle, *Linear Models* (1971), chapter 7, for the model and its estimable functions.

mod fit;
mod order;

pub use fit::{Component, Estimate, Fit, Rating, fit};
pub use order::{Cut, Entry, Placed, Quota, place};
