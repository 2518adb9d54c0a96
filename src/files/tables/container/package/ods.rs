//! The content of an .ods workbook: the facts of its sheets, and their size with every repeated row
//! and cell written out.

use super::xml::each;
use crate::files::tables::container::facts::{Area, Facts, Shown};
use crate::files::tables::container::fault::BookFault;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of cells of all sheets, written out; repeated cells take no space in the file.
const MOST_WRITTEN_OUT: usize = 10_000_000;

/// State while the sheets are read.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    done: BTreeMap<String, Facts>,
    name: String,
    facts: Facts,
    /// Current row, from 1, and its number of repetitions.
    row: u32,
    repeated: u32,
    column: usize,
    /// Number of columns described before the rows.
    described: usize,
    /// Last filled row and column of the sheet.
    last: (u32, usize),
    written_out: usize,
    depth: usize,
    /// Styles that strike text out, and the style being described.
    struck: BTreeSet<String>,
    style: String,
    /// The current cell.
    at: (u32, usize),
    in_note: bool,
    /// The cell whose displayed number is the text that follows.
    number: Option<(u32, usize)>,
}

impl Sheets {
    /// Processes an event of the content.
    pub(super) fn see(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element)?;
                self.end(element.local_name().as_ref())
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(text) => {
                if self.in_note {
                    let words: &str = text.as_ref();
                    let own = self.facts.notes.entry(self.at).or_default();
                    let left = 60usize.saturating_sub(own.chars().count());
                    own.extend(words.chars().take(left));
                    return Ok(());
                }
                if let Some(at) = self.number
                    && let Some(shown) = Shown::as_text(text.as_ref())
                {
                    self.facts.shown.insert(at, shown);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The facts of each sheet, by name.
    pub(super) fn finish(self) -> BTreeMap<String, Facts> {
        self.done
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        match element.local_name().as_ref() {
            "table" => {
                self.depth += 1;
                if self.depth > 1 {
                    return Ok(());
                }
                (self.row, self.repeated, self.described, self.last) = (0, 1, 0, (0, 0));
                self.facts = Facts::default();
                each(element, |attribute, value| {
                    if attribute == "table:name" {
                        self.name = value;
                    }
                })
            }
            "table-column" if self.depth == 1 => self.described_column(element),
            "table-row" if self.depth == 1 => {
                // The previous row is repeated this often.
                self.row = self.row.saturating_add(self.repeated);
                self.column = 0;
                let (mut repeated, mut hidden) = (1, false);
                each(element, |attribute, value| match attribute {
                    "table:number-rows-repeated" => repeated = value.parse().unwrap_or(1),
                    "table:visibility" => hidden = value != "visible",
                    _ => {}
                })?;
                self.repeated = repeated;
                if hidden && repeated < 100_000 {
                    let last = self.row.saturating_add(repeated);
                    self.facts.hidden_rows.extend(self.row..last);
                }
                Ok(())
            }
            "table-cell" | "covered-table-cell" if self.depth == 1 => self.cell(element),
            "style" => each(element, |attribute, value| {
                if attribute == "style:name" {
                    self.style = value;
                }
            }),
            "text-properties" => each(element, |attribute, value| {
                if attribute == "style:text-line-through-style" && value != "none" {
                    self.struck.insert(self.style.clone());
                }
            }),
            "annotation" => {
                self.in_note = true;
                self.facts.notes.entry(self.at).or_default();
                Ok(())
            }
            "span" if self.depth == 1 && !self.in_note => {
                let mut struck = false;
                each(element, |attribute, value| {
                    struck |= attribute == "text:style-name" && self.struck.contains(&value);
                })?;
                if struck {
                    self.facts.struck.insert(self.at);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn described_column(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        let (mut repeated, mut hidden) = (1usize, false);
        each(element, |attribute, value| match attribute {
            "table:number-columns-repeated" => repeated = value.parse().unwrap_or(1),
            "table:visibility" => hidden = value != "visible",
            _ => {}
        })?;
        let first = self.described;
        self.described = first.saturating_add(repeated);
        if hidden && repeated > 0 {
            self.facts.hidden_columns.push((first, self.described - 1));
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        let (mut repeated, mut rows, mut columns) = (1usize, 1u32, 1usize);
        let (mut formula, mut typed, mut number) = (false, false, false);
        let mut struck = false;
        each(element, |attribute, value| match attribute {
            "table:style-name" => struck = self.struck.contains(&value),
            "table:number-columns-repeated" => repeated = value.parse().unwrap_or(1),
            "table:number-rows-spanned" => rows = value.parse().unwrap_or(1),
            "table:number-columns-spanned" => columns = value.parse().unwrap_or(1),
            "table:formula" => formula = true,
            "office:value-type" => {
                typed = true;
                number = value == "float";
            }
            _ => {}
        })?;
        let at = self.column;
        self.at = (self.row, at);
        self.column = at.saturating_add(repeated);
        if struck && typed {
            self.facts.struck.insert(self.at);
        }
        if rows > 1 || columns > 1 {
            let area = Area {
                rows: (self.row, self.row.saturating_add(rows.saturating_sub(1))),
                columns: (at, at.saturating_add(columns.saturating_sub(1))),
            };
            self.facts.merges.extend(Some(area).filter(Area::is_real));
        }
        self.number = Some((self.row, at)).filter(|_| number && repeated == 1);
        if !formula && !typed {
            return Ok(());
        }
        if formula && !typed && repeated == 1 && self.repeated == 1 {
            self.facts.pending.insert((self.row, at));
        }
        let last_row = self
            .row
            .saturating_add(self.repeated - self.repeated.min(1));
        self.last = (self.last.0.max(last_row), self.last.1.max(self.column));
        let area = (self.last.0 as usize).saturating_mul(self.last.1);
        if self.written_out.saturating_add(area) > MOST_WRITTEN_OUT {
            return Err(BookFault::TooLong);
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), BookFault> {
        match name {
            "table" => {}
            "annotation" => {
                self.in_note = false;
                return Ok(());
            }
            "table-cell" => {
                self.number = None;
                return Ok(());
            }
            _ => return Ok(()),
        }
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.written_out += (self.last.0 as usize).saturating_mul(self.last.1);
            let facts = std::mem::take(&mut self.facts);
            self.done.insert(std::mem::take(&mut self.name), facts);
        }
        Ok(())
    }
}
