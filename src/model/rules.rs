//! The office's settings (contract, section 4), every one with its default.

use super::ScreenRules;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All of `rules.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Number and sizes of groups.
    pub groups: GroupRules,
    /// Reviewers and loads.
    pub reviews: ReviewRules,
    /// What reviewers must know together.
    pub coverage: CoverageRules,
    /// Weights of the score.
    pub score: ScoreRules,
    /// What each kind of conflict means.
    pub conflicts: ConflictRules,
    /// Who may sit together, and how often.
    pub balance: BalanceRules,
    /// How to search.
    pub solve: SolveRules,
    /// The checklist of the form check.
    pub screen: ScreenRules,
    /// What the score sheets ask for.
    pub scoring: ScoringRules,
    /// The second round.
    pub defence: DefenceRules,
}

/// `[groups]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GroupRules {
    /// Number of groups; 0 chooses it from the season.
    pub count: usize,
    /// Fewest members of a group, the leader included.
    pub min_members: usize,
    /// Most members of a group.
    pub max_members: usize,
    /// Whether the number of members must be odd.
    pub odd_members: bool,
    /// Fewest submissions of a group; 0 chooses it.
    pub min_submissions: usize,
    /// Most submissions of a group; 0 chooses it.
    pub max_submissions: usize,
    /// Whether chair and vice chair may also sit in a group.
    pub chairs_in_groups: bool,
}

impl Default for GroupRules {
    fn default() -> Self {
        Self {
            count: 0,
            min_members: 5,
            max_members: 9,
            odd_members: true,
            min_submissions: 0,
            max_submissions: 0,
            chairs_in_groups: false,
        }
    }
}

/// `[reviews]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewRules {
    /// Reviewers of each submission.
    pub per_submission: usize,
    /// Most submissions of one expert, unless the expert's own limit is lower.
    pub max_per_expert: u32,
}

impl Default for ReviewRules {
    fn default() -> Self {
        Self {
            per_submission: 3,
            max_per_expert: 30,
        }
    }
}

/// `[coverage]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageRules {
    /// Reviewers of a submission that must know its industry.
    pub industry_reviewers: u32,
    /// What counts as knowing it: industry(e,s) at least this.
    pub industry_threshold: f64,
    /// Reviewers that must have each domain of the submission exactly.
    pub domain_reviewers: u32,
}

impl Default for CoverageRules {
    fn default() -> Self {
        Self {
            industry_reviewers: 1,
            industry_threshold: 0.75,
            domain_reviewers: 1,
        }
    }
}

/// `[score]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreRules {
    /// Weight of the industry term.
    pub industry: f64,
    /// Weight of the domain term.
    pub domain: f64,
}

impl Default for ScoreRules {
    fn default() -> Self {
        Self {
            industry: 0.5,
            domain: 0.5,
        }
    }
}

/// What a kind of conflict does.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ConflictPolicy {
    /// Nothing.
    Off,
    /// The expert does not review the submission.
    Recuse,
    /// The expert does not sit in the group that holds the submission.
    Bar,
}

/// `[conflicts]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConflictRules {
    /// The expert's employer is the applicant, or of one corporate family with it.
    pub employer: ConflictPolicy,
    /// A former employer is the applicant.
    pub former_employer: ConflictPolicy,
    /// The expert advises the applicant.
    pub advises: ConflictPolicy,
    /// The expert is a director or shareholder of the applicant.
    pub director_or_shareholder: ConflictPolicy,
    /// A relative of the expert is tied to the applicant by any of the above.
    pub kin: ConflictPolicy,
    /// The expert asked to be recused.
    pub declared: ConflictPolicy,
    /// The expert's employer competes with, supplies or buys from the applicant.
    pub competitor: ConflictPolicy,
    /// The expert's employer is the submission's recommending unit.
    pub recommender: ConflictPolicy,
    /// The expert is of the submission's region.
    pub region: ConflictPolicy,
    /// Years that an ended relation still counts.
    pub lookback_years: i32,
    /// The season's year; 0 in the file means this year.
    pub year: i32,
}

