//! Pairs of organization names that look alike, without comparing all with all.
//!
//! Three signs: the same name but for what stands in brackets; one name within the other; a small
//! edit distance. The last is found by deletion neighbourhoods: two words within d edits share a
//! word that both reach by deleting at most d characters (Mor and Fraenkel, "A hash code method
//! for detecting and correcting spelling errors", CACM 25(12), 1982).

mod parts;

use crate::model::Organizations;
use parts::{differ_by_rule, middles, other_trade, place, telling};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_normalization::UnicodeNormalization;

/// Shortest name that may be part of another, and shortest for which one edit is telling.
const SHORTEST_PART: usize = 4;
const SHORTEST_EDIT: usize = 5;
/// From this length on two edits still look alike.
const TWO_EDITS: usize = 10;
/// Longer ones are no names, but what somebody pasted: each neighbour takes as long as all of it.
const LONGEST_EDIT: usize = 100;
/// Beyond this length only one deletion is tried: the neighbourhoods grow with the square.
const LONGEST_TWICE: usize = 24;
/// Beyond so many signs, which are a hundred thousand names and more, only one deletion is tried:
/// they would not fit the memory of an office's machine.
const MOST_SIGNS: usize = 30_000_000;
/// A sign that more names than this share tells nothing.
const COMMON: usize = 64;

/// How two names look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// The same but for what stands in brackets, such as a place.
    Brackets,
    /// One is part of the other.
    Part,
    /// They differ in a character or two.
    Edit,
}

impl Likeness {
    /// What to say of the two names, in Chinese and in English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Brackets => ("仅括号内文字不同", "differ only in brackets"),
            Self::Part => ("互相包含", "contain one another"),
            Self::Edit => ("仅个别字不同", "differ in a character or two"),
        }
    }
}

/// Two names by position, the smaller first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub first: usize,
    pub second: usize,
    pub why: Likeness,
    /// 0 to 1; 1 for names that are the same outside their brackets.
    pub likeness: f64,
}

/// Names to be compared: normalised, and without what stands in brackets.
pub(crate) struct NameIndex {
    names: Vec<Vec<char>>,
    bare: Vec<Vec<String>>,
    /// Shortest name for which one edit is told.
    shortest_edit: usize,
}

