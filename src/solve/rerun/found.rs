//! Result of a search for the fewest changes.

use super::placing::Completed;
use super::seats::Seats;
use schemars::JsonSchema;
use serde::Serialize;

/// How it is proven that no committee changes fewer people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// By counting the deficient places.
    Counting,
    /// By enumerating all committees with fewer changes.
    Exhaustive,
    /// By an integer program of the whole season.
    Program,
    /// It is not proven.
    Open,
}

/// A committee with the number of people changed.
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
    /// Whether it is proven that no committee with as many people changed is better.
    pub compared: bool,
}
