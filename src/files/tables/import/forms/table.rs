//! The table of all forms of a kind.

use super::pairs::{Form, Found, Pair};
use crate::files::tables::container::facts::Facts;
use crate::files::tables::container::grid::{Cell, Grid, GridRow};
use crate::files::tables::headers::fold;
use std::collections::BTreeSet;

/// The labels of all forms, in the order in which they first occur; those of one column are one.
pub(super) fn labels(found: &[Found]) -> Vec<(String, Option<usize>)> {
    let mut labels: Vec<(String, Option<usize>)> = Vec::new();
    let mut seen: BTreeSet<(Option<usize>, String)> = BTreeSet::new();
    let forms = found.iter().flat_map(|own| &own.forms);
    for pair in forms.flat_map(|own| &own.pairs) {
        if seen.insert(name_of(pair)) {
            labels.push((pair.label.clone(), pair.column));
        }
    }
    labels
}

fn name_of(pair: &Pair) -> (Option<usize>, String) {
    match pair.column {
        Some(column) => (Some(column), String::new()),
        None => (None, fold(&pair.label)),
    }
}

/// A table with a row for each form.
pub(super) fn table(
    labels: &[(String, Option<usize>)],
    forms: &[Form],
    sheet: Option<String>,
) -> Grid<'static> {
    let head = labels
        .iter()
        .map(|(label, _)| Cell::of(label.clone().into()));
    let mut rows = vec![GridRow {
        number: 1,
        cells: head.collect(),
    }];
    for form in forms {
        let above = rows.last().map_or(0, |row| row.number);
        rows.push(GridRow {
            number: form.row.max(above + 1),
            cells: labels.iter().map(|own| value(own, form)).collect(),
        });
    }
    Grid {
        sheet,
        rows,
        facts: Facts::default(),
    }
}

/// The first value that a form gives for a label.
fn value((label, column): &(String, Option<usize>), form: &Form) -> Cell<'static> {
    let wanted = match column {
        Some(column) => (Some(*column), String::new()),
        None => (None, fold(label)),
    };
    let mut own = form.pairs.iter().filter(|pair| name_of(pair) == wanted);
    own.find(|pair| !pair.value.is_empty())
        .map_or(Cell::Empty, |pair| pair.value.clone())
}
