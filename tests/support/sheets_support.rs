//! Fills in workbooks.

use std::io::{Cursor, Read as _, Write as _};

/// The content typed into a cell.
#[derive(Debug, Clone)]
pub enum Cell {
    Number(f64),
    Text(String),
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// A cell of the table by column and row, the first row being 0.
pub fn cell(column: &str, row: usize, value: impl Into<Cell>) -> (String, Cell) {
    (format!("{column}{}", row + 6), value.into())
}

/// Types into cells of the first sheet, as a spreadsheet program would save it.
pub fn fill(bytes: &[u8], cells: &[(String, Cell)]) -> Vec<u8> {
    if cells.is_empty() {
        return bytes.to_vec();
    }
    edit(bytes, "xl/worksheets/sheet1.xml", |xml| {
        let mut xml = xml.to_owned();
        for (name, value) in cells {
            let head = format!("<c r=\"{name}\"");
            let start = xml.find(&head).unwrap_or_else(|| panic!("no cell {name}"));
            let close = start + xml[start..].find('>').expect("a tag");
            let end = match xml.as_bytes()[close - 1] {
                b'/' => close + 1,
                _ => start + xml[start..].find("</c>").expect("a cell") + 4,
            };
            let tag = xml[start..close].trim_end_matches('/').to_owned();
            let tag = tag.replace(" t=\"s\"", "").replace(" t=\"inlineStr\"", "");
            let new = match value {
                Cell::Number(number) => format!("{tag}><v>{number}</v></c>"),
                Cell::Text(text) => format!("{tag} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
            xml.replace_range(start..end, &new);
        }
        xml
    })
}

/// Rewrites one part of a workbook.
pub fn edit(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = false;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        if name == part {
            let text = String::from_utf8(content).expect("UTF-8");
            let new = change(&text);
            changed = new != text;
            content = new.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .and_then(|()| out.write_all(&content).map_err(Into::into))
            .expect("room");
    }
    assert!(changed, "nothing to change in {part}");
    out.finish().expect("a workbook").into_inner()
}

/// All text of a workbook, part by part.
#[allow(dead_code)] // not every test file looks at it
pub fn text(bytes: &[u8]) -> String {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for at in 0..book.len() {
        let mut part = book.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("readable");
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    text
}

/// Two workbooks of this program merged: the sheets of `one`, then the table of `other`, with its
/// hidden mark if `marked`.
#[allow(dead_code)] // not every test file gathers
pub fn gathered(one: &[u8], other: &[u8], marked: bool) -> Vec<u8> {
    use calamine::{Data, Reader as _, Xlsx};
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut copy = |bytes: &[u8], suffix: &str, marks: bool| {
        let mut from: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        for name in from.sheet_names().clone() {
            if name == "empanel" && !marks {
                continue;
            }
            let range = from.worksheet_range(&name).expect("a sheet");
            let sheet = book.add_worksheet();
            sheet.set_name(format!("{name}{suffix}")).expect("a name");
            let start = range.start().unwrap_or_default();
            for (row, column, cell) in range.used_cells() {
                let row = start.0 + u32::try_from(row).expect("small");
                let column = u16::try_from(start.1 as usize + column).expect("small");
                match cell {
                    Data::Float(number) => sheet.write_number(row, column, *number).map(drop),
                    other => sheet.write_string(row, column, other.to_string()).map(drop),
                }
                .expect("a cell");
            }
        }
    };
    copy(one, "", true);
    copy(other, " (2)", marked);
    book.save_to_buffer().expect("a workbook")
}
