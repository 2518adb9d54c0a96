//! Improving committees by moves.

mod anneal;
mod block;
mod change;
mod choose;
mod construct;
mod draft;
mod gains;
mod guide;
mod judged;
mod moves;
mod quick;
mod reach;
mod regroup;
pub(crate) mod seat_rules;
mod state;
mod weights;

pub use crate::solve::instance::NOWHERE;
pub use anneal::{Annealer, Cooling};
pub(crate) use block::{Block, Context};
pub(in crate::solve) use choose::choose_priced;
pub use construct::first;
pub use draft::{Columns, Draft, DraftAnnealer};
pub use guide::Guide;
pub use regroup::{regroup, sorted};
pub use state::State;
pub use weights::Weights;

#[cfg(test)]
pub(in crate::solve) mod tests;
