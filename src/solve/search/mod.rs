//! Improving committees by moves.

mod block;
mod chairs;
mod choose;
mod construct;
mod guide;
mod moves;
mod seat_rules;
mod state;
mod weights;

pub use guide::Guide;