impl NameIndex {
    /// Takes organizations by their spellings; all spellings of one have the same key.
    pub fn new<'a>(
        organizations: &Organizations,
        spellings: impl Iterator<Item = &'a [String]>,
    ) -> Self {
        let mut names = Vec::new();
        let mut bare = Vec::new();
        for spellings in spellings {
            let key = spellings.first().map(|name| organizations.key(name));
            names.push(key.map_or_else(Vec::new, |key| key.text().chars().collect()));
            let mut cores: Vec<String> = spellings
                .iter()
                .map(|name| organizations.key(&without_brackets(name)).text().to_owned())
                .filter(|core| core.chars().count() >= 2)
                .collect();
            cores.sort();
            cores.dedup();
            bare.push(cores);
        }
        Self {
            names,
            bare,
            shortest_edit: SHORTEST_EDIT,
        }
    }

    /// Also tells one edit in a name one character shorter: where each name is an application, the
    /// few that come to it are worth a look, while among all employers they are mostly chance.
    pub fn with_short_edits(self) -> Self {
        Self {
            shortest_edit: SHORTEST_EDIT - 1,
            ..self
        }
    }

    /// All pairs that look alike, each once, by its first sign; ascending.
    pub fn pairs(&self) -> Vec<Pair> {
        self.pairs_where(&|_, _| true)
    }

    /// As [`Self::pairs`], only those that are wanted: whoever needs few has them much sooner.
    pub fn pairs_where(&self, wanted: &dyn Fn(usize, usize) -> bool) -> Vec<Pair> {
        let mut found: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
        let mut add = |a: usize, b: usize, why, likeness| {
            let (first, second) = (a.min(b), a.max(b));
            let pair = Pair {
                first,
                second,
                why,
                likeness,
            };
            if first != second && wanted(first, second) {
                found.entry((first, second)).or_insert(pair);
            }
        };
        self.same_outside_brackets(&mut add);
        self.parts(&mut add);
        self.edits(wanted, &mut add);
        found.into_values().collect()
    }

    fn same_outside_brackets(&self, add: &mut impl FnMut(usize, usize, Likeness, f64)) {
        let mut by_core: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, cores) in self.bare.iter().enumerate() {
            for core in cores {
                by_core.entry(core).or_default().push(at);
            }
        }
        for names in by_core.values().filter(|names| names.len() <= COMMON) {
            for (at, a) in names.iter().enumerate() {
                for b in &names[at + 1..] {
                    add(*a, *b, Likeness::Brackets, 1.0);
                }
            }
        }
    }

    fn parts(&self, add: &mut impl FnMut(usize, usize, Likeness, f64)) {
        let mut by_start: HashMap<&[char], Vec<usize>> = HashMap::new();
        for (at, name) in self.names.iter().enumerate() {
            if let Some(start) = name.get(..SHORTEST_PART) {
                by_start.entry(start).or_default().push(at);
            }
        }
        by_start.retain(|_, names| names.len() <= COMMON);
        for (whole, name) in self.names.iter().enumerate() {
            for (position, window) in name.windows(SHORTEST_PART).enumerate() {
                for part in by_start.get(window).into_iter().flatten() {
                    let inner = &self.names[*part];
                    let within = name[position..].starts_with(inner);
                    if within && inner.len() < name.len() && (position == 0 || telling(inner)) {
                        add(whole, *part, Likeness::Part, ratio(inner.len(), name.len()));
                    }
                }
            }
        }
    }

    fn edits(
        &self,
        wanted: &dyn Fn(usize, usize) -> bool,
        add: &mut impl FnMut(usize, usize, Likeness, f64),
    ) {
        let names = || self.names.iter().enumerate();
        let names =
            || names().filter(|(_, name)| (SHORTEST_EDIT - 1..=LONGEST_EDIT).contains(&name.len()));
        let signs_of = |name: &[char]| match name.len() {
            length @ ..=LONGEST_TWICE => length * length / 2,
            length => length,
        };
        let many: usize = names().map(|(_, name)| signs_of(name)).sum();
        let twice = many <= MOST_SIGNS;
        let mut signs: Vec<(u64, usize)> = Vec::new();
        for (at, name) in names() {
            neighbourhood(name, twice, &mut |sign| signs.push((sign, at)));
        }
        let places: Vec<Option<&[char]>> = self.names.iter().map(|name| place(name)).collect();
        signs.sort_unstable();
        signs.dedup();
        for shared in signs.chunk_by(|a, b| a.0 == b.0) {
            if shared.len() > COMMON {
                continue;
            }
            for (at, (_, a)) in shared.iter().enumerate() {
                for (_, b) in &shared[at + 1..] {
                    let likeness = wanted(*a, *b).then(|| self.edit(*a, *b, &places));
                    if let Some(likeness) = likeness.flatten() {
                        add(*a, *b, Likeness::Edit, likeness);
                    }
                }
            }
        }
    }

    fn edit(&self, a: usize, b: usize, places: &[Option<&[char]>]) -> Option<f64> {
        let elsewhere = matches!((places[a], places[b]), (Some(a), Some(b)) if a != b);
        let (a, b) = (&self.names[a], &self.names[b]);
        let longest = a.len().max(b.len());
        let allowed = match longest {
            TWO_EDITS.. => 2,
            _ if longest >= self.shortest_edit => 1,
            _ => 0,
        };
        let (left, right) = middles(a, b);
        let far = left.len().max(right.len()) > allowed + 2;
        if far || elsewhere || differ_by_rule(left, right) {
            return None;
        }
        if longest < SHORTEST_EDIT && other_trade(a, b) {
            return None;
        }
        let distance = strsim::generic_levenshtein(a, b);
        (1..=allowed)
            .contains(&distance)
            .then(|| ratio(longest - distance, longest))
    }
}

