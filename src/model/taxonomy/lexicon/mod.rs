//! Reads cells of industries or domains: codes and names in any of the forms that offices use, and
//! common synonyms.

mod beside;
mod list;

use super::words::{Words, loose};
use super::{DomainCode, DomainTaxonomy, IndustryCode, IndustryTaxonomy};
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(crate) use list::{Item, LEVELS};

/// The interface of a taxonomy that the lexicon needs.
pub(crate) trait Taxonomy {
    /// Type of its codes.
    type Code: Clone + PartialEq + std::fmt::Debug;

    /// The item with this code, in any spelling of a code.
    fn code(&self, text: &str) -> Option<Self::Code>;

    /// The item with this name, in either language.
    fn named(&self, text: &str) -> Option<Self::Code>;

    /// The code as shown to people.
    fn text(code: &Self::Code) -> &str;

    /// The deeper of two when one is, or lies below, the other.
    fn deeper<'c>(a: &'c Self::Code, b: &'c Self::Code) -> Option<&'c Self::Code>;

    /// All Chinese names with their codes, in the order of the codes.
    fn names(&self) -> Vec<(&str, Self::Code)>;

    /// Whether a code has the same meaning as in the built-in table.
    fn agrees_with_built_in(&self, code: &str) -> bool;
}

/// The reading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading<C> {
    /// A code or a name of the taxonomy.
    Listed(C),
    /// A common word for these codes, all of which apply.
    Word(Vec<C>),
    /// A code or a known word, with a name that is not listed.
    Beside(Vec<C>, String),
    /// A word with more than one possible meaning.
    Several(Vec<Vec<C>>),
    /// A code with the name of a different item.
    Differ(Vec<C>, Vec<C>),
}

/// A taxonomy with synonyms for its codes.
#[derive(Debug)]
pub(crate) struct Lexicon<T: Taxonomy> {
    taxonomy: T,
    own: Words,
    built_in: &'static Words,
    names: OnceLock<BTreeMap<String, (T::Code, bool)>>,
}

/// Longer texts are not looked up.
const LONGEST: usize = 240;

/// Words after a name that do not change its meaning.
const TAILS: [&str; 32] = [
    "等相关行业",
    "相关行业",
    "等行业",
    "行业",
    "产业",
    "领域",
    "企业",
    "方向",
    "专业",
    "类",
    "等",
    "业",
    "管理方法",
    "管理模式",
    "方法",
    "活动",
    "工具",
    "技术",
    "模式",
    "理论",
    "体系建设",
    "建设",
    "分析",
    "管理",
    "推进",
    "推广",
    "应用",
    "实践",
    "知识",
    "制度",
    "法",
    "industry",
];

impl<T: Taxonomy> Lexicon<T> {
    /// Creates a lexicon; the office's `own` words take precedence over the built-in ones.
    pub(crate) fn new(taxonomy: T, own: Words, built_in: &'static Words) -> Self {
        Self {
            taxonomy,
            own,
            built_in,
            names: OnceLock::new(),
        }
    }

    /// The taxonomy itself.
    pub(crate) fn taxonomy(&self) -> &T {
        &self.taxonomy
    }

    /// Returns the taxonomy and drops the words.
    pub(crate) fn into_taxonomy(self) -> T {
        self.taxonomy
    }

    /// The synonyms of codes: the office's own, then the built-in ones.
    pub(crate) fn words(&self) -> impl Iterator<Item = &super::Word> {
        self.own.all().chain(self.built_in.all())
    }

    /// Reads one item of a list; `None` if unknown. Linear in its length.
    pub(crate) fn item(&self, text: &str) -> Option<Reading<T::Code>> {
        if text.len() > LONGEST {
            return None;
        }
        let text = bare(text);
        if text.is_empty() {
            return None;
        }
        self.simple(text)
            .or_else(|| self.beside(text))
            .or_else(|| self.path(text))
            .or_else(|| self.simple(numbered(text)?))
            .or_else(|| self.without_tail(text, 2))
    }

