//! Merged cells below the header: the value of the first cell applies to all.

use crate::files::tables::container::facts::{Area, Facts};
use crate::files::tables::container::grid::{Cell, GridRow};
use std::collections::BTreeMap;

/// Maximum number of cells that merged areas may fill; areas of a real sheet do not overlap.
const MOST_FILLED: usize = 4_000_000;

/// The areas filled in one column.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::files::tables) struct Filled {
    /// Names of the areas, as in a spreadsheet.
    pub(in crate::files::tables) areas: Vec<String>,
    /// Number of the first row that was filled.
    pub(in crate::files::tables) row: u32,
}

/// Copies the value of every merged area to the existing rows and columns it covers; `None` if the
/// areas exceed the limit. Linear in the cells covered.
pub(in crate::files::tables) fn fill(
    rows: &mut [GridRow<'_>],
    facts: &Facts,
    width: usize,
) -> Option<BTreeMap<usize, Filled>> {
    let mut filled: BTreeMap<usize, Filled> = BTreeMap::new();
    let mut left = MOST_FILLED;
    for area in &facts.merges {
        let first = rows.partition_point(|row| row.number < area.rows.0);
        let end = rows.partition_point(|row| row.number <= area.rows.1);
        let Some(top) = rows.get(first).filter(|row| row.number == area.rows.0) else {
            continue;
        };
        let Some(value) = top
            .cells
            .get(area.columns.0)
            .filter(|cell| !cell.is_empty())
        else {
            continue;
        };
        let value = value.clone();
        let last = area.columns.1.min(width.saturating_sub(1));
        for row in &mut rows[first..end] {
            for column in area.columns.0..=last {
                left = left.checked_sub(1)?;
                if set(row, column, &value) {
                    note(&mut filled, column, area, row.number);
                }
            }
        }
    }
    Some(filled)
}

fn note(filled: &mut BTreeMap<usize, Filled>, column: usize, area: &Area, row: u32) {
    let own = filled.entry(column).or_insert_with(|| Filled {
        areas: Vec::new(),
        row,
    });
    let name = area.name();
    if own.areas.last() != Some(&name) {
        own.areas.push(name);
    }
}

/// Fills a cell if it is empty; returns whether it was.
fn set<'t>(row: &mut GridRow<'t>, column: usize, value: &Cell<'t>) -> bool {
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::Empty);
    }
    let cell = &mut row.cells[column];
    let empty = cell.is_empty();
    if empty {
        *cell = value.clone();
    }
    empty
}
