//! Finds rows below the header that are not items of the table: column numbers and hints directly
//! below the header, totals, a repeated header with its page title, section headings, and
//! signatures or notes below the last row.

use super::aside_guides as guides;
use super::aside_words as words;
use super::header::Header;
use crate::files::tables::container::facts::Facts;
use crate::files::tables::container::grid::{Cell, GridRow};
use std::collections::BTreeSet;

/// Maximum distance in rows from a header of its guides, or of its title where it is repeated.
const NEAR: usize = 4;

/// Removes such rows and returns their row numbers with their first words. `above` are the rows
/// down to the header, `required` the columns without which a row is not an item. Linear in the
/// cells.
pub(in crate::files::tables) fn take_out(
    rows: &mut Vec<GridRow<'_>>,
    above: &[GridRow<'_>],
    facts: &Facts,
    header: &Header,
    required: &[usize],
) -> Vec<(u32, String)> {
    let aside = Aside {
        rows,
        above,
        header,
        required,
        sections: facts
            .merges
            .iter()
            .filter(|area| area.rows.0 == area.rows.1 && area.columns.1 >= area.columns.0 + 2)
            .map(|area| area.rows.0)
            .collect(),
    };
    let out = aside.marked();
    let mut told = Vec::new();
    let mut out = out.into_iter();
    rows.retain(|row| {
        let aside = out.next().unwrap_or(false);
        if aside {
            told.push((row.number, first(row)));
        }
        !aside
    });
    told
}

/// The rows being examined.
struct Aside<'a, 't> {
    rows: &'a [GridRow<'t>],
    above: &'a [GridRow<'t>],
    header: &'a Header,
    required: &'a [usize],
    /// Rows with a merged area of at least three columns.
    sections: BTreeSet<u32>,
}

impl Aside<'_, '_> {
    /// For each row, whether it is not an item.
    fn marked(&self) -> Vec<bool> {
        let mut out = vec![false; self.rows.len()];
        self.guides(0, &mut out);
        for at in 0..self.rows.len() {
            if self.repeats(&self.rows[at]) {
                out[at] = true;
                self.titles(at, &mut out);
                self.guides(at + 1, &mut out);
            } else if self.is_no_item(&self.rows[at]) {
                out[at] = true;
            }
        }
        // Notes occur only at the end.
        for at in (0..self.rows.len()).rev() {
            if out[at] {
                continue;
            }
            if !(self.lacks(&self.rows[at]) && self.is_end(&self.rows[at])) {
                break;
            }
            out[at] = true;
        }
        out
    }

    /// Marks column numbers and hints directly below a header.
    fn guides(&self, from: usize, out: &mut [bool]) {
        let near = self.rows.iter().zip(out).skip(from).take(NEAR);
        for (row, out) in near {
            let cells = texts(row);
            if !(guides::are_numbers(&cells, self.header.width()) || guides::are_hints(&cells)) {
                break;
            }
            *out = true;
        }
    }

    /// Marks the title above a repeated header, as on every page of a printed table.
    fn titles(&self, header: usize, out: &mut [bool]) {
        let leftmost = self
            .header
            .labels
            .iter()
            .position(|own| !own.text.is_empty());
        for at in (header.saturating_sub(NEAR)..header).rev() {
            let row = &self.rows[at];
            let left = row.cells.iter().position(|cell| !cell.is_empty());
            let title = filled(row) == 1 && left <= leftmost && words::is_title(&first(row));
            if !(out[at] || title && self.lacks(row)) {
                break;
            }
            out[at] = true;
        }
    }

    /// Whether a row is not an item, independent of its position.
    fn is_no_item(&self, row: &GridRow<'_>) -> bool {
        let own = first(row);
        let alone = filled(row) == 1;
        let cells = || row.cells.iter().filter(|cell| !cell.is_empty());
        let heading = words::is_heading(&own) && self.lacks(row);
        let signed = cells()
            .filter(|cell| words::is_signed(&cell.text()))
            .count();
        alone && (heading || self.sections.contains(&row.number))
            || signed > 1
            || words::is_total(&own)
            || words::is_signed(&own) && (self.lacks(row) || words::is_signature(&own))
            || self.is_above(row)
            || cells().all(|cell| words::is_filler(&cell.text()))
            || cells().all(|cell| words::is_page(&cell.text()))
            || self.lacks(row) && cells().any(|cell| words::is_total(&cell.text()))
    }

    /// Whether a row that is not an item may follow the last item: a signature or a note. A row
    /// with an id is an incomplete item, whatever its remarks say.
    fn is_end(&self, row: &GridRow<'_>) -> bool {
        let cells = texts(row);
        let noted = |text: &String| words::is_note(text) || words::is_signed(text);
        let date = |cell: &Cell<'_>| matches!(cell, Cell::Date(_)) || words::is_date(&cell.text());
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let id = self.required.first().and_then(|at| row.cells.get(*at));
        cells.first().is_some_and(noted)
            || id.is_none_or(Cell::is_empty) && cells.iter().any(noted)
            || filled.all(date)
            || cells.len() == 1 && words::is_last(&cells[0])
    }

    /// Whether a row lacks a required cell.
    fn lacks(&self, row: &GridRow<'_>) -> bool {
        let empty = |at: &usize| row.cells.get(*at).is_none_or(Cell::is_empty);
        self.required.iter().any(empty)
    }

    /// Whether a row repeats the header, in other words too: nobody is called Name, and no id is
    /// Id, so that a row with the header of a required column in that column is a header.
    fn repeats(&self, row: &GridRow<'_>) -> bool {
        let label = |at: usize| {
            self.header
                .labels
                .get(at)
                .map_or("", |own| own.text.as_str())
        };
        let is_label = |at: &usize| {
            let cell = row.cells.get(*at).filter(|cell| !cell.is_empty());
            cell.is_some_and(|cell| label(*at) == cell.text())
        };
        if filled(row) > 2 && self.required.iter().any(is_label) {
            return true;
        }
        let mut alike = 0;
        for (at, cell) in row.cells.iter().enumerate() {
            let label = self.header.labels.get(at);
            match label {
                _ if cell.is_empty() => {}
                Some(label) if label.text == cell.text() => alike += 1,
                _ => return false,
            }
        }
        alike > 1
    }

    /// Whether a row repeats one of those above the data: the title, or a part of the header.
    fn is_above(&self, row: &GridRow<'_>) -> bool {
        let own = texts(row);
        let near = &self.above[self.above.len().saturating_sub(2 * NEAR)..];
        near.iter().any(|above| {
            let first = above.cells.iter().position(|cell| !cell.is_empty());
            let left = row.cells.iter().position(|cell| !cell.is_empty());
            first.is_some() && first == left && texts(above) == own
        })
    }
}

/// The texts of the filled cells of a row.
fn texts(row: &GridRow<'_>) -> Vec<String> {
    let cells = row.cells.iter().filter(|cell| !cell.is_empty());
    cells.map(|cell| cell.text().into_owned()).collect()
}

fn filled(row: &GridRow<'_>) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn first(row: &GridRow<'_>) -> String {
    let cell = row.cells.iter().find(|cell| !cell.is_empty());
    cell.map_or_else(String::new, |cell| cell.text().into_owned())
}
