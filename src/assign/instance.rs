//! An instance of the pairwise form, exact and dense.

mod arrays;
mod dense;
mod folder;
mod join;
mod memory;
mod names;
mod pairs;
mod places;
mod scale;
mod tables;

pub use self::arrays::{BadArray, Columns, Rows, Values};
pub use self::memory::Limits;
pub use self::names::Names;
pub use self::pairs::Pairs;

/// Submissions, reviewers and their scores.
#[derive(Debug)]
pub struct Instance {
    /// Ids of the submissions, in the order of `demands.csv`.
    pub submissions: Names,
    /// Ids of the reviewers, in the order of `loads.csv`.
    pub reviewers: Names,
    /// The remaining problem after forced pairs are granted: rows are submissions, columns are
    /// reviewers.
    pub pairs: Pairs,
    /// One unit of a score is `10^exponent` times `unit`.
    pub exponent: i32,
    /// Greatest common divisor of all scores, by which they were divided; 1 if scores were rounded.
    pub unit: i128,
    /// Maximum rounding error of a score, in the same units: 0 unless the scores of the file span
    /// more than 30 decimal places.
    pub rounding: i128,
    /// Forced pairs with their scores, sorted.
    pub forced: Vec<(u32, u32, i128)>,
    /// Conflicts, sorted.
    pub conflicts: Vec<(u32, u32)>,
    /// Scored pairs in conflict, sorted. Our methods may not use them; methods that ignore
    /// conflicts see them like any other pair.
    pub tied: Vec<(u32, u32, i128)>,
}
