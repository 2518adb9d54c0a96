//! The second round (selection measures, art. 20): hearings of the shortlisted submissions.
//!
//! [`prepare`] turns a season, the plan of the paper round and a shortlist into a `Round`: the
//! number of groups, the days of each, and what it continues of the paper round. Distributions of
//! the days are evaluated by counting free people, as a flow of people into groups; if none
//! suffices, shortages are reported by group and by day.
//! [`season`](crate::model::second_round::season) derives, from season and round, the season that
//! the solver forms a committee for: only shortlisted submissions pass, sizes are those of
//! `[defence]`, experts may not sit in a group on whose days they are not free, and continuity or
//! fresh eyes are expressed by existing rules. Conflicts, coverage and the checker are therefore
//! the same as in the paper round. [`schedule`](crate::model::second_round::schedule) creates the
//! timetable, [`calendar`] writes it as iCalendar (RFC 5545).
//!
//! # Continuity and fresh eyes
//! With `continuity` above 0 each group of the defence continues one or several groups of the paper
//! round (the smallest are merged if there are more than the requested number): it hears their
//! submissions, and their members may sit in no other group. The required share of people who sat
//! in the paper round is expressed as the share of newcomers. With `fresh` above 0 the same is done
//! for the share of people who did not take part; with both, enough members of the paper round are
//! left out for the second share to hold in groups of minimum size.

mod calendar;
mod days;
mod demand;
mod fit;
mod problems;
mod round;
mod shortage;

pub use calendar::{calendar, calendar_of};
pub use days::absent_heads;
pub use round::{Paper, prepare};
