//! What came back on the sheets, and what follows from it.

use crate::model::Problem;
use crate::year::scoring::Component;
use serde::{Deserialize, Serialize};

/// One complete score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Submission id.
    pub submission: String,
    /// Expert id.
    pub expert: String,
    /// Group id.
    pub group: String,
    /// Scores of the criteria, in the order of art. 8.
    pub criteria: [Option<f64>; 3],
    /// The weighted total.
    pub total: f64,
    /// Distance from what the additive model expects, in root mean squares.
    pub residual: f64,
    /// Comment.
    pub comment: String,
}

/// A score that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingScore {
    /// Submission id.
    pub submission: String,
    /// Expert id.
    pub expert: String,
    /// Whether the expert's sheet came in at all.
    pub received: bool,
}

/// Experts whose scores are missing: whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Expert id.
    pub expert: String,
    /// Name, for people.
    pub name: String,
    /// Employer as written.
    pub employer: String,
    /// Group id.
    pub group: String,
    /// Scores that are missing.
    pub missing: usize,
    /// Whether the expert's sheet was counted.
    pub received: bool,
    /// The file that came in by the name of the expert's sheet and was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A recusal declared on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recusal {
    /// Expert id.
    pub expert: String,
    /// Submission id.
    pub submission: String,
    /// Why.
    pub reason: String,
}

/// A score far from what the model expects.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlier {
    /// Submission id.
    pub submission: String,
    /// Expert id.
    pub expert: String,
    /// The score.
    pub score: f64,
    /// What the model expects.
    pub expected: f64,
    /// Their distance in root mean squares of the residuals.
    pub residual: f64,
}

/// What a group agreed on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Consensus {
    /// The agreed score.
    pub score: Option<f64>,
    /// Whether it is recommended.
    pub recommended: Option<bool>,
    /// The opinion.
    pub opinion: String,
}

/// What is known of a submission.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubmissionResult {
    /// Submission id.
    pub submission: String,
    /// Title.
    pub title: String,
    /// Applicant.
    pub organization: String,
    /// Group id.
    pub group: String,
    /// Experts who review it.
    pub reviewers: usize,
    /// Complete scores.
    pub scored: usize,
    /// Mean score of each criterion.
    pub criteria: [Option<f64>; 3],
    /// Mean of the totals.
    pub raw: Option<f64>,
    /// Mean corrected for severe and lenient experts, where the scores carry it.
    pub corrected: Option<f64>,
    /// Largest total minus smallest.
    pub spread: Option<f64>,
    /// What the group agreed on.
    pub consensus: Consensus,
    /// What it is ordered by: the agreed score, else the corrected mean, else the mean.
    pub key: Option<f64>,
    /// Place in its group; 0 without a score.
    pub place: usize,
    /// Whether another of the group has the same score.
    pub tied: bool,
    /// Whether it is proposed for the shortlist.
    pub selected: bool,
    /// Whether it ties at the cut, with more than the cut allows.
    pub at_cut: bool,
}

/// What is known of an expert.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExpertResult {
    /// Expert id.
    pub expert: String,
    /// Group id.
    pub group: String,
    /// Submissions to review.
    pub assigned: usize,
    /// Complete scores.
    pub scored: usize,
    /// Recusals declared.
    pub recused: usize,
    /// Whether the sheet came in.
    pub received: bool,
    /// Mean of the expert's totals.
    pub mean: Option<f64>,
    /// Points above what the others would have given (below 0: severe), where the scores carry it.
    pub leniency: Option<f64>,
}

/// What is known of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupResult {
    /// Group id.
    pub group: String,
    /// Group name.
    pub name: String,
    /// Submission ids from the first place to the last; those without a score come last.
    pub order: Vec<String>,
    /// Whether its consensus sheet came in.
    pub consensus: bool,
}

/// How far a collection is, as `collected.json` keeps it for `status`: counts alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Always `empanel/collected@1`.
    pub schema: String,
    /// SHA-256 of the bytes of the plan.
    pub plan: String,
    /// Workbooks counted.
    pub counted: usize,
    /// Workbooks refused.
    pub refused: usize,
    /// Complete scores.
    pub scores: usize,
    /// Scores that are missing.
    pub missing: usize,
    /// Recusals declared.
    pub recusals: usize,
    /// Whether the places may still change.
    pub provisional: bool,
}

impl Collected {
    /// How far it is; `plan` is the hash of the plan's bytes.
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
        }
    }
}

/// Everything collected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Collected {
    /// Workbooks counted.
    pub counted: usize,
    /// Workbooks refused.
    pub refused: usize,
    /// Whether scores are missing, so that means and places may change.
    pub provisional: bool,
    /// Submissions, in the order of the plan's groups.
    pub submissions: Vec<SubmissionResult>,
    /// Experts who review something, group by group.
    pub experts: Vec<ExpertResult>,
    /// Groups.
    pub groups: Vec<GroupResult>,
    /// Parts of the scores without a common reviewer; positions are those of `submissions` and
    /// `experts`.
    pub components: Vec<Component>,
    /// All complete scores.
    pub scores: Vec<Score>,
    /// All missing scores.
    pub missing: Vec<MissingScore>,
    /// Who owes them, group by group.
    pub waiting: Vec<Waiting>,
    /// All recusals declared.
    pub recusals: Vec<Recusal>,
    /// Scores far from what the model expects.
    pub outliers: Vec<Outlier>,
    /// What was wrong with the workbooks.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}