    /// Reads a code, a name or a synonym alone.
    fn simple(&self, text: &str) -> Option<Reading<T::Code>> {
        let code = self.taxonomy.code(text);
        code.map(Reading::Listed).or_else(|| self.name(text))
    }

    /// Reads a name or a synonym alone.
    fn name(&self, text: &str) -> Option<Reading<T::Code>> {
        if let Some(code) = self.taxonomy.named(text) {
            return Some(Reading::Listed(code));
        }
        let own = self.own.get(text).map(|word| (word, false));
        let word = own.or_else(|| self.built_in.get(text).map(|word| (word, true)));
        let key = loose(text);
        let (code, whole) = match self.names().get(&key) {
            Some((code, whole)) => (Some(code), *whole),
            None => (None, false),
        };
        match (code, word) {
            // It differs from a listed name in punctuation only.
            (Some(code), None) if whole => return Some(Reading::Listed(code.clone())),
            (_, Some((word, built_in))) => {
                if let Some(reading) = self.word(&word.readings, built_in) {
                    return Some(reading);
                }
            }
            _ => {}
        }
        code.map(|code| Reading::Word(vec![code.clone()]))
    }

    /// The readings of a word with codes that this taxonomy knows; for built-in words, only codes
    /// that have the same meaning here as in the built-in table.
    fn word(&self, readings: &[Vec<String>], built_in: bool) -> Option<Reading<T::Code>> {
        let known = |code: &String| {
            let agrees = !built_in || self.taxonomy.agrees_with_built_in(code);
            agrees.then(|| self.taxonomy.code(code)).flatten()
        };
        let mut all: Vec<Vec<T::Code>> = readings
            .iter()
            .filter_map(|codes| codes.iter().map(known).collect())
            .collect();
        match all.len() {
            0 => None,
            1 => all.pop().map(Reading::Word),
            _ => Some(Reading::Several(all)),
        }
    }

    /// The word without a suffix that does not change its meaning: `汽车行业`, `TPM管理`.
    fn without_tail(&self, text: &str, depth: usize) -> Option<Reading<T::Code>> {
        TAILS
            .iter()
            .filter_map(|tail| text.strip_suffix(tail).filter(|head| !head.is_empty()))
            .find_map(|head| {
                let found = match self.name(head.trim_end()) {
                    Some(Reading::Listed(code)) => Some(Reading::Word(vec![code])),
                    other => other,
                };
                found.or_else(|| self.without_tail(head, depth.checked_sub(1)?))
            })
    }

    /// Listed names by loose spelling, also without 业 and 制造业; the flag is `true` for whole names.
    /// Built once.
    fn names(&self) -> &BTreeMap<String, (T::Code, bool)> {
        self.names.get_or_init(|| {
            let listed = self.taxonomy.names();
            let mut names: BTreeMap<String, (T::Code, bool)> = BTreeMap::new();
            let mut doubtful = Vec::new();
            for (name, code) in &listed {
                for tail in ["服务业", "制造业", "加工业", "制品业", "业", "管理"] {
                    let Some(short) = name.strip_suffix(tail).map(loose) else {
                        continue;
                    };
                    if short.chars().count() < 2 || short.starts_with("其他") {
                        continue;
                    }
                    if let Some((other, _)) = names.get(&short)
                        && T::deeper(other, code).is_none()
                    {
                        doubtful.push(short);
                        continue;
                    }
                    names.insert(short, (code.clone(), false));
                }
            }
            for short in doubtful {
                names.remove(&short);
            }
            for (name, code) in listed {
                if let Some(named) = self.taxonomy.named(name) {
                    names.insert(loose(name), (named, true));
                } else {
                    names.insert(loose(name), (code, true));
                }
            }
            names
        })
    }
}

