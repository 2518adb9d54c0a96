//! The folder of the comparison: plans to compare with, and what was measured.

use crate::api::{Error, Season, plan_by_hand, read_plan};
use crate::files::tables::read_plain;
use crate::lab::bench::Run;
use crate::lab::bench::season::Given;
use crate::model::words::Lang;
use crate::window::app::App;
use crate::window::place;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// What the verb writes.
pub(super) const FILES: [&str; 2] = ["bench.html", "bench.csv"];
/// The measurements, for this page.
pub(super) const KEPT_FILE: &str = "bench.json";
/// The schema of that file.
const SCHEMA: &str = "empanel/bench@1";
/// The names, without their endings, of the plans to compare with.
pub(super) const MANUAL: &str = "manual";
pub(super) const LAST_YEAR: &str = "last-year";

/// What was measured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    schema: String,
    /// The hash of the plan in place then.
    pub(super) plan: Option<String>,
    pub(super) date: String,
    pub(super) seeds: u64,
    pub(super) seconds: f64,
    /// Whether a person stopped it before all methods had run.
    pub(super) stopped: bool,
    pub(super) runs: Vec<Run>,
}

impl Kept {
    /// Made today.
    pub(super) fn new(plan: Option<String>, (seeds, seconds): (u64, f64)) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            plan,
            date: jiff::ZonedDateTime::now().date().to_string(),
            seeds,
            seconds,
            stopped: false,
            runs: Vec::new(),
        }
    }

    /// What was measured last.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let bytes = read_plain(&folder.join(KEPT_FILE)).ok()?;
        let kept: Self = serde_json::from_slice(&bytes).ok()?;
        (kept.schema == SCHEMA).then_some(kept)
    }
}

/// The folder of the comparison.
pub(super) fn folder(app: &App, lang: Lang) -> PathBuf {
    place::folder(app, ["质量对比", "quality"], lang)
}

/// A plan to compare with, if its file is there: `manual` or `last-year`, whatever it ends with.
pub(super) fn found(folder: &Path, stem: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let mut paths = paths.into_iter();
    paths.find(|path| path.file_stem().is_some_and(|own| own == stem))
}

/// Whether there is a plan made by hand, and last year's.
pub(super) fn there(folder: &Path) -> [bool; 2] {
    [MANUAL, LAST_YEAR].map(|stem| found(folder, stem).is_some())
}

/// The plans to compare with.
///
/// # Errors
/// A file cannot be used any more, in words.
pub(super) fn given(folder: &Path, season: &Season, lang: Lang) -> Result<Given, String> {
    let told = |error: Error| error.say(lang);
    let mut given = Given::default();
    if let Some(path) = found(folder, MANUAL) {
        let (plan, _) = plan_by_hand(&path, season.model()).map_err(told)?;
        given.plans.push((MANUAL.to_owned(), plan));
    }
    if let Some(path) = found(folder, LAST_YEAR) {
        given.last_year = Some(read_plan(&path).map_err(told)?);
    }
    Ok(given)
}
