//! Working days with Chinese public holidays and make-up days, for the publicity of the list
//! (selection measures, art. 21: ten working days).
//!
//! A [`Calendar`] knows the years of its table. In other years only weekends and the days fixed by
//! law (1 January, 1 and 2 May, 1 to 3 October) are off, and the result lists those years. The
//! built-in table follows the notices of the General Office of the State Council;
//! `data/holidays/README.md` lists them.

mod count;
mod days;
mod tables;
mod written;

pub use count::{CountedDay, Publicity, count};
pub use days::{Calendar, DayKind, SpecialDay, Work};
pub(crate) use days::{fixed_by_law, notice_year};
pub(crate) use tables::day;
pub use tables::{picture_title, summary, tables};
pub use written::days_of;
