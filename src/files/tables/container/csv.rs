//! Parses CSV text into cells. The `csv` crate is not used because rows must be counted as a
//! spreadsheet counts them (a quoted cell may span lines, blank rows count) and because an unclosed
//! quote must be reported, not swallowed.

use super::facts::Facts;
use super::grid::{Cell, Grid, GridRow};
use crate::model::words::taken_back;
use std::borrow::Cow;
use std::ops::Range;

/// Maximum number of rows of a table; Excel's own limit is 1,048,576.
pub(in crate::files::tables) const MOST_ROWS: usize = 4_000_000;
/// Maximum number of columns of a table, as in Excel.
pub(in crate::files::tables) const MOST_COLUMNS: usize = 16_384;
/// Maximum number of cells of a table: limits the memory used by a file of nothing but commas.
pub(in crate::files::tables) const MOST_CELLS: usize = 40_000_000;

/// Why a text cannot be parsed as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum CsvFault {
    /// A quote opened in this row is never closed.
    QuoteOpen {
        /// Row in which it opens, counted from 1.
        row: u32,
    },
    /// More rows or columns than allowed.
    TooLong,
}

/// Line ends that are written by other programs but not by spreadsheets.
const OTHER_ENDS: [char; 5] = ['\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'];

/// Replaces unusual line ends if the text has no usual ones, and removes the end-of-file character
/// (Ctrl-Z) of old systems.
pub(in crate::files::tables) fn with_line_ends(mut text: String) -> String {
    text.truncate(text.trim_end_matches('\u{1a}').len());
    if text.contains(['\n', '\r']) {
        return text;
    }
    match OTHER_ENDS.into_iter().find(|end| text.contains(*end)) {
        Some(end) => text.replace(end, "\n"),
        None => text,
    }
}

/// Splits `text` at `delimiter`. Linear in the text; cells borrow from it unless they contain
/// doubled quotes.
pub(in crate::files::tables) fn parse(text: &str, delimiter: u8) -> Result<Grid<'_>, CsvFault> {
    let mut rows = Vec::new();
    fill(&mut rows, text, delimiter, MOST_ROWS + 1)?;
    if rows.len() > MOST_ROWS {
        return Err(CsvFault::TooLong);
    }
    let facts = Facts {
        open_end: !text.ends_with(['\n', '\r']),
        ..Facts::default()
    };
    Ok(Grid {
        sheet: None,
        rows,
        facts,
    })
}

/// Reads the first rows, as far as possible; used to find the delimiter.
pub(in crate::files::tables) fn sample(text: &str, delimiter: u8, most_rows: usize) -> Grid<'_> {
    let mut rows = Vec::new();
    // Faults are reported when the whole text is read.
    let _ = fill(&mut rows, text, delimiter, most_rows);
    Grid {
        sheet: None,
        rows,
        facts: Facts::default(),
    }
}

fn fill<'t>(
    rows: &mut Vec<GridRow<'t>>,
    text: &'t str,
    delimiter: u8,
    most_rows: usize,
) -> Result<(), CsvFault> {
    let mut rest = text;
    let mut left = MOST_CELLS;
    while !rest.is_empty() && rows.len() < most_rows {
        let number = u32::try_from(rows.len() + 1).map_err(|_| CsvFault::TooLong)?;
        let mut cells = Vec::new();
        let after = row(&mut cells, rest, delimiter, number);
        left = left.saturating_sub(cells.len());
        rows.push(GridRow { number, cells });
        rest = after?;
        if left == 0 {
            return Err(CsvFault::TooLong);
        }
    }
    Ok(())
}

/// Reads one row and returns the rest of the text.
fn row<'t>(
    cells: &mut Vec<Cell<'t>>,
    text: &'t str,
    delimiter: u8,
    number: u32,
) -> Result<&'t str, CsvFault> {
    let mut rest = text;
    loop {
        let (cell, end) = cell(rest, delimiter).ok_or(CsvFault::QuoteOpen { row: number })?;
        if cells.len() >= MOST_COLUMNS {
            return Err(CsvFault::TooLong);
        }
        cells.push(Cell::of(as_written(cell)));
        let ended_by = rest.as_bytes().get(end).copied();
        rest = &rest[(end + 1).min(rest.len())..];
        match ended_by {
            Some(byte) if byte == delimiter => {}
            Some(b'\r') => return Ok(rest.strip_prefix('\n').unwrap_or(rest)),
            _ => return Ok(rest),
        }
    }
}

/// Undoes the escaping that keeps a cell from being read as a formula.
fn as_written(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(taken_back(text)),
        Cow::Owned(text) => Cow::Owned(taken_back(&text).to_owned()),
    }
}

