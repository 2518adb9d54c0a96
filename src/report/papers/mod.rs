//! The papers that an office files: letters, lists, sheets to sign, announcements, the archive.
//!
//! A paper is a template ([`Paper`]; the program's own are in `built_in`, an office may replace each
//! by a text of its own) that is filled with facts of a season and a plan and then laid out as a
//! Word document or a workbook. [`make`] does this for all papers at once. Templates name what they
//! want by [placeholders](COMMON); what is not known leaves a line to write on, and nothing is
//! invented.
//!
//! Word documents follow the layout of official papers (GB/T 9704-2012): A4, margins, line distance
//! and fonts by name. Every run names its Latin and its Chinese font, tables have a fixed grid, and
//! there is no theme, so that Word and WPS show the same.

mod ask;
mod blocks;
mod book;
mod facts;
mod fill;
mod kind;
mod make;
mod manifest;
mod placeholders;
mod records;
mod template;
mod word;

use crate::model::words::Lang;

pub use ask::{Ask, Beside, OwnTemplate, PaperFile, Papers};
pub use kind::{Form, Paper, Per};
pub use make::make;
pub use manifest::{MANIFEST, MadeFile, Manifest, SCHEMA, manifest};
pub use placeholders::{COMMON, Loop, Offer, Placeholder, TableHolder, offer};

/// The template that a paper has where the office has none of its own.
pub fn built_in(paper: Paper, lang: Lang) -> &'static str {
    paper.built_in(lang)
}
