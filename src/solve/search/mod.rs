//! Improving committees by moves.

mod anneal;
mod area;
mod block;
mod candidate_lists;
mod change;
mod choose;
mod construct;
mod delta;
mod gains;
mod heat_bath;
mod industry_members;
mod least_load;
mod memo;
mod moves;
mod reach;
mod regroup;
mod seat_relaxation;
pub(crate) mod seat_rules;
mod state;
mod weights;

pub use crate::solve::instance::NOWHERE;
pub use anneal::{Annealer, Cooling};
pub use area::Area;
pub(crate) use block::{Block, Context};
pub use candidate_lists::CandidateLists;
pub(in crate::solve) use choose::choose_priced;
pub use construct::first;
pub use heat_bath::{Course, HeatBath, Scores, Seats};
pub use regroup::{regroup, sorted};
pub use seat_relaxation::{Columns, SeatAnnealer, SeatRelaxation};
pub use state::State;
pub use weights::Weights;

#[cfg(test)]
pub(in crate::solve) mod tests;
