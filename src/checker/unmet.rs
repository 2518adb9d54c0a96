//! A requirement that a plan does not meet: a shortfall, which breaks no rule but is counted.

use crate::model::plan::ShortfallKind;
use serde::Serialize;

/// An unmet coverage requirement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unmet {
    /// Submission id.
    pub submission: String,
    /// Industry or domain.
    pub kind: ShortfallKind,
    /// The industry code (several joined by `;`) or domain code.
    pub code: String,
    /// Reviewers who meet it.
    pub found: usize,
    /// Reviewers who should.
    pub wanted: usize,
}
