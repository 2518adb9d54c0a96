//! The relaxation on seats: only seats are decided, every submission is in the group that offers it
//! most.
//!
//! While seats change, submissions follow at once, so that the value of a set of seats is what it
//! is worth with its best distribution of submissions (limits of load and, but for a price, sizes
//! left aside). The moves of [`super::Annealer`] instead leave submissions where they are, and a
//! seat that would pay for many of them from other groups looks bad until they have come.
//!
//! Let w(s, g) be what the members of group g are worth to submission s. The value of the seats is
//! the sum over s of the largest w(s, g), less what broken rules and wrong sizes cost. A change of
//! one seat changes w(s, g) for one g; most of these are never worked out: where a limit of w(s, g)
//! is not above what s has at home, the limit is kept in its place ([`offers::Offer`]).

mod anneal;
mod offers;
mod state;
mod trial;

pub use anneal::SeatAnnealer;
pub use offers::Columns;
pub use state::SeatRelaxation;

#[cfg(test)]
mod tests;
