#![doc = include_str!("MODEL.md")]

mod goal;
mod model;
mod read;
mod scope;
mod solve;
mod symmetry;

pub mod process;

pub use goal::{Aim, Goal, Limits, Stop};
pub(crate) use model::Model;
pub use process::Runner;
pub use scope::{Scope, broken};
pub use solve::{Answer, Bound, NoAnswer, Status, coefficients, solve};
