//! Quality domains in two levels.

use super::table::{TaxonomyError, TaxonomyRow, fold};
use crate::model::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A quality domain and the parent it belongs to, if any: `Q06.01` below `Q06`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
pub struct DomainCode {
    /// The code itself.
    pub code: String,
    /// Code of its parent; `None` for a top-level domain.
    pub parent: Option<String>,
}

impl DomainCode {
    /// Whether both are the same, or one is the other's parent, or they have the same parent.
    pub fn same_parent(&self, other: &Self) -> bool {
        let own = self.parent.as_deref().unwrap_or(&self.code);
        own == other.parent.as_deref().unwrap_or(&other.code)
    }
}

/// An expert's level in a domain.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
pub struct DomainSkill {
    /// The domain.
    pub domain: DomainCode,
    /// 1: basic, 2: good, 3: full knowledge (the default).
    pub level: u8,
}

/// The taxonomy that codes of domains are checked against.
#[derive(Debug, Clone)]
pub struct DomainTaxonomy {
    entries: BTreeMap<String, (DomainCode, Bilingual)>,
    by_name: BTreeMap<String, String>,
}

impl DomainTaxonomy {
    /// Returns the program's own quality domains.
    pub fn built_in() -> Self {
        let rows = super::table::rows(include_str!("../../../data/taxonomy/domains.csv"));
        Self::from_rows(rows).expect("the built-in table is tested")
    }

    /// Creates a taxonomy from rows in two levels.
    ///
    /// # Errors
    /// The first row whose code is empty or repeated, or whose parent is unknown or not a top-level
    /// domain.
    pub fn from_rows(rows: Vec<TaxonomyRow>) -> Result<Self, TaxonomyError> {
        super::table::paths(&rows, 2)?;
        let mut by_name = BTreeMap::new();
        let mut entries = BTreeMap::new();
        for row in rows {
            for name in [&row.name.zh, &row.name.en] {
                // If a child has the same name as its parent, the child is the more precise
                // reading.
                if row.parent.is_some() || !by_name.contains_key(&fold(name)) {
                    by_name.insert(fold(name), row.code.clone());
                }
            }
            let domain = DomainCode {
                code: row.code.clone(),
                parent: row.parent,
            };
            entries.insert(row.code, (domain, row.name));
        }
        by_name.remove("");
        Ok(Self { entries, by_name })
    }

    /// Reads a code or a name in either language; `None` when the taxonomy knows neither.
    pub fn parse(&self, text: &str) -> Option<DomainCode> {
        self.code(text).or_else(|| self.named(text))
    }

    /// Reads a code; names are not accepted.
    pub(super) fn code(&self, text: &str) -> Option<DomainCode> {
        // Fast path: most cells are a code exactly as listed.
        let listed = self.entries.get(text);
        let found = listed.or_else(|| self.entries.get(&fold(text).to_uppercase()));
        found.map(|(domain, _)| domain.clone())
    }

    /// Reads a name in either language.
    pub(super) fn named(&self, text: &str) -> Option<DomainCode> {
        let code = self.by_name.get(&fold(text))?;
        self.entries.get(code).map(|(domain, _)| domain.clone())
    }

    /// Returns the name of a domain; empty for one that is not listed.
    pub fn name(&self, code: &str, lang: Lang) -> &str {
        self.entries
            .get(code)
            .map_or("", |(_, name)| name.say(lang))
    }

    /// Returns all domains with their names, in the order of the codes.
    pub fn listed(&self) -> impl Iterator<Item = (&DomainCode, &Bilingual)> {
        self.entries.values().map(|(domain, name)| (domain, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_read() {
        let taxonomy = DomainTaxonomy::built_in();
        let code = |text: &str| taxonomy.parse(text).map(|domain| domain.code);
        assert_eq!(code("q06.01").as_deref(), Some("Q06.01"));
        assert_eq!(code("六西格玛管理").as_deref(), Some("Q03.01"));
        assert_eq!(code("lean PRODUCTION").as_deref(), Some("Q04.01"));
        assert_eq!(code("可靠性工程").as_deref(), Some("Q06"));
        assert_eq!(code("Q99"), None);
        assert_eq!(code(""), None);
    }

    #[test]
    fn two_levels_and_no_orphans() {
        let taxonomy = DomainTaxonomy::built_in();
        let tops: Vec<&str> = taxonomy
            .listed()
            .filter(|(domain, _)| domain.parent.is_none())
            .map(|(domain, _)| domain.code.as_str())
            .collect();
        assert_eq!(tops.len(), 17);
        for (domain, name) in taxonomy.listed() {
            assert!(!name.zh.is_empty() && !name.en.is_empty(), "{domain:?}");
            if let Some(parent) = &domain.parent {
                assert!(tops.contains(&parent.as_str()), "{domain:?}");
            }
        }
    }

    #[test]
    fn same_parent_counts_siblings_and_the_parent_itself() {
        let taxonomy = DomainTaxonomy::built_in();
        let [parent, one, two, other] =
            ["Q06", "Q06.01", "Q06.02", "Q07.01"].map(|code| taxonomy.parse(code).unwrap());
        assert!(one.same_parent(&two) && one.same_parent(&parent) && parent.same_parent(&one));
        assert!(!one.same_parent(&other));
    }
}
