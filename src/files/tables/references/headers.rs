//! Places of cells in tables that refer to each other, available after the tables are dropped.

use crate::files::tables::screening::TakenOut;
use crate::files::tables::sheet::table::Table;
use crate::model::Place;

/// The headers of a table as written, by column key, for the places of faults found after the table
/// has been dropped.
#[derive(Debug, Default)]
pub(in crate::files::tables) struct Headers {
    file: String,
    by_key: Vec<(&'static str, String)>,
}

impl Headers {
    /// Stores all headers of a table.
    pub(in crate::files::tables) fn of(table: &Table<'_>) -> Self {
        Self {
            file: table.place().file,
            by_key: table.headers(),
        }
    }

    /// The place of a cell in the row at `row`.
    pub(super) fn cell(&self, row: &Place, key: &str) -> Place {
        let found = self.by_key.iter().find(|(own, _)| *own == key);
        Place {
            column: found.map(|(_, header)| header.clone()),
            ..row.clone()
        }
    }
}

/// The headers of the tables that refer to each other.
#[derive(Debug, Default)]
pub(in crate::files::tables) struct AllHeaders {
    pub(super) experts: Headers,
    pub(super) submissions: Headers,
    pub(super) relations: Headers,
    pub(super) declared: Headers,
    pub(super) pins: Headers,
    pub(super) screening: Headers,
    /// Submissions excluded by the table `screening`; `None` without one.
    pub(super) screened: Option<TakenOut>,
}

impl AllHeaders {
    /// Stores the headers of the table with this key.
    pub(in crate::files::tables) fn keep(&mut self, table: &str, headers: Headers) {
        match table {
            "experts" => self.experts = headers,
            "submissions" => self.submissions = headers,
            "relations" => self.relations = headers,
            "declared" => self.declared = headers,
            "pins" => self.pins = headers,
            "screening" => self.screening = headers,
            _ => {}
        }
    }

    /// Stores the submissions that the table `screening` excluded.
    pub(in crate::files::tables) fn taken_out(&mut self, taken: TakenOut) {
        self.screened = Some(taken);
    }

    /// The place of a cell of a relation, in `relations` or in `declared`.
    pub(super) fn cell(&self, row: &Place, key: &str) -> Place {
        let own = if row.file == self.declared.file {
            &self.declared
        } else {
            &self.relations
        };
        own.cell(row, key)
    }
}
