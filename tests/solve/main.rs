//! From a season to a plan, and reruns.
#![allow(missing_docs)]

#[allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss
)]
#[path = "../support/seasons.rs"]
mod seasons;

mod division;
mod form;
mod formulation;
mod golden;
mod proofs;
mod rerun;
mod rerun_killed;
mod solver_hazards;
