//! An instance of the pairwise form, exact and dense.

mod dense;
mod folder;
mod memory;
mod pairs;
mod scale;
mod tables;

pub use self::pairs::Pairs;

/// Submissions, reviewers and their scores.
#[derive(Debug)]
pub struct Instance {
    /// Ids of the submissions, in the order of `demands.csv`.
    pub submissions: Vec<String>,
    /// Ids of the reviewers, in the order of `loads.csv`.
    pub reviewers: Vec<String>,
    /// What is left to decide once forced pairs are granted: rows are submissions, columns
    /// reviewers.
    pub pairs: Pairs,
    /// One unit of a score is `10^exponent` times `unit`.
    pub exponent: i32,
    /// Greatest common divisor of all scores, taken out of them; 1 where scores were rounded.
    pub unit: i128,
    /// Largest amount by which one score was rounded, in the same units: 0 unless the scores of
    /// the file spread over more than 30 decimal places.
    pub rounding: i128,
    /// Forced pairs with their scores, sorted.
    pub forced: Vec<(u32, u32, i128)>,
    /// Conflicts, sorted.
    pub conflicts: Vec<(u32, u32)>,
    /// Conflicts with a score, which no method of ours may use: what a method that does not look
    /// at conflicts sees beside the other pairs. Sorted.
    pub tied: Vec<(u32, u32, i128)>,
}
