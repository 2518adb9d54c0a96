//! Heat-bath annealing over seats: submissions follow the seats, and each new member is drawn from
//! everybody at once.
//!
//! As in [`super::SeatRelaxation`], the value of a set of seats is what it is worth with every
//! submission in the group that offers it most; limits of load are left to later rounds, sizes to a
//! price. What is new is how a seat is filled. With the other members of a group held, what one
//! more expert e makes of submission s is
//!
//! > max(alone(s), score(s, e) + joins(s, what e leaves uncovered)),
//!
//! where `alone` is the best set of reviewers without e and `joins` the best set of one reviewer
//! fewer by the coverage that is still missing ([`rows::Rows`]). Both depend on the other members
//! alone. One pass over the rows that can matter therefore values every expert for the seat
//! ([`candidates`]), and the member is drawn with weight exp(value / T): the heat bath of Creutz
//! (1980), Gibbs sampling of Geman and Geman (1984). Exchanges of two seats are valued from the
//! same tables ([`exchange`]).
//!
//! All values are 32-bit integers in units of the season ([`scores::Scores`]) and all sums are taken
//! in a fixed order, so that a run is the same on every machine.

mod anneal;
mod candidates;
mod chance;
mod exchange;
mod homes;
mod pieces;
mod rows;
mod scores;
mod seats;

pub use anneal::{Course, HeatBath};
pub use scores::Scores;
pub use seats::Seats;

#[cfg(test)]
mod tests;
