//! What a search for the fewest changes found.

use super::placing::Completed;
use super::seats::Seats;
use serde::Serialize;

/// How it is known that no committee changes fewer people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// Counting the places that lack somebody.
    Counting,
    /// Every committee with fewer changes was looked at.
    Exhaustive,
    /// An integer program of the whole season has none.
    Program,
    /// It is not known.
    Open,
}

/// A committee with the people changed for it.
#[derive(Debug, Clone)]
pub struct Found {
    /// People who lose, gain or change a seat or role.
    pub people: usize,
    /// The committee.
    pub completed: Completed,
    /// Its seats.
    pub seats: Seats,
    /// Whether fewer are impossible.
    pub proof: Proof,
    /// Whether no committee with as many people changed is better, proven.
    pub compared: bool,
}
