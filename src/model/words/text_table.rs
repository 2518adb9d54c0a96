//! Tables of text and counts, said in the reader's language. How they look as a sheet, on a page or
//! on the terminal is for whoever shows them.

use super::Bilingual;

/// How the cells of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Text, wrapped.
    Text,
    /// A whole number, where the cell holds one.
    Count,
}

/// A column of a [`TextTable`].
#[derive(Debug, Clone, PartialEq)]
pub struct TextColumn {
    /// Its title.
    pub header: Bilingual,
    /// How its cells are shown.
    pub shown: Shown,
    /// Width in Latin characters, for sheets.
    pub width: f64,
}

/// A table of cells that are said in the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct TextTable {
    /// Its title, and the name of its sheet.
    pub name: Bilingual,
    /// Its columns.
    pub columns: Vec<TextColumn>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Bilingual>>,
}

impl TextTable {
    /// Starts a table.
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
