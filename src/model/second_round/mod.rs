//! The second round (selection measures, art. 20) as a season and a timetable.
//!
//! [`season`] derives, from season and round, the season that the solver forms a committee for:
//! only shortlisted submissions pass, sizes are those of `[defence]`, experts may not sit in a
//! group on whose days they are not free, and continuity or fresh eyes are expressed by existing
//! rules. Conflicts, coverage and the checker are therefore the same as in the paper round.
//! [`schedule`] creates the timetable, [`hear`] changes a time of it.

mod clock;
mod derive;
pub(crate) mod problems;
mod timetable;

pub use clock::{Clock, Slot};
pub use derive::season;
pub(crate) use derive::{lost, members};
pub use timetable::{hear, schedule};
