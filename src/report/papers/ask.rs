//! What papers are made from, and what comes of it.

use super::kind::Paper;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{Contacts, Problem, Season};
use crate::suitability::conflict::Conflicts;
use jiff::civil::Date;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What papers are made from.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The season in the round of the plan.
    pub season: &'a Season,
    /// The plan.
    pub plan: &'a Plan,
    /// The bytes of its file, for the archive.
    pub plan_bytes: &'a [u8],
    /// SHA-256 of these bytes.
    pub plan_hash: &'a str,
    /// Its version in the history.
    pub version: Option<u64>,
    /// The plan that earlier papers were made from, for letters to those whom a change concerns.
    pub before: Option<&'a Plan>,
    /// How the office reaches and pays its experts.
    pub contacts: &'a Contacts,
    /// The conflicts of the season.
    pub conflicts: &'a Conflicts,
    /// What other steps of the year have written.
    pub beside: &'a Beside,
    /// Templates of the office.
    pub templates: &'a [OwnTemplate],
    /// The date of the papers.
    pub date: Date,
    /// Their language.
    pub lang: Lang,
    /// Whether papers that leave the office name submissions by id only (art. 15).
    pub anonymous: bool,
    /// Whether file names are keys and ids instead of Chinese names.
    pub plain_names: bool,
    /// The papers wanted; empty for all.
    pub only: &'a [Paper],
}

/// Documents of other steps of the year; what is not there is not told.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// `draw.json`.
    pub draw: Option<Json>,
    /// `collected.json`.
    pub collected: Option<Json>,
    /// `publicity.json`.
    pub publicity: Option<Json>,
    /// `outcome.json`.
    pub outcome: Option<Json>,
    /// Every `objection-….json`.
    pub objections: Vec<Json>,
}

/// A template of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// File name.
    pub file: String,
    /// Text.
    pub text: String,
}

/// A file of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// The paper; `None` for what accompanies papers.
    pub paper: Option<Paper>,
    /// Id of the expert or submission that it is for; empty for all.
    pub about: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The papers of a plan.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// All files, in the order of the papers.
    pub files: Vec<PaperFile>,
    /// What was left blank, and which papers could not be made.
    pub problems: Vec<Problem>,
    /// The text of each file of a paper as it reads, by path: for tests and for programs.
    pub texts: BTreeMap<String, String>,
}
