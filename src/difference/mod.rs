//! What differs between two plans, and whom to tell.
//!
//! [`compare`] takes two plans and gives a [`Difference`]: who is new, gone or moved, whose role
//! or reviews changed, which submissions changed group, which shortfalls came and went, and what
//! it did to the scores. [`notices`] writes a letter to each person concerned. [`workbook`] and
//! [`page`] show it all as a workbook and as one self-contained page.
//!
//! The work is `O(n log n)` in the number of seats, submissions and reviews.

mod belonging;
mod compare;
mod document;
mod groups;
mod names;
mod notice;
mod page;
mod people;
mod problems;
mod sheets;
mod tables;
#[cfg(test)]
mod tests;
mod words;
mod work;

pub use belonging::belonging;
pub use compare::compare;
pub use document::{
    Difference, Figure, GroupPair, MatchedBy, Office, PersonChange, PersonKind, ReviewChange,
    Scores, Seat, SubmissionChange, SubmissionKind, Told,
};
pub use names::Names;
pub use notice::{Notice, letters, notices};
pub use page::page;
pub use problems::other_season;
pub use sheets::workbook;
pub use tables::{Table, tables};
