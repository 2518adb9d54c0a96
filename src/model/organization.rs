//! Organization names, compared in a normalised form, and what a cell says of organizations.
//!
//! Two spellings are one organization when they agree after normalisation (width, case, brackets,
//! spaces, traditional characters, company suffixes) or when the office's alias table joins them.
//! Nothing else is merged; names that are merely similar are reported for a person to decide.

mod around;
mod brackets;
mod cell;
mod kept;
mod nobody;
mod phrases;
mod reader;
mod reading;
mod split;
mod suffix;
mod tenure;

pub use nobody::Nobody;
pub use reading::{Liberty, Named, Reading, Role, Tie};

use crate::model::words::{plain, without_contacts};
use kept::Kept;
use std::collections::{BTreeMap, BTreeSet};

/// The normalised form that all spellings of one organization share. Empty for an empty name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationKey(String);

impl OrganizationKey {
    /// Whether the key is that of an empty name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Legal forms at the end of a company name, longest first. They are removed repeatedly, so
/// `集团股份有限公司` disappears piece by piece.
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

/// How organization names are compared in a season: aliases, known names and verdicts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organizations {
    aliases: BTreeMap<String, String>,
    /// The office's own words for "no organization", folded.
    nobody: BTreeMap<String, Nobody>,
    /// Normalised names that are the whole content of some cell of the season.
    known: BTreeSet<String>,
    /// Full names, including the legal form, that were judged to differ from the organization of
    /// the same normalised form.
    apart: BTreeSet<String>,
    /// Pairs of keys that were judged to be different organizations.
    different: BTreeSet<(String, String)>,
    /// Pairs of full names that were judged to be the same organization.
    same: BTreeSet<(String, String)>,
    /// Cache of cells already read, by [`Role`].
    readings: [Kept<Reading>; 2],
    /// Cache of normalised names.
    normal: Kept<String>,
    /// Cache of words for "no organization".
    words: Kept<Option<Nobody>>,
}

