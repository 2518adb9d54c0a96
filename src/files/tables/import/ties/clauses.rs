//! The parts of a sentence: clauses, years, the name of an organization that no table has.

use super::tie::has;
use crate::files::tables::relation_words::looks_like_organization;
use crate::model::RelationKind as Kind;

/// A line without the number before it.
pub(super) fn without_number(line: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（()）".contains(c);
    let rest = line.trim_start_matches(number);
    match rest.strip_prefix(['.', '、', '．', ' ', ')', '）']) {
        Some(rest) if rest.len() < line.len() => rest.trim(),
        _ => line.trim(),
    }
}

/// What stands behind a bracket that is closed.
pub(super) fn bracketed(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + c.len_utf8()..];
        }
    }
    text
}

/// The clauses of a sentence; a denial is a clause of its own.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    let parts = text.split(['，', ',', '；', ';', '。']);
    let mut clauses: Vec<&str> = parts.map(str::trim).filter(|own| !own.is_empty()).collect();
    if clauses.is_empty() {
        clauses.push(text);
    }
    clauses
}

/// An organization that no table of the season names, between words that lead to it.
pub(super) fn stranger(clause: &str) -> Option<String> {
    let leads = [
        "给", "在", "为", "于", "持有", "到", "与", "任", "是", "担任",
    ];
    let ends = [
        "有限责任公司",
        "股份有限公司",
        "有限公司",
        "公司",
        "集团",
        "研究院",
        "研究所",
        "大学",
        "学院",
        "医院",
        "协会",
        "学会",
        "中心",
        "银行",
        "工厂",
        "局",
        "厂",
    ];
    // 回避：某公司 says before the colon what the tie is.
    let mut parts = clause.split(['：', ':']);
    let clause = parts.find(|part| ends.iter().any(|word| part.contains(word)))?;
    let (_, end) = ends
        .iter()
        .filter_map(|word| clause.find(word).map(|at| (at, at + word.len())))
        .min_by_key(|(at, _)| *at)?;
    let head = &clause[..end];
    let from = leads
        .iter()
        .filter_map(|word| head.find(word).map(|at| at + word.len()))
        .max()
        .unwrap_or(0);
    let name = head[from..].trim_start_matches(['：', ':', ' ']);
    (name.chars().count() > 3 && looks_like_organization(name)).then(|| name.to_owned())
}

/// The years that a clause names; `this` is that of the season: 去年 is the one before.
pub(super) fn years(kind: Kind, clause: &str, this: i32) -> (Option<i32>, Option<i32>) {
    if kind == Kind::KinOf || kind == Kind::ParentOf {
        return (None, None);
    }
    let mut years: Vec<i32> = Vec::new();
    for (at, _) in clause.match_indices('年') {
        let digits: String = clause[..at]
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let digits: String = digits.chars().rev().collect();
        match digits.parse() {
            Ok(year) if (1950..=2100).contains(&year) => years.push(year),
            _ if clause[..at].ends_with('去') => years.push(this - 1),
            _ if clause[..at].ends_with('前') => years.push(this - 2),
            _ if clause[..at].ends_with('今') => years.push(this),
            _ => {}
        }
    }
    let until_now = has(clause, &["至今", "起", "以来"]);
    match (years.as_slice(), kind) {
        ([], _) => (None, None),
        ([last], Kind::FormerlyEmployedBy) => (None, Some(*last)),
        ([first], _) if until_now => (Some(*first), None),
        ([one], _) => (Some(*one), Some(*one)),
        ([first, .., last], _) => (Some(*first), Some(*last)),
    }
}
