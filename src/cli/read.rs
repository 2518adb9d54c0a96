//! Reading what the person names, with all problems told.

use super::exit::Failure;
use super::printer::Printer;
use crate::difference::other_season;
use crate::format::{Loaded, read_plan, read_season};
use crate::history::stale_beside;
use crate::model::{Season, Severity};
use crate::plan::Plan;
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
pub(super) fn loaded(folder: &Path, rules: Option<&Path>) -> Result<Loaded, Failure> {
    let loaded = read_season(folder, rules).map_err(|problems| Failure::input(problems.0))?;
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

/// Tells when the files beside a plan show another version of it.
pub(super) fn tell_stale(path: &Path, printer: &Printer) {
    printer.problems(&stale_beside(path));
}

/// The season of a plan's round: the whole one, or what the defence makes of it.
pub(super) fn round(season: Season, plan: &Plan) -> Season {
    match &plan.round {
        Some(round) => crate::defence::season(&season, round),
        None => season,
    }
}

/// Reads a plan and makes sure that it belongs to the season; ids that the season does not know
/// are warned of.
///
/// # Errors
/// All problems of the file, or a plan of another season, with exit code 3.
pub(super) fn plan_of(path: &Path, season: &Season, printer: &Printer) -> Result<Plan, Failure> {
    let plan = plan(path)?;
    tell_stale(path, printer);
    let file = path.display().to_string();
    let mut problems = other_season([&file, &file], [&plan, &plan], Some(season));
    problems.dedup();
    if problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        return Err(Failure::input(problems));
    }
    printer.problems(&problems);
    Ok(plan)
}
