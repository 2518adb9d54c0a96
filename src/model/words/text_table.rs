//! Tables of bilingual text and counts. Sheets, pages and the terminal each decide how to show
//! them.

use super::Bilingual;

/// Kind of the cells in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Text, wrapped.
    Text,
    /// A whole number, if the cell contains one.
    Count,
}

/// A column of a [`TextTable`].
#[derive(Debug, Clone, PartialEq)]
pub struct TextColumn {
    /// Column title.
    pub header: Bilingual,
    /// Kind of its cells.
    pub shown: Shown,
    /// Width in sheets, in Latin characters.
    pub width: f64,
}

/// A table with cells in both languages.
#[derive(Debug, Clone, PartialEq)]
pub struct TextTable {
    /// Title of the table, and name of its sheet.
    pub name: Bilingual,
    /// Its columns.
    pub columns: Vec<TextColumn>,
    /// The rows; each has one cell per column.
    pub rows: Vec<Vec<Bilingual>>,
}

impl TextTable {
    /// Creates an empty table.
    pub fn new(name: Bilingual) -> Self {
        Self {
            name,
            columns: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Adds a column of text.
    #[must_use]
    pub fn text(self, header: Bilingual, width: f64) -> Self {
        self.column(header, Shown::Text, width)
    }

    /// Adds a column of counts.
    #[must_use]
    pub fn count(self, header: Bilingual, width: f64) -> Self {
        self.column(header, Shown::Count, width)
    }

    fn column(mut self, header: Bilingual, shown: Shown, width: f64) -> Self {
        self.columns.push(TextColumn {
            header,
            shown,
            width,
        });
        self
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Bilingual>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }
}
