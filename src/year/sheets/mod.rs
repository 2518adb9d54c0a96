//! Score sheets: one workbook per expert and one per group, written and read back.
//!
//! `write` creates the workbooks of a plan: each expert's with the assigned submissions and the
//! criteria of the award, each group's for its consensus (art. 19). Only
//! cells to be filled in are unlocked. [`read`] reads them back, whatever their file names and the
//! program that saved them, and [`collect()`] combines them: missing and invalid entries, means,
//! means corrected for severe and lenient experts (see [`scoring`](crate::year::scoring)),
//! outliers, each group's ranking and the proposed shortlist.
//!
//! # Identity mark
//! A hidden sheet identifies the workbook: season, plan, round, scale, owner and rows, with hashes
//! ([`Mark`]). It is not a signature and does not prevent forgery; it prevents sheets of other
//! seasons, rounds, scales and experts, and edited ids, from being counted by mistake.
//!
//! Writing is linear in the number of reviews, reading in the size of the files.

mod book;
mod collect;
mod document;
mod estimate;
mod filled;
mod form;
mod gather;
mod kinds;
mod maker;
mod mark;
mod marked;
mod merge;
mod names;
mod percent;
mod problems;
mod problems_marked;
mod read;
mod recusal;
mod recusal_words;
mod results;
mod rows;
mod signer;
mod style;
mod tables;
mod tally;
mod tier;
mod words;
mod write;

pub use collect::{Ask, collect};
pub use document::{
    Awaited, Collected, Consensus, ExpertResult, GroupResult, MissingScore, Outlier, Progress,
    Recusal, Score, SubmissionResult, Waiting,
};
pub use filled::FilledRow;
pub use form::Form;
pub use gather::{Gathered, Unreadable, gather};
pub use kinds::is_likely;
pub use maker::SheetFile;
pub use mark::{Mark, Owner, Scale, SheetRound, Terms, season_hash};
pub use names::SheetNames;
pub use read::{Filled, read};
pub use results::workbook;
#[cfg(feature = "window")]
pub(crate) use tables::remark;
pub use tables::{decimals, declared_before, declared_csv, results_csv, scores_csv, shortlist_csv};
pub use write::write;
