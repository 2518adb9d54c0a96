//! Reads the cells of every kind of workbook: .xlsx and its relatives, .xlsb, .xls and .et, .ods.
//! The bytes are checked before a reader gets them ([`package`], [`biff`]). Cells are streamed
//! where the format allows it, so a single far-away cell costs one row and not a whole sheet.

use super::biff;
use super::content::{Content, content};
use super::facts::{Facts, Shown};
use super::fault::{BookFault, broken};
use super::file::Bytes;
use super::filling::{Filling, convert};
use super::grid::Grid;
use super::package::{self, MOST_UNPACKED, PackageKind};
use calamine::{
    Ods, OdsError, Reader as _, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

/// A workbook that several tables may read from, or the reason it cannot be read.
pub(in crate::files::tables) type OpenBook = Result<Rc<RefCell<Book>>, BookFault>;

type Input = Cursor<Bytes>;

enum Kind {
    Xlsx(Box<Xlsx<Input>>),
    Xlsb(Box<Xlsb<Input>>),
    Xls(Box<Xls<Input>>),
    Ods(Box<Ods<Input>>),
}

/// An open workbook.
pub(in crate::files::tables) struct Book {
    kind: Kind,
    /// Names of its worksheets in order, each with whether it is visible.
    pub(in crate::files::tables) sheets: Vec<(String, bool)>,
    facts: BTreeMap<String, Facts>,
}

impl Book {
    /// Opens a workbook of any kind.
    ///
    /// # Errors
    /// The bytes are not a workbook, or it is damaged, password-protected or too large.
    pub(in crate::files::tables) fn open(bytes: &Bytes) -> Result<Self, BookFault> {
        guarded(|| Self::opened(bytes))
    }

    fn opened(bytes: &Bytes) -> Result<Self, BookFault> {
        let input = || Cursor::new(bytes.clone());
        if content(bytes.as_ref()) == Content::Compound {
            let facts = biff::look(bytes.as_ref())?;
            let book: Xls<Input> = Xls::new(input()).map_err(|error| match error {
                XlsError::Password => BookFault::Password,
                other => broken(other),
            })?;
            let all = book.sheets_metadata().to_vec();
            let facts = if facts.len() == all.len() {
                all.iter()
                    .map(|sheet| sheet.name.clone())
                    .zip(facts)
                    .collect()
            } else {
                BTreeMap::new()
            };
            let mut own = Self::of(&all, facts, |_| true, Kind::Xls(Box::new(book)));
            own.merges_of_old_books();
            return Ok(own);
        }
        let package = package::look(bytes.as_ref(), MOST_UNPACKED)?;
        let facts = package.facts;
        match package.kind {
            PackageKind::Xlsx => {
                let book: Xlsx<Input> = Xlsx::new(input()).map_err(broken)?;
                let all = book.sheets_metadata().to_vec();
                Ok(Self::of(&all, facts, is_sheet, Kind::Xlsx(Box::new(book))))
            }
            PackageKind::Xlsb => {
                let book: Xlsb<Input> = Xlsb::new(input()).map_err(broken)?;
                let all = book.sheets_metadata().to_vec();
                Ok(Self::of(&all, facts, is_sheet, Kind::Xlsb(Box::new(book))))
            }
            PackageKind::Ods => {
                let book: Ods<Input> = Ods::new(input()).map_err(|error| match error {
                    OdsError::Password => BookFault::Password,
                    other => broken(other),
                })?;
                let all = book.sheets_metadata().to_vec();
                Ok(Self::of(&all, facts, is_sheet, Kind::Ods(Box::new(book))))
            }
        }
    }

    fn of(
        all: &[Sheet],
        facts: BTreeMap<String, Facts>,
        keep: impl Fn(&Sheet) -> bool,
        kind: Kind,
    ) -> Self {
        let sheets = all
            .iter()
            .filter(|sheet| keep(sheet))
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect();
        Self {
            kind,
            sheets,
            facts,
        }
    }

    /// Names of the visible sheets.
    pub(in crate::files::tables) fn visible(&self) -> Vec<String> {
        let visible = self.sheets.iter().filter(|(_, visible)| *visible);
        visible.map(|(name, _)| name.clone()).collect()
    }

    /// Reads all cells of a sheet.
    ///
    /// # Errors
    /// The sheet is empty, damaged or too long.
    pub(in crate::files::tables) fn grid(
        &mut self,
        name: &str,
    ) -> Result<Grid<'static>, BookFault> {
        self.rows(name, usize::MAX)
    }

    /// Reads the first non-empty rows of a sheet.
    ///
    /// # Errors
    /// The sheet is empty or damaged.
    pub(in crate::files::tables) fn head(
        &mut self,
        name: &str,
        rows: usize,
    ) -> Result<Grid<'static>, BookFault> {
        self.rows(name, rows)
    }

    fn rows(&mut self, name: &str, most: usize) -> Result<Grid<'static>, BookFault> {
        let facts = self.facts.get(name).cloned().unwrap_or_default();
        let mut filling = Filling::new(facts, most);
        let kind = &mut self.kind;
        guarded(|| match kind {
            Kind::Xlsx(book) => xlsx(book, name, &mut filling),
            Kind::Xlsb(book) => xlsb(book, name, &mut filling),
            Kind::Xls(book) => {
                let range = book.worksheet_range(name).map_err(broken)?;
                filling.range(&range)
            }
            Kind::Ods(book) => {
                let range = book.worksheet_range(name).map_err(broken)?;
                filling.range(&range)
            }
        })?;
        filling.grid(name)
    }

    fn merges_of_old_books(&mut self) {
        let Kind::Xls(book) = &self.kind else {
            return;
        };
        for (name, _) in &self.sheets {
            let merges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
            let areas = merges.into_iter().map(|area| super::facts::Area {
                rows: (area.start.0 + 1, area.end.0 + 1),
                columns: (area.start.1 as usize, area.end.1 as usize),
            });
            let facts = self.facts.entry(name.clone()).or_default();
            facts
                .merges
                .extend(areas.filter(super::facts::Area::is_real));
        }
    }
}

