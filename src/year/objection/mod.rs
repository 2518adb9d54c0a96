//! Who looks into an objection (selection measures, art. 21): a team that is free of conflicts
//! with the submission and did not decide on it before.
//!
//! [`propose`] leaves out, each with its reason, everyone who is in conflict, reviewed the
//! submission in either round, sat in a group that decided on it, presides over the committee,
//! withdrew, or cannot serve. The rest are
//! ranked by what they cover and their score; the team is chosen greedily by new coverage and then
//! score, and improved by single exchanges, under the rules of a group: one member of an employer
//! (as the rules cap it) and no relatives. `O(experts · team)`.

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
pub use tables::{summary, tables};
