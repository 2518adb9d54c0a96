//! Writes a plan and its documents, and records them in the history.

use super::Error;
use crate::files::history::{
    Action, Meta, Written, coming_version, sha256, version_with, write_shown,
};
use crate::model::difference::{Difference, Names};
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang};
use crate::report::changes::{self as pages, Notice, letters, notices};
use crate::report::{Story, edition_of, page, summary, workbook};
use crate::year::defence;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Options for writing a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// Author for the history; `None` uses the name of the user.
    pub author: Option<String>,
    /// Reason for the history.
    pub reason: Option<String>,
    /// Whether an existing plan may be replaced; it is kept in the history.
    pub replace: bool,
    /// Remark about the data in workbook and report.
    pub notice: Option<String>,
    /// The language of workbook and report.
    pub language: Lang,
}

/// The files of a committee: the plan and its documents.
pub(crate) const FILES: [&str; 3] = ["plan.json", "committee.xlsx", "report.html"];

/// The timetable of a defence.
const CALENDAR_FILE: &str = "timetable.ics";

/// The files of a comparison.
pub(crate) const DIFFERENCE_FILES: [&str; 4] = [
    "difference.json",
    "difference.xlsx",
    "difference.html",
    "notices.txt",
];

/// A file to be written: its name and its content.
pub(crate) type Content = (&'static str, Vec<u8>);

/// The documents of a plan: workbook, report, and for a defence the timetable.
///
/// # Errors
/// The workbook cannot be created.
fn shown(story: &Story<'_>, lang: Lang) -> Result<Vec<Content>, Error> {
    let [_, book_name, page_name] = FILES;
    let book = workbook::write(story, lang).map_err(made)?;
    let page = page::render(story, lang).into_bytes();
    let mut shown = vec![(book_name, book), (page_name, page)];
    if let Some(calendar) = defence::calendar(story.season, story.plan, lang) {
        shown.push((CALENDAR_FILE, calendar.into_bytes()));
    }
    Ok(shown)
}

/// Writes the plan of a story with workbook, report, timetable and `further` files.
pub(super) fn write(
    folder: &Path,
    story: Story<'_>,
    further: Vec<Content>,
    action: Action,
    options: &WriteOptions,
) -> Result<Vec<PathBuf>, Error> {
    let meta = Meta::now(action, options.author.clone(), options.reason.clone());
    let meta = meta.replace(options.replace);
    let mut story = story.with_notice(options.notice.as_deref().map(Bilingual::same));
    let written = deliver(folder, &mut story, further, &meta, options.language)?;
    Ok(paths(folder, written))
}

/// Writes a plan into its history, its documents next to it, and `further` files; all of them are
/// kept in the history with this version of the plan. Sets the version that the documents show.
///
/// # Errors
/// [`Error::Document`] when a file cannot be created, [`Error::History`] when one cannot be
/// written; the existing plan is then either unchanged or completely replaced.
pub(crate) fn deliver(
    folder: &Path,
    story: &mut Story<'_>,
    further: Vec<Content>,
    meta: &Meta,
    lang: Lang,
) -> Result<Written, Error> {
    let meta = &Meta {
        reason: reason(story.plan, &meta.reason, lang),
        ..meta.clone()
    };
    story.version = coming_version(folder);
    let plan = plan_bytes(story.plan)?;
    let mut shown = shown(story, lang)?;
    shown.extend(further);
    let named: Vec<(&str, &[u8])> = shown
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    write_shown(folder, &plan, &named, meta).map_err(Error::History)
}

/// The reason for the history, with what a plan may have beyond the fewest shortfalls.
fn reason(plan: &Plan, given: &str, lang: Lang) -> String {
    let allowance = summary::allowance(plan);
    let allowance = allowance.as_ref().map(|words| words.say(lang));
    let parts = Some(given).filter(|given| !given.is_empty());
    let parts: Vec<&str> = parts.into_iter().chain(allowance).collect();
    parts.join(lang.pick("；", "; "))
}

/// The content of a plan's file.
///
/// # Errors
/// [`Error::Document`] when the plan cannot be serialised as JSON.
pub(crate) fn plan_bytes(plan: &Plan) -> Result<Vec<u8>, Error> {
    plan.to_bytes().map_err(made)
}

/// The paths of the plan and of the files written with it.
pub(crate) fn paths(folder: &Path, written: Written) -> Vec<PathBuf> {
    let mut paths = vec![folder.join(FILES[0])];
    paths.extend(written.shown);
    paths
}

/// The names for a comparison of the plan `before`, by its hash, with the one that is going to be
/// written into `folder`. The version before is looked for in the history of `home`.
///
/// # Errors
/// The plan cannot be serialised.
pub(crate) fn compared(
    names: Names,
    (home, before): (&Path, &str),
    (folder, after): (&Path, &Plan),
) -> Result<Names, Error> {
    let before = edition_of(before, version_with(home, before));
    let after = sha256(&plan_bytes(after)?);
    Ok(names.between(before, edition_of(&after, coming_version(folder))))
}

/// The differences from the plan before as document, workbook and page, and the letters.
pub(super) fn changes(
    difference: &Difference,
    names: &Names,
    lang: Lang,
) -> Result<Vec<Content>, Error> {
    difference_files(difference, names, &notices(difference, names), lang)
}

/// The content of the files of a comparison, in the order of [`DIFFERENCE_FILES`].
///
/// # Errors
/// The workbook or the page cannot be created.
pub(crate) fn difference_files(
    difference: &Difference,
    names: &Names,
    notices: &[Notice],
    lang: Lang,
) -> Result<Vec<Content>, Error> {
    let document = difference_document(difference, notices, &[]);
    let json = serde_json::to_vec_pretty(&document).map_err(made)?;
    let book = pages::workbook(difference, names, lang).map_err(made)?;
    let page = pages::page(difference, names, lang).map_err(made)?;
    let letters = letters(notices, lang);
    let contents = [json, book, page.into_bytes(), letters.into_bytes()];
    Ok(DIFFERENCE_FILES.into_iter().zip(contents).collect())
}

/// A comparison as JSON for scripts: `difference.json`, and what `diff` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DifferenceDocument<'a> {
    /// Whether both plans are the same.
    empty: bool,
    /// Everything that differs.
    difference: &'a Difference,
    /// The letters to those concerned.
    notices: &'a [Notice],
    /// The files written.
    files: &'a [PathBuf],
}

/// A comparison as JSON for scripts.
pub(crate) fn difference_document<'a>(
    difference: &'a Difference,
    notices: &'a [Notice],
    written: &'a [PathBuf],
) -> DifferenceDocument<'a> {
    DifferenceDocument {
        empty: difference.is_empty(),
        difference,
        notices,
        files: written,
    }
}

fn made(error: impl std::fmt::Display) -> Error {
    Error::Document(error.to_string())
}
