//! The form check (selection measures, arts. 9 and 16-18): who passes, who does not and why, which
//! recommending unit sends more than its quota, and what seems to be there twice.
//!
//! [`screen`] takes the submissions as they came in and gives a [`Screening`]. Nothing passes in
//! silence: what is not stated waits, or is reported, as the rules say. The work is `O(n log n)` in
//! the number of submissions, but for look-alike names, which are found by deletion neighbourhoods.

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