/// Names are short: their lengths are exact as floats.
#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Drops what stands in brackets of any width.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for c in name.nfkc() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

fn neighbourhood(name: &[char], twice: bool, visit: &mut impl FnMut(u64)) {
    let hash = |skip: [usize; 2]| {
        let mut hasher = DefaultHasher::new();
        for (at, c) in name.iter().enumerate() {
            if !skip.contains(&at) {
                c.hash(&mut hasher);
            }
        }
        hasher.finish()
    };
    visit(hash([usize::MAX; 2]));
    for first in 0..name.len() {
        visit(hash([first, usize::MAX]));
        if twice && (TWO_EDITS - 1..=LONGEST_TWICE).contains(&name.len()) {
            for second in first + 1..name.len() {
                visit(hash([first, second]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(names: &[&str]) -> Vec<(usize, usize, Likeness)> {
        let spellings: Vec<Vec<String>> =
            names.iter().map(|name| vec![(*name).to_owned()]).collect();
        let names = spellings.iter().map(Vec::as_slice);
        NameIndex::new(&Organizations::default(), names)
            .pairs()
            .into_iter()
            .map(|pair| (pair.first, pair.second, pair.why))
            .collect()
    }

    #[test]
    fn places_in_brackets_look_alike() {
        let found = pairs(&[
            "华东重工(杭州)有限公司",
            "华东重工（苏州）有限公司",
            "华东重工集团",
        ]);
        assert_eq!(
            found,
            [
                (0, 1, Likeness::Brackets),
                (0, 2, Likeness::Brackets),
                (1, 2, Likeness::Brackets)
            ]
        );
    }

    #[test]
    fn a_part_of_at_least_four_characters_looks_alike() {
        assert_eq!(
            pairs(&["浙江大学", "浙江大学附属医院"]),
            [(0, 1, Likeness::Part)]
        );
        assert_eq!(
            pairs(&["长河精工", "江南长河精工装备"]),
            [(0, 1, Likeness::Part)]
        );
        assert!(pairs(&["质量协会", "中国质量协会"]).is_empty());
        assert!(pairs(&["大河", "大河装备"]).is_empty());
    }

    #[test]
    fn a_typing_slip_looks_alike_and_a_sister_does_not() {
        assert_eq!(
            pairs(&["远山泵业科技", "远山泵业科枝"]),
            [(0, 1, Likeness::Edit)]
        );
        assert_eq!(
            pairs(&["远山智能泵业科技装备", "远山智泵能业科技装备"]),
            [(0, 1, Likeness::Edit)]
        );
        assert!(pairs(&["江苏省质量协会", "江西省质量协会"]).is_empty());
        assert!(pairs(&["江苏质量学会", "江西质量学会"]).is_empty());
        assert!(pairs(&["长河第一研究院", "长河第二研究院"]).is_empty());
        assert!(pairs(&["华东理工大学", "华南理工大学"]).is_empty());
        assert!(pairs(&["三山重工", "三山重机"]).is_empty(), "too short");
    }

    #[test]
    fn short_names_are_looked_at_closely_where_that_is_asked() {
        let alike = |names: [&str; 2]| {
            let spellings = names.map(|name| vec![name.to_owned()]);
            let own = NameIndex::new(
                &Organizations::default(),
                spellings.iter().map(Vec::as_slice),
            );
            own.with_short_edits().pairs().len()
        };
        assert_eq!(alike(["示例泵业有限公司", "示例泵叶有限公司"]), 1);
        assert_eq!(alike(["示例泵业有限公司", "示例药业有限公司"]), 0, "trades");
        assert_eq!(alike(["甲泵业有限公司", "甲泵叶有限公司"]), 0, "too short");
        assert_eq!(
            alike(["南方泵业有限公司", "东方泵业有限公司"]),
            0,
            "sisters"
        );
    }
}
