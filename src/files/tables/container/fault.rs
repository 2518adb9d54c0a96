//! Why bytes cannot be read as a workbook.

use super::csv;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::Place;

/// A fault of a whole workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files::tables) enum BookFault {
    /// An archive or container with other content.
    OtherArchive,
    /// It is password-protected.
    Password,
    /// It is damaged; holds the reader's message.
    Broken(String),
    /// It unpacks to more than the limit.
    TooLarge,
    /// More rows, columns or cells than allowed.
    TooLong,
    /// It has no sheet, or the sheet is empty.
    Empty,
}

/// Wraps the reader's message about a damaged workbook.
pub(in crate::files::tables) fn broken(error: impl std::fmt::Display) -> BookFault {
    BookFault::Broken(error.to_string())
}

/// Reports that a table exceeds the limits on rows, columns or cells.
pub(in crate::files::tables) fn too_long(place: Place, findings: &mut Findings) {
    let (rows, columns) = (csv::MOST_ROWS, csv::MOST_COLUMNS);
    findings.add(
        ProblemCode::TableTooLong,
        place,
        "",
        bilingual!(
            "表格超过 {rows} 行或 {columns} 列",
            "The table has more than {rows} rows or {columns} columns"
        ),
        bilingual!("检查是否放错了文件", "Check that this is the right file"),
    );
}
