//! The result of the form check, as serialised.

use crate::model::Condition;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::Serialize;

/// The whole form check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Screening {
    /// Numbers of submissions by conclusion.
    pub counts: Counts,
    /// Every submission, in table order.
    pub submissions: Vec<Verdict>,
    /// Recommending units: those of the table in its order, then those that only submissions name.
    pub recommenders: Vec<QuotaLine>,
    /// Whether there is a table of recommending units; without one quotas are not checked.
    pub quotas_stated: bool,
    /// Possible duplicates.
    pub duplicates: Vec<Duplicate>,
    /// Conditions without a column in the table.
    pub unstated: Vec<Condition>,
    /// What the title of a submission is called, for the header of the sheet.
    #[serde(skip)]
    pub work: Bilingual,
}

/// Numbers of submissions by conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Counts {
    /// All submissions.
    pub submissions: usize,
    /// Submissions that pass.
    pub passed: usize,
    /// Submissions that do not pass.
    pub failed: usize,
    /// Submissions that wait for a statement or a decision.
    pub pending: usize,
    /// Recommending units above their quota.
    pub over_quota: usize,
}

/// Conclusion of the form check of one submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 通过
    Passed,
    /// 待补正: something is not stated, or a person must decide.
    Pending,
    /// 不通过
    Failed,
}

/// Effect of a finding on the submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// None; the finding is reported only.
    Told,
    /// The submission waits.
    Pending,
    /// The submission does not pass.
    Failed,
}

/// Subject of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The office itself entered that it does not pass.
    Office,
    /// A condition of article 9.
    Condition(Condition),
    /// A possible duplicate.
    Duplicate,
    /// Above the quota, or recommended by a unit that is not in the table.
    Quota,
}

/// A finding about a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// Effect on the submission.
    pub effect: Effect,
    /// Description.
    pub words: Bilingual,
}

/// The form check of one submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verdict {
    /// Submission id, as in the table.
    pub submission: String,
    /// Title as written.
    pub title: String,
    /// Applicant as written.
    pub organization: String,
    /// Recommending unit as written.
    pub recommender: String,
    /// Result of all findings.
    pub conclusion: Conclusion,
    /// All findings, including those that are reported only.
    pub findings: Vec<Finding>,
}

/// A recommending unit and its submissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuotaLine {
    /// Name as in the table, or else as in its first submission.
    pub name: String,
    /// Type of the unit as in the table.
    pub kind: String,
    /// Whether it is in the table of recommending units.
    pub listed: bool,
    /// Its quota, if given.
    pub quota: Option<u32>,
    /// Number of submissions it sent.
    pub sent: usize,
    /// Of these, the number not failed by a condition.
    pub standing: usize,
    /// Of those, the number above the quota.
    pub over: usize,
    /// Of those sent, the number that pass in the end.
    pub passed: usize,
}

/// In what respect submissions seem to be duplicates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateKind {
    /// The same organization applies more than once.
    Organization,
    /// The same title.
    Title,
    /// Organizations with similar names; reported only.
    LooksAlike,
}

/// Submissions that seem to be duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Duplicate {
    /// In what respect.
    pub kind: DuplicateKind,
    /// The submissions, in the order of their table.
    pub submissions: Vec<String>,
    /// The organization, the title or the two names.
    pub what: String,
    /// Description.
    pub words: Bilingual,
}
