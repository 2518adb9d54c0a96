//! The form check (selection measures, arts. 9 and 16-18): which submissions pass, which do not and
//! why, which recommending units exceed their quota, and possible duplicates.
//!
//! [`screen`] takes the submissions as received and returns a [`Screening`]. Missing statements are
//! never ignored: the submission waits, or they are reported, depending on the rules. `O(n log n)`
//! in the number of submissions, except for similar names, which are found by deletion
//! neighbourhoods.

mod document;
mod duplicates;
mod effect;
mod judge;
mod quota;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use document::{
    Conclusion, Counts, Duplicate, DuplicateKind, Effect, Finding, FindingKind, QuotaLine,
    Screening, Verdict,
};
pub use judge::screen;
pub use tables::{SHEET, summary, tables};
