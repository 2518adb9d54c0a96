//! The values that say how the form check went. Serialised as they are.

use crate::model::Condition;
use crate::model::words::Bilingual;
use serde::Serialize;

/// The whole form check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Screening {
    /// How many ended how.
    pub counts: Counts,
    /// Every submission, in the order of its table.
    pub submissions: Vec<Verdict>,
    /// Recommending units: those of their table in its order, then those only named by
    /// submissions.
    pub recommenders: Vec<QuotaLine>,
    /// Whether there is a table of recommending units; without one no quota was looked at.
    pub quotas_stated: bool,
    /// What seems to be there twice.
    pub duplicates: Vec<Duplicate>,
    /// Conditions that no column of the table states.
    pub unstated: Vec<Condition>,
}

/// How many submissions ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// All submissions.
    pub submissions: usize,
    /// Those that pass.
    pub passed: usize,
    /// Those that do not.
    pub failed: usize,
    /// Those that wait for a statement or a decision.
    pub pending: usize,
    /// Recommending units above their quota.
    pub over_quota: usize,
}

/// How the form check of one submission ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 通过
    Passed,
    /// 待补正: something is not stated, or a person must decide.
    Pending,
    /// 不通过
    Failed,
}

/// What a finding does to the submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It is only reported.
    Told,
    /// The submission waits.
    Pending,
    /// The submission does not pass.
    Failed,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The office itself wrote that it does not pass.
    Office,
    /// A condition of article 9.
    Condition(Condition),
    /// There twice.
    Duplicate,
    /// Above the quota, or sent by a unit that is not on the list.
    Quota,
}

/// Something found about a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// What it does.
    pub effect: Effect,
    /// The same for a person.
    pub words: Bilingual,
}

/// The form check of one submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Submission id.
    pub submission: String,
    /// Title as written.
    pub title: String,
    /// Applicant as written.
    pub organization: String,
    /// Recommending unit as written.
    pub recommender: String,
    /// How it ended.
    pub conclusion: Conclusion,
    /// Reasons, including those that are only reported.
    pub findings: Vec<Finding>,
}

/// A recommending unit and what it sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuotaLine {
    /// Name as in its table, else as in the first submission.
    pub name: String,
    /// Kind as in its table.
    pub kind: String,
    /// Whether it is in the table of recommending units.
    pub listed: bool,
    /// Its quota, when stated.
    pub quota: Option<u32>,
    /// Submissions that it sent.
    pub sent: usize,
    /// Of these, those that no condition rules out.
    pub standing: usize,
    /// How many of those standing are above the quota.
    pub over: usize,
    /// Of those sent, those that pass in the end.
    pub passed: usize,
}

/// How two submissions seem to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateKind {
    /// One organization applies more than once.
    Organization,
    /// The same title.
    Title,
    /// Two organizations with similar names; reported, never acted upon.
    LooksAlike,
}

/// Submissions that seem to be there twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duplicate {
    /// In what way.
    pub kind: DuplicateKind,
    /// The submissions, in the order of their table.
    pub submissions: Vec<String>,
    /// The organization, the title or the two names.
    pub what: String,
    /// The same for a person.
    pub words: Bilingual,
}
