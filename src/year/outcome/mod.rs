//! The results of the season (selection measures, arts. 20-22 and 24): the list for publicity, the
//! final list, and what was removed from them, when and why.

mod announcement;
mod document;
mod lists;
mod tables;
#[cfg(test)]
mod tests;

pub use crate::model::{LeftAt, Withdrawal};
pub use announcement::{PublicityPeriod, cautions, provisional_for_defence, provisional_refused};
pub use document::{Left, LeftExpert, Line, Outcome, Reasons};
pub use lists::{by_tier, eligible, outcome};
pub use tables::{experts, final_list, publicity_list, summary, withdrawn};
