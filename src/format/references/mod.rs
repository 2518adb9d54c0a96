//! What can only be seen when all tables are read: parties, rings, pins that contradict.

mod effect;
mod organizations;
mod parties;
mod people;
mod pins;
mod rings;

pub(super) use effect::{NameRow, names as check_names};

use super::findings::Findings;
use super::relations::Known;
use super::table::Table;
use crate::model::{Place, Season};

/// The headers of a table as written, by the keys of their columns: places of cells that are found
/// wrong when the table itself is long gone.
#[derive(Debug, Default)]
pub(super) struct Headers {
    file: String,
    by_key: Vec<(&'static str, String)>,
}

impl Headers {
    /// Keeps all headers of a table.
    pub(super) fn of(table: &Table<'_>) -> Self {
        Self {
            file: table.place().file,
            by_key: table.headers(),
        }
    }

    /// The place of a cell in the row at `row`.
    fn cell(&self, row: &Place, key: &str) -> Place {
        let found = self.by_key.iter().find(|(own, _)| *own == key);
        Place {
            column: found.map(|(_, header)| header.clone()),
            ..row.clone()
        }
    }
}

/// The headers of the tables that refer to each other.
#[derive(Debug, Default)]
pub(super) struct AllHeaders {
    experts: Headers,
    submissions: Headers,
    relations: Headers,
    declared: Headers,
    pins: Headers,
    screening: Headers,
    /// Where the table `screening` took submissions out of the season: the table.
    screened_out: Option<Place>,
}

impl AllHeaders {
    /// Keeps the headers of the table with this key.
    pub(super) fn keep(&mut self, table: &str, headers: Headers) {
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

    /// Notes that a table took submissions out of the season.
    pub(super) fn screened_out(&mut self, table: Place) {
        self.screened_out = Some(table);
    }

    /// The place of a cell of a relation, which stands in `relations` or in `declared`.
    fn cell(&self, row: &Place, key: &str) -> Place {
        let own = if row.file == self.declared.file {
            &self.declared
        } else {
            &self.relations
        };
        own.cell(row, key)
    }

    /// The column that says who passed, in the table that decided.
    fn passed(&self, submission: &Place) -> Place {
        match &self.screened_out {
            Some(table) => self.screening.cell(table, "passed"),
            None => self.submissions.cell(submission, "passed"),
        }
    }
}

/// Checks everything that spans rows or tables.
pub(super) fn check(season: &Season, known: &Known, headers: &AllHeaders, findings: &mut Findings) {
    people::check(season, known, headers, findings);
    organizations::check(season, headers, findings);
    parties::check(season, known, headers, findings);
    effect::check(season, known, headers, findings);
    rings::check(season, headers, findings);
    pins::check(season, headers, findings);
}
