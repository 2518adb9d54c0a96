//! Labels and the values beside them.

use crate::files::tables::container::grid::{Cell, Grid};
use crate::files::tables::headers::TableSpec;
use crate::files::tables::import::looks::private_header;
use crate::files::tables::import::relatives::relatives;
use std::collections::{BTreeMap, BTreeSet};

/// Labels are no longer than this, in characters.
const LONGEST_LABEL: usize = 24;

/// Whether each text is a known label, and the column that it means.
pub(super) type Words = BTreeMap<String, (bool, Option<usize>)>;

/// A label and the value beside it.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The row of the label.
    pub(super) row: u32,
    /// The label as written, without colon and stretching.
    pub(super) label: String,
    /// What is beside it.
    pub(super) value: Cell<'static>,
    /// The column of the table that it means.
    pub(super) column: Option<usize>,
}

/// A filled-in form.
#[derive(Debug)]
pub(super) struct Form {
    /// The row of its first label.
    pub(super) row: u32,
    /// What it says.
    pub(super) pairs: Vec<Pair>,
}

/// The forms of one sheet.
#[derive(Debug)]
pub(super) struct Found {
    /// Which sheet.
    pub(super) piece: usize,
    /// The forms, from top to bottom.
    pub(super) forms: Vec<Form>,
    /// Texts that are neither label nor value.
    pub(super) rest: Vec<String>,
}

/// Reads each row from left to right: a known label takes the next cell as its value, and so does
/// an unknown one that follows such a pair.
pub(super) fn pairs(
    spec: &TableSpec,
    grid: &Grid<'_>,
    shared: &BTreeSet<String>,
) -> (Vec<Pair>, Vec<String>) {
    let mut words: Words = Words::new();
    for label in shared {
        let (_, column) = meaning(spec, label, &mut words);
        words.insert(label.clone(), (true, column));
    }
    let mut pairs = Vec::new();
    let mut rest = Vec::new();
    let relatives = relatives(grid);
    for (number, cells) in rows(grid) {
        if relatives.rows.contains(&number) {
            continue;
        }
        let filled = cells.iter().filter(|own| !own.is_empty()).count();
        // A title, or a note above.
        if pairs.is_empty() && filled < 2 {
            continue;
        }
        let mut at = 0;
        let mut paired = false;
        while at < cells.len() {
            let text = cells[at].text();
            let (known, column) = meaning(spec, &text, &mut words);
            let next = cells.get(at + 1);
            let next_known = next.is_some_and(|own| meaning(spec, &own.text(), &mut words).0);
            // An unknown text without a value is no label.
            let valued = next.is_some_and(|own| !own.is_empty());
            let label = is_label(&text) && (known || paired && valued);
            if let (true, Some(value), false) = (label, next, next_known) {
                pairs.push(Pair {
                    row: number,
                    label: plain_label(&text),
                    value: (*value).clone().into_owned(),
                    column,
                });
                (paired, at) = (true, at + 2);
                continue;
            }
            if let Some(pair) = in_one_cell(spec, &text, number, &mut words) {
                pairs.push(pair);
                paired = true;
            } else if !text.is_empty() && !known {
                rest.push(text.into_owned());
            }
            at += 1;
        }
    }
    (pairs, rest)
}

/// The cells of each row that no merged cell covers.
pub(super) fn rows<'g, 't>(grid: &'g Grid<'t>) -> impl Iterator<Item = (u32, Vec<&'g Cell<'t>>)> {
    let covered = covered(grid);
    grid.rows.iter().map(move |row| {
        let open = |at: &usize| !covered.contains(&(row.number, *at));
        let cells = (0..row.cells.len()).filter(open).map(|at| &row.cells[at]);
        (row.number, cells.collect())
    })
}

/// Positions that a merged cell covers, other than its own.
fn covered(grid: &Grid<'_>) -> BTreeSet<(u32, usize)> {
    let mut covered = BTreeSet::new();
    let width = grid.rows.iter().map(|row| row.cells.len()).max();
    let last = grid.rows.last().map_or(0, |row| row.number);
    for area in &grid.facts.merges {
        for row in area.rows.0..=area.rows.1.min(last) {
            for column in area.columns.0..=area.columns.1.min(width.unwrap_or(0)) {
                if (row, column) != (area.rows.0, area.columns.0) {
                    covered.insert((row, column));
                }
            }
        }
    }
    covered
}

/// Whether a text is a known label, and the column of the table that it means.
pub(super) fn meaning(spec: &TableSpec, text: &str, words: &mut Words) -> (bool, Option<usize>) {
    if !is_label(text) {
        return (false, None);
    }
    if let Some(found) = words.get(text) {
        return *found;
    }
    let column = spec.column(&plain_label(text));
    let found = (column.is_some() || private_header(text).is_some(), column);
    words.insert(text.to_owned(), found);
    found
}

pub(super) fn is_label(text: &str) -> bool {
    let length = text.chars().count();
    let letters = text.chars().any(char::is_alphabetic);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=LONGEST_LABEL).contains(&length) && letters && digits < 5 && !text.contains('@')
}

/// A label without the colon behind it and the spaces that stretch it.
fn plain_label(text: &str) -> String {
    let text = text.trim_end_matches([':', '：']);
    let wide = !text.is_ascii();
    let kept = |c: &char| !(wide && c.is_whitespace());
    text.chars().filter(kept).collect()
}

/// A label and its value in one cell: `推荐单位：市质量协会`.
fn in_one_cell(spec: &TableSpec, text: &str, row: u32, words: &mut Words) -> Option<Pair> {
    let (label, value) = text.split_once(['：', ':'])?;
    let (known, column) = meaning(spec, label.trim(), words);
    (known && !value.trim().is_empty()).then(|| Pair {
        row,
        label: plain_label(label.trim()),
        value: Cell::of(value.trim().to_owned().into()),
        column,
    })
}
