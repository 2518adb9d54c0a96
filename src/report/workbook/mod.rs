//! `committee.xlsx`: the plan as a workbook. Every sheet is ready for printing: landscape, fitted
//! to the page width, with the header row on every page. What is used every day comes first; what
//! proves it follows in sheets marked as appendices. Columns that only programs and curious readers
//! need are right of the printed ones.

mod committee;
mod conflicts;
mod coverage;
mod exchange;
mod notes;
mod print;
mod reviews;
mod seats;
mod style;
mod table;
mod timetable;

use super::{Story, title};
use crate::model::words::{Bilingual, Lang};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use style::Styles;

/// Creates the workbook in memory. The same story gives the same bytes.
///
/// # Errors
/// A table exceeds the limits of a sheet (1,048,575 rows).
pub fn write(story: &Story, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(story, lang)?);
    let page = Page {
        story,
        lang,
        styles: Styles::new(lang),
        edition: super::words::edition(story).say(lang).to_owned(),
    };
    committee::write(&mut book, &page)?;
    seats::write(&mut book, &page)?;
    reviews::table(&page).write(&mut book, &page)?;
    let timetable = timetable::by_group(&page).into_iter();
    let front = timetable.chain([
        coverage::shortfalls(&page),
        conflicts::of_committee(&page),
        conflicts::suspected(&page),
    ]);
    let appendices = [
        timetable::by_submission(&page),
        Some(conflicts::of_others(&page)),
        Some(coverage::all(&page)),
    ];
    let appendices = appendices.into_iter().flatten();
    let appendices = appendices.filter(|table| !table.is_empty());
    for table in front.chain(appendices.map(table::Table::appendix)) {
        table.write(&mut book, &page)?;
    }
    if let Some(exchange) = &story.plan.exchange {
        let table = exchange::table(&page, exchange);
        table.appendix().write(&mut book, &page)?;
    }
    notes::table(&page).appendix().write(&mut book, &page)?;
    book.save_to_buffer()
}

/// Data for all sheets.
struct Page<'s, 'a> {
    story: &'s Story<'a>,
    lang: Lang,
    styles: Styles,
    /// The version of the plan, in words.
    edition: String,
}

impl Page<'_, '_> {
    fn say(&self, words: &Bilingual) -> String {
        words.say(self.lang).to_owned()
    }

    /// What the title of a submission is called.
    fn work(&self) -> Bilingual {
        self.story.season.rules.award.work_named()
    }

    /// Joins list items by the rules of the language.
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
        .set_comment(format!(
            "{} · empanel {}",
            super::words::edition(story).say(lang),
            story.plan.version
        ))
        .set_creation_datetime(&fixed))
}
