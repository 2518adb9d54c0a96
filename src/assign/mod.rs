//! The pairwise form: submissions, reviewers, scores; no groups.
//!
//! An [`Instance`] is read from a folder of tables and solved for one of these objectives, each in
//! its own file with its mathematics and its source:
//! - [`total`]: the highest total score, with [`partial`] where demands cannot be met;
//! - [`maxmin`]: the worst submission as high as possible, then the highest total;
//! - [`leximin()`]: the worst as high as possible, then the next worst, and so on;
//! - [`wef1`]: envy-free up to one reviewer, by taking turns;
//! - [`randomized`]: the highest expected total with capped probabilities.
//!
//! [`Answer::of`] is one door to all of them. [`SeasonPairs`] writes a season as such a folder.
//!
//! Scores are exact decimals: integers in units of `10^exponent` divided by their greatest common
//! divisor, so ties and bounds are exact. Problems with the tables are listed in
//! `src/files/tables/CODES.md`.

mod answer;
mod assignment;
mod by_row;
mod compact;
mod deadline;
mod decimal;
mod generate;
mod held;
mod ids;
mod instance;
mod leximin;
mod maxmin;
mod problems;
mod randomized;
mod read;
mod season;
mod shortage;
mod standing;
#[cfg(test)]
mod tests;
mod total;
pub mod venue;
mod wef1;

pub use answer::{Aim, Answer, Unsolved, Wanted};
pub use assignment::{Assignment, Figures, cell};
pub use generate::{FILES, PairRecipe};
pub use instance::{BadArray, Columns, Instance, Limits, Names, Pairs, Rows, Values};
pub use leximin::{Level, Leximin, leximin};
pub use maxmin::maxmin;
pub use randomized::{Probability, Randomized, randomized};
pub use season::{PairOptions, SEASON_TABLES, SeasonPairs, is_scores_file};
pub use shortage::{Asked, proof};
pub use standing::{Standing, Watch};
pub use total::{partial, total};
pub use wef1::{envious, wef1};
