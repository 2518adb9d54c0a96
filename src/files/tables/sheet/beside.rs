//! Two halves of one table placed side by side in a sheet to save paper: the same headers, repeated
//! on the right. The right half is read after the left one.

use super::header::Header;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::facts::{Facts, column_name};
use crate::files::tables::container::grid::{Cell, Grid, GridRow};
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::model::Place;

/// The column of the sheet where a second table with the same headers begins. Both it and the part
/// on its left must have every required column.
pub(in crate::files::tables) fn begins(spec: &TableSpec, header: &Header) -> Option<usize> {
    let labels = &header.labels;
    let whole = |from: usize, to: usize| {
        let has = |column: usize| {
            labels[from..to]
                .iter()
                .any(|own| own.column == Some(column))
        };
        let mut columns = spec.columns.iter().enumerate();
        columns.all(|(at, column)| !column.required || has(at))
    };
    let needed = spec.columns.iter().filter(|column| column.required).count();
    let first = labels.iter().find(|label| label.column.is_some())?;
    let again = labels.iter().enumerate().filter(|(_, label)| {
        label.column.is_some() && label.text == first.text && !label.continued
    });
    let mut again = again.map(|(at, _)| at).skip(1);
    again.find(|at| needed > 1 && whole(0, *at) && whole(*at, labels.len()))
}

/// Splits the left half from the right half, each with its headers; reports the split.
pub(in crate::files::tables) fn halves<'t>(
    (place, header, from): (&Place, &Header, usize),
    (rows, facts): (Vec<GridRow<'t>>, &Facts),
    findings: &mut Findings,
) -> [Grid<'t>; 2] {
    let column = column_name(from);
    findings.add(
        ProblemCode::TableBeside,
        Place {
            row: Some(header.number),
            column: header.labels.get(from).map(|label| label.text.clone()),
            ..place.clone()
        },
        column.clone(),
        bilingual!(
            "从第 {column} 列起又是同样的表头：两张表左右并排，右边的行接在左边之后读取",
            "The same headers begin again in column {column}: two tables side by side; the rows on the right were read after those on the left"
        ),
        bilingual!(
            "核对右边的行是否也应计入；不应计入的，删去或移到别的文件",
            "Check that the rows on the right should count; if not, delete them or move them to another file"
        ),
    );
    let right = rows.iter().map(|row| GridRow {
        number: row.number,
        cells: half(row.cells.iter().enumerate(), |at| at >= from),
    });
    let right = grid(place, right.collect(), facts);
    let left = rows.into_iter().map(|row| GridRow {
        number: row.number,
        cells: row.cells.into_iter().take(from).collect(),
    });
    let left = grid(place, left.collect(), facts);
    [left, right]
}

fn half<'c, 't: 'c>(
    cells: impl Iterator<Item = (usize, &'c Cell<'t>)>,
    keep: impl Fn(usize) -> bool,
) -> Vec<Cell<'t>> {
    let kept = |(at, cell): (usize, &Cell<'t>)| if keep(at) { cell.clone() } else { Cell::Empty };
    cells.map(kept).collect()
}

fn grid<'t>(place: &Place, rows: Vec<GridRow<'t>>, facts: &Facts) -> Grid<'t> {
    Grid {
        sheet: place.sheet.clone(),
        rows,
        facts: facts.clone(),
    }
}
