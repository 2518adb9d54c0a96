//! Tables of the year as pages show them.

use crate::model::words::{Bilingual, Lang, TextTable};

/// A table in one language.
pub(super) struct Shown {
    /// Its title.
    pub(super) name: String,
    /// The titles of its columns.
    pub(super) headers: Vec<String>,
    /// Its rows, a cell for each column.
    pub(super) rows: Vec<Vec<String>>,
}

impl Shown {
    /// All of a table.
    pub(super) fn of(table: &TextTable, lang: Lang) -> Self {
        let columns = table.columns.iter();
        let cells = |row: &Vec<Bilingual>| row.iter().map(|own| own.say(lang).to_owned()).collect();
        Self {
            name: table.name.say(lang).to_owned(),
            headers: columns.map(|own| own.header.say(lang).to_owned()).collect(),
            rows: table.rows.iter().map(cells).collect(),
        }
    }
}
