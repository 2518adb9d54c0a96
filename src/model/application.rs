//! What the form check looks at (selection measures, arts. 9, 17 and 18): the submissions as they
//! came in, what they state of the conditions, and the recommending units with their quotas.

use super::{InputFile, Organizations, Place, Rules, ScreenPolicy, ScreenRules, Submission};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A condition that the applicant states in a column of the submissions table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

    /// The key of the condition in rules and tables.
    pub fn key(self) -> &'static str {
        match self {
            Self::LegalPerson => "legal_person",
            Self::Profitable => "profitable",
            Self::NoBreach => "no_breach",
            Self::Mature => "mature",
            Self::Consents => "consents",
        }
    }

    /// What the rules make of the condition.
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

/// What a submission states of one condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The condition is met.
    Met,
    /// It is not met.
    NotMet,
    /// The cell is empty, or there is no such column.
    NotStated,
    /// The cell is neither yes nor no; this stands in it.
    Unclear(String),
}

/// A submission as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The submission; its `passed` is what the office's own column says.
    pub submission: Submission,
    /// Its answers, in the order of [`Condition::ALL`].
    pub answers: [Answer; 5],
    /// Whether the office itself wrote into its own column that it passes. Conditions that no
    /// column states are then the office's to know, not ours to doubt.
    pub passed_by_office: bool,
    /// Its place among those that its recommending unit sends, when stated.
    pub rank: Option<u32>,
}

/// A recommending unit (art. 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommender {
    /// Its name as written.
    pub name: String,
    /// Province, association and so on; empty when not stated.
    pub kind: String,
    /// The most submissions it may recommend; `None` when not stated.
    pub quota: Option<u32>,
    /// The row this was read from.
    pub place: Place,
}

/// Everything the form check needs; experts need not be there yet.
#[derive(Debug, Clone)]
pub struct Applications {
    /// Folder name, for titles.
    pub name: String,
    /// The rules, every default filled in.
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
