//! The serialised form of a plan, schema `empanel/plan@1`. Fields are added, never renamed.

use crate::model::{InputFile, Rules};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema name that every plan carries.
pub const PLAN_SCHEMA: &str = "empanel/plan@1";

/// The schema name that every exchange carries.
pub const EXCHANGE_SCHEMA: &str = "empanel/exchange@1";

/// Whether the plan is proven best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The bound proves that no plan is better, to 1e-6 relative.
    Optimal,
    /// A checked plan, not proven best.
    Feasible,
}

/// A whole plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Always [`PLAN_SCHEMA`].
    pub schema: String,
    /// Proven best or not.
    pub status: Status,
    /// Chair and vice chair.
    pub committee: Committee,
    /// The groups, by id.
    pub groups: Vec<Group>,
    /// The reviews, in the order of the submissions table.
    pub reviews: Vec<Review>,
    /// Coverage that could not be had.
    pub shortfalls: Vec<Shortfall>,
    /// How good the plan is.
    pub quality: Quality,
    /// The files it was made from, by table name.
    #[serde(default)]
    pub inputs: BTreeMap<String, InputFile>,
    /// The rules it was made under, every default filled in.
    #[serde(default)]
    pub rules: Rules,
    /// Seed of the random choices.
    #[serde(default)]
    pub seed: u64,
    /// Version of the program.
    #[serde(default)]
    pub version: String,
    /// What the office has decided by editing plans; runs after this one keep it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<PlanPin>,
    /// Ids of experts and submissions that withdrew since the plan was formed; runs after this one
    /// leave them out whatever the tables say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<String>,
    /// What makes this plan one of the second round; absent for the paper round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// What more shortfalls would bring, where the office asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
    /// Which part of a season this is; absent for a plan of the whole season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<PlanPart>,
}

/// Which part of a divided season a plan is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanPart {
    /// Which part, from 1.
    pub number: usize,
    /// The number of parts.
    pub of: usize,
    /// SHA-256 of the division: which experts, submissions and groups each part has.
    pub division: String,
}

/// The defence: what it was made from and when everybody sits.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Round {
    /// Always `defence`.
    pub name: String,
    /// SHA-256 of the paper round's plan.json.
    pub from: String,
    /// The shortlisted submission ids.
    pub shortlist: Vec<String>,
    /// Chair and vice chair of the paper round.
    pub heads: Vec<String>,
    /// The groups: days, and what they keep of the paper round.
    pub groups: Vec<RoundGroup>,
    /// Experts who sat in a group of the paper round, by group id.
    pub paper: BTreeMap<String, Vec<String>>,
    /// The paper round's group of each shortlisted submission.
    #[serde(default)]
    pub held: BTreeMap<String, String>,
    /// Experts left out to make room for those who took no part in the paper round.
    #[serde(default)]
    pub rested: Vec<String>,
    /// Ids of experts that withdrew in the paper round; they take no part in this one either.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<String>,
    /// When each submission is heard, by day, group and time.
    #[serde(default)]
    pub timetable: Vec<Session>,
}

/// A group of the defence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct RoundGroup {
    /// Group id.
    pub id: String,
    /// Its days, `2026-10-12`; empty when the rules give none.
    pub days: Vec<String>,
    /// Groups of the paper round that it continues; empty when it continues none.
    #[serde(default)]
    pub continues: Vec<String>,
    /// Name taken over from the paper round; empty lets the program name it.
    #[serde(default)]
    pub name: String,
}

/// The hearing of one submission.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
pub struct Session {
    /// Day, `2026-10-12`, or the number of the day where the rules give no dates.
    pub day: String,
    /// Group id.
    pub group: String,
    /// When it begins, `09:00`.
    pub start: String,
    /// When it ends, `09:30`.
    pub end: String,
    /// Submission id.
    pub submission: String,
}

/// A decision of the office, in the words of the `pins` table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PlanPin {
    /// `member`, `leader`, `chair`, `vice_chair`, `submission` or `reviewer`; `not_` before it
    /// forbids.
    pub kind: String,
    /// Expert or submission id.
    pub subject: String,
    /// Group or submission id; empty for the chairs and for any group.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub object: String,
}

/// The heads of the committee, by expert id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Committee {
    /// 主任委员
    pub chair: String,
    /// 副主任委员
    pub vice_chair: String,
}

/// One professional group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// Group id.
    pub id: String,
    /// Group name.
    pub name: String,
    /// Expert id of the leader, who is one of the members.
    pub leader: String,
    /// Expert ids, the leader included.
    pub members: Vec<String>,
    /// Submission ids.
    pub submissions: Vec<String>,
    /// Expert ids to call when a member withdraws, best first.
    #[serde(default)]
    pub alternates: Vec<String>,
}

