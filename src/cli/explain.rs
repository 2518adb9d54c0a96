//! `explain`: why an expert, a submission, a pair or a group is as it is in a plan.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::read;
use super::who::{Who, unknown};
use crate::api::{Error, Explain};
use crate::bilingual;
use crate::explain::{self, Standing};
use crate::model::{ExpertIndex, Season};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
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
    let asked = open(
        &arguments.season,
        arguments.rules.as_deref(),
        &arguments.plan,
        printer,
    )?;
    let standing = standing(&asked)?;
    let who = Who::new(asked.season(), Some(asked.plan()), printer);
    let expert = arguments.expert.as_deref().map(|text| {
        let id = who.expert("--expert", text)?;
        expert_of(asked.season(), &id)
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
            tell(&ExplainDocument::Pair(Box::new(told)), printer)
        }
        (Some(expert), None, _) => {
            let told = explain::expert(&standing, expert);
            tell(&ExplainDocument::Expert(told), printer)
        }
        (None, Some(submission), _) => {
            let told = explain::submission(&standing, submission);
            tell(&ExplainDocument::Submission(told), printer)
        }
        (None, None, group) => {
            let id = who.group("--group", group.unwrap_or_default())?;
            let number = standing.group_number(&id);
            let number = number.ok_or_else(|| unknown(&id, None))?;
            let told = explain::group(&standing, number);
            tell(&ExplainDocument::Group(told), printer)
        }
    }
}

/// What `explain` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum ExplainDocument {
    /// An expert and a submission.
    Pair(Box<explain::PairExplanation>),
    /// An expert.
    Expert(explain::ExpertExplanation),
    /// A submission.
    Submission(explain::SubmissionExplanation),
    /// A group.
    Group(explain::GroupExplanation),
}

fn tell(document: &ExplainDocument, printer: &Printer) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(document)?;
    } else {
        let sentences = match document {
            ExplainDocument::Pair(told) => &told.sentences,
            ExplainDocument::Expert(told) => &told.sentences,
            ExplainDocument::Submission(told) => &told.sentences,
            ExplainDocument::Group(told) => &told.sentences,
        };
        let lines: Vec<&str> = sentences
            .iter()
            .map(|one| one.say(printer.lang()))
            .collect();
        printer.data(&format!("{}\n", lines.join("\n")))?;
    }
    Ok(Exit::Done)
}

/// Reads a season and a plan and prepares them for questions.
///
/// # Errors
/// All problems of the files, or a plan of another season, with exit code 3.
pub(super) fn open(
    season: &Path,
    rules: Option<&Path>,
    plan: &Path,
    printer: &Printer,
) -> Result<Explain, Failure> {
    let season = read::season(season, rules, printer)?;
    let plan = read::plan_of(plan, &season, printer)?;
    Ok(season.explain(&plan)?)
}

/// The plan in the form needed for questions.
///
/// # Errors
/// Contradicting rules and pins, with exit code 4.
pub(super) fn standing(asked: &Explain) -> Result<Standing<'_>, Failure> {
    asked.standing().map_err(|error| match error {
        Error::Impossible(reasons) => Failure::impossible(
            reasons,
            bilingual!(
                "本届的规则与指定互相矛盾，方案无从说明，原因如上。",
                "The season's rules and pins contradict each other, for the reasons above; the plan cannot be explained."
            ),
        ),
        other => other.into(),
    })
}

fn expert_of(season: &Season, id: &str) -> Result<ExpertIndex, Failure> {
    let found = season.experts.iter().position(|expert| expert.id == id);
    found.map(ExpertIndex::new).ok_or_else(|| unknown(id, None))
}
