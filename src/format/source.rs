//! From the bytes of a table file to its cells, by content and by ending.

use super::ProblemCode;
use super::content::{Content, content, wrong_kind};
use super::csv::{self, CsvFault};
use super::encoding;
use super::findings::Findings;
use super::folder::{self, File};
use super::headers::TableSpec;
use super::table::{self, Table};
use super::xlsx::{self, XlsxFault};
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
                    "这里（第 {offset} 字节）不是完整的文字，按 {encoding} 只能读到此处；文件可能被截断，或混用了几种编码",
                    "Here (byte {offset}) the bytes are no text; {encoding} reads up to this place. The file may be cut off, or mix encodings"
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
    match csv::parse(text, delimiter) {
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
    let book = folder::ending(&file.name) != "csv";
    match (book, content(&file.bytes)) {
        (true, Content::Archive) => {
            let table = workbook(spec, file, findings)?;
            Some(read(&table, findings))
        }
        (false, Content::Text) => {
            let text = text(file, findings)?;
            let table = delimited(spec, &file.name, &text, findings)?;
            Some(read(&table, findings))
        }
        (_, content) => {
            wrong_kind(file, content, findings);
            None
        }
    }
}

fn workbook(
    spec: &'static TableSpec,
    file: &File,
    findings: &mut Findings,
) -> Option<Table<'static>> {
    match xlsx::read(&file.bytes, spec, &file.name) {
        Ok(chosen) => {
            sheet_chosen(&chosen, file, findings);
            Table::new(spec, &file.name, chosen.grid, false, findings)
        }
        Err(fault) => {
            tracing::debug!(file = file.name, ?fault, "no workbook");
            workbook_fault(fault, Place::file(file.name.as_str()), findings);
            None
        }
    }
}

fn sheet_chosen(chosen: &xlsx::Chosen, file: &File, findings: &mut Findings) {
    if chosen.others.is_empty() {
        return;
    }
    let (zh, en) = (chosen.others.join("、"), chosen.others.join(", "));
    let place = Place {
        sheet: chosen.grid.sheet.clone(),
        ..Place::file(file.name.as_str())
    };
    findings.add(
        ProblemCode::SheetChosen,
        place,
        "",
        bilingual!(
            "读取的是第一张工作表，未读取：{zh}",
            "The first sheet was read; not read: {en}"
        ),
        bilingual!(
            "要读取别的工作表，请将其移到最前，或以表名命名",
            "To have another read, move it to the front or give it the name of the table"
        ),
    );
}

/// Notes why bytes are no workbook to read.
pub(super) fn workbook_fault(fault: XlsxFault, place: Place, findings: &mut Findings) {
    let most = xlsx::MOST_UNPACKED >> 20;
    let (code, what, action) = match fault {
        XlsxFault::OtherArchive => (
            ProblemCode::WrongKind,
            bilingual!(
                "文件是压缩包，但不是 Excel 工作簿（可能是 ODS、Word 文档或 ZIP）",
                "The file is an archive but no Excel workbook (ODS, a Word document, a ZIP?)"
            ),
            bilingual!(
                "用 Excel/WPS 打开后另存为 .xlsx",
                "Open it in a spreadsheet program and save it as .xlsx"
            ),
        ),
        XlsxFault::Broken(_) => (
            ProblemCode::WorkbookBroken,
            bilingual!(
                "工作簿已损坏或不完整",
                "The workbook is damaged or incomplete"
            ),
            bilingual!(
                "用 Excel/WPS 打开并修复，另存为新文件；或重新下载",
                "Open and repair it in a spreadsheet program and save it anew, or fetch it again"
            ),
        ),
        XlsxFault::TooLarge => (
            ProblemCode::WorkbookTooLarge,
            bilingual!(
                "工作簿解压后超过 {most} MB，未读取",
                "The workbook unpacks to more than {most} MB and was not read"
            ),
            bilingual!(
                "删去图片、多余的工作表和空行，或另存为 CSV",
                "Remove pictures, sheets and empty rows, or save the table as CSV"
            ),
        ),
        XlsxFault::TooLong => return too_long(place, findings),
        XlsxFault::Empty => (
            ProblemCode::FileEmpty,
            bilingual!("工作表是空的", "The sheet is empty"),
            bilingual!("填写内容，或删去该文件", "Fill it in, or remove the file"),
        ),
    };
    findings.add(code, place, "", what, action);
}
