//! Finds similar organization names without comparing all pairs.
//!
//! Three criteria: equal names except for text in brackets; one name within the other; a small edit
//! distance. The last is found by deletion neighbourhoods: two words within d edits share a word
//! that both reach by deleting at most d characters (Mor and Fraenkel, "A hash code method for
//! detecting and correcting spelling errors", CACM 25(12), 1982).

use crate::model::Organizations;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_normalization::UnicodeNormalization;

/// Minimum length of a name that may be part of another, and for which one edit is significant.
const SHORTEST_PART: usize = 4;
const SHORTEST_EDIT: usize = 5;
/// Minimum length of a name for which two edits are still similar.
const TWO_EDITS: usize = 10;
/// Longer texts are not names, and the neighbours of a text take quadratic space.
const LONGEST_EDIT: usize = 100;
/// For longer names only one deletion is tried, since the neighbourhoods grow quadratically.
const LONGEST_TWICE: usize = 24;
/// With more signatures than this (more than a hundred thousand names), only one deletion is tried,
/// because they would not fit into the memory of an office computer.
const MOST_SIGNS: usize = 30_000_000;
/// A signature shared by more names than this is ignored.
const COMMON: usize = 64;

/// In what respect two names are similar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Equal except for text in brackets, such as a place.
    Brackets,
    /// One contains the other.
    Part,
    /// They differ in one or two characters.
    Edit,
}

impl Likeness {
    /// The similarity in words, in Chinese and in English.
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
    /// 0 to 1; 1 for names that are equal outside brackets.
    pub likeness: f64,
}

/// Normalised names without text in brackets.
pub(crate) struct NameIndex {
    names: Vec<Vec<char>>,
    bare: Vec<Vec<String>>,
    /// Minimum length of a name for which one edit is reported.
    shortest_edit: usize,
}

impl NameIndex {
    /// Indexes organizations by their spellings; all spellings of one have the same key.
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

    /// Also reports one edit in names one character shorter: for applicants there are few such
    /// cases and they are worth checking, while among all employers they are mostly coincidence.
    pub fn with_short_edits(self) -> Self {
        Self {
            shortest_edit: SHORTEST_EDIT - 1,
            ..self
        }
    }

    /// All similar pairs, each once, by the first criterion that holds; ascending.
    pub fn pairs(&self) -> Vec<Pair> {
        self.pairs_where(&|_, _| true)
    }

    /// Like [`Self::pairs`], restricted to wanted pairs, which is much faster if they are few.
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

/// Removes text in brackets of any width.
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

/// Both names without their common prefix and suffix.
fn middles<'a>(a: &'a [char], b: &'a [char]) -> (&'a [char], &'a [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Whether the two differ like affiliated organizations do: by number or compass point. Cheap,
/// because names that share many signatures are compared often; places were compared before.
fn differ_by_rule(left: &[char], right: &[char]) -> bool {
    let number = |c: &char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '一' | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
                    | '百'
                    | '零'
                    | '〇'
            )
    };
    let point = |c: &char| matches!(c, '东' | '西' | '南' | '北' | '中');
    let both = || left.iter().chain(right);
    both().all(number) || both().all(point)
}

/// Whether two names of four characters differ in the first of the last two, which denote the
/// trade: 乳业 and 药业 are different trades, not a typing error.
fn other_trade(a: &[char], b: &[char]) -> bool {
    let trade = SHORTEST_EDIT - 3;
    a.len() != b.len() || a.get(trade) != b.get(trade)
}

/// The place name at the start of a name.
fn place(name: &[char]) -> Option<&[char]> {
    if let Some(length) = name
        .iter()
        .take(7)
        .skip(2)
        .position(|c| "省市县区州盟".contains(*c))
    {
        return name.get(..length + 2);
    }
    let start: String = name.iter().take(3).collect();
    PLACES
        .iter()
        .find(|place| start.starts_with(**place))
        .and_then(|place| name.get(..place.chars().count()))
}

/// Whether a name contained in another is specific: 质量协会 is not.
fn telling(name: &[char]) -> bool {
    let mut rest: String = name.iter().collect();
    for word in COMMON_WORDS.iter().chain(&PLACES) {
        rest = rest.replace(word, "");
    }
    rest.chars().count() >= 2
}

const COMMON_WORDS: [&str; 30] = [
    "研究院",
    "研究所",
    "联合会",
    "委员会",
    "促进会",
    "工程",
    "大学",
    "学院",
    "学会",
    "协会",
    "质量",
    "中国",
    "国家",
    "全国",
    "工业",
    "认证",
    "中心",
    "检验",
    "检测",
    "技术",
    "科技",
    "管理",
    "标准化",
    "计量",
    "咨询",
    "机械",
    "电子",
    "信息化",
    "经济",
    "设备",
];

const PLACES: [&str; 52] = [
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
    "广州",
    "深圳",
    "南京",
    "杭州",
    "苏州",
    "宁波",
    "青岛",
    "厦门",
    "大连",
    "武汉",
    "成都",
    "西安",
    "长沙",
    "郑州",
    "济南",
    "合肥",
    "沈阳",
    "长春",
];

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
