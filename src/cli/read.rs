//! Reads the given files and reports all problems.

use super::exit::Failure;
use super::printer::Printer;
use crate::api::{self, Season};
use crate::bilingual;
use crate::files::history::stale_beside;
use crate::files::tables::read_plan;
use crate::model::plan::Plan;
use crate::model::{self, Place, Problem, Severity};
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
    let season = match rules {
        Some(rules) => api::read_with_rules(folder, rules),
        None => api::read(folder),
    };
    let season = logged(season?);
    printer.problems(season.notes());
    Ok(season)
}

/// Reads a season, including the tables that only later steps of the year need; the caller reports
/// the notes.
///
/// # Errors
/// All problems of all tables, with exit code 3.
pub(super) fn checked(folder: &Path, rules: Option<&Path>) -> Result<Season, Failure> {
    Ok(logged(api::read_all(folder, rules)?))
}

fn logged(season: Season) -> Season {
    tracing::info!(
        experts = season.experts.len(),
        submissions = season.submissions.len(),
        relations = season.relations.len(),
        "season read"
    );
    season
}

/// Reads a plan.
///
/// # Errors
/// All problems of the file, with exit code 3.
pub(super) fn plan(path: &Path) -> Result<Plan, Failure> {
    read_plan(path).map_err(|problems| Failure::input(problems.0))
}

/// Reads a plan and checks that it does not contradict itself.
///
/// # Errors
/// All problems of the file, with exit code 3.
pub(super) fn coherent_plan(path: &Path, printer: &Printer) -> Result<Plan, Failure> {
    let (plan, problems) = crate::api::read_plan_with_problems(path)?;
    printer.problems(&problems);
    Ok(plan)
}

/// Reports if the files next to a plan belong to another version of it.
pub(super) fn tell_stale(path: &Path, printer: &Printer) {
    printer.problems(&stale_beside(path));
}

/// Reports who withdrew since the plan was formed and is left out of its season, so that nobody
/// disappears silently.
pub(super) fn tell_withdrawn(plan: &Plan, printer: &Printer) {
    let gone: BTreeSet<&str> = plan.withdrawn.iter().map(String::as_str).collect();
    if gone.is_empty() {
        return;
    }
    let count = gone.len();
    let shown: Vec<&str> = gone.into_iter().collect();
    printer.problems(&[Problem {
        severity: Severity::Note,
        code: "N122",
        place: Place::file("plan.json"),
        value: shown.join(" "),
        what: bilingual!(
            "方案记有 {count} 位（项）中途退出的专家或申报，按退出核验",
            "Experts or submissions that the plan records as withdrawn: {count}; it is verified without them"
        ),
        action: bilingual!(
            "请核对确已退出；记录见 empanel history",
            "Make sure that they did withdraw; see empanel history for the record"
        ),
    }]);
}

/// Reads a plan and checks that it belongs to the season; warns of tables changed since.
///
/// # Errors
/// All problems of the file, or a plan of another season, with exit code 3.
pub(super) fn plan_of(
    path: &Path,
    season: &model::Season,
    printer: &Printer,
) -> Result<Plan, Failure> {
    let (plan, problems) = api::plan_of(path, season)?;
    printer.problems(&problems);
    Ok(plan)
}
