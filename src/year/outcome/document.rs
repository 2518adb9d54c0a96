//! The values of the lists. Serialised as they are.

use crate::model::LeftAt;
use serde::Serialize;

/// A submission on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Submission id.
    pub submission: String,
    /// Applicant as written.
    pub organization: String,
    /// Title as written.
    pub title: String,
    /// Recommending unit as written.
    pub recommender: String,
    /// Region as written.
    pub region: String,
}

/// A submission that left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// The submission.
    #[serde(flatten)]
    pub line: Line,
    /// When.
    pub left_at: LeftAt,
    /// Why.
    pub reason: String,
    /// The day as written.
    pub date: String,
    /// Whether it was on the shortlist at all; one that was not has nothing to leave.
    pub listed: bool,
}

/// Why and on which day (`2026-09-10`) an expert withdrew, as recorded in the history of the plans,
/// by expert or submission id.
pub type Reasons = crate::files::history::Departures;

/// An expert who left the committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftExpert {
    /// Expert id.
    pub expert: String,
    /// Name, for people.
    pub name: String,
    /// `paper` or `defence`.
    pub round: &'static str,
    /// The reason; empty where none was recorded.
    pub reason: String,
    /// The day; empty where the history does not have it.
    pub date: String,
}

/// The lists of a season.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Submissions reviewed.
    pub reviewed: usize,
    /// Submissions proposed by the committee.
    pub proposed: usize,
    /// Whether the list they were taken from was provisional: scores were missing when it was made.
    pub provisional: bool,
    /// The last day of the publicity, `2026-09-14`, where it was not over: there is no final list
    /// then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publicity_until: Option<String>,
    /// The list for publicity, in the order of the submissions' table.
    pub publicity: Vec<Line>,
    /// The final list; empty while the publicity runs.
    #[serde(rename = "final")]
    pub last: Vec<Line>,
    /// What left, by stage and then in the order of the submissions' table.
    pub withdrawn: Vec<Left>,
    /// Experts who left the committee, by round and id; for the office alone.
    pub experts: Vec<LeftExpert>,
}
