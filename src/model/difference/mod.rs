//! What differs between two plans.
//!
//! [`compare`] takes two plans and returns a [`Difference`]: who is new, gone or moved, whose role
//! or reviews changed, which submissions changed group, which shortfalls appeared or disappeared,
//! and how the scores changed.
//!
//! The work is `O(n log n)` in the number of seats, submissions and reviews.

mod belonging;
mod compare;
mod document;
mod groups;
mod names;
mod people;
mod problems;
#[cfg(test)]
mod tests;
mod work;

pub use belonging::belonging;
pub use compare::compare;
pub use document::{
    Difference, Figure, GroupPair, MatchedBy, Office, PersonChange, PersonKind, ReviewChange,
    Scores, Seat, SubmissionChange, SubmissionKind, Told,
};
pub use names::Names;
pub use problems::other_season;
pub use work::shortfalls as shortfalls_only_in;
