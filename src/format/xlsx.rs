//! Workbooks to cells. The archive is unpacked once into nothing, counting, before anything is
//! kept: a small file that unpacks to gigabytes is refused whatever size it claims. Cells are read
//! as a stream, so a single far-away cell costs one row and not a whole sheet.

use super::csv::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS};
use super::folder::stem;
use super::grid::{Cell, Grid, GridRow};
use super::headers::{TableSpec, fold};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most bytes that a workbook may unpack to.
pub(super) const MOST_UNPACKED: u64 = 512 << 20;

/// Why bytes are no workbook to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum XlsxFault {
    /// An archive, but of something else.
    OtherArchive,
    /// Damaged, with what the reader said.
    Broken(String),
    /// It unpacks to more than [`MOST_UNPACKED`].
    TooLarge,
    /// More rows, columns or cells than allowed.
    TooLong,
    /// No sheet, or an empty one.
    Empty,
}

/// The sheet that was read.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Its cells.
    pub(super) grid: Grid<'static>,
    /// The other visible sheets, when it was taken for being the first.
    pub(super) others: Vec<String>,
}

/// Reads the sheet named like the table or its file, else the first visible one.
pub(super) fn read(bytes: &[u8], spec: &TableSpec, file: &str) -> Result<Chosen, XlsxFault> {
    unpacks_within(MOST_UNPACKED, bytes)?;
    // The reader is meant never to panic; on damaged files of strangers that is not left to trust.
    catch_unwind(AssertUnwindSafe(|| sheet(bytes, spec, file)))
        .unwrap_or_else(|_| Err(XlsxFault::Broken("unreadable content".to_owned())))
}

/// Whether bytes are a workbook that unpacks to a reasonable size.
pub(crate) fn harmless(bytes: &[u8]) -> bool {
    unpacks_within(MOST_UNPACKED, bytes).is_ok()
}

/// Reads all visible sheets that are not empty, in their order.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Grid<'static>>, XlsxFault> {
    unpacks_within(MOST_UNPACKED, bytes)?;
    let all = || {
        let mut book = open(bytes)?;
        let mut grids = Vec::new();
        for name in visible(&book) {
            match cells(&mut book, &name) {
                Ok(grid) => grids.push(grid),
                Err(XlsxFault::Empty) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(grids)
    };
    catch_unwind(AssertUnwindSafe(all))
        .unwrap_or_else(|_| Err(XlsxFault::Broken("unreadable content".to_owned())))
}

fn open(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, XlsxFault> {
    Xlsx::new(Cursor::new(bytes)).map_err(|error| XlsxFault::Broken(error.to_string()))
}

fn visible(book: &Xlsx<Cursor<&[u8]>>) -> Vec<String> {
    book.sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect()
}

fn unpacks_within(most: u64, bytes: &[u8]) -> Result<(), XlsxFault> {
    let broken = |error: &dyn std::fmt::Display| XlsxFault::Broken(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let workbook = archive
        .file_names()
        .flatten()
        .any(|name| name.eq_ignore_ascii_case("xl/workbook.xml"));
    if !workbook {
        return Err(XlsxFault::OtherArchive);
    }
    let mut claimed = 0u64;
    for index in 0..archive.len() {
        let entry = archive
            .by_index_raw(index)
            .map_err(|error| broken(&error))?;
        claimed = claimed.saturating_add(entry.size());
    }
    if claimed > most {
        return Err(XlsxFault::TooLarge);
    }
    // Sizes in the directory may lie; only counting tells.
    let mut left = most;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| broken(&error))?;
        left = left.checked_sub(unpacked).ok_or(XlsxFault::TooLarge)?;
    }
    Ok(())
}

fn sheet(bytes: &[u8], spec: &TableSpec, file: &str) -> Result<Chosen, XlsxFault> {
    let mut book = open(bytes)?;
    let visible = visible(&book);
    let named = |name: &&String| spec.is_named(name) || fold(name) == fold(stem(file));
    let by_name = visible.iter().find(named);
    let name = by_name
        .or_else(|| visible.first())
        .ok_or(XlsxFault::Empty)?;
    let others = visible
        .iter()
        .filter(|other| by_name.is_none() && *other != name);
    let grid = cells(&mut book, name)?;
    Ok(Chosen {
        grid,
        others: others.cloned().collect(),
    })
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid<'static>, XlsxFault> {
    let broken = |error: calamine::XlsxError| XlsxFault::Broken(error.to_string());
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut rows: Vec<GridRow<'static>> = Vec::new();
    let mut total = 0;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let value = convert(cell.get_value());
        if value.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (number, column) = (row.saturating_add(1), column as usize);
        // Rows ascend in every workbook but a tampered one.
        let at = match rows.last() {
            Some(last) if last.number == number => rows.len() - 1,
            Some(last) if last.number > number => {
                return Err(XlsxFault::Broken("rows out of order".to_owned()));
            }
            _ => {
                rows.push(GridRow {
                    number,
                    cells: Vec::new(),
                });
                rows.len() - 1
            }
        };
        let own = &mut rows[at].cells;
        total += (column + 1).saturating_sub(own.len());
        if column >= MOST_COLUMNS || at >= MOST_ROWS || total > MOST_CELLS {
            return Err(XlsxFault::TooLong);
        }
        if own.len() <= column {
            own.resize(column + 1, Cell::Empty);
        }
        own[column] = value;
    }
    if rows.is_empty() {
        return Err(XlsxFault::Empty);
    }
    Ok(Grid {
        sheet: Some(name.to_owned()),
        rows,
    })
}

