//! The submissions under review.

use super::Place;
use crate::model::taxonomy::{DomainCode, IndustryCode};

/// One row of the `submissions` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Unique text; leading zeros kept.
    pub id: String,
    /// Title of the experience.
    pub title: String,
    /// The applicant, as written.
    pub organization: String,
    /// The recommending unit, as written; empty when unknown.
    pub recommender: String,
    /// Province or region; empty when unknown.
    pub region: String,
    /// Industries of the submission, usually one.
    pub industries: Vec<IndustryCode>,
    /// Quality domains of the submission.
    pub domains: Vec<DomainCode>,
    /// Selection scope 1-6 (selection measures, art. 10); `None` when not given.
    pub category: Option<u8>,
    /// Number of its reviewers; `None` where the rules' number applies.
    pub reviewers: Option<usize>,
    /// Whether it passed the form check; others take no part in the review.
    pub passed: bool,
    /// The row this was read from.
    pub place: Place,
}
