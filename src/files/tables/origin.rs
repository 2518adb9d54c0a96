//! Where the rows of an imported season are from: the office's own file, sheet, row and header.

use super::container::file::File;
use super::findings::Findings;
use super::folder::listing::Listing;
use super::import::Remembered;
use crate::model::Place;
use crate::model::words::taken_back;
use std::collections::BTreeMap;

/// The folder of the originals.
pub(crate) const SOURCE_FOLDER: &str = "source";
/// The rows of all tables with their origins, in that folder.
pub(crate) const ORIGIN_FILE: &str = "origin.csv";

/// The origins of one table of a season.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Origin {
    rows: BTreeMap<u32, (String, Option<String>, u32)>,
    /// Headers by file, sheet and key.
    headers: BTreeMap<(String, Option<String>, String), String>,
}

impl Origin {
    /// The origins of the table `key` in this file; `None` where the season was not
    /// imported, or somebody changed the table since: then its rows say nothing about the originals.
    pub(super) fn of(folder: &Listing, key: &str, file: &File) -> Option<Self> {
        if !folder.has("columns.toml") {
            return None;
        }
        let quiet = &mut Findings::default();
        let text = |name: &str, quiet: &mut Findings| {
            let file = folder.read(name, quiet)?;
            String::from_utf8(file.bytes.as_ref().to_vec()).ok()
        };
        let columns: Remembered = toml::from_str(&text("columns.toml", quiet)?).ok()?;
        let mended = columns.mended.get(&file.name).into_iter().flatten();
        let mut known = columns.written.get(&file.name).into_iter().chain(mended);
        if !known.any(|own| *own == file.input().sha256) {
            return None;
        }
        let rows = text(&format!("{SOURCE_FOLDER}/{ORIGIN_FILE}"), quiet)?;
        let mut origin = Self::default();
        let mut reader = csv::Reader::from_reader(rows.trim_start_matches('\u{feff}').as_bytes());
        for row in reader.records().filter_map(Result::ok) {
            let cell = |at: usize| taken_back(row.get(at).unwrap_or_default()).to_owned();
            if cell(0) == key
                && let (Ok(number), Ok(source)) = (cell(1).parse(), cell(4).parse())
            {
                let sheet = Some(cell(3)).filter(|own| !own.is_empty());
                origin.rows.insert(number, (cell(2), sheet, source));
            }
        }
        for sheet in columns.sheet.into_iter().filter(|own| own.table == key) {
            for (header, keys) in sheet.columns {
                for key in keys.split('+') {
                    let at = (sheet.file.clone(), sheet.sheet.clone(), key.to_owned());
                    origin.headers.entry(at).or_insert_with(|| header.clone());
                }
            }
        }
        Some(origin)
    }

    /// The office's own header of the column of this key.
    pub(super) fn header(&self, key: &str) -> Option<String> {
        let mut headers = self.headers.iter();
        let found = headers.find(|((.., own), _)| own == key);
        found.map(|(_, header)| header.replace(['\n', '\r'], ""))
    }

    /// The place in the office's own file of a cell in the column of this key, or of a column that
    /// no one reads; `None` for a row that is new.
    pub(super) fn place(
        &self,
        row: u32,
        key: Option<&str>,
        header: Option<String>,
    ) -> Option<Place> {
        let (file, sheet, source) = self.rows.get(&row)?;
        let own = key.and_then(|key| {
            let at = (file.clone(), sheet.clone(), key.to_owned());
            self.headers.get(&at).cloned()
        });
        let header = own.or(header);
        Some(Place {
            file: file.clone(),
            sheet: sheet.clone(),
            row: Some(*source),
            column: header.map(|own| own.replace(['\n', '\r'], "")),
        })
    }
}