fn convert(value: &DataRef<'_>) -> Cell<'static> {
    let text = |text: &str| {
        if text.trim().is_empty() {
            Cell::Empty
        } else {
            Cell::Text(Cow::Owned(text.to_owned()))
        }
    };
    match value {
        // Exact up to 2^53; beyond, the digits are lost already.
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Bool(answer) => Cell::Bool(*answer),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Cell::Date(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::DateTime(duration) => Cell::Number(duration.as_f64()),
        DataRef::DateTimeIso(date) => Cell::Date(date.clone()),
        DataRef::DurationIso(duration) => text(duration),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

#[cfg(test)]
mod tests {
    use super::super::headers::EXPERTS;
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    fn saved(mut book: Workbook) -> Vec<u8> {
        book.save_to_buffer().expect("a workbook")
    }

    #[test]
    fn cells_keep_their_kind_and_their_row() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let date = ExcelDateTime::from_ymd(2026, 3, 1).expect("a date");
        let _ = sheet
            .write(2, 0, "编号")
            .and_then(|sheet| sheet.write(2, 1, 12.0))
            .expect("cells");
        let _ = sheet
            .write_with_format(2, 2, &date, &day)
            .expect("a date cell");
        let formula = Formula::new("=1/0").set_result("#N/A");
        let _ = sheet
            .write(2, 3, formula)
            .and_then(|sheet| sheet.write(2, 4, true))
            .expect("cells");
        let chosen = read(&saved(book), &EXPERTS, "experts.xlsx").expect("a sheet");
        let row = &chosen.grid.rows[0];
        assert_eq!(
            (row.number, chosen.grid.sheet.as_deref()),
            (3, Some("Sheet1"))
        );
        let texts: Vec<_> = row
            .cells
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect();
        assert_eq!(texts, ["编号", "12", "2026-03-01", "#N/A", "TRUE"]);
        assert!(matches!(row.cells[2], Cell::Date(_)));
    }

    #[test]
    fn the_sheet_named_like_the_table_is_read_and_else_the_first() {
        let book = |names: [&str; 2]| {
            let mut book = Workbook::new();
            for name in names {
                let sheet = book.add_worksheet().set_name(name).expect("a name");
                let _ = sheet.write(0, 0, name).expect("a cell");
            }
            saved(book)
        };
        let named = read(&book(["说明", "专家"]), &EXPERTS, "experts.xlsx").expect("a sheet");
        assert_eq!(
            (named.grid.sheet.as_deref(), named.others.len()),
            (Some("专家"), 0)
        );
        let first = read(&book(["甲", "乙"]), &EXPERTS, "experts.xlsx").expect("a sheet");
        assert_eq!(
            (first.grid.sheet.as_deref(), first.others),
            (Some("甲"), vec!["乙".to_owned()])
        );
    }

    #[test]
    fn an_archive_that_lies_about_its_size_is_caught_by_counting() {
        let mut bytes = saved(Workbook::new());
        let directory: Vec<usize> = (0..bytes.len() - 4)
            .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
            .collect();
        assert_eq!(unpacks_within(1 << 20, &bytes), Ok(()));
        assert_eq!(unpacks_within(2000, &bytes), Err(XlsxFault::TooLarge));
        for at in directory {
            bytes[at + 24..at + 28].copy_from_slice(&1u32.to_le_bytes());
        }
        assert!(matches!(
            unpacks_within(1 << 20, &bytes),
            Err(XlsxFault::Broken(_))
        ));
    }

    #[test]
    fn bytes_that_are_no_workbook_are_named() {
        assert!(matches!(
            read(b"PK\x03\x04 cut", &EXPERTS, "a"),
            Err(XlsxFault::Broken(_))
        ));
        let whole = saved(Workbook::new());
        assert!(matches!(
            read(&whole[..whole.len() / 2], &EXPERTS, "a"),
            Err(XlsxFault::Broken(_))
        ));
        assert_eq!(
            read(&whole, &EXPERTS, "a").map(|_| ()),
            Err(XlsxFault::Empty)
        );
    }
}