/// A text without surrounding quotes and brackets and without full stops at its end.
fn bare(text: &str) -> &str {
    const AROUND: [char; 20] = [
        '"', '\'', '“', '”', '‘', '’', '「', '」', '『', '』', '《', '》', '<', '>', '[', ']',
        '【', '】', '*', '·',
    ];
    let mut text = text.trim();
    loop {
        let before = text;
        text = text.trim().trim_matches(AROUND);
        text = text.trim_end_matches(['。', '.', '，', ',', '、', ';', '；', ':', '：']);
        for (open, close) in [('(', ')'), ('（', '）')] {
            let inner = text
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close));
            if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
                text = inner;
            }
            let opened = text.matches(open).count();
            let closed = text.matches(close).count();
            if opened > closed {
                text = text.strip_prefix(open).unwrap_or(text);
            } else if closed > opened {
                text = text.strip_suffix(close).unwrap_or(text);
            }
        }
        if text == before {
            return text;
        }
    }
}

/// The text after a list number: `1.精益生产`, `(2)六西格玛`, `③5S`.
fn numbered(text: &str) -> Option<&str> {
    let open = text.trim_start_matches(['(', '（', '第']);
    let digits = open
        .find(|c: char| !(c.is_ascii_digit() || "一二三四五六七八九十".contains(c)))
        .filter(|end| (1..=6).contains(end));
    let rest = match digits {
        Some(end) => open[end..].strip_prefix(['.', '．', ')', '）', '、', ':', '：']),
        None => None,
    };
    rest.or_else(|| text.strip_prefix(|c: char| ('①'..='⑳').contains(&c)))
        .map(str::trim_start)
        .filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_numeric))
}

impl Taxonomy for IndustryTaxonomy {
    type Code = IndustryCode;

    fn code(&self, text: &str) -> Option<IndustryCode> {
        Self::code(self, text)
    }

    fn named(&self, text: &str) -> Option<IndustryCode> {
        Self::named(self, text)
    }

    fn text(code: &IndustryCode) -> &str {
        code.text()
    }

    fn deeper<'c>(a: &'c IndustryCode, b: &'c IndustryCode) -> Option<&'c IndustryCode> {
        if a.contains(b) {
            Some(b)
        } else {
            b.contains(a).then_some(a)
        }
    }

    fn names(&self) -> Vec<(&str, IndustryCode)> {
        self.listed()
            .filter_map(|(code, name)| Some((name.zh.as_str(), Self::code(self, code)?)))
            .collect()
    }

    fn agrees_with_built_in(&self, code: &str) -> bool {
        static OURS: std::sync::LazyLock<IndustryTaxonomy> =
            std::sync::LazyLock::new(IndustryTaxonomy::built_in);
        self.listed_name(code) == OURS.listed_name(code)
    }
}

impl Taxonomy for DomainTaxonomy {
    type Code = DomainCode;

    fn code(&self, text: &str) -> Option<DomainCode> {
        Self::code(self, text)
    }

    fn named(&self, text: &str) -> Option<DomainCode> {
        Self::named(self, text)
    }

    fn text(code: &DomainCode) -> &str {
        &code.code
    }

    fn deeper<'c>(a: &'c DomainCode, b: &'c DomainCode) -> Option<&'c DomainCode> {
        if a == b || b.parent.as_ref() == Some(&a.code) {
            Some(b)
        } else {
            (a.parent.as_ref() == Some(&b.code)).then_some(a)
        }
    }

    fn names(&self) -> Vec<(&str, DomainCode)> {
        self.listed()
            .map(|(domain, name)| (name.zh.as_str(), domain.clone()))
            .collect()
    }

    fn agrees_with_built_in(&self, code: &str) -> bool {
        static OURS: std::sync::LazyLock<DomainTaxonomy> =
            std::sync::LazyLock::new(DomainTaxonomy::built_in);
        use crate::model::words::Lang::Zh;
        self.name(code, Zh) == OURS.name(code, Zh)
    }
}

#[cfg(test)]
mod tests;
