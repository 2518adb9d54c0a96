//! The progress of a season, as serialised.

use crate::model::words::Bilingual;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// A step of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// 数据表
    Tables,
    /// 形式审查 (arts. 16-18)
    Screen,
    /// 组建评审委员会 (arts. 12-14)
    Form,
    /// 评分表 (art. 19)
    Sheets,
    /// 汇总评分 (art. 19)
    Collect,
    /// 答辩评审 (art. 20)
    Defence,
    /// 公示 (art. 21)
    Publicity,
    /// 结果公告 (art. 22)
    Results,
}

/// State of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Done.
    Done,
    /// Begun or in progress.
    Active,
    /// Not begun.
    Todo,
    /// There is a problem.
    Trouble,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// Kind of the step.
    pub kind: StepKind,
    /// State of the step.
    pub state: State,
    /// Details found.
    pub details: Vec<Bilingual>,
    /// The files that the state was derived from.
    pub files: Vec<String>,
    /// The command for this step.
    pub command: String,
    /// What to do instead of the command, if something has to be awaited or fixed first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub todo: Option<Bilingual>,
}

impl Step {
    /// A step without details.
    pub(super) fn new(kind: StepKind, state: State, command: &str) -> Self {
        Self {
            kind,
            state,
            details: Vec::new(),
            files: Vec::new(),
            command: command.to_owned(),
            todo: None,
        }
    }
}

/// A plan file that was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanSeen {
    /// Path of the file.
    pub file: String,
    /// Whether it is of the defence round.
    pub defence: bool,
    /// Status recorded in the plan.
    pub status: String,
    /// Number of groups.
    pub groups: usize,
    /// Number of people seated, including the chairs.
    pub people: usize,
    /// Number of submissions.
    pub submissions: usize,
    /// Number of shortfalls.
    pub shortfalls: usize,
    /// Number of versions in its history; 0 without one.
    pub versions: usize,
    /// Command that created the last version, and when.
    pub last: Option<Bilingual>,
    /// Tables that changed since the plan was made.
    pub stale: Vec<String>,
    /// Why the plan does not belong to this season, with the code of the problem; it is then
    /// ignored by all steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Bilingual>,
}

/// The progress of a season.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Status {
    /// Folder name of the season.
    pub season: String,
    /// The award of the season, for titles; empty where its tables cannot be read.
    #[serde(skip)]
    pub award: Bilingual,
    /// Date of the report.
    #[schemars(with = "String")]
    pub today: Date,
    /// All steps in order.
    pub steps: Vec<Step>,
    /// The step to do next; `None` when all is done.
    pub next: Option<StepKind>,
    /// The plans found, by file.
    pub plans: Vec<PlanSeen>,
}

impl Status {
    /// The step of a kind.
    pub fn step(&self, kind: StepKind) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == kind)
    }
}
