//! The folder of the comparison: plans to compare with, and what was measured.

use super::page;
use crate::api::{Error, Season, plan_by_hand, read_plan};
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::lab::bench::Run;
use crate::lab::bench::season::Given;
use crate::model::Severity;
use crate::model::words::Lang;
use crate::window::answer::{Answer, Refused};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::window::place::{self, attachment};
use axum::extract::{Query, State};
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
const MANUAL: &str = "manual";
const LAST_YEAR: &str = "last-year";

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
fn found(folder: &Path, stem: &str) -> Option<PathBuf> {
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

/// Takes a plan made by hand.
pub(super) async fn manual(State(app): State<Shared>, sent: Sent) -> Answer {
    taken(app, sent, MANUAL).await
}

/// Takes last year's plan.
pub(super) async fn last_year(State(app): State<Shared>, sent: Sent) -> Answer {
    taken(app, sent, LAST_YEAR).await
}

async fn taken(app: Shared, sent: Sent, stem: &'static str) -> Answer {
    aside(app, move |app, lang| match take(app, &sent, stem, lang) {
        Ok(()) => see("/quality"),
        Err(words) => {
            let said = Said {
                wrong: vec![words],
                ..Said::default()
            };
            page::show(app, lang, said)
        }
    })
    .await
}

/// Keeps a file if it is a plan that can be used.
fn take(app: &App, sent: &Sent, stem: &str, lang: Lang) -> Result<(), String> {
    let say = |words: crate::model::words::Bilingual| words.say(lang).to_owned();
    let [(name, bytes)] = &sent.files[..] else {
        return Err(say(bilingual!("请选择一个文件。", "Choose one file.")));
    };
    let tables = app.workspace.tables();
    let season = tables.season.as_ref().ok_or_else(|| {
        say(bilingual!(
            "数据表还有错误，请先到「问题」页改好。",
            "The tables have errors; mend them on the page Problems first."
        ))
    })?;
    // Under its own name, which problems mention.
    let unwritten = |error| Error::Unwritten(folder(app, lang), error).say(lang);
    let trial = tempfile::tempdir().map_err(unwritten)?;
    let path = trial.path().join(name);
    fs::write(&path, bytes).map_err(unwritten)?;
    let read = match stem {
        MANUAL => plan_by_hand(&path, season.model()).map(drop),
        _ => read_plan(&path).map(drop),
    };
    read.map_err(|error| without(error, trial.path()).say(lang))?;
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let new = format!("{stem}.{}", ending.to_lowercase());
    let own = |name: &str| Path::new(name).file_stem().is_some_and(|own| own == stem);
    place::write(&folder(app, lang), &[(&new, bytes)], own, lang)
}

/// The problems of a file without the folder that it was tried in.
fn without(error: Error, folder: &Path) -> Error {
    let Error::Input(mut problems) = error else {
        return error;
    };
    let folder = format!("{}/", folder.display());
    for own in &mut problems {
        own.place.file = own.place.file.replace(&folder, "");
    }
    problems.retain(|own| own.severity == Severity::Error);
    Error::Input(problems)
}

/// Takes a plan out of the comparison.
pub(super) async fn remove(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let known = [MANUAL, LAST_YEAR].into_iter();
        let stem = known.into_iter().find(|own| *own == sent.get("which"));
        if let Some(path) = stem.and_then(|stem| found(&folder(app, lang), stem)) {
            // The office has the file it came from.
            let _ = fs::remove_file(path);
        }
        see("/quality")
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    name: String,
}

/// A file of the comparison; no other is served.
pub(super) async fn file(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let name = FILES.into_iter().find(|own| *own == wanted.name);
        let name = name.ok_or_else(|| Refused::missing(lang))?;
        let bytes = read_plain(&folder(app, lang).join(name));
        attachment(name, bytes.map_err(|_| Refused::missing(lang))?, lang)
    })
    .await
}
