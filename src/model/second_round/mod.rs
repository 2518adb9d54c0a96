//! The second round (selection measures, art. 20) as a season and a timetable.
//!
//! [`season`] derives from season and round the season that the solver forms a committee for: only
//! the shortlisted submissions pass, sizes are those of `[defence]`, an expert who is not free on a
//! group's days may not sit in it, and continuity or fresh eyes are demanded in the terms of rules
//! that exist already. So conflicts, coverage and the checker are the same as in the paper round.
//! [`schedule`] lays out the timetable.

mod clock;
mod derive;
pub(crate) mod problems;
mod timetable;

pub use clock::{Clock, Slot};
pub use derive::season;
pub(crate) use derive::{lost, members};
pub use timetable::schedule;
