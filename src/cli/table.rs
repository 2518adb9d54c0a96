//! Tables on the terminal, aligned by display width so that Chinese does not break them.

use crate::model::words::Lang;
use crate::model::words::{Shown, TextTable};
use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

/// A single line below the header; plain ASCII, because box-drawing characters are two columns wide
/// on some Chinese terminals.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

/// Formats rows under headers; columns whose index is in `numbers` are right-aligned. Ends with a
/// newline.
pub(super) fn table<const N: usize>(
    headers: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
    numbers: &[usize],
) -> String {
    let mut table = Table::new();
    table.load_style(STYLE).set_header(headers);
    for row in rows {
        table.add_row(row);
    }
    for &column in numbers {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = table.trim_fmt();
    text.push('\n');
    text
}

/// Formats the chosen columns of a table under its name; empty if it has no rows.
pub(super) fn text_table(shown: &TextTable, columns: &[usize], lang: Lang) -> String {
    if shown.rows.is_empty() {
        return String::new();
    }
    let chosen: Vec<usize> = columns
        .iter()
        .copied()
        .filter(|at| *at < shown.columns.len())
        .collect();
    let mut table = Table::new();
    let headers = chosen.iter().map(|at| shown.columns[*at].header.say(lang));
    table.load_style(STYLE).set_header(headers);
    for row in &shown.rows {
        table.add_row(chosen.iter().map(|at| row[*at].say(lang)));
    }
    for (place, at) in chosen.iter().enumerate() {
        if shown.columns[*at].shown == Shown::Count
            && let Some(column) = table.column_mut(place)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = format!("{}\n\n", shown.name.say(lang));
    text.push_str(&table.trim_fmt());
    text.push_str("\n\n");
    text
}

/// An empty table of the same style under any number of headers, all but the first column
/// right-aligned.
pub(super) fn lay_out(headers: &[impl ToString]) -> Table {
    let mut table = Table::new();
    let headers = headers.iter().map(ToString::to_string);
    table
        .load_style(STYLE)
        .set_header(headers.collect::<Vec<String>>());
    table
}
