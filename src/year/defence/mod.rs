//! The second round (selection measures, art. 20): the shortlisted submissions are heard.
//!
//! [`prepare`] turns a season, the plan of the paper round and a shortlist into a `Round`: how
//! many groups, on which days each sits, what it continues of the paper round. Distributions of
//! the days are judged by counting who is free, as a flow of people into groups; where none fits,
//! shortages are reported group by group and day by day.
//! [`season`](crate::model::second_round::season) derives from season and round the season that the
//! solver forms a committee for: only the shortlisted submissions pass, sizes are those of
//! `[defence]`, an expert who is not free on a group's days may not sit in it, and continuity or
//! fresh eyes are demanded in the terms of rules that exist already. So conflicts, coverage and the
//! checker are the same as in the paper round. [`schedule`](crate::model::second_round::schedule)
//! lays out the timetable, [`calendar`] writes it as iCalendar (RFC 5545).
//!
//! # Continuity and fresh eyes
//! With `continuity` above 0 each group of the defence continues one or several groups of the
//! paper round (the smallest are put together when there are more of them than groups asked for):
//! it hears their submissions, and their members may sit in no other group. The share of
//! the seated who sat in the paper round is demanded as the share of newcomers otherwise is.
//! With `fresh` above 0 the share of those who took no part is demanded so; with both, enough
//! members of the paper round are left out for the second to hold in groups of the least size.

mod calendar;
mod days;
mod demand;
mod fit;
mod problems;
mod round;
mod shortage;

pub use calendar::calendar;
pub use days::absent_heads;
pub use round::{Paper, prepare};