/// The reviewers of one submission.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// Submission id.
    pub submission: String,
    /// Group id.
    pub group: String,
    /// Expert ids.
    pub reviewers: Vec<String>,
    /// Members of the group who may not review it.
    #[serde(default)]
    pub recused: Vec<String>,
}

/// What kind of coverage is missing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ShortfallKind {
    /// Too few reviewers know the submission's industry.
    Industry,
    /// Too few reviewers have a domain of the submission.
    Domain,
    /// Too few members of the group know the submission's industry; one for each member lacking.
    Group,
    /// Too few or too many people of a kind review the submission or sit in the group.
    Mix,
}

/// One unmet coverage requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shortfall {
    /// Submission id; of a mix of a group's members the id of the group.
    pub submission: String,
    /// Industry, domain, group or mix.
    pub kind: ShortfallKind,
    /// The industry code (several joined by `;`), the domain code, or what the mix is called.
    pub code: String,
    /// Why, in the language the plan was made in.
    #[serde(default)]
    pub reason: String,
}

/// Figures of a plan; scores are those of contract section 2.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Quality {
    /// Sum of score(e,s) over all reviews.
    pub total_score: f64,
    /// Smallest sum of one submission.
    pub worst_score: f64,
    /// Mean sum of a submission.
    pub mean_score: f64,
    /// Number of shortfalls.
    pub coverage_shortfalls: usize,
    /// Proven upper limit of `total_score` over all plans of the season that keep its hard rules
    /// and have no more shortfalls than this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// (bound - total_score) / bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// Proven upper limit of `worst_score` over the same plans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worst_bound: Option<f64>,
    /// Proven lower limit of the number of shortfalls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfalls_bound: Option<usize>,
    /// Where the rules leave the number of groups open and the season is too large to try them
    /// all: the number of groups of the plans that `bound` limits. Absent where it limits all
    /// plans, as the other limits always do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_groups: Option<usize>,
    /// Estimate, not proven, of the lowest limit of `total_score` that whole groups allow, over
    /// the plans that `bound` limits. Groups that the estimate missed would raise it, so that a
    /// plan may even exceed it; `bound` and `gap` never rest on it. Absent where nothing was
    /// estimated or the estimate says no more than `bound`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimated_bound: Option<f64>,
    /// Share of the group members whose single withdrawal is answered by calling one alternate of
    /// the group, with no other change and every hard rule kept; 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawals_covered: Option<f64>,
    /// What lifting the worst submission cost, where the objective is `maxmin`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_of_fairness: Option<PriceOfFairness>,
    /// Seconds of work.
    #[serde(default)]
    pub seconds: f64,
}

/// The plan with the highest total that the same run found before it went on to lift the worst
/// submission: the differences to `total_score` and `worst_score` are the price of fairness
/// (Bertsimas, Farias, Trichakis 2011) and what it bought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PriceOfFairness {
    /// Its total score.
    pub highest_total: f64,
    /// Its smallest sum of one submission.
    pub worst_under_it: f64,
    /// Its shortfalls.
    pub shortfalls_under_it: usize,
}

/// The totals that can be had for more shortfalls. Fewest shortfalls come first in the order of a
/// plan; this says what that order gives up, so that the office may choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// Always [`EXCHANGE_SCHEMA`].
    pub schema: String,
    /// The fewest shortfalls of any plan found.
    pub fewest: usize,
    /// Most shortfalls beyond the fewest that were searched. Where there are fewer rows, more
    /// shortfalls than the last row allows brought no higher total.
    pub searched: usize,
    /// Shortfalls beyond the fewest that were allowed for the plan that was written.
    pub taken: usize,
    /// One row for each number of shortfalls, in ascending order; totals never fall.
    pub rows: Vec<ExchangeRow>,
}

/// The best plan found with at most so many shortfalls. The checker accepted it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExchangeRow {
    /// Shortfalls allowed beyond the fewest.
    pub more: usize,
    /// Shortfalls of the plan: the fewest and `more`, or less.
    pub shortfalls: usize,
    /// The same by kind; kinds without any are absent.
    pub kinds: BTreeMap<ShortfallKind, usize>,
    /// Total score of the plan.
    pub total_score: f64,
    /// How much more that is than with the fewest shortfalls.
    pub gained: f64,
    /// Proven upper limit of the total of all plans with at most so many shortfalls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// The number of groups of the plans that `bound` limits, where it does not limit all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_groups: Option<usize>,
    /// Whether it is proven that no plan with at most so many shortfalls has a higher total, to
    /// 1e-6 relative.
    pub proven: bool,
}

impl Exchange {
    /// The row that the plan was taken from: the last one where more was allowed than brings
    /// anything.
    pub fn row_taken(&self) -> Option<&ExchangeRow> {
        self.rows.get(self.taken).or(self.rows.last())
    }
}
