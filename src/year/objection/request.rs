//! What is asked when an objection comes in.

use crate::model::SubmissionIndex;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// The submission objected to.
    pub submission: SubmissionIndex,
    /// How many the team should have.
    pub size: usize,
    /// Whether members of the groups that decided on it, but did not review it, may serve.
    pub allow_group: bool,
    /// Whether only people who sit in the committee this year may serve.
    pub seated_only: bool,
}
