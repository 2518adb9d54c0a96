//! Organization names, compared in a normalised form.
//!
//! Two spellings are one organization when they agree after normalisation (width, case, brackets,
//! spaces, company suffixes) or when the office's alias table joins them. Nothing else is merged;
//! names that merely look alike are listed for a person elsewhere.

use crate::text::without_contacts;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What two spellings of one organization have in common. Empty for an empty name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationKey(String);

impl OrganizationKey {
    /// Whether there is no name behind it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Legal forms at the end of a company's name, longest first; taken off again and again, so that
/// `集团股份有限公司` goes piece by piece.
const SUFFIXES: [&str; 15] = [
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "总公司",
    "集团",
    "股份",
    "公司",
    "corporation",
    "company",
    "limited",
    "corp",
    "coltd",
    "gmbh",
    "ltd",
    "inc",
];

/// The office's way of comparing organization names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organizations {
    aliases: BTreeMap<String, String>,
}

impl Organizations {
    /// Makes the comparison from alias pairs (alternative name, standard name). Chains of aliases
    /// are followed to their end; a ring of aliases ends at its alphabetically first name.
    pub fn new<'a>(aliases: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let direct: BTreeMap<String, String> = aliases
            .into_iter()
            .map(|(name, canonical)| (normalise(name), normalise(canonical)))
            .filter(|(name, canonical)| name != canonical && !name.is_empty())
            .collect();
        let mut ends = BTreeMap::new();
        let aliases = direct
            .keys()
            .map(|name| (name.clone(), end_of_chain(&direct, name, &mut ends)))
            .collect();
        Self { aliases }
    }

    /// Returns what identifies the organization called `name`.
    pub fn key(&self, name: &str) -> OrganizationKey {
        let normal = normalise(name);
        OrganizationKey(self.aliases.get(&normal).cloned().unwrap_or(normal))
    }
}

/// The end of a chain of aliases. `ends` holds those of open chains, so that a long one is walked
/// once.
fn end_of_chain<'a>(
    direct: &'a BTreeMap<String, String>,
    start: &'a str,
    ends: &mut BTreeMap<&'a str, &'a str>,
) -> String {
    let mut chain = BTreeSet::from([start]);
    let mut last = start;
    while let Some(next) = direct.get(last) {
        if let Some(end) = ends.get(next.as_str()) {
            last = end;
            break;
        }
        if !chain.insert(next) {
            return chain
                .first()
                .map_or_else(String::new, |name| (*name).to_owned());
        }
        last = next;
    }
    ends.extend(chain.into_iter().map(|name| (name, last)));
    last.to_owned()
}

/// Folds width and case, drops spaces, brackets and punctuation, takes off legal forms. A name
/// that is nothing but a legal form is kept as it is.
fn normalise(name: &str) -> String {
    // A number behind the name is left out of the season's own; it is no part of others' either.
    let bare = without_contacts(name);
    let name = if bare.is_empty() { name } else { &bare };
    let folded: String = name
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let mut core = folded.as_str();
    while let Some(shorter) = SUFFIXES
        .iter()
        .find_map(|suffix| core.strip_suffix(suffix))
        .filter(|rest| !rest.is_empty())
    {
        core = shorter;
    }
    core.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_brackets_spaces_and_suffixes_do_not_matter() {
        let names = Organizations::default();
        let key = names.key("华为技术(杭州)有限公司");
        assert_eq!(key, names.key("华为技术(杭州)有限责任公司"));
        assert_eq!(key, names.key(" 华为技术 ﹙杭州﹚ 股份有限公司 "));
        assert_ne!(key, names.key("华为技术(苏州)有限公司"));
    }

    #[test]
    fn a_name_that_is_only_a_legal_form_stays() {
        assert_eq!(Organizations::default().key("有限公司").text(), "有限公司");
        assert!(Organizations::default().key("  ").is_empty());
    }

    #[test]
    fn aliases_join_names_through_chains_and_rings() {
        let names = Organizations::new([
            ("一汽", "中国一汽"),
            ("中国一汽", "中国第一汽车集团有限公司"),
        ]);
        assert_eq!(names.key("一汽"), names.key("中国第一汽车集团"));
        let ring = Organizations::new([("甲", "乙"), ("乙", "甲")]);
        assert_eq!(ring.key("甲"), ring.key("乙"));
    }
}