/// Facts about the sheets of an XML workbook other than cell values, by sheet name; `None` if the
/// bytes are not such a workbook, or it is damaged or unpacks to more than the limit.
pub(crate) fn facts(bytes: &[u8]) -> Option<BTreeMap<String, Facts>> {
    let package = guarded(|| package::look(bytes, MOST_UNPACKED));
    package.ok().map(|own| own.facts)
}

/// Reads all visible, non-empty sheets in order.
///
/// # Errors
/// The workbook, or one of its sheets, cannot be read.
pub(in crate::files::tables) fn sheets(bytes: &Bytes) -> Result<Vec<Grid<'static>>, BookFault> {
    let mut book = Book::open(bytes)?;
    let mut grids = Vec::new();
    for name in book.visible() {
        match book.grid(&name) {
            Ok(grid) => grids.push(grid),
            Err(BookFault::Empty) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(grids)
}

fn is_sheet(sheet: &Sheet) -> bool {
    sheet.typ == SheetType::WorkSheet
}

/// Catches panics of the reader libraries. They should never panic, but damaged files from outside
/// must not be able to stop the program.
fn guarded<T>(read: impl FnOnce() -> Result<T, BookFault>) -> Result<T, BookFault> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(BookFault::Broken("unreadable content".to_owned())))
}

fn xlsx(book: &mut Xlsx<Input>, name: &str, filling: &mut Filling) -> Result<(), BookFault> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let shown: Vec<Option<Shown>> = reader
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref()?;
            Shown::of(&format.format_code)
        })
        .collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let (row, column) = cell.get_position();
        let shown = shown.get(style).and_then(Option::as_ref);
        if !filling.add(row, column, convert(cell.get_value(), shown))? {
            break;
        }
    }
    Ok(())
}

fn xlsb(book: &mut Xlsb<Input>, name: &str, filling: &mut Filling) -> Result<(), BookFault> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        if !filling.add(row, column, convert(cell.get_value(), None))? {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::grid::Cell;
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    fn opened(mut book: Workbook) -> Result<Book, BookFault> {
        let bytes = book.save_to_buffer().expect("a workbook");
        Book::open(&Bytes(Rc::new(bytes)))
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
        let grid = opened(book)
            .and_then(|mut book| book.grid("Sheet1"))
            .expect("a sheet");
        let row = &grid.rows[0];
        assert_eq!((row.number, grid.sheet.as_deref()), (3, Some("Sheet1")));
        let texts: Vec<_> = row
            .cells
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect();
        assert_eq!(texts, ["编号", "12", "2026-03-01", "#N/A", "TRUE"]);
        assert!(matches!(row.cells[2], Cell::Date(_)) && matches!(row.cells[3], Cell::Error(_)));
    }

    #[test]
    fn the_first_rows_are_read_without_the_rest() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..50 {
            sheet.write(row * 2, 0, row).expect("a cell");
        }
        let mut book = opened(book).expect("a workbook");
        let head = book.head("Sheet1", 3).expect("a sheet");
        let numbers: Vec<u32> = head.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 5]);
        assert_eq!(book.grid("Sheet1").map(|grid| grid.rows.len()), Ok(50));
        assert_eq!(
            opened(Workbook::new())
                .and_then(|mut book| book.grid("Sheet1"))
                .err(),
            Some(BookFault::Empty)
        );
    }

    #[test]
    fn damage_is_named() {
        for bytes in [&b"PK\x03\x04 cut"[..], b"\xD0\xCF\x11\xE0 cut", b"text"] {
            let fault = Book::open(&Bytes(Rc::new(bytes.to_vec()))).err();
            assert!(matches!(fault, Some(BookFault::Broken(_))), "{fault:?}");
        }
    }
}
