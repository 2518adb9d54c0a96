//! What the office has decided beforehand.

use super::{ExpertIndex, Place, SubmissionIndex};

/// The subject matter of a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PinKind {
    /// The expert sits in the group (without a group: in some group).
    Member,
    /// The expert leads the group (without a group: some group).
    Leader,
    /// The expert is the chair.
    Chair,
    /// The expert is the vice chair.
    ViceChair,
    /// The submission is in the group.
    Submission,
    /// The expert reviews the submission.
    Reviewer,
}

impl PinKind {
    /// The English key used in tables, without the `not_` of a forbidding pin.
    pub fn key(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Leader => "leader",
            Self::Chair => "chair",
            Self::ViceChair => "vice_chair",
            Self::Submission => "submission",
            Self::Reviewer => "reviewer",
        }
    }
}

/// The object a pin refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinObject {
    /// None: any group, or an office of the committee (chair, vice chair).
    None,
    /// A group by its id, such as `G03`: a theme's id, or `G01`, `G02`, … if the number of groups
    /// is chosen.
    Group(String),
    /// A submission.
    Submission(SubmissionIndex),
}

/// The subject of a pin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinSubject {
    /// An expert.
    Expert(ExpertIndex),
    /// A submission.
    Submission(SubmissionIndex),
}

/// One row of the `pins` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// What is demanded or forbidden.
    pub kind: PinKind,
    /// Whether the pin forbids instead of demanding (`not_…`). A `not_member` without a group
    /// keeps the expert out of every group.
    pub forbidden: bool,
    /// The pinned expert or submission.
    pub subject: PinSubject,
    /// The group or submission it is tied to.
    pub object: PinObject,
    /// The row this was read from.
    pub place: Place,
}
