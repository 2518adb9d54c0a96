//! The request for a review of an objection.

use crate::model::SubmissionIndex;

/// What a proposal is requested for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// The submission objected to.
    pub submission: SubmissionIndex,
    /// Requested size of the team.
    pub size: usize,
    /// Whether members of the groups that decided on it, but did not review it, may serve.
    pub allow_group: bool,
    /// Whether only members of this year's committee may serve.
    pub seated_only: bool,
}
