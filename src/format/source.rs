//! From the bytes of a table file to its cells, by content and by ending.

use super::ProblemCode;
use super::csv::{self, CsvFault};
use super::encoding;
use super::findings::Findings;
use super::folder::File;
use super::grid::Grid;
use super::headers::TableSpec;
use super::table::{self, Table};
use crate::bilingual;
use crate::model::Place;

/// Rows read to find the delimiter.
const SAMPLE: usize = table::HEADER_WITHIN;

/// Decodes the text of a file; a fault is noted.
pub(super) fn text(file: &File, findings: &mut Findings) -> Option<String> {
    match encoding::decode(&file.bytes) {
        Ok(text) => Some(text),
        Err(fault) => {
            let encoding::NotText {
                line,
                offset,
                encoding,
            } = fault;
            let byte = file
                .bytes
                .get(offset)
                .map_or_else(String::new, |byte| format!("0x{byte:02X}"));
            findings.add(
                ProblemCode::NotText,
                Place::row(file.name.as_str(), u32::try_from(line).unwrap_or(u32::MAX)),
                byte,
                bilingual!(
                    "第 {line} 行附近（第 {offset} 字节）不是完整的文字，按 {encoding} 解码到此为止；文件可能被截断或混用了编码",
                    "Near line {line} (byte {offset}) the bytes are no text; {encoding} reads up to here. The file may be cut off or mix encodings"
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

/// Splits a decoded file into cells with the delimiter that finds most of the table's headers.
pub(super) fn delimited<'t>(
    spec: &'static TableSpec,
    name: &str,
    text: &'t str,
    findings: &mut Findings,
) -> Option<Table<'t>> {
    let delimiter = delimiter(spec, text);
    match csv::parse(text, delimiter, usize::MAX) {
        Ok(grid) => Table::new(spec, name, grid, true, findings),
        Err(CsvFault::QuoteOpen { row }) => {
            findings.add(
                ProblemCode::QuoteOpen,
                Place::row(name, row),
                "",
                bilingual!("本行的双引号没有配对，之后的内容都被当成了同一格", "A double quote opened in this row is never closed, so everything after it would be one cell"),
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

/// Notes that a table is longer or wider than any table this program reads.
pub(super) fn too_long(place: Place, findings: &mut Findings) {
    let (rows, columns) = (csv::MOST_ROWS, csv::MOST_COLUMNS);
    findings.add(
        ProblemCode::TableTooLong,
        place,
        "",
        bilingual!(
            "表格超过 {rows} 行或 {columns} 列",
            "The table has more than {rows} rows or {columns} columns"
        ),
        bilingual!("检查是否放错了文件", "Check that it is the right file"),
    );
}

fn delimiter(spec: &TableSpec, text: &str) -> u8 {
    let score = |delimiter: u8| {
        let grid = csv::parse(text, delimiter, SAMPLE).unwrap_or(Grid {
            sheet: None,
            rows: Vec::new(),
        });
        let cells: usize = grid
            .rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0);
        (table::fit(spec, &grid), cells)
    };
    // The first of equals: a comma, where nothing speaks for another.
    let mut best = (b',', score(b','));
    for other in [b';', b'\t'] {
        let found = score(other);
        if found > best.1 {
            best = (other, found);
        }
    }
    best.0
}

/// Reads a table from its file and hands it to `read`.
pub(super) fn with_table<T>(
    spec: &'static TableSpec,
    file: &File,
    findings: &mut Findings,
    read: impl FnOnce(&Table<'_>, &mut Findings) -> T,
) -> Option<T> {
    let text = text(file, findings)?;
    let table = delimited(spec, &file.name, &text, findings)?;
    Some(read(&table, findings))
}
