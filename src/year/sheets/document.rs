//! The content of the returned sheets, and the results.

use super::form::Form;
use crate::model::Problem;
use crate::year::scoring::Component;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One complete score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Score {
    /// Submission id.
    pub submission: String,
    /// Expert id.
    pub expert: String,
    /// Group id.
    pub group: String,
    /// Scores of the criteria, in the order of the sheets.
    pub criteria: Vec<Option<f64>>,
    /// Weighted total.
    pub total: f64,
    /// Deviation from the fitted model, in root mean squares of the residuals.
    pub residual: f64,
    /// Comment.
    pub comment: String,
}

/// A score that is still missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingScore {
    /// Submission id.
    pub submission: String,
    /// Expert id.
    pub expert: String,
    /// Whether the expert's sheet was received.
    pub received: bool,
}

/// An expert with missing scores, to be reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Waiting {
    /// Expert id.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// Employer as written.
    pub employer: String,
    /// Group id.
    pub group: String,
    /// Number of missing scores.
    pub missing: usize,
    /// Whether the expert's sheet was counted.
    pub received: bool,
    /// The rejected file that has the name of the expert's sheet, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A recusal declared on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recusal {
    /// Expert id.
    pub expert: String,
    /// Submission id.
    pub submission: String,
    /// Reason as written.
    pub reason: String,
}

/// A score far from the fitted model.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outlier {
    /// Submission id.
    pub submission: String,
    /// Expert id.
    pub expert: String,
    /// The score.
    pub score: f64,
    /// Score expected by the model.
    pub expected: f64,
    /// Deviation in root mean squares of the residuals.
    pub residual: f64,
}

/// The consensus of a group about a submission.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Consensus {
    /// The agreed score.
    pub score: Option<f64>,
    /// Whether the group recommends it.
    pub recommended: Option<bool>,
    /// The group's opinion.
    pub opinion: String,
}

/// Results of a submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SubmissionResult {
    /// Submission id.
    pub submission: String,
    /// Title as written.
    pub title: String,
    /// Applicant as written.
    pub organization: String,
    /// Group id.
    pub group: String,
    /// Number of reviewers.
    pub reviewers: usize,
    /// Number of complete scores.
    pub scored: usize,
    /// Mean score of each criterion.
    pub criteria: Vec<Option<f64>>,
    /// Mean of the totals.
    pub raw: Option<f64>,
    /// Mean without the highest and the lowest total, where the rules ask for it and there are
    /// three scores or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trimmed: Option<f64>,
    /// Mean corrected for severe and lenient experts, if the scores support it.
    pub corrected: Option<f64>,
    /// Largest total minus smallest.
    pub spread: Option<f64>,
    /// Consensus of the group.
    pub consensus: Consensus,
    /// Score it is ranked by: the agreed score; else, where the rules ask for a trimmed mean, that
    /// one or the mean; else the corrected mean, else the mean.
    pub key: Option<f64>,
    /// Place in its group, from 1; 0 without a score.
    pub place: usize,
    /// Whether another submission of the group has the same score.
    pub tied: bool,
    /// Whether it is proposed for the shortlist.
    pub selected: bool,
    /// Whether it ties for the last place, so that more are selected than the cut allows.
    pub at_cut: bool,
    /// Proposed tier of the result, by its name; empty where the award has none or no place is
    /// left.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tier: String,
}

/// Results of an expert.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExpertResult {
    /// Expert id.
    pub expert: String,
    /// Group id.
    pub group: String,
    /// Number of submissions to review.
    pub assigned: usize,
    /// Number of complete scores.
    pub scored: usize,
    /// Number of declared recusals.
    pub recused: usize,
    /// Whether the sheet was received.
    pub received: bool,
    /// Mean of the expert's totals.
    pub mean: Option<f64>,
    /// Points above what the others would have given (below 0: severe), if the scores support it.
    pub leniency: Option<f64>,
}

/// Results of a group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupResult {
    /// Group id.
    pub group: String,
    /// Group name.
    pub name: String,
    /// Submission ids by place; those without a score come last.
    pub order: Vec<String>,
    /// Whether its consensus sheet was received.
    pub consensus: bool,
}

/// Progress of a collection as stored in `collected.json` for `status`; contains counts only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Progress {
    /// Always `empanel/collected@1`.
    pub schema: String,
    /// SHA-256 of the bytes of the plan.
    pub plan: String,
    /// Number of workbooks counted.
    pub counted: usize,
    /// Number of workbooks rejected.
    pub refused: usize,
    /// Number of complete scores.
    pub scores: usize,
    /// Number of missing scores.
    pub missing: usize,
    /// Number of declared recusals.
    pub recusals: usize,
    /// Whether the ranking may still change.
    pub provisional: bool,
    /// Experts with missing scores, group by group.
    #[serde(default)]
    pub waiting: Vec<Awaited>,
}

impl Collected {
    /// The progress; `plan` is the hash of the plan's bytes.
    pub fn progress(&self, plan: &str) -> Progress {
        Progress {
            schema: "empanel/collected@1".to_owned(),
            plan: plan.to_owned(),
            counted: self.counted,
            refused: self.refused,
            scores: self.scores.len(),
            missing: self.missing.len(),
            recusals: self.recusals.len(),
            provisional: self.provisional,
            waiting: self.waiting.iter().map(Awaited::of).collect(),
        }
    }
}

/// An expert whose scores are awaited, without the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Awaited {
    /// Expert id.
    pub expert: String,
    /// Number of missing scores.
    pub missing: usize,
    /// Whether the expert's sheet was counted.
    pub received: bool,
}

impl Awaited {
    fn of(waiting: &Waiting) -> Self {
        Self {
            expert: waiting.expert.clone(),
            missing: waiting.missing,
            received: waiting.received,
        }
    }
}

/// Everything collected.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Collected {
    /// Number of workbooks counted.
    pub counted: usize,
    /// Number of workbooks rejected.
    pub refused: usize,
    /// Whether scores are missing, so that means and ranking may change.
    pub provisional: bool,
    /// Submissions, in the order of the plan's groups.
    pub submissions: Vec<SubmissionResult>,
    /// Experts with reviews, group by group.
    pub experts: Vec<ExpertResult>,
    /// Groups, in the order of the plan.
    pub groups: Vec<GroupResult>,
    /// Parts of the scores that share no reviewer; positions refer to `submissions` and `experts`.
    pub components: Vec<Component>,
    /// All complete scores.
    pub scores: Vec<Score>,
    /// All missing scores.
    pub missing: Vec<MissingScore>,
    /// Experts with missing scores, group by group.
    pub waiting: Vec<Waiting>,
    /// All recusals declared.
    pub recusals: Vec<Recusal>,
    /// Scores far from the fitted model.
    pub outliers: Vec<Outlier>,
    /// Problems with the workbooks.
    #[serde(skip)]
    pub problems: Vec<Problem>,
    /// What the sheets asked for.
    #[serde(skip)]
    pub form: Form,
}
