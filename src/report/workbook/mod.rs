//! `committee.xlsx`: the plan as the office works with it. Every sheet prints as it is:
//! landscape, fitted to the page's width, with its header row on every page.

mod committee;
mod conflicts;
mod coverage;
mod loads;
mod notes;
mod reviews;
mod seats;
mod style;
mod submissions;
mod table;
mod timetable;

use super::{Story, title};
use crate::model::words::{Bilingual, Lang};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use style::Styles;

/// Writes the workbook into memory. The same story gives the same bytes.
///
/// # Errors
/// When a table does not fit a sheet (more than 1,048,575 rows).
pub fn write(story: &Story, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(story, lang)?);
    let page = Page {
        story,
        lang,
        styles: Styles::new(lang),
    };
    committee::write(&mut book, &page)?;
    seats::write(&mut book, &page)?;
    for table in timetable::tables(&page) {
        table.write(&mut book, &page)?;
    }
    submissions::table(&page).write(&mut book, &page)?;
    reviews::table(&page).write(&mut book, &page)?;
    conflicts::table(&page).write(&mut book, &page)?;
    conflicts::suspected(&page).write(&mut book, &page)?;
    coverage::table(&page).write(&mut book, &page)?;
    loads::write(&mut book, &page)?;
    notes::table(&page).write(&mut book, &page)?;
    book.save_to_buffer()
}

/// What every sheet is written from.
struct Page<'s, 'a> {
    story: &'s Story<'a>,
    lang: Lang,
    styles: Styles,
}

impl Page<'_, '_> {
    fn say(&self, words: &Bilingual) -> String {
        words.say(self.lang).to_owned()
    }

    /// Joins a person's or a list's parts as the language does.
    fn join(&self, items: impl IntoIterator<Item = String>) -> String {
        super::words::join(items, self.lang)
    }

    /// Whether the rows of this group are shaded: every other group is.
    fn shaded(group: Option<usize>) -> bool {
        group.is_some_and(|group| group % 2 == 1)
    }
}

fn properties(story: &Story, lang: Lang) -> Result<DocProperties, XlsxError> {
    // A fixed time, so that the same plan gives the same file.
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(title(story).say(lang))
        .set_comment(format!("empanel {}", story.plan.version))
        .set_creation_datetime(&fixed))
}
