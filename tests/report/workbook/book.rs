//! Reads a workbook back as text.

use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// Sheets by name, each as rows of cells.
pub fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("it opens");
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).expect("the sheet reads");
            let rows = range.rows().map(<[Data]>::to_vec).collect();
            (name, rows)
        })
        .collect()
}

/// The rows of one sheet.
pub fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let sheets = sheets(bytes);
    let found = sheets.into_iter().find(|(own, _)| own == name);
    found.unwrap_or_else(|| panic!("no sheet {name}")).1
}

/// The texts of a row.
pub fn texts(row: &[Data]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}
