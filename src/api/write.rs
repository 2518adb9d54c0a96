//! Writing a plan with what shows it, into its history.

use super::Error;
use crate::files::history::{Action, Meta, write_shown};
use crate::model::difference::{Difference, Names};
use crate::model::words::Lang;
use crate::report::changes::{self as pages, letters, notices};
use crate::report::{Story, page, workbook};
use crate::year::defence;
use std::path::{Path, PathBuf};

/// Who writes a plan, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// Who, for the history; `None` takes the user's name.
    pub author: Option<String>,
    /// Why, for the history.
    pub reason: Option<String>,
    /// Whether a plan that stands there may be replaced; it stays in the history.
    pub replace: bool,
    /// The language of workbook and report.
    pub language: Lang,
}

/// A file to be written: its name and its bytes.
type Content = (&'static str, Vec<u8>);

/// Writes the plan of a story with workbook, report, timetable and `further` files.
pub(super) fn write(
    folder: &Path,
    story: &Story<'_>,
    further: Vec<Content>,
    action: Action,
    options: &WriteOptions,
) -> Result<Vec<PathBuf>, Error> {
    let lang = options.language;
    let mut plan = serde_json::to_vec_pretty(story.plan).map_err(made)?;
    plan.push(b'\n');
    let mut shown: Vec<Content> = vec![
        (
            "committee.xlsx",
            workbook::write(story, lang).map_err(made)?,
        ),
        ("report.html", page::render(story, lang).into_bytes()),
    ];
    if let Some(calendar) = defence::calendar(story.season, story.plan, lang) {
        shown.push(("timetable.ics", calendar.into_bytes()));
    }
    shown.extend(further);
    let meta = Meta::now(action, options.author.clone(), options.reason.clone());
    let meta = meta.replace(options.replace);
    let named: Vec<(&str, &[u8])> = shown
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let written = write_shown(folder, &plan, &named, &meta).map_err(Error::History)?;
    let mut paths = vec![folder.join("plan.json")];
    paths.extend(written.shown);
    Ok(paths)
}

/// What differs from the plan before, as document, workbook and page, and the letters.
pub(super) fn changes(
    difference: &Difference,
    names: &Names,
    lang: Lang,
) -> Result<Vec<Content>, Error> {
    let notices = notices(difference, names);
    let document = serde_json::json!({
        "empty": difference.is_empty(),
        "difference": difference,
        "notices": notices,
        "files": [],
    });
    Ok(vec![
        (
            "difference.json",
            serde_json::to_vec_pretty(&document).map_err(made)?,
        ),
        (
            "difference.xlsx",
            pages::workbook(difference, names, lang).map_err(made)?,
        ),
        (
            "difference.html",
            pages::page(difference, names, lang)
                .map_err(made)?
                .into_bytes(),
        ),
        ("notices.txt", letters(&notices, lang).into_bytes()),
    ])
}

fn made(error: impl std::fmt::Display) -> Error {
    Error::Document(error.to_string())
}