impl Organizations {
    /// Creates the comparison from alias pairs (alternative name, standard name). Chains of aliases
    /// are followed to their end; a cycle of aliases ends at its alphabetically first name. A name
    /// that is its own alias is one organization, whatever it contains.
    pub fn new<'a>(aliases: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let direct: BTreeMap<String, String> = aliases
            .into_iter()
            .map(|(name, canonical)| (normalise(name), normalise(canonical)))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        let mut ends = BTreeMap::new();
        let aliases: BTreeMap<String, String> = direct
            .keys()
            .map(|name| (name.clone(), end_of_chain(&direct, name, &mut ends)))
            .collect();
        let known = aliases
            .iter()
            .flat_map(|(name, end)| [name.clone(), end.clone()]);
        Self {
            known: known.collect(),
            aliases,
            ..Self::default()
        }
    }

    /// The normalised form of a name.
    fn normal(&self, name: &str) -> String {
        self.normal.of(name, || normalise(name))
    }

    /// The meaning of a text that is a word for "no organization".
    fn word(&self, text: &str) -> Option<Nobody> {
        self.words.of(text, || nobody::nobody(text, &self.nobody))
    }

    /// Clears the cache after a change that affects how cells are read.
    fn forget_readings(&mut self) {
        self.readings.iter_mut().for_each(Kept::forget);
    }

    /// Adds the office's own words for "no organization".
    pub fn add_nobody<'a>(&mut self, words: impl IntoIterator<Item = (&'a str, Nobody)>) {
        self.forget_readings();
        self.words.forget();
        let folded = words
            .into_iter()
            .map(|(word, meaning)| (nobody::fold(word), meaning));
        self.nobody
            .extend(folded.filter(|(word, _)| !word.is_empty()));
    }

    /// Registers a name as one organization. In other cells, text after it may then be its
    /// department, and next to another name the two are separated.
    pub fn know(&mut self, name: &str) {
        let normal = self.normal(name);
        if normal.chars().count() >= 2 && self.nobody(name).is_none() && self.known.insert(normal) {
            self.forget_readings();
        }
    }

    /// Whether the alias table contains the name.
    pub fn is_aliased(&self, name: &str) -> bool {
        let normal = self.normal(name);
        self.aliases.contains_key(&normal)
            || self.aliases.values().any(|standard| *standard == normal)
    }

    /// Unregisters a name; names of the alias table stay.
    pub(crate) fn forget(&mut self, name: &str) {
        self.forget_readings();
        if !self.is_aliased(name) {
            self.known.remove(&self.normal(name));
        }
    }

    /// The key of an organization of the season whose name occurs within a longer text. O(n²) in
    /// the length of the text, which is limited.
    pub fn within(&self, text: &str) -> Option<&str> {
        const LONGEST: usize = 60;
        const SHORTEST: usize = 4;
        let whole = letters(text);
        let starts = whole.char_indices().map(|(at, _)| at);
        let mut bounds: Vec<usize> = starts.take(LONGEST + 1).collect();
        if bounds.len() > LONGEST || self.known.is_empty() {
            return None;
        }
        bounds.push(whole.len());
        let own = self.normal(text);
        bounds.iter().enumerate().find_map(|(first, start)| {
            let ends = bounds.get(first + SHORTEST..).unwrap_or_default();
            ends.iter().rev().find_map(|end| {
                let known = self.known.get(&whole[*start..*end])?;
                (*known != own).then_some(known.as_str())
            })
        })
    }

    /// Returns the key of the organization called `name`; empty for words that name no
    /// organization.
    pub fn key(&self, name: &str) -> OrganizationKey {
        if !self.apart.is_empty() {
            let whole = letters(name);
            if self.apart.contains(&whole) {
                return OrganizationKey(whole);
            }
        }
        let normal = self.normal(name);
        if let Some(standard) = self.aliases.get(&normal) {
            return OrganizationKey(standard.clone());
        }
        if self.word(name).is_some() {
            return OrganizationKey(String::new());
        }
        OrganizationKey(normal)
    }

    /// Why `name` names no organization; `None` if it names one. An alias always names one.
    pub fn nobody(&self, name: &str) -> Option<Nobody> {
        self.word(name).filter(|_| self.standard(name).is_none())
    }

    /// The key of a name in the alias table.
    fn standard(&self, name: &str) -> Option<OrganizationKey> {
        if self.aliases.is_empty() {
            return None;
        }
        let standard = self.aliases.get(&self.normal(name))?;
        Some(OrganizationKey(standard.clone()))
    }

    /// Whether some cell of the season, or an alias, consists of this name alone.
    fn is_known(&self, name: &str) -> bool {
        !self.known.is_empty() && self.known.contains(&self.normal(name))
    }

    /// Whether a name of the season begins with the same two letters.
    fn knows_start_of(&self, folded: &str) -> bool {
        let start: String = letters(folded).chars().take(2).collect();
        let mut from = self.known.range(start.clone()..);
        from.next().is_some_and(|known| known.starts_with(&start))
    }

    /// The organizations that `name` may be a department of, the smallest first: the text before an
    /// end such as 公司 or 大学, or an organization of the season, followed only by a department or a
    /// post.
    fn heads(&self, name: &str) -> Vec<Head> {
        let original: Vec<char> = name.trim().chars().collect();
        let mut folded = String::with_capacity(original.len() * 3);
        let mut starts = Vec::with_capacity(original.len());
        for c in &original {
            starts.push(folded.len());
            folded.push(fold_one(*c));
        }
        // There are candidates only if the whole text ends like a department or a post. Ministries
        // do so themselves, and a title such as CEO may be attached to a name.
        let end = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
        let ends = suffix::part(end) || suffix::post(end) || suffix::weak(end);
        let glued = end.ends_with(|c: char| c.is_ascii_alphabetic());
        if !(ends || glued || suffix::ministry(end)) {
            return Vec::new();
        }
        let may_be_known = self.knows_start_of(&folded);
        let mut heads: Vec<Head> = Vec::new();
        for at in (2..original.len()).rev() {
            let (front, rear) = folded.split_at(starts[at]);
            let rest = rear.trim_matches(|c: char| !c.is_alphanumeric());
            let strong = HEADS.iter().any(|end| front.ends_with(end));
            if rest.is_empty() || !(strong || may_be_known && at >= 4) {
                continue;
            }
            let certain = suffix::part(rest) || suffix::post(rest);
            if !(certain || suffix::weak(rest)) {
                continue;
            }
            let known = !strong && self.is_known(front);
            if !(strong || known) || is_continued(front, rest) {
                continue;
            }
            let apart = rear.starts_with(|c: char| !c.is_alphanumeric());
            let wide = WIDE.iter().any(|end| front.ends_with(end));
            let likely = suffix::weak(rest) && wide;
            // Units within units: the whole rest is classified by its end in one step.
            let plain_rest = !INNER.iter().any(|inner| rest.contains(inner));
            if (certain || likely) && (plain_rest || certain && front.ends_with("公司")) {
                let name: String = original[..at].iter().collect();
                let sure = certain && plain_rest && (rest.chars().count() <= 8 || apart);
                heads.push(Head {
                    name: name.trim().to_owned(),
                    sure,
                });
            }
        }
        let mut seen = BTreeSet::new();
        heads.retain(|head| seen.insert(self.key(&head.name)) && is_somebody(&head.name));
        heads
    }
}

