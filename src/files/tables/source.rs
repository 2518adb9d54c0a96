//! From the bytes of a table file to its cells, by content and by ending.

use super::ProblemCode;
use super::book::{Book, OpenBook};
use super::choice;
use super::content::{Content, content};
use super::csv::{self, CsvFault};
use super::encoding;
use super::fault::BookFault;
use super::file::File;
use super::findings::Findings;
use super::header::HEADER_WITHIN;
use super::headers::TableSpec;
use super::kinds::{self, Kind};
use super::origin::Origin;
use super::table::{self, Table};
use super::unreadable::{too_long, workbook_fault, wrong_kind};
use crate::bilingual;
use crate::model::Place;
use std::cell::RefCell;
use std::rc::Rc;

/// Rows read to find the delimiter.
const SAMPLE: usize = HEADER_WITHIN + 1;
/// What may stand between cells; the first of equals is taken.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Where the rows of a table are.
pub(super) struct Source {
    /// The file.
    pub(super) file: Rc<File>,
    /// Its workbook, where it was opened already.
    pub(super) book: Option<OpenBook>,
    /// The sheet, where the file is another table's.
    pub(super) sheet: Option<String>,
    /// Sheets of the file that hold other tables.
    pub(super) elsewhere: Vec<String>,
    /// Where its rows are from, in a season that was imported.
    pub(super) origin: Option<Rc<Origin>>,
}

impl From<File> for Source {
    fn from(file: File) -> Self {
        Self {
            file: Rc::new(file),
            book: None,
            sheet: None,
            elsewhere: Vec::new(),
            origin: None,
        }
    }
}

/// Decodes the text of a file; a fault is noted.
pub(super) fn text(file: &File, findings: &mut Findings) -> Option<String> {
    match encoding::decode(file.bytes.as_ref()) {
        Ok(text) => Some(text),
        Err(fault) => {
            let encoding::NotText {
                line,
                offset,
                encoding,
            } = fault;
            if encoding == encoding::NUL {
                zero_byte(file, line, findings);
                return None;
            }
            let byte = file
                .bytes
                .as_ref()
                .get(offset)
                .map_or_else(String::new, |byte| format!("0x{byte:02X}"));
            findings.add(
                ProblemCode::NotText,
                Place::row(file.name.as_str(), u32::try_from(line).unwrap_or(u32::MAX)),
                byte,
                bilingual!(
                    "这里（第 {offset} 字节）不是完整的文字，按 {encoding} 只能读到此处；文件可能被截断，或混用了几种编码",
                    "The bytes here (byte {offset}) are not complete text; as {encoding} the file can only be read up to this place. The file may be cut off, or mix encodings"
                ),
                bilingual!(
                    "用 Excel/WPS 打开原文件，另存为 XLSX 或“CSV UTF-8”",
                    "Open the original in a spreadsheet program and save it as XLSX or CSV UTF-8"
                ),
            );
            None
        }
    }
}

fn zero_byte(file: &File, line: usize, findings: &mut Findings) {
    findings.add(
        ProblemCode::NotText,
        Place::row(file.name.as_str(), u32::try_from(line).unwrap_or(u32::MAX)),
        "0x00",
        bilingual!(
            "本行有一个零字节（0x00），文字里不应有；文件可能在传输中损坏",
            "This row contains a zero byte (0x00), which text never has. The file may have been damaged in transfer"
        ),
        bilingual!(
            "重新导出或重新下载；或打开原文件，另存为 XLSX 或“CSV UTF-8”",
            "Export or download it again, or open the original and save it as XLSX or CSV UTF-8"
        ),
    );
}

/// Splits a decoded file into cells with the delimiter that finds most of the table's headers.
pub(super) fn delimited<'t>(
    spec: &'static TableSpec,
    name: &str,
    text: &'t str,
    findings: &mut Findings,
) -> Option<Table<'t>> {
    let delimiter = delimiter(spec, text);
    match csv::parse(text, delimiter) {
        Ok(grid) => Table::new(spec, name, grid, true, findings),
        Err(CsvFault::QuoteOpen { row }) => {
            findings.add(
                ProblemCode::QuoteOpen,
                Place::row(name, row),
                "",
                bilingual!("本行的双引号没有配对，之后的内容都被当成了同一格", "A double quote opened in this row is never closed, so everything after it was taken as one cell"),
                bilingual!("补上缺少的双引号，或删去多余的", "Add the missing quote, or remove the stray one"),
            );
            None
        }
        Err(CsvFault::TooLong) => {
            too_long(Place::file(name), findings);
            None
        }
    }
}

fn delimiter(spec: &TableSpec, text: &str) -> u8 {
    let score = |delimiter: u8| {
        let grid = csv::sample(text, delimiter, SAMPLE);
        let cells: usize = grid
            .rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0);
        (table::fit(spec, &grid), cells)
    };
    // The first of equals: a comma, where nothing speaks for another.
    let mut best = (DELIMITERS[0], (0, 0));
    for delimiter in DELIMITERS {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// Reads a table from its file and hands it to `read`.
pub(super) fn with_table<T>(
    spec: &'static TableSpec,
    source: &Source,
    findings: &mut Findings,
    read: impl FnOnce(&Table<'_>, &mut Findings) -> T,
) -> Option<T> {
    let file = &source.file;
    let name = file.name.as_str();
    let text = kinds::of(name) == Kind::Text;
    match content(file.bytes.as_ref()) {
        Content::Archive | Content::Compound if !text => {
            let mut table = workbook(spec, source, findings)?;
            table.come_from(source.origin.clone());
            table.no_rows(findings);
            Some(read(&table, findings))
        }
        Content::Text if text || kinds::may_be_text(name) => {
            let text = csv::with_line_ends(self::text(file, findings)?);
            let table = delimited(spec, name, &text, findings)?;
            table.no_rows(findings);
            Some(read(&table, findings))
        }
        content => {
            wrong_kind(file, content, findings);
            None
        }
    }
}

fn workbook(
    spec: &'static TableSpec,
    source: &Source,
    findings: &mut Findings,
) -> Option<Table<'static>> {
    let name = source.file.name.as_str();
    let place = || Place::file(name);
    let opened = source.book.clone().unwrap_or_else(|| {
        let book = Book::open(&source.file.bytes);
        book.map(|book| Rc::new(RefCell::new(book)))
    });
    let book = match opened {
        Ok(book) => book,
        Err(fault) => {
            tracing::debug!(file = name, ?fault, "no workbook");
            workbook_fault(fault, place(), findings);
            return None;
        }
    };
    let mut book = book.borrow_mut();
    let (wanted, elsewhere) = (source.sheet.as_deref(), &source.elsewhere);
    let Some(chosen) = choice::choose(&mut book, spec, name, wanted, elsewhere, findings) else {
        workbook_fault(BookFault::Empty, place(), findings);
        return None;
    };
    let grid = match book.grid(&chosen.main) {
        Ok(grid) => grid,
        Err(error) => {
            workbook_fault(error, place(), findings);
            return None;
        }
    };
    let mut table = Table::new(spec, name, grid, false, findings)?;
    for sheet in &chosen.joined {
        let place = Place {
            sheet: Some(sheet.clone()),
            ..place()
        };
        match book.grid(sheet) {
            Ok(grid) => {
                if let Some(other) = Table::new(spec, name, grid, false, findings) {
                    table.join(other);
                }
            }
            Err(error) => workbook_fault(error, place, findings),
        }
    }
    Some(table)
}
