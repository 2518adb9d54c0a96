//! The values that say what differs. Serialised as they are; fields are added, never renamed.

use crate::model::plan::Shortfall;
use serde::Serialize;

/// Everything in which two plans differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// How many people must be told something.
    pub told: Told,
    /// People with anything to be told, by expert id.
    pub people: Vec<PersonChange>,
    /// Submissions that came, went or changed group, by id.
    pub submissions: Vec<SubmissionChange>,
    /// Submissions whose reviewers or recusals changed, by id.
    pub reviews: Vec<ReviewChange>,
    /// Shortfalls that are there no more.
    pub shortfalls_gone: Vec<Shortfall>,
    /// Shortfalls that were not there before.
    pub shortfalls_new: Vec<Shortfall>,
    /// The scores, as the plans state them.
    pub scores: Scores,
    /// Which group of the first plan is which of the second; first those of the second plan in
    /// its order, then those that are gone.
    pub groups: Vec<GroupPair>,
}

/// Numbers of people, each counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Told {
    /// Who lose, gain or change a seat or a role.
    pub seats: usize,
    /// Of these: newly seated.
    pub new: usize,
    /// Of these: no longer seated.
    pub gone: usize,
    /// Of these: moved to another group.
    pub moved: usize,
    /// Of these: in the same group with another role, or with another office.
    pub role: usize,
    /// Who keep seat and role but get other submissions to review.
    pub reviews_only: usize,
    /// Who keep all of that but have another group leader.
    pub leader_only: usize,
}

/// An office of the whole committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 主任委员
    Chair,
    /// 副主任委员
    ViceChair,
}

/// What an expert is in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// The office in the committee, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// The id of the group, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The name of the group; empty without one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group_name: String,
    /// Expert id of the group's leader; empty without a group.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub leader: String,
    /// Whether the expert leads the group.
    pub leads: bool,
}

/// What there is to tell a person; of several the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// Newly seated.
    New,
    /// No longer seated.
    Gone,
    /// In another group.
    Moved,
    /// Another role or office.
    Role,
    /// Other submissions to review.
    Reviews,
    /// Another group leader.
    Leader,
}

/// What changed for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonChange {
    /// Expert id.
    pub expert: String,
    /// What there is to tell.
    pub kind: PersonKind,
    /// The seat in the first plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Seat>,
    /// The seat in the second plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Seat>,
    /// Submissions to review that are new to the person.
    pub reviews_added: Vec<String>,
    /// Submissions that the person reviews no more.
    pub reviews_removed: Vec<String>,
    /// All submissions that the person reviews in the second plan.
    pub reviews: Vec<String>,
}

/// What happened to a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionKind {
    /// Only in the second plan.
    New,
    /// Only in the first plan.
    Gone,
    /// In another group.
    Moved,
}

/// A submission that came, went or changed group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubmissionChange {
    /// Submission id.
    pub submission: String,
    /// What happened.
    pub kind: SubmissionKind,
    /// Group id in the first plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Group id in the second plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Changes among the reviewers of a submission; expert ids, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReviewChange {
    /// Submission id.
    pub submission: String,
    /// Reviewers only in the second plan.
    pub added: Vec<String>,
    /// Reviewers only in the first plan.
    pub removed: Vec<String>,
    /// Recused only in the second plan.
    pub recusals_added: Vec<String>,
    /// Recused only in the first plan.
    pub recusals_removed: Vec<String>,
}

/// The scores of the two plans.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Scores {
    /// Total score of all reviews.
    pub total: Figure,
    /// Score of the worst submission.
    pub worst: Figure,
    /// Number of shortfalls.
    pub shortfalls: Figure,
}

/// A figure before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figure {
    /// In the first plan.
    pub before: f64,
    /// In the second plan.
    pub after: f64,
    /// `after - before`.
    pub change: f64,
}

impl Figure {
    /// Makes a figure of two values.
    pub fn new(before: f64, after: f64) -> Self {
        Self {
            before,
            after,
            change: after - before,
        }
    }
}

/// How a group of one plan was recognised in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// Both have the same id.
    Id,
    /// The ids differ; these two share the most members and submissions.
    Overlap,
    /// There is no counterpart.
    Nothing,
}

/// A group of one plan and its counterpart in the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupPair {
    /// Group id in the first plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Group id in the second plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How the two were matched.
    pub matched_by: MatchedBy,
    /// Members in both.
    pub shared_members: usize,
    /// Submissions in both.
    pub shared_submissions: usize,
}
