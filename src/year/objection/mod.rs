//! Review of an objection (selection measures, art. 21) by a team that has no conflicts with the
//! submission and did not decide on it before.
//!
//! [`propose`] excludes, with reasons, everyone who has a conflict, reviewed the submission in
//! either round, sat in a group that decided on it, presides over the committee, withdrew, or
//! cannot serve. The others are ranked by coverage and score. The team is chosen greedily by new
//! coverage and then score, and improved by single exchanges, under the rules of a group: the
//! employer cap and no relatives. `O(experts · team)`.

mod candidates;
mod document;
mod reasons;
mod request;
mod tables;
mod team;
#[cfg(test)]
mod tests;

pub use candidates::propose;
pub use document::{Candidate, Excluded, Exclusion, Proposal, Requirement};
pub use request::Request;
pub use tables::{short_tables, summary, tables};
