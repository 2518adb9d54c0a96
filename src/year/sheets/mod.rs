//! Score sheets: one workbook per expert and one per group, out and back.
//!
//! `write` makes the workbooks of a plan: each expert's with the submissions assigned and the
//! criteria of art. 8 of the selection measures, each group's for its consensus (art. 19). Only
//! the cells to be filled in are unlocked. [`read`] reads them back however they were named or
//! saved, and [`collect()`] puts them together: what is missing or wrong, means, means corrected
//! for severe and lenient experts (see [`scoring`](crate::year::scoring)), outliers, each group's
//! order and the proposed shortlist.
//!
//! # Identity mark
//! A hidden sheet holds what the workbook is: season, plan, round, scale, owner and rows, with
//! hashes ([`Mark`]). It is not a signature and does not prevent forgery; it keeps sheets of other
//! seasons, rounds, scales and experts and edited ids from being counted by mistake.
//!
//! Making the sheets is linear in the number of reviews; reading is linear in the files.

mod book;
mod collect;
mod criteria;
mod document;
mod estimate;
mod filled;
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
mod words;
mod write;

pub use collect::{Ask, collect};
pub use criteria::{CRITERIA, Criterion, total, weights};
pub use document::{
    Collected, Consensus, ExpertResult, GroupResult, MissingScore, Outlier, Progress, Recusal,
    Score, SubmissionResult, Waiting,
};
pub use filled::FilledRow;
pub use kinds::is_likely;
pub use maker::SheetFile;
pub use mark::{Mark, Owner, Scale, SheetRound, Terms, season_hash};
pub use names::SheetNames;
pub use read::{Filled, read};
pub use results::workbook;
pub use tables::{decimals, declared_csv, results_csv, scores_csv, shortlist_csv};
pub use write::write;
