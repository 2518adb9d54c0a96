//! The plans of a season's rounds, from the paths of the command line.

use super::exit::{Exit, Failure};
use super::printer::Printer;
use super::read;
use crate::model::Season;
use crate::year::rounds::{self, Found};
use std::path::PathBuf;

/// Reads the plans of a season, at most one of each round; the other round's is looked for. stderr
/// reports what was found or is missing.
///
/// # Errors
/// All problems of the files with exit code 3; two plans of one round with exit code 2.
pub(super) fn plans(
    paths: &[PathBuf],
    season: &Season,
    printer: &Printer,
) -> Result<Found, Failure> {
    let mut plans = Vec::with_capacity(paths.len());
    for path in paths {
        plans.push((path.clone(), read::plan_of(path, season, printer)?));
    }
    let found = rounds::find(plans).map_err(|words| Failure::new(Exit::Usage, words))?;
    printer.problems(&found.problems);
    if let Some(note) = &found.note {
        printer.note(note);
    }
    Ok(found)
}
