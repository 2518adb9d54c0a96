//! Formatting that affects the meaning of cells: merged score cells, formulas without a stored
//! result, struck-out scores, hidden rows, notes.

use super::book::{Header, Sheet, at};
use super::problems_marked as problems;
use super::words::Column;
use crate::files::tables::{Area, Facts, cell_name};
use crate::model::{Place, Problem};

/// Such facts about one sheet, limited to its table.
pub(super) struct Marked<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: &'a Sheet,
    pub(super) header: &'a Header,
    pub(super) facts: &'a Facts,
}

impl Marked<'_> {
    /// Why the score in a cell does not count, whatever its value. Reported only for the first cell
    /// of a merged area.
    pub(super) fn refuses(&self, row: u32, column: Column, told: &mut Vec<Problem>) -> bool {
        let Some(&position) = self.header.columns.get(&column) else {
            return false;
        };
        let cell = (row + 1, position as usize);
        if let Some(area) = self.area(cell) {
            let first = (area.rows.0.max(self.header.row + 2), area.columns.0);
            let scored = self
                .header
                .columns
                .iter()
                .filter(|(own, _)| is_score(**own));
            let left = scored
                .map(|(_, own)| *own as usize)
                .filter(|own| *own >= area.columns.0)
                .min();
            // Within a merged area only the first score cell is reported.
            if cell.0 == first.0 && left == Some(cell.1) {
                let value = self.value((area.rows.0, area.columns.0));
                let place = self.place(row, column);
                told.push(problems::merged(place, &value, &area.name()));
            }
            return true;
        }
        if self.facts.pending.contains(&cell) {
            let name = cell_name(cell.0, cell.1);
            told.push(problems::not_calculated(self.place(row, column), &name));
            return true;
        }
        let value = self.value(cell);
        if self.facts.struck.contains(&cell) && !value.is_empty() {
            told.push(problems::struck_out(self.place(row, column), &value));
            return true;
        }
        false
    }

    /// Reports which rows are hidden, and which of their cells have notes.
    pub(super) fn tell(&self, rows: &[u32], told: &mut Vec<Problem>) {
        let mut hidden: Vec<String> = rows
            .iter()
            .filter(|row| self.facts.hidden_rows.contains(&(**row + 1)))
            .map(|row| (row + 1).to_string())
            .collect();
        let covered = |column: u32| {
            let mut ranges = self.facts.hidden_columns.iter();
            ranges.any(|(first, last)| (*first..=*last).contains(&(column as usize)))
        };
        let columns = self.header.columns.iter();
        hidden.extend(
            columns
                .filter(|(column, at)| is_filled_in(**column) && covered(**at))
                .filter_map(|(column, _)| self.header.words.get(column).cloned()),
        );
        let place = at(self.file, self.sheet, None, None);
        if !hidden.is_empty() {
            told.push(problems::hidden(place.clone(), &hidden.join("、")));
        }
        let own = |(row, _): &(u32, usize)| rows.contains(&(*row - 1));
        let mut notes = self.facts.notes.iter().filter(|(cell, _)| own(cell));
        if let Some((_, words)) = notes.clone().next() {
            let cells: Vec<String> = notes
                .by_ref()
                .map(|((row, column), _)| cell_name(*row, *column))
                .collect();
            told.push(problems::notes(place, words, &cells.join("、")));
        }
    }

    fn area(&self, (row, column): (u32, usize)) -> Option<&Area> {
        self.facts.merges.iter().find(|area| {
            (area.rows.0..=area.rows.1).contains(&row)
                && (area.columns.0..=area.columns.1).contains(&column)
        })
    }

    fn value(&self, (row, column): (u32, usize)) -> String {
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        self.sheet.text(row.saturating_sub(1), column)
    }

    fn place(&self, row: u32, column: Column) -> Place {
        let words = self.header.words.get(&column).map(String::as_str);
        at(self.file, self.sheet, Some(row), words)
    }
}

/// Whether a column holds scores.
pub(super) fn is_score(column: Column) -> bool {
    matches!(column, Column::Score(_) | Column::Agreed)
}

/// Whether a column is filled in by people.
fn is_filled_in(column: Column) -> bool {
    is_score(column)
        || matches!(
            column,
            Column::Recusal | Column::Reason | Column::Recommended
        )
}
