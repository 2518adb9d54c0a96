//! What the form check looks at (selection measures, arts. 9, 17 and 18): the submissions as they
//! came in, what they state of the conditions, and the recommending units with their quotas.

use super::{InputFile, Organizations, Place, Rules, ScreenPolicy, ScreenRules, Submission};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A condition that the applicant states in a column of the submissions table.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// 独立法人
    LegalPerson,
    /// 近三年盈利
    Profitable,
    /// 无违法违规
    NoBreach,
    /// 成熟应用
    Mature,
    /// 同意分享
    Consents,
}

impl Condition {
    /// All conditions, in the order of article 9.
    pub const ALL: [Self; 5] = [
        Self::LegalPerson,
        Self::Profitable,
        Self::NoBreach,
        Self::Mature,
        Self::Consents,
    ];

    /// Key of the condition in the rules and in the header of its column.
    pub fn key(self) -> &'static str {
        match self {
            Self::LegalPerson => "legal_person",
            Self::Profitable => "profitable",
            Self::NoBreach => "no_breach",
            Self::Mature => "mature",
            Self::Consents => "consents",
        }
    }

    /// What the rules do with a submission that does not meet the condition.
    pub fn policy(self, rules: &ScreenRules) -> ScreenPolicy {
        match self {
            Self::LegalPerson => rules.legal_person,
            Self::Profitable => rules.profitable,
            Self::NoBreach => rules.no_breach,
            Self::Mature => rules.mature,
            Self::Consents => rules.consents,
        }
    }
}

/// A submission's statement on one condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The condition is met.
    Met,
    /// It is not met.
    NotMet,
    /// The cell is empty, or there is no such column.
    NotStated,
    /// The cell is neither yes nor no; this is its text.
    Unclear(String),
}

/// A submission before the form check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The submission; `passed` holds the value of the office's own column.
    pub submission: Submission,
    /// Statements on the conditions, in the order of [`Condition::ALL`].
    pub answers: [Answer; 5],
    /// Whether the office itself entered that the submission passes. Conditions without a column
    /// are then assumed to have been checked by the office.
    pub passed_by_office: bool,
    /// Rank among the submissions of its recommending unit; `None` when not given.
    pub rank: Option<u32>,
}

/// A recommending unit (art. 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommender {
    /// Name as written.
    pub name: String,
    /// Type of the unit (province, association and so on); empty when not given.
    pub kind: String,
    /// Maximum number of submissions it may recommend; `None` when not given.
    pub quota: Option<u32>,
    /// The row this was read from.
    pub place: Place,
}

/// Input of the form check; the table of experts may still be missing.
#[derive(Debug, Clone)]
pub struct Applications {
    /// Folder name, for titles.
    pub name: String,
    /// The rules, with every default filled in.
    pub rules: Rules,
    /// How organization names are compared.
    pub organizations: Organizations,
    /// All submissions, in the order of their table.
    pub applications: Vec<Application>,
    /// Conditions for which the table has no column.
    pub unstated: Vec<Condition>,
    /// The recommending units; `None` without such a table.
    pub recommenders: Option<Vec<Recommender>>,
    /// The files read, by table name.
    pub inputs: BTreeMap<String, InputFile>,
}
