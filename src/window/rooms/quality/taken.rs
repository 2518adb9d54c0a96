//! Plans to compare with are taken and taken out again; files are handed out.

use super::kept::{FILES, LAST_YEAR, MANUAL, folder, found};
use super::page;
use crate::api::{Error, plan_by_hand, read_plan};
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::model::Severity;
use crate::model::words::{Bilingual, Lang};
use crate::window::answer::{Answer, Refused};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::window::place::{self, Wanted, attachment};
use axum::extract::{Query, State};
use std::fs;
use std::path::Path;

/// Takes a plan made by hand.
pub(super) async fn manual(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| taken(app, lang, &sent, MANUAL)).await
}

/// Takes last year's plan.
pub(super) async fn last_year(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| taken(app, lang, &sent, LAST_YEAR)).await
}

fn taken(app: &App, lang: Lang, sent: &Sent, stem: &str) -> Answer {
    let Err(words) = take(app, sent, stem, lang) else {
        return see("/quality");
    };
    let said = Said {
        wrong: vec![words],
        ..Said::default()
    };
    page::show(app, lang, said)
}

/// Keeps a file if it is a plan that can be used.
fn take(app: &App, sent: &Sent, stem: &str, lang: Lang) -> Result<(), String> {
    let say = |words: Bilingual| words.say(lang).to_owned();
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

/// A file of the comparison; no other is served.
pub(super) async fn file(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let name = wanted.of(FILES, lang)?;
        let bytes = read_plain(&folder(app, lang).join(name));
        attachment(name, bytes.map_err(|_| Refused::missing(lang))?, lang)
    })
    .await
}
