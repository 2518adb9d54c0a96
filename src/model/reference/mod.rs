//! Who is meant: the one reader of references to experts, submissions and groups, for tables and
//! verbs alike.
//!
//! People write ids as they please: with zeros lost on the way through a spreadsheet, with a name
//! beside them, between quotes, behind characters that no one sees; or they write a name. Whoever
//! is meant is found here, each text by a few look-ups in maps that are made once. What was not
//! written as in the table is told with what it was taken for; what fits two is never guessed.

mod book;
mod cell;
mod effect;
mod fold;
mod near;
mod ranges;
mod series;
mod tell;
mod words;

pub use book::{Book, Found, How, Kind};
pub use cell::{Part, listed};
pub use effect::{Idle, Loose, idle, is_person, loose_name, organizations};
pub use fold::{name_key, plain};
pub use near::Near;
pub use tell::{Told, action, told};

#[cfg(test)]
mod tests;
