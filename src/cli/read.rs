//! Reading what the person names, with all problems told.

use super::exit::Failure;
use super::printer::Printer;
use crate::bilingual;
use crate::files::history::stale_beside;
use crate::files::tables::{Loaded, Problems, check_season, read_plan, read_season};
use crate::model::difference::belonging;
use crate::model::plan::{Plan, contradictions};
use crate::model::{Place, Problem, Season, Severity};
use std::collections::BTreeSet;
use std::path::Path;

/// Reads a season; warnings and notes go to stderr.
///
/// # Errors
/// All problems of all tables, with exit code 3.
pub(super) fn season(
    folder: &Path,
    rules: Option<&Path>,
    printer: &Printer,
) -> Result<Season, Failure> {
    let Loaded { season, problems } = loaded(folder, rules)?;
    printer.problems(&problems);
    Ok(season)
}

/// Reads a season and keeps its warnings and notes.
///
/// # Errors
/// All problems of all tables, with exit code 3.
fn loaded(folder: &Path, rules: Option<&Path>) -> Result<Loaded, Failure> {
    whole(read_season(folder, rules))
}

/// Reads a season and the tables that only steps of the year need.
///
/// # Errors
/// All problems of all tables, with exit code 3.
pub(super) fn checked(folder: &Path, rules: Option<&Path>) -> Result<Loaded, Failure> {
    whole(check_season(folder, rules))
}

fn whole(read: Result<Loaded, Problems>) -> Result<Loaded, Failure> {
    let loaded = read.map_err(|problems| Failure::input(problems.0))?;
    tracing::info!(
        experts = loaded.season.experts.len(),
        submissions = loaded.season.submissions.len(),
        relations = loaded.season.relations.len(),
        "season read"
    );
    Ok(loaded)
}

/// Reads a plan.
///
/// # Errors
/// All problems of the file, with exit code 3.
pub(super) fn plan(path: &Path) -> Result<Plan, Failure> {
    read_plan(path).map_err(|problems| Failure::input(problems.0))
}

/// Reads a plan that does not contradict itself.
///
/// # Errors
/// All problems of the file, with exit code 3.
pub(super) fn coherent_plan(path: &Path, printer: &Printer) -> Result<Plan, Failure> {
    let plan = plan(path)?;
    let problems = contradictions(&path.display().to_string(), &plan);
    let mut all = problems.iter();
    if all.any(|problem| problem.severity == Severity::Error) {
        return Err(Failure::input(problems));
    }
    printer.problems(&problems);
    Ok(plan)
}

/// Tells when the files beside a plan show another version of it.
pub(super) fn tell_stale(path: &Path, printer: &Printer) {
    printer.problems(&stale_beside(path));
}

/// The season without those who withdrew since the plan was formed: the plan rightly has neither
/// them nor what the tables pin them to. They are told, so that nobody leaves a plan in silence.
pub(super) fn without_withdrawn(mut season: Season, plan: &Plan, printer: &Printer) -> Season {
    let gone: BTreeSet<&str> = plan.withdrawn.iter().map(String::as_str).collect();
    if gone.is_empty() {
        return season;
    }
    season.leave_out(gone.iter().copied());
    let count = gone.len();
    let shown: Vec<&str> = gone.into_iter().collect();
    printer.problems(&[Problem {
        severity: Severity::Note,
        code: "N122",
        place: Place::file("plan.json"),
        value: shown.join(" "),
        what: bilingual!(
            "方案记有 {count} 位（项）中途退出的专家或申报，按退出核验",
            "The plan has {count} expert(s) or submission(s) as withdrawn; it is verified without them"
        ),
        action: bilingual!(
            "请核对确已退出；记录见 empanel history",
            "Make sure that they did withdraw; empanel history has the record"
        ),
    }]);
    season
}

/// The season of a plan's round: the whole one, or what the defence makes of it.
pub(super) fn round(season: Season, plan: &Plan) -> Season {
    match &plan.round {
        Some(round) => crate::model::second_round::season(&season, round),
        None => season,
    }
}

/// Reads a plan and makes sure that it belongs to the season; tables that were corrected since are
/// warned of.
///
/// # Errors
/// All problems of the file, or a plan of another season, with exit code 3.
pub(super) fn plan_of(path: &Path, season: &Season, printer: &Printer) -> Result<Plan, Failure> {
    let plan = coherent_plan(path, printer)?;
    tell_stale(path, printer);
    let file = path.display().to_string();
    let problems = belonging(&file, &plan, season);
    if problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        return Err(Failure::input(problems));
    }
    printer.problems(&problems);
    Ok(plan)
}
