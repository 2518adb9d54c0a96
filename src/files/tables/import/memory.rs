//! What an earlier import knew: `columns.toml` and the tables beside it.

use super::super::headers::{TABLES, fold};
use super::answers::Answers;
use super::known::Known;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The file beside the season's tables.
pub(crate) const COLUMNS_FILE: &str = "columns.toml";
/// The ids that were given, beside it.
pub(crate) const IDS_FILE: &str = "ids.csv";

/// One sheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[schemars(deny_unknown_fields)]
pub(crate) struct SheetMemory {
    /// The file among the originals.
    pub(crate) file: String,
    /// The sheet, for workbooks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) sheet: Option<String>,
    /// The table that it is.
    #[schemars(extend("enum" = TABLES.map(|own| own.key)))]
    pub(crate) table: String,
    /// Number of the last row of its header.
    #[schemars(range(min = 1))]
    pub(crate) header_row: u32,
    /// The key of each header; several, joined by `+`, where one column is read for several.
    pub(crate) columns: BTreeMap<String, String>,
}

/// The whole of `columns.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Remembered {
    /// The answers to all questions.
    #[serde(default)]
    pub(crate) answers: Answers,
    /// The hash of each file that was written, so that changes by hand are seen.
    #[serde(default)]
    pub(crate) written: BTreeMap<String, String>,
    /// The hashes of tables in which single cells were mended since: their rows are where they
    /// were written, and they are not replaced.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) mended: BTreeMap<String, Vec<String>>,
    /// Every sheet.
    #[serde(default)]
    pub(crate) sheet: Vec<SheetMemory>,
}

/// An earlier import.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    /// What its `columns.toml` says.
    pub(super) all: Remembered,
    /// The people whom it gave ids.
    pub(super) people: Vec<Known>,
    columns: BTreeMap<(String, String), String>,
}

impl Memory {
    /// Reads the `columns.toml` at a path, or in the folder at a path, and `ids.csv` beside it.
    ///
    /// # Errors
    /// Where the file is, and what is wrong with it.
    pub(super) fn read(path: &Path) -> Result<Self, (PathBuf, String)> {
        let file = match path.is_dir() {
            true => path.join(COLUMNS_FILE),
            false => path.to_owned(),
        };
        let text = fs::read_to_string(&file).map_err(|error| (file.clone(), error.to_string()))?;
        let all: Remembered =
            toml::from_str(&text).map_err(|error| (file.clone(), error.message().to_owned()))?;
        let ids = file.with_file_name(IDS_FILE);
        let people = fs::read_to_string(ids).map(|text| Known::all(&text));
        let mut columns = BTreeMap::new();
        for sheet in &all.sheet {
            for (header, key) in &sheet.columns {
                columns.insert((sheet.table.clone(), fold(header)), key.clone());
            }
        }
        Ok(Self {
            all,
            people: people.unwrap_or_default(),
            columns,
        })
    }

    /// The key that a header had in a table.
    pub(super) fn column(&self, table: &str, header: &str) -> Option<&str> {
        let own = self.columns.get(&(table.to_owned(), fold(header)));
        own.map(String::as_str)
    }
}
