//! References to experts, submissions and groups, resolved in one place for tables and verbs.
//!
//! People write ids in many ways: with zeros lost in a spreadsheet, followed by a name, in quotes,
//! after invisible characters; or they write a name instead. Each text is resolved by a few lookups
//! in maps that are built once. Anything not written as in the table is reported with its
//! interpretation; ambiguous references are never guessed.

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