impl Default for ConflictRules {
    fn default() -> Self {
        Self {
            employer: ConflictPolicy::Bar,
            former_employer: ConflictPolicy::Bar,
            advises: ConflictPolicy::Bar,
            director_or_shareholder: ConflictPolicy::Bar,
            kin: ConflictPolicy::Bar,
            declared: ConflictPolicy::Bar,
            competitor: ConflictPolicy::Off,
            recommender: ConflictPolicy::Recuse,
            region: ConflictPolicy::Off,
            lookback_years: 3,
            year: 0,
        }
    }
}

/// `[balance]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BalanceRules {
    /// Most members of one employer in a group; 0: no cap.
    pub max_per_employer: usize,
    /// Largest share of a group's members from one region; 0: no cap.
    pub max_region_share: f64,
    /// Smallest share of the committee that never served before.
    pub min_new_share: f64,
    /// Most years in a row; 0: no limit.
    pub max_consecutive_years: u32,
}

impl Default for BalanceRules {
    fn default() -> Self {
        Self {
            max_per_employer: 1,
            max_region_share: 0.0,
            min_new_share: 0.0,
            max_consecutive_years: 0,
        }
    }
}

/// What to make as large as possible after the fewest shortfalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Objective {
    /// The sum of the scores of all reviews.
    Total,
    /// The worst submission, then the next worst, then the sum.
    Maxmin,
}

/// `[solve]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SolveRules {
    /// What to maximise.
    pub objective: Objective,
    /// Seconds until the best plan so far is taken: a real deadline.
    pub time_limit: f64,
    /// Seed of all random choices.
    pub seed: u64,
    /// Threads; 0: all cores.
    pub threads: usize,
}

impl Default for SolveRules {
    fn default() -> Self {
        Self {
            objective: Objective::Total,
            time_limit: 60.0,
            seed: 1,
            threads: 0,
        }
    }
}

/// `[scoring]`: the score sheets (selection measures, arts. 8 and 19).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScoringRules {
    /// Highest score of each criterion; the lowest is 0.
    pub max_score: f64,
    /// Weight of science and innovation; weights count in proportion to their sum.
    pub science: f64,
    /// Weight of system and demonstration.
    pub system: f64,
    /// Weight of effect and development.
    pub effect: f64,
    /// A score is an outlier when it lies further from what the model expects than this many
    /// standard deviations of the residuals.
    pub outlier: f64,
}

impl Default for ScoringRules {
    fn default() -> Self {
        Self {
            max_score: 100.0,
            science: 30.0,
            system: 30.0,
            effect: 40.0,
            outlier: 2.0,
        }
    }
}

/// `[defence]`: the second round (selection measures, art. 20).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DefenceRules {
    /// Number of groups; 0 chooses it.
    pub groups: usize,
    /// Fewest members of a group; 0: as in `[groups]`.
    pub min_members: usize,
    /// Most members of a group; 0: as in `[groups]`.
    pub max_members: usize,
    /// Reviewers of each submission; 0: as in `[reviews]`.
    pub reviewers: usize,
    /// Groups that can sit on the same day; 0: no limit.
    pub rooms: usize,
    /// Days of the defence, `2026-10-12;2026-10-13`; empty: one day without a date.
    pub days: String,
    /// Minutes that a submission takes, questions included.
    pub minutes: usize,
    /// Most minutes that a group sits on a day.
    pub minutes_per_day: usize,
    /// When a day begins, `09:00`.
    pub start: String,
    /// When the midday break begins; empty: no break.
    pub break_from: String,
    /// When the midday break ends.
    pub break_to: String,
    /// Smallest share of the seated that sat in a group of the paper round; above 0, submissions
    /// and those people also stay with their groups.
    pub continuity: f64,
    /// Smallest share of the group members that took no part in the paper round.
    pub fresh: f64,
}

impl Default for DefenceRules {
    fn default() -> Self {
        Self {
            groups: 0,
            min_members: 0,
            max_members: 0,
            reviewers: 0,
            rooms: 0,
            days: String::new(),
            minutes: 30,
            minutes_per_day: 360,
            start: "09:00".to_owned(),
            break_from: "12:00".to_owned(),
            break_to: "13:30".to_owned(),
            continuity: 0.0,
            fresh: 0.0,
        }
    }
}
