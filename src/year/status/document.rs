//! The values that describe the progress of a season. Serialised as they are.

use crate::model::words::Bilingual;
use jiff::civil::Date;
use serde::Serialize;

/// A step of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Done.
    Done,
    /// Begun, or going on.
    Active,
    /// Not begun.
    Todo,
    /// Something is wrong.
    Trouble,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// How far.
    pub state: State,
    /// What is known of it.
    pub details: Vec<Bilingual>,
    /// The files that say so, as found.
    pub files: Vec<String>,
    /// The command that does it.
    pub command: String,
    /// What is to be done in place of the command, where waiting or mending comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub todo: Option<Bilingual>,
}

impl Step {
    /// A step of which nothing is known yet but how far it is.
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

/// A plan that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanSeen {
    /// Its file.
    pub file: String,
    /// Whether it is of the defence round.
    pub defence: bool,
    /// Its status as it states it.
    pub status: String,
    /// Groups.
    pub groups: usize,
    /// People seated, chairs included.
    pub people: usize,
    /// Submissions placed.
    pub submissions: usize,
    /// Shortfalls that it lists.
    pub shortfalls: usize,
    /// Versions in its history; 0 without one.
    pub versions: usize,
    /// What the last version was made by, and when.
    pub last: Option<Bilingual>,
    /// Tables that are no longer as the plan saw them.
    pub stale: Vec<String>,
    /// Why every verb refuses it for this season, with the code of the problem; it counts for none
    /// of the steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Bilingual>,
}

/// The progress of a season.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// Name of the season.
    pub season: String,
    /// The day for which it is reported.
    pub today: Date,
    /// The steps in their order.
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
