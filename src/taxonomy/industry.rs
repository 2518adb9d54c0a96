//! Industry codes as paths from the section down.

use super::table::{TaxonomyError, TaxonomyRow, fold};
use crate::text::{Bilingual, Lang};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An industry at any depth of its taxonomy, as the path from its section: `["C", "38", "381",
/// "3812"]` is a class, `["C"]` a whole section. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IndustryCode {
    path: Vec<String>,
}

impl IndustryCode {
    /// Makes a code from its path, section first.
    ///
    /// # Panics
    /// When the path is empty or has more than four levels.
    pub fn from_path(path: Vec<String>) -> Self {
        assert!(
            (1..=4).contains(&path.len()),
            "an industry has one to four levels"
        );
        Self { path }
    }

    /// The code as people write it: `C` or `3812`.
    pub fn text(&self) -> &str {
        &self.path[self.path.len() - 1]
    }

    /// The path from the section to the code itself.
    pub fn path(&self) -> &[String] {
        &self.path
    }

    /// How many levels the two share from the section down: 0 to 4.
    pub fn shared_levels(&self, other: &Self) -> usize {
        self.path
            .iter()
            .zip(&other.path)
            .take_while(|(a, b)| a == b)
            .count()
    }

    /// Whether `other` is this industry or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        self.shared_levels(other) == self.path.len()
    }
}

/// The industries that codes are checked against: sections and divisions by table, groups and
/// classes by the digits that extend a division's code.
#[derive(Debug, Clone)]
pub struct IndustryTaxonomy {
    entries: BTreeMap<String, Entry>,
    by_name: BTreeMap<String, String>,
}

#[derive(Debug, Clone)]
struct Entry {
    name: Bilingual,
    path: Vec<String>,
}

impl IndustryTaxonomy {
    /// Returns the 20 sections and 97 divisions of GB/T 4754-2017.
    pub fn built_in() -> Self {
        let rows = super::table::rows(include_str!("../../data/taxonomy/industries.csv"));
        Self::from_rows(rows).expect("the built-in table is tested")
    }

    /// Makes a taxonomy from rows; parents may stand before or after their children.
    ///
    /// # Errors
    /// The first row whose code is empty or repeated, or whose parents are unknown, run in a ring
    /// or make more than four levels.
    pub fn from_rows(rows: Vec<TaxonomyRow>) -> Result<Self, TaxonomyError> {
        let paths = super::table::paths(&rows, 4)?;
        let mut by_name = BTreeMap::new();
        let mut entries = BTreeMap::new();
        for (row, path) in rows.into_iter().zip(paths) {
            for name in [&row.name.zh, &row.name.en] {
                by_name
                    .entry(fold(name))
                    .or_insert_with(|| row.code.clone());
            }
            let entry = Entry {
                name: row.name,
                path,
            };
            entries.insert(row.code, entry);
        }
        by_name.remove("");
        Ok(Self { entries, by_name })
    }

    /// Reads a code (`C`, `38`, `381`, `3812`, `C38`, `C3812`) or a name in either language.
    ///
    /// Returns `None` when the taxonomy knows neither. Codes of three and four digits are known
    /// when their division is.
    pub fn parse(&self, text: &str) -> Option<IndustryCode> {
        let folded = fold(text);
        let upper = folded.to_uppercase();
        if let Some(code) = self.by_code(&upper) {
            return Some(code);
        }
        let mut letters = upper.chars();
        if let (Some(letter), rest) = (letters.next(), letters.as_str())
            && letter.is_ascii_alphabetic()
            && let Some(code) = self.by_code(rest)
            && code.path[0] == letter.to_string()
        {
            return Some(code);
        }
        self.by_name
            .get(&folded)
            .and_then(|code| self.by_code(code))
    }

    fn by_code(&self, code: &str) -> Option<IndustryCode> {
        if let Some(entry) = self.entries.get(code) {
            return Some(IndustryCode::from_path(entry.path.clone()));
        }
        let digits = matches!(code.len(), 3 | 4) && code.bytes().all(|b| b.is_ascii_digit());
        let entry = digits.then(|| self.entries.get(&code[..2])).flatten()?;
        let mut path = entry.path.clone();
        path.extend((3..=code.len()).map(|end| code[..end].to_owned()));
        (path.len() <= 4).then(|| IndustryCode::from_path(path))
    }

    /// Returns the name of `code`, or of the deepest level above it that has one.
    pub fn name(&self, code: &IndustryCode, lang: Lang) -> &str {
        code.path
            .iter()
            .rev()
            .find_map(|level| self.entries.get(level))
            .map_or("", |entry| entry.name.say(lang))
    }

    /// Returns all listed codes with their names, in the order of the codes.
    pub fn listed(&self) -> impl Iterator<Item = (&str, &Bilingual)> {
        self.entries
            .iter()
            .map(|(code, entry)| (code.as_str(), &entry.name))
    }
}
