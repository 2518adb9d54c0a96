//! Tables on the terminal, aligned by display width so that Chinese does not break them.

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

/// One line under the header and nothing else; plain ASCII, because box-drawing characters are
/// two places wide on some Chinese terminals.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

/// Lays out rows under headers; columns whose position is in `numbers` are right-aligned. Ends
/// with a newline.
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
