#![doc = include_str!("MODEL.md")]

mod goal;
mod model;
mod read;
mod scope;
mod solve;
mod symmetry;
mod verify;

pub mod process;

pub use goal::{Aim, Goal, Limits, Stop};
pub(crate) use model::Model;
pub use process::Runner;
pub use scope::Scope;
pub use solve::{Answer, Bound, NoAnswer, Status, coefficients, solve};
pub use verify::broken;
