//! Industry codes as paths from the section down.

use super::table::{TaxonomyError, TaxonomyRow, fold};
use crate::model::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// An industry at any depth of its taxonomy, as the path from its section: `["C", "38", "381",
/// "3812"]` is a class, `["C"]` a whole section. Never empty.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
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

/// The taxonomy that codes of industries are checked against: sections and divisions by table,
/// groups and classes by the digits after a division's code.
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
        let rows = super::table::rows(include_str!("../../../data/taxonomy/industries.csv"));
        Self::from_rows(rows).expect("the built-in table is tested")
    }

    /// Creates a taxonomy from rows; parents may come before or after their children.
    ///
    /// # Errors
    /// The first row whose code is empty or repeated, or whose parents are unknown, form a cycle or
    /// make more than four levels.
    pub fn from_rows(rows: Vec<TaxonomyRow>) -> Result<Self, TaxonomyError> {
        let paths = super::table::paths(&rows, 4)?;
        let mut by_name = BTreeMap::new();
        let mut entries = BTreeMap::new();
        for (row, path) in rows.into_iter().zip(paths) {
            for name in [&row.name.zh, &row.name.en] {
                let known: &mut String = by_name
                    .entry(fold(name))
                    .or_insert_with(|| row.code.clone());
                // If a code and one below it have the same name (教育: P and 83), the lower one is
                // more precise.
                if path.contains(known) {
                    known.clone_from(&row.code);
                }
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
        self.code(text).or_else(|| self.named(text))
    }

    /// Reads a code, also as `C-38`, `C 38` or a number with a decimal point, `38.0`; names are not
    /// accepted.
    pub(super) fn code(&self, text: &str) -> Option<IndustryCode> {
        // Fast path: most cells are a code exactly as listed.
        if let Some(entry) = self.entries.get(text) {
            return Some(IndustryCode::from_path(entry.path.clone()));
        }
        let plain = plain(text)?;
        if let Some(code) = self.by_code(&plain) {
            return Some(code);
        }
        let mut letters = plain.chars();
        let letter = letters.next().filter(char::is_ascii_alphabetic)?;
        let rest = letters
            .as_str()
            .trim_start_matches([' ', '-', '/', '.', '_']);
        let code = self.by_code(rest)?;
        (code.path[0] == letter.to_string()).then_some(code)
    }

    /// Reads a name in either language.
    pub(super) fn named(&self, text: &str) -> Option<IndustryCode> {
        let code = self.by_name.get(&fold(text))?;
        self.by_code(code)
    }

    /// The Chinese name that the table lists for exactly this code.
    pub(super) fn listed_name(&self, code: &str) -> Option<&str> {
        self.entries.get(code).map(|entry| entry.name.zh.as_str())
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

    /// The name of `code`, or if the tables have none, that of the nearest level above, marked as
    /// such: `专用设备制造业`, `属专用设备制造业`.
    pub fn name_or_above(&self, code: &IndustryCode, lang: Lang) -> String {
        let name = self.name(code, lang);
        if name.is_empty() || self.lists(code.text()) {
            return name.to_owned();
        }
        match lang {
            Lang::Zh => format!("属{name}"),
            Lang::En => format!("in {name}"),
        }
    }

    /// The code with its name, or if the tables have none, with that of the nearest level above:
    /// `35 专用设备制造业`, `3512（属专用设备制造业）`.
    pub fn label(&self, code: &IndustryCode, lang: Lang) -> String {
        let (own, name) = (code.text(), self.name(code, lang));
        if name.is_empty() || name == own {
            own.to_owned()
        } else if self.lists(own) {
            format!("{own} {name}")
        } else {
            match lang {
                Lang::Zh => format!("{own}（属{name}）"),
                Lang::En => format!("{own} (in {name})"),
            }
        }
    }

    /// The code above a listed one.
    pub(crate) fn parent(&self, code: &str) -> Option<String> {
        let path = &self.entries.get(code)?.path;
        path.len().checked_sub(2).map(|above| path[above].clone())
    }

    /// Whether the table has a row for exactly this code.
    pub(crate) fn lists(&self, code: &str) -> bool {
        self.entries.contains_key(code)
    }

    /// Returns all listed codes with their names, in the order of the codes.
    pub fn listed(&self) -> impl Iterator<Item = (&str, &Bilingual)> {
        self.entries
            .iter()
            .map(|(code, entry)| (code.as_str(), &entry.name))
    }
}

/// A code in one width and case, without a decimal point; `None` if it is too long for a code or
/// contains white space anywhere but after the letter of a section.
fn plain(text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return None;
    }
    let plain: String = text.trim().nfkc().flat_map(char::to_uppercase).collect();
    let whole = plain.strip_suffix(".0").unwrap_or(&plain);
    let mut inner = whole.chars();
    let behind = |c: char| !c.is_whitespace();
    let spaced = inner.next().is_some_and(|c| c.is_ascii_alphabetic());
    let rest = if spaced {
        inner.as_str().trim_start()
    } else {
        whole
    };
    rest.chars().all(behind).then(|| whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Option<Vec<String>> {
        let code = IndustryTaxonomy::built_in().parse(text)?;
        Some(code.path().to_vec())
    }

    fn levels(path: &[&str]) -> Option<Vec<String>> {
        Some(path.iter().map(|level| (*level).to_owned()).collect())
    }

    #[test]
    fn there_are_20_sections_and_97_divisions_in_their_ranges() {
        // The last division of each section, A to T (GB/T 4754-2017).
        let last = [
            5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97,
        ];
        let taxonomy = IndustryTaxonomy::built_in();
        let codes: Vec<&str> = taxonomy.listed().map(|(code, _)| code).collect();
        let expected: Vec<String> = (1..=97).map(|division| format!("{division:02}")).collect();
        assert_eq!(codes[..97], expected);
        let sections: Vec<String> = ('A'..='T').map(String::from).collect();
        assert_eq!(codes[97..], sections);
        for division in 1..=97_usize {
            let above = last.iter().filter(|last| **last < division).count();
            let path = path(&format!("{division:02}")).unwrap();
            assert_eq!(path[0], sections[above], "division {division}");
        }
        assert!(
            taxonomy
                .listed()
                .all(|(_, name)| !name.zh.is_empty() && !name.en.is_empty())
        );
    }

    #[test]
    fn codes_are_read_in_every_form() {
        let class = levels(&["C", "38", "381", "3812"]);
        for text in ["3812", "C3812", "c3812", " 3812 ", "Ｃ３８１２"] {
            assert_eq!(path(text), class, "{text}");
        }
        assert_eq!(path("C38"), levels(&["C", "38"]));
        assert_eq!(path("C381"), levels(&["C", "38", "381"]));
        assert_eq!(path("c"), levels(&["C"]));
        assert_eq!(path("01"), levels(&["A", "01"]));
        for text in [
            "", "98", "00", "9812", "D3812", "38123", "36 34", "3", "ZZ", "机械",
        ] {
            assert_eq!(path(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_read_in_both_languages() {
        assert_eq!(path("制造业"), levels(&["C"]));
        assert_eq!(path("通用设备制造业"), levels(&["C", "34"]));
        assert_eq!(path("motor  VEHICLES"), levels(&["C", "36"]));
        assert_eq!(path("教育"), levels(&["P", "83"]));
        assert_eq!(path("房地产业"), levels(&["K", "70"]));
    }

    #[test]
    fn groups_and_classes_are_named_by_their_division() {
        let taxonomy = IndustryTaxonomy::built_in();
        let class = taxonomy.parse("3441").unwrap();
        assert_eq!(taxonomy.name(&class, Lang::Zh), "通用设备制造业");
        assert_eq!(taxonomy.name(&class, Lang::En), "General-purpose machinery");
    }

    #[test]
    fn shared_levels_count_from_the_section() {
        let taxonomy = IndustryTaxonomy::built_in();
        let [class, sister, cousin, section] =
            ["3441", "3442", "3512", "C"].map(|code| taxonomy.parse(code).unwrap());
        assert_eq!(class.shared_levels(&sister), 3);
        assert_eq!(class.shared_levels(&cousin), 1);
        assert!(section.contains(&class) && !class.contains(&section));
    }

    #[test]
    fn an_office_may_list_classes_of_its_own() {
        let row = |code: &str, zh: &str, parent: &str| TaxonomyRow {
            code: code.to_owned(),
            name: Bilingual::same(zh),
            parent: Some(parent.to_owned()).filter(|parent| !parent.is_empty()),
        };
        let rows = vec![
            row("381", "电机制造", "38"),
            row("C", "制造业", ""),
            row("38", "电气", "C"),
        ];
        let taxonomy = IndustryTaxonomy::from_rows(rows.clone()).unwrap();
        let class = taxonomy.parse("3812").unwrap();
        assert_eq!(class.path(), ["C", "38", "381", "3812"]);
        assert_eq!(taxonomy.name(&class, Lang::Zh), "电机制造");
        let mut ring = rows;
        ring[1].parent = Some("381".to_owned());
        let error = IndustryTaxonomy::from_rows(ring).unwrap_err();
        assert!(matches!(error, TaxonomyError::Parent { .. }));
    }
}