impl Organizations {
    /// Records a person's verdict that two names are one organization.
    pub fn join(&mut self, first: &str, second: &str) {
        self.forget_readings();
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

    /// Records a person's verdict that two names are two organizations. If only their normalised
    /// forms agree, the second is compared by its full name from then on. `false` if they are one
    /// by an alias or a verdict, or spelt identically.
    pub fn set_apart(&mut self, first: &str, second: &str) -> bool {
        self.forget_readings();
        if self.key(first) == self.key(second) {
            let whole = letters(second);
            if letters(first) == whole || self.normal(first) != self.normal(second) {
                return false;
            }
            self.apart.insert(whole);
        }
        let (first, second) = (self.key(first).0, self.key(second).0);
        self.different.insert(ordered(first, second));
        true
    }

    /// Whether a person judged the two names to be one organization.
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

/// An organization that may precede a department, and whether that is certain.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Head {
    name: String,
    sure: bool,
}

/// Ends of organization names that departments may follow.
const HEADS: [&str; 20] = [
    "公司",
    "大学",
    "医院",
    "集团",
    "研究院",
    "研究所",
    "设计院",
    "科学院",
    "检测院",
    "检验院",
    "学院",
    "协会",
    "学会",
    "联合会",
    "厅",
    "局",
    "厂",
    "银行",
    "委员会",
    "中心",
];
/// Those of them that institutes, works and faculties may follow as well.
const WIDE: [&str; 3] = ["公司", "大学", "医院"];
/// Organizations whose names contain words of departments.
const INNER: [&str; 8] = [
    "公司", "集团", "大学", "医院", "银行", "附属", "协会", "学会",
];

fn is_somebody(name: &str) -> bool {
    // 公司质量部 is a department, but of no particular company.
    !suffix::is_form(&plain(name))
}

/// Whether the name continues: 集团 股份有限公司, 研究所 有限公司, 学院 路.
fn is_continued(front: &str, rest: &str) -> bool {
    let forms = ["公司", "有限", "股份", "集团", "责任", "总公司", "控股"];
    (forms.iter().any(|form| rest.starts_with(form)) && !front.ends_with("公司"))
        || front.ends_with("分公司") && rest.starts_with("公司")
}

/// Folds one character: width, case and form.
fn fold_one(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    let lower = narrow.to_lowercase().next().unwrap_or(narrow);
    crate::model::words::simplified(lower)
}

/// The end of a chain of aliases. `ends` caches the ends of open chains, so a long chain is walked
/// only once.
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

/// Folds width, case and traditional characters, drops spaces, brackets and punctuation.
fn letters(name: &str) -> String {
    plain(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Folds width, case and traditional characters; drops spaces, brackets, punctuation and the word
/// `and` (often written as &); removes legal forms. A name that is nothing but a legal form is
/// kept.
fn normalise(name: &str) -> String {
    // Telephone numbers are removed from the season's own names, so they must not count here
    // either.
    let bare = without_contacts(name);
    let folded = plain(if bare.is_empty() { name } else { &bare });
    let mut words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let count = words.len();
    let mut at = 0;
    words.retain(|word| {
        at += 1;
        *word != "and" || at == 1 || at == count
    });
    // Compares whole words: zinc does not end in "inc".
    let mut kept = words.len();
    while kept > 1 && suffix::latin_form(words[kept - 1]) {
        kept -= 1;
    }
    // A/S is split into two words.
    if kept > 2 && words[kept - 1] == "s" && words[kept - 2] == "a" {
        kept -= 2;
    }
    let joined: String = words[..kept].concat();
    let mut core = joined.as_str();
    while let Some(shorter) = SUFFIXES
        .iter()
        .find_map(|suffix| core.strip_suffix(suffix))
        .filter(|rest| !rest.is_empty() && ends_apart(core, rest))
    {
        core = shorter;
    }
    core.to_owned()
}

/// A Latin legal form that is not a separate word counts only after Chinese characters.
fn ends_apart(core: &str, rest: &str) -> bool {
    !core.ends_with(|c: char| c.is_ascii()) || !rest.ends_with(|c: char| c.is_ascii())
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

    #[test]
    fn signs_forms_and_traditional_characters_do_not_matter() {
        let names = Organizations::default();
        for (a, b) in [
            ("Alder & Birch Ltd.", "Alder and Birch Limited"),
            ("Alder＆Birch Co., Ltd.", "ALDER AND BIRCH COMPANY LIMITED"),
            ("Novo A/S", "NOVO as"),
            ("示範華東泵業有限公司", "示范华东泵业"),
            ("示例\u{200B}泵业", "示例泵业有限公司"),
            ("示例Pump有限公司", "示例ｐｕｍｐ"),
            ("示例Ltd", "示例有限公司"),
        ] {
            assert_eq!(names.key(a), names.key(b), "{a} {b}");
        }
        assert_eq!(names.key("Beijing Zinc").text(), "beijingzinc");
        assert_eq!(names.key("And One").text(), "andone");
        assert_ne!(
            names.key("甲与乙公司"),
            names.key("甲和乙公司"),
            "alike only"
        );
    }

    #[test]
    fn words_for_nobody_have_no_key_unless_the_office_says_otherwise() {
        let names = Organizations::new([("个人", "示例个人有限公司")]);
        assert!(names.key("退休").is_empty() && names.key("N/A").is_empty());
        assert_eq!(names.key("个人"), names.key("示例个人"));
    }
}
