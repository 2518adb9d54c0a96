//! `explain`: why an expert, a submission, a pair or a group of a plan is as it is.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::read;
use super::who::{Who, unknown};
use crate::bilingual;
use crate::explain::{self, Standing, StandingError, season_of};
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Season};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    #[arg(value_name = "SEASON", help = say("赛季文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替赛季中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(
        long, value_name = "ID", required_unless_present_any = ["submission", "group"],
        help = say("说明这位专家（与 --submission 同用：说明这一对）", "explain this expert (with --submission: the pair)")
    )]
    expert: Option<String>,
    #[arg(long, value_name = "ID", help = say("说明这项申报", "explain this submission"))]
    submission: Option<String>,
    #[arg(
        long, value_name = "ID", conflicts_with_all = ["expert", "submission"],
        help = say("说明这个专业组", "explain this group")
    )]
    group: Option<String>,
}

pub(super) fn run(arguments: &ExplainArguments, printer: &Printer) -> Result<Exit, Failure> {
    let desk = Desk::open(
        &arguments.season,
        arguments.rules.as_deref(),
        &arguments.plan,
        printer,
    )?;
    let standing = desk.standing()?;
    let who = Who::new(&desk.season, Some(&desk.plan), printer);
    let expert = arguments.expert.as_deref().map(|text| {
        let id = who.expert("--expert", text)?;
        expert_of(&desk.season, &id)
    });
    let expert = expert.transpose()?;
    let submission = arguments.submission.as_deref().map(|text| {
        let id = who.submission("--submission", text)?;
        let found = standing.submission_number(&id);
        found.ok_or_else(|| unknown(&id, None))
    });
    match (expert, submission.transpose()?, arguments.group.as_deref()) {
        (Some(expert), Some(submission), _) => {
            let told = explain::pair(&standing, expert, submission);
            tell(&told, &told.sentences, printer)
        }
        (Some(expert), None, _) => {
            let told = explain::expert(&standing, expert);
            tell(&told, &told.sentences, printer)
        }
        (None, Some(submission), _) => {
            let told = explain::submission(&standing, submission);
            tell(&told, &told.sentences, printer)
        }
        (None, None, group) => {
            let id = who.group("--group", group.unwrap_or_default())?;
            let number = standing.group_number(&id);
            let number = number.ok_or_else(|| unknown(&id, None))?;
            let told = explain::group(&standing, number);
            tell(&told, &told.sentences, printer)
        }
    }
}

fn tell(
    document: &impl Serialize,
    sentences: &[Bilingual],
    printer: &Printer,
) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(document)?;
    } else {
        let lines: Vec<&str> = sentences
            .iter()
            .map(|one| one.say(printer.lang()))
            .collect();
        printer.data(&format!("{}\n", lines.join("\n")))?;
    }
    Ok(Exit::Done)
}

/// A season and a plan laid out for questions.
pub(super) struct Desk {
    pub(super) season: Season,
    pub(super) plan: Plan,
    conflicts: Conflicts,
    affinity: Affinity,
}

impl Desk {
    pub(super) fn open(
        season: &Path,
        rules: Option<&Path>,
        plan: &Path,
        printer: &Printer,
    ) -> Result<Self, Failure> {
        let whole = read::season(season, rules, printer)?;
        let plan = read::plan_of(plan, &whole, printer)?;
        let season = read::round(whole, &plan);
        let season = season_of(&season, &plan);
        Ok(Self {
            conflicts: Conflicts::build(&season),
            affinity: Affinity::build(&season),
            season,
            plan,
        })
    }

    pub(super) fn standing(&self) -> Result<Standing<'_>, Failure> {
        Standing::new(&self.season, &self.conflicts, &self.affinity, &self.plan).map_err(|error| {
            match error {
                StandingError::Foreign(problems) => Failure::input(problems),
                StandingError::Impossible(reasons) => Failure::Told {
                    exit: Exit::Infeasible,
                    message: bilingual!(
                        "赛季的规则与指定互相矛盾，方案无从说明，原因如上。",
                        "The season's rules and pins contradict each other, for the reasons above; the plan cannot be explained."
                    ),
                    problems: Vec::new(),
                    reasons,
                },
            }
        })
    }
}

fn expert_of(season: &Season, id: &str) -> Result<ExpertIndex, Failure> {
    let found = season.experts.iter().position(|expert| expert.id == id);
    found.map(ExpertIndex::new).ok_or_else(|| unknown(id, None))
}
