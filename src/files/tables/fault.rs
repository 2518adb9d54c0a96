//! Why bytes are no workbook to read.

/// A fault of a whole workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BookFault {
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
pub(super) fn broken(error: impl std::fmt::Display) -> BookFault {
    BookFault::Broken(error.to_string())
}
