//! Reads the cells of a table file, by content and by extension.

use super::super::origin::Origin;
use super::choice;
use super::kinds::{self, Kind};
use super::unreadable::{workbook_fault, wrong_kind};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::book::{Book, OpenBook};
use crate::files::tables::container::content::{Content, content};
use crate::files::tables::container::csv::{self, CsvFault};
use crate::files::tables::container::encoding;
use crate::files::tables::container::fault::{BookFault, too_long};
use crate::files::tables::container::file::File;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::files::tables::sheet::header::HEADER_WITHIN;
use crate::files::tables::sheet::table::{self, Table};
use crate::model::Place;
use std::cell::RefCell;
use std::rc::Rc;

/// Number of rows read to find the delimiter.
const SAMPLE: usize = HEADER_WITHIN + 1;
/// Possible delimiters; ties go to the first.
pub(in crate::files::tables) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Location of the rows of a table.
pub(in crate::files::tables) struct Source {
    pub(in crate::files::tables) file: Rc<File>,
    /// Its workbook, if already opened.
    pub(in crate::files::tables) book: Option<OpenBook>,
    /// The sheet, if the file is another table's.
    pub(in crate::files::tables) sheet: Option<String>,
    /// Sheets of the file that hold other tables.
    pub(in crate::files::tables) elsewhere: Vec<String>,
    /// Origin of its rows, in a season that was imported.
    pub(in crate::files::tables) origin: Option<Rc<Origin>>,
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

/// Decodes the text of a file; reports a fault.
pub(in crate::files::tables) fn text(file: &File, findings: &mut Findings) -> Option<String> {
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

/// Splits a decoded file into cells, with the delimiter that finds most of the table's headers.
pub(in crate::files::tables) fn delimited<'t>(
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

/// The delimiter of a text: the one that finds most of the headers.
pub(in crate::files::tables) fn delimiter(spec: &TableSpec, text: &str) -> u8 {
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
    // Ties go to the first delimiter, the comma.
    let mut best = (DELIMITERS[0], (0, 0));
    for delimiter in DELIMITERS {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// Reads a table from its file and passes it to `read`.
pub(in crate::files::tables) fn with_table<T>(
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
