//! Organization names, compared in a normalised form.
//!
//! Two spellings are one organization when they agree after normalisation (width, case, brackets,
//! spaces, company suffixes) or when the office's alias table joins them. Nothing else is merged;
//! names that merely look alike are listed for a person elsewhere.

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
    /// Whole names, legal form and all, that were judged to be another organization than the one
    /// that their normalised form names.
    apart: BTreeSet<String>,
    /// Keys of two organizations each that were judged to be two.
    different: BTreeSet<(String, String)>,
    /// Whole names of two each that were judged to be one.
    same: BTreeSet<(String, String)>,
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
        let aliases = direct
            .keys()
            .map(|name| (name.clone(), end_of_chain(&direct, name)))
            .collect();
        Self {
            aliases,
            ..Self::default()
        }
    }

    /// Returns what identifies the organization called `name`.
    pub fn key(&self, name: &str) -> OrganizationKey {
        if !self.apart.is_empty() {
            let whole = letters(name);
            if self.apart.contains(&whole) {
                return OrganizationKey(whole);
            }
        }
        let normal = normalise(name);
        OrganizationKey(self.aliases.get(&normal).cloned().unwrap_or(normal))
    }
}

impl Organizations {
    /// Takes two names for one organization, as a person judged them to be.
    pub fn join(&mut self, first: &str, second: &str) {
        self.same.insert(ordered(letters(first), letters(second)));
        let [to, from] = [first, second].map(|name| self.key(name).0);
        if to == from || to.is_empty() || from.is_empty() {
            return;
        }
        for canonical in self.aliases.values_mut() {
            if *canonical == from {
                canonical.clone_from(&to);
            }
        }
        self.aliases.insert(from, to);
    }

    /// Takes two names for two organizations, as a person judged them to be. Where only their
    /// normalised forms agree, the second stands by its whole name from then on. `false` where they
    /// are one by an alias or a verdict, or by every letter.
    pub fn set_apart(&mut self, first: &str, second: &str) -> bool {
        if self.key(first) == self.key(second) {
            let whole = letters(second);
            if letters(first) == whole || normalise(first) != normalise(second) {
                return false;
            }
            self.apart.insert(whole);
        }
        let (first, second) = (self.key(first).0, self.key(second).0);
        self.different.insert(ordered(first, second));
        true
    }

    /// Whether a person judged the two names to be of one organization.
    pub fn are_same(&self, first: &str, second: &str) -> bool {
        let pair = ordered(letters(first), letters(second));
        self.same.contains(&pair)
    }

    /// Whether a person judged the two to be different organizations.
    pub fn are_different(&self, first: &OrganizationKey, second: &OrganizationKey) -> bool {
        let pair = ordered(first.0.clone(), second.0.clone());
        self.different.contains(&pair)
    }
}

fn ordered(first: String, second: String) -> (String, String) {
    if first <= second {
        (first, second)
    } else {
        (second, first)
    }
}

fn end_of_chain(direct: &BTreeMap<String, String>, start: &str) -> String {
    let mut chain = vec![start];
    while let Some(next) = direct.get(chain[chain.len() - 1]) {
        if chain.contains(&next.as_str()) {
            return chain
                .iter()
                .min()
                .map_or_else(String::new, |name| (*name).to_owned());
        }
        chain.push(next);
    }
    chain[chain.len() - 1].to_owned()
}

/// Folds width and case and drops spaces, brackets and punctuation.
fn letters(name: &str) -> String {
    let folded = name.nfkc().flat_map(char::to_lowercase);
    folded.filter(|c| c.is_alphanumeric()).collect()
}

/// Folds width and case, drops spaces, brackets and punctuation, takes off legal forms. A name
/// that is nothing but a legal form is kept as it is.
fn normalise(name: &str) -> String {
    let folded = letters(name);
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
