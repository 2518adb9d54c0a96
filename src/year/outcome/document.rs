//! The lists of results, as serialised.

use crate::model::words::Bilingual;
use crate::model::{LeftAt, Season};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A submission on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Line {
    /// Submission id, as in the season.
    pub submission: String,
    /// Applicant as written.
    pub organization: String,
    /// Title as written.
    pub title: String,
    /// Recommending unit as written.
    pub recommender: String,
    /// Region as written.
    pub region: String,
    /// Tier of the result; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tier: String,
}

/// A submission that was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Left {
    /// The submission.
    #[serde(flatten)]
    pub line: Line,
    /// Stage at which it was withdrawn.
    pub left_at: LeftAt,
    /// Reason as written.
    pub reason: String,
    /// Date as written.
    pub date: String,
    /// Whether it was on the shortlist; otherwise it is on no list to be removed from.
    pub listed: bool,
}

/// Reason and date (`2026-09-10`) of each withdrawal, as recorded in the history of the plans, by
/// expert or submission id.
pub type Reasons = crate::files::history::Departures;

/// An expert who withdrew from the committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct LeftExpert {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// `paper` or `defence`.
    pub round: Cow<'static, str>,
    /// Reason; empty if none was recorded.
    pub reason: String,
    /// Date; empty if the history does not have it.
    pub date: String,
}

/// The lists of a season.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Outcome {
    /// Number of submissions reviewed.
    pub reviewed: usize,
    /// Number of submissions proposed by the committee.
    pub proposed: usize,
    /// Whether scores were missing when the shortlist was made.
    pub provisional: bool,
    /// Last day of the publicity period, `2026-09-14`, if it was not over; there is no final list
    /// then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity_until: Option<String>,
    /// The list for publicity, in the order of the submissions table.
    pub publicity: Vec<Line>,
    /// The final list; empty until the publicity period is over.
    #[serde(rename = "final")]
    pub last: Vec<Line>,
    /// Withdrawn submissions, by stage and then in the order of the submissions table.
    pub withdrawn: Vec<Left>,
    /// Experts who withdrew, by round and id; for the office only.
    pub experts: Vec<LeftExpert>,
    /// What the title of a submission is called.
    #[serde(skip)]
    pub work: Bilingual,
}

impl Outcome {
    /// Reads an `outcome.json` of a season; `None` if it is none.
    pub fn read(bytes: &[u8], season: &Season) -> Option<Self> {
        let mut outcome: Self = serde_json::from_slice(bytes).ok()?;
        outcome.work = season.rules.award.work_word();
        Some(outcome)
    }
}
