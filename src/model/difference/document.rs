//! The differences as serialised. Fields may be added, never renamed.

use crate::model::plan::Shortfall;
use schemars::JsonSchema;
use serde::Serialize;

/// All differences between two plans.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Difference {
    /// Numbers of people to notify.
    pub told: Told,
    /// People to notify, by expert id.
    pub people: Vec<PersonChange>,
    /// Submissions that were added, removed or moved to another group, by id.
    pub submissions: Vec<SubmissionChange>,
    /// Submissions whose reviewers or recusals changed, by id.
    pub reviews: Vec<ReviewChange>,
    /// Shortfalls of the first plan only.
    pub shortfalls_gone: Vec<Shortfall>,
    /// Shortfalls of the second plan only.
    pub shortfalls_new: Vec<Shortfall>,
    /// Scores as recorded in the plans.
    pub scores: Scores,
    /// Counterparts of groups: first the groups of the second plan in its order, then those of the
    /// first plan without a counterpart.
    pub groups: Vec<GroupPair>,
}

/// Numbers of people to notify. `seats`, `reviews_only` and `leader_only` are disjoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Told {
    /// People who lose, gain or change a seat or a role.
    pub seats: usize,
    /// Of these: newly seated.
    pub new: usize,
    /// Of these: no longer seated.
    pub gone: usize,
    /// Of these: moved to another group.
    pub moved: usize,
    /// Of these: in the same group, but with another role or committee office.
    pub role: usize,
    /// People who keep seat and role but get other submissions to review.
    pub reviews_only: usize,
    /// People whose only change is another group leader.
    pub leader_only: usize,
}

/// An office of the whole committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// 主任委员
    Chair,
    /// 副主任委员
    ViceChair,
}

/// An expert's position in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Seat {
    /// Office in the committee, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<Office>,
    /// Id of the group, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Name of the group; empty without a group.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group_name: String,
    /// Expert id of the group's leader; empty without a group.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub leader: String,
    /// Whether the expert leads the group.
    pub leads: bool,
}

/// Reason to notify a person. If several apply, the first in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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

/// Changes for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonChange {
    /// Expert id, as in the plans.
    pub expert: String,
    /// Reason to notify the person.
    pub kind: PersonKind,
    /// Position in the first plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Seat>,
    /// Position in the second plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Seat>,
    /// Submissions the person reviews only in the second plan.
    pub reviews_added: Vec<String>,
    /// Submissions the person reviews only in the first plan.
    pub reviews_removed: Vec<String>,
    /// All submissions the person reviews in the second plan.
    pub reviews: Vec<String>,
}

/// Kind of change of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionKind {
    /// Only in the second plan.
    New,
    /// Only in the first plan.
    Gone,
    /// In another group.
    Moved,
}

/// A submission that was added, removed or moved to another group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SubmissionChange {
    /// Submission id, as in the plans.
    pub submission: String,
    /// Added, removed or moved.
    pub kind: SubmissionKind,
    /// Id of its group in the first plan; `None` if it is not in that plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Id of its group in the second plan; `None` if it is not in that plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Changes among the reviewers of a submission; expert ids in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ReviewChange {
    /// Submission id, as in the plans.
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

/// Scores of the two plans.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Scores {
    /// Total score of all reviews.
    pub total: Figure,
    /// Score of the submission with the lowest score.
    pub worst: Figure,
    /// Number of shortfalls.
    pub shortfalls: Figure,
}

/// A figure before and after.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// Value in the first plan.
    pub before: f64,
    /// Value in the second plan.
    pub after: f64,
    /// `after - before`.
    pub change: f64,
}

impl Figure {
    /// Creates a figure from the two values.
    pub fn new(before: f64, after: f64) -> Self {
        Self {
            before,
            after,
            change: after - before,
        }
    }
}

/// How a group of one plan was recognised in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchedBy {
    /// Both have the same id.
    Id,
    /// The ids differ; these two share the most members and submissions.
    Overlap,
    /// No counterpart.
    Nothing,
}

/// A group of one plan and its counterpart in the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupPair {
    /// Group id in the first plan; `None` if it has no counterpart there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Group id in the second plan; `None` if it has no counterpart there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How the two were matched.
    pub matched_by: MatchedBy,
    /// Number of members in both.
    pub shared_members: usize,
    /// Number of submissions in both.
    pub shared_submissions: usize,
}