/// Reads one cell: its text and the position of the byte that ends it (a delimiter, a line end or
/// the end of the text). `None` if its quote is never closed.
fn cell(text: &str, delimiter: u8) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    let plain_end = |from: usize| {
        bytes[from..]
            .iter()
            .position(ends)
            .map_or(bytes.len(), |at| from + at)
    };
    if bytes.first() != Some(&b'"') {
        let end = plain_end(0);
        return Some((Cow::Borrowed(&text[..end]), end));
    }
    let mut at = 1;
    let mut doubled = false;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            break;
        }
        doubled = true;
        at += 2;
    }
    let inside = &text[1..at];
    let end = plain_end(at + 1);
    let tail = text[at + 1..end].trim();
    let value = match (doubled, tail.is_empty()) {
        (false, true) => Cow::Borrowed(inside),
        (true, true) => Cow::Owned(inside.replace("\"\"", "\"")),
        // Text after a closing quote is kept, as every spreadsheet does.
        (_, false) => Cow::Owned(inside.replace("\"\"", "\"") + tail),
    };
    Some((value, end))
}

/// The bytes of one cell, its quotes included; rows count from 1 and columns from 0. `None` if the
/// text has no such cell.
pub(in crate::files::tables) fn span(
    text: &str,
    delimiter: u8,
    row: u32,
    column: usize,
) -> Option<Range<usize>> {
    let (mut start, mut place) = (0, (1, 0));
    loop {
        let (_, end) = cell(&text[start..], delimiter)?;
        if place == (row, column) {
            return Some(start..start + end);
        }
        let ended_by = *text.as_bytes().get(start + end)?;
        start += end + 1;
        if ended_by == delimiter {
            place.1 += 1;
            continue;
        }
        if ended_by == b'\r' && text[start..].starts_with('\n') {
            start += 1;
        }
        place = (place.0 + 1, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_row_and_column() {
        let text = "a,b\r\n\"x\n\"\"y\",z\n\n1,";
        let found = |row, column| span(text, b',', row, column).map(|own| &text[own]);
        assert_eq!(found(1, 1), Some("b"));
        assert_eq!(found(2, 0), Some("\"x\n\"\"y\""));
        assert_eq!(found(2, 1), Some("z"));
        assert_eq!(found(3, 0), Some(""));
        assert_eq!(found(4, 1), Some(""));
        assert_eq!(found(3, 1), None, "the row has one cell");
        assert_eq!(found(5, 0), None);
    }

    fn texts(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let grid = parse(text, delimiter).expect("a table");
        let row = |row: GridRow<'_>| {
            row.cells
                .iter()
                .map(|cell| cell.text().into_owned())
                .collect()
        };
        grid.rows.into_iter().map(row).collect()
    }

    #[test]
    fn quotes_line_ends_and_blank_rows_are_read_as_spreadsheets_do() {
        let rows = texts("a;\"b;\"\"c\"\"\nd\"\r\n\r\n1;\r2", b';');
        assert_eq!(
            rows,
            [vec!["a", "b;\"c\"\nd"], vec![""], vec!["1", ""], vec!["2"]]
        );
        assert_eq!(texts("a\n", b','), [["a"]]);
        assert_eq!(texts("\"a\" b,c", b','), [["ab", "c"]]);
    }

    #[test]
    fn lines_that_end_in_other_signs_are_lines() {
        for end in [
            "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\r", "\r\n",
        ] {
            let text = with_line_ends(format!("a,b{end}1,2{end}\u{1a}"));
            assert_eq!(texts(&text, b','), [["a", "b"], ["1", "2"]], "{end:?}");
        }
        let text = with_line_ends("a,b\n1\u{2028}2,3\n".to_owned());
        assert_eq!(texts(&text, b','), [["a", "b"], ["1\u{2028}2", "3"]]);
    }

    proptest::proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            rows in proptest::collection::vec(proptest::collection::vec("[ab,;\"\r\n甲 ]{0,6}", 2..4), 1..6),
            delimiter in proptest::sample::select(vec![b',', b';', b'\t']),
        ) {
            let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("a row");
            }
            let text = String::from_utf8(writer.into_inner().expect("written")).expect("text");
            let trimmed: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| cell.trim()).collect()).collect();
            proptest::prop_assert_eq!(texts(&text, delimiter), trimmed);
        }
    }

    #[test]
    fn an_open_quote_is_found_with_its_row() {
        assert_eq!(
            parse("a\nb,\"c\nd", b','),
            Err(CsvFault::QuoteOpen { row: 2 })
        );
    }
}
