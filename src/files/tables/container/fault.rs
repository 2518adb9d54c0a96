//! Why bytes are no workbook to read.

use super::csv;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::Place;

/// A fault of a whole workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files::tables) enum BookFault {
    /// An archive or container, but of something else.
    OtherArchive,
    /// It opens with a password only.
    Password,
    /// Damaged, with what the reader said.
    Broken(String),
    /// It unpacks to more than is reasonable.
    TooLarge,
    /// More rows, columns or cells than allowed.
    TooLong,
    /// No sheet, or an empty one.
    Empty,
}

/// Damage, with what the reader said.
pub(in crate::files::tables) fn broken(error: impl std::fmt::Display) -> BookFault {
    BookFault::Broken(error.to_string())
}

/// Notes that a table is longer or wider than any table this program reads.
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
