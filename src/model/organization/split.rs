//! Where a cell with several organizations is split.

use super::suffix::{self, ideographs, is_form, part, post, strong, weak};
use crate::model::words::plain;

/// Classification of a text next to other texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// An organization of the season, or a text that ends like one.
    Organization,
    /// An institute or a faculty: an organization, or a part of the one before it.
    Institute,
    /// A department or a post.
    Part,
    /// Anything else.
    Name,
}

/// The pieces of a text, and whether the split is certain.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub pieces: Vec<String>,
    /// Whether the text as a whole may be a single organization.
    pub whole: bool,
    /// Whether departments or posts were removed.
    pub shortened: bool,
}

/// Splits at characters that always separate: semicolons, enumeration commas, bars, circled
/// numbers.
pub(super) fn hard(text: &str) -> Vec<String> {
    let numbered = |c: char| {
        ('\u{2460}'..='\u{249B}').contains(&c)
            || ('\u{2776}'..='\u{277F}').contains(&c)
            || ('\u{3220}'..='\u{3229}').contains(&c)
    };
    let parts = outside(text, |c| ";；、|｜。‖●◆■▲★◇".contains(c) || numbered(c));
    let only_digits = |part: &&str| part.trim().chars().all(|c| c.is_ascii_digit());
    let parts = parts.into_iter().filter(|part| !only_digits(part));
    remarked(parts.map(numberless))
}

/// Puts a separate remark (退休, 返聘) into brackets after the name it refers to.
fn remarked<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        match kept.last_mut() {
            Some(before) if suffix::remark(&plain(part)) => *before = format!("{before}（{part}）"),
            _ => kept.push(part.to_owned()),
        }
    }
    kept
}

/// A piece without its list number: `1.`, `2)`, `（3）`, `一.`.
fn numberless(piece: &str) -> &str {
    let piece = piece.trim();
    let inner = piece.trim_start_matches(['(', '（']);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let digits = inner.trim_start_matches(number);
    let rest = digits.trim_start_matches(['.', '．', ')', '）', '、', ':', '：']);
    let numbered = digits.len() < inner.len() && rest.len() < digits.len();
    if numbered { rest.trim() } else { piece }
}

/// The parts between characters that satisfy `at`, but not within brackets or quotation marks.
pub(super) fn outside(text: &str, at: impl Fn(char) -> bool) -> Vec<&str> {
    const OPEN: &str = "(（[【〔〈《{「『“";
    const CLOSE: &str = ")）]】〕〉》}」』”";
    let count = |of: &str| text.chars().filter(|c| of.contains(*c)).count();
    let balanced = count(OPEN) == count(CLOSE);
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (position, c) in text.char_indices() {
        if OPEN.contains(c) {
            depth += 1;
        } else if CLOSE.contains(c) {
            depth = depth.saturating_sub(1);
        } else if at(c) && (depth == 0 || !balanced) {
            parts.push(&text[start..position]);
            start = position + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Splits at line breaks, commas, slashes, hyphens, ampersands and gaps, the strongest first, if
/// the texts on both sides look like organizations or like a department after one.
pub(super) fn soft(text: &str, look: &impl Fn(&str) -> Look) -> Pieces {
    let separators: [(&str, Kind); 7] = [
        ("\n\r\u{2028}\u{b}", Kind::Line),
        (",，", Kind::Comma),
        ("/／\\＼", Kind::Slash),
        ("+＋&＆", Kind::Sign),
        ("—–－>→", Kind::Sign),
        (" \t\u{3000}\u{a0}", Kind::Gap),
        ("-", Kind::Sign),
    ];
    for (characters, kind) in separators {
        let divides = |c| characters.contains(c);
        // Few cells contain any, and matching brackets is the expensive part.
        if !text.contains(divides) {
            continue;
        }
        let parts = outside(text, divides);
        if parts.len() > 1
            && let Some(pieces) = divide(text, &parts, kind, look)
        {
            return pieces;
        }
    }
    Pieces {
        pieces: vec![joined(text)],
        ..Pieces::default()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Comma,
    Slash,
    Sign,
    Gap,
}

/// The pieces, or `None` if this is not a place to split.
fn divide(text: &str, parts: &[&str], kind: Kind, look: &impl Fn(&str) -> Look) -> Option<Pieces> {
    let parts = whole_words(parts);
    let mut found = Pieces::default();
    let mut vague = false;
    for (at, part) in parts.iter().enumerate() {
        match look(part) {
            Look::Organization => found.pieces.push(part.clone()),
            Look::Institute if at == 0 => found.pieces.push(part.clone()),
            Look::Part if at > 0 => found.shortened = true,
            Look::Institute => {
                // 样例大学/机械学院: a faculty, or an institute of its own. The whole name is kept as well;
                // an institute named elsewhere in the season is an organization by the rule above.
                (found.shortened, found.whole) = (true, true);
            }
            _ => {
                let word = ideographs(&plain(part)) >= 2 && kind != Kind::Sign && kind != Kind::Gap;
                vague |= !word;
                found.whole = true;
                if word {
                    found.pieces.push(part.clone());
                }
            }
        }
    }
    let first = parts.first().map(|part| look(part));
    let led = first == Some(Look::Organization) || first == Some(Look::Institute);
    if parts.len() < 2 || found.pieces.is_empty() {
        return None;
    }
    if found.shortened && !led && found.pieces.len() < 2 {
        return None;
    }
    if vague && kind == Kind::Gap && found.shortened && first == Some(Look::Organization) {
        // 甲公司 副总经理 张三.
        found.pieces.truncate(1);
    } else if vague {
        // Only texts that are certainly organizations, and the whole text as well.
        found
            .pieces
            .retain(|piece| look(piece) == Look::Organization);
        if found.pieces.is_empty() || kind == Kind::Gap || kind == Kind::Sign {
            return None;
        }
    }
    if found.whole {
        found.pieces.insert(0, joined(text));
    }
    Some(found)
}

/// Joins fragments to the name they belong to: `Foo Co.` `, Ltd.`, `示例华东` `有限公司`.
fn whole_words(parts: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in remarked(parts.iter().map(|part| numberless(part))) {
        let part = part.as_str();
        let folded = plain(part);
        if folded.is_empty() {
            continue;
        }
        let short = folded.chars().filter(|c| c.is_alphanumeric()).count() < 2;
        let fragment = is_form(&folded) || short;
        let before = words
            .last()
            .is_some_and(|word| plain(word).chars().filter(|c| c.is_alphanumeric()).count() < 2);
        match words.last_mut() {
            Some(word) if fragment || before => {
                if word.is_ascii() || part.is_ascii() {
                    word.push(' ');
                }
                word.push_str(part);
            }
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// Joins a text of several lines into one.
fn joined(text: &str) -> String {
    let gap = if text.is_ascii() { " " } else { "" };
    text.lines().map(str::trim).collect::<Vec<_>>().join(gap)
}

/// Names that begin with a conjunction.
const NAMES: [&str; 36] = [
    "和平",
    "和田",
    "和谐",
    "和顺",
    "和县",
    "联合",
    "兼",
    "暨",
    "同仁",
    "同济",
    "同方",
    "同煤",
    "同创",
    "同兴",
    "同德",
    "同心",
    "同庆",
    "同和",
    "同福",
    "同花顺",
    "同益",
    "同辉",
    "同泰",
    "同盛",
    "同程",
    "同曦",
    "同洲",
    "并州",
    "合作社",
    "合作银行",
    "共同体",
    "协同创新",
    "与时",
    "及时",
    "同步",
    "同力",
];

/// The conjunction or sign at a position: its length in bytes, and whether it is a common one.
fn joiner(text: &str, at: usize) -> Option<(usize, bool)> {
    const USUAL: [&str; 7] = ["以及", "联合", "与", "和", "及", "暨", "兼"];
    const RARE: [&str; 14] = [
        "并会同",
        "会同",
        "连同",
        "携手",
        "联手",
        "协同",
        "偕同",
        "共同",
        "合作",
        "协作",
        "并",
        "同",
        "跟",
        "偕",
    ];
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let named = |at: usize| NAMES.iter().any(|name| text[at..].starts_with(name));
    if let Some(word) = USUAL.iter().find(|word| rest.starts_with(**word)) {
        let start = at == 0 || text[..at].trim().is_empty();
        return (!(start && named(at))).then_some((word.len(), true));
    }
    if let Some(word) = RARE.iter().find(|word| rest.starts_with(**word)) {
        return (!named(at)).then_some((word.len(), false));
    }
    let before = text[..at].chars().next_back();
    let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c.is_alphanumeric());
    // 甲公司x乙公司, 甲公司 and 乙公司.
    let word = rest.get(..4).map(str::to_lowercase);
    if word.as_deref() == Some("and ") && before.is_some_and(char::is_whitespace) {
        return Some((3, false));
    }
    if ['x', 'X'].contains(&first) && wide(before) && wide(rest[1..].chars().next()) {
        return Some((1, false));
    }
    let sign = |c: char| {
        !c.is_alphanumeric()
            && !c.is_whitespace()
            && !"()（）[]【】〔〕“”\"'《》「」『』〈〉、;；,，/／\\＼|｜+＋&＆—–－-".contains(c)
    };
    let run = rest.find(|c: char| !sign(c)).unwrap_or(rest.len());
    (run > 0 && !before.is_some_and(sign)).then_some((run, false))
}

/// Splits `甲公司与乙公司` at conjunctions that follow the end of an organization, from left to right.
/// With `joint` the text states that there are several; if no such end is found, it is split at the
/// first conjunction.
pub(super) fn conjoined(
    text: &str,
    joint: bool,
    look: &impl Fn(&str) -> Look,
) -> Option<Vec<String>> {
    /// Maximum number of conjunctions considered.
    const PLACES: usize = 16;
    let starts = |at: usize| joiner(text, at);
    let places = text.char_indices();
    let places = places.filter_map(|(at, _)| starts(at).map(|found| (at, at + found.0, found.1)));
    let (mut all, mut start) = (Vec::new(), 0);
    for (at, end, usual) in places.take(PLACES) {
        if at < start {
            // Skip the second character of 以及.
            continue;
        }
        let (left, right) = (text[start..at].trim(), text[end..].trim());
        let right = right.trim_end_matches("申报").trim();
        let ends = suffix::strong(&plain(left)) || look(left) == Look::Organization;
        // 甲公司和质量部与丁公司: the department belongs to the organization before it.
        let institute = start > 0 && look(left) == Look::Institute;
        let part = start > 0 && (left.is_empty() || look(left) == Look::Part);
        // 与丁公司 after a gap; 和平医院 and 联合大学 are names.
        let leads = start == 0 && usual && left.is_empty();
        let ends = (ends || institute) && !left.is_empty();
        if !(ends || part || leads) || right.is_empty() {
            continue;
        }
        let right_look = look(right);
        let known = right_look == Look::Organization;
        // A sign or an uncommon word separates only if both sides are organizations.
        let fits = match usual {
            true => joint || known || right_look == Look::Institute,
            false => known && right.chars().count() >= 4 && ends,
        };
        if fits {
            if ends {
                all.push(left.to_owned());
            }
            start = end;
        }
    }
    if start > 0 {
        let last = text[start..].trim().trim_end_matches("申报").trim();
        all.push(last.to_owned());
        return Some(all);
    }
    if !joint {
        return None;
    }
    ["与", "和", "及", "暨", "兼"].iter().find_map(|word| {
        let (left, right) = text.split_once(word)?;
        let long = |side: &str| side.trim().chars().count() >= 2;
        (long(left) && long(right)).then(|| vec![left.trim().to_owned(), right.trim().to_owned()])
    })
}

/// Classifies a text by its end alone.
pub(super) fn by_end(text: &str) -> Look {
    let folded = plain(text.trim());
    if part(&folded) || post(&folded) {
        Look::Part
    } else if weak(&folded) {
        Look::Institute
    } else if strong(&folded) {
        Look::Organization
    } else {
        Look::Name
    }
}

/// `head（inner）`: the last bracket, if the text ends with one.
pub(super) fn bracket(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let last = text.chars().next_back()?;
    let open = match last {
        ')' | '）' => ['(', '（'],
        ']' | '】' => ['[', '【'],
        '〕' => ['〔', '〔'],
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if ")）]】〕".contains(c) {
            depth += 1;
        } else if "(（[【〔".contains(c) {
            depth -= 1;
            if depth == 0 {
                let inner = &text[at + c.len_utf8()..text.len() - last.len_utf8()];
                return open.contains(&c).then(|| (text[..at].trim(), inner.trim()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_together() {
        assert_eq!(hard("甲（一、二）；乙"), ["甲（一、二）", "乙"]);
        assert_eq!(
            hard("甲（丙、丁；乙"),
            ["甲（丙", "丁", "乙"],
            "never closed"
        );
        assert_eq!(hard("1、甲公司 2、乙公司").len(), 2);
        assert_eq!(hard("①甲公司②乙公司"), ["甲公司", "乙公司"]);
        assert_eq!(hard("1.甲公司；2.乙公司；"), ["甲公司", "乙公司"]);
        assert_eq!(hard("七一二所"), ["七一二所"]);
    }

    #[test]
    fn names_that_contain_a_separator_stay_whole() {
        for name in [
            "Novo A/S",
            "Foo Co., Ltd.",
            "R&D示例有限公司",
            "Rolls-Royce Ltd",
            "Johnson & Johnson",
            "中国石化-示例项目",
        ] {
            let found = soft(name, &by_end);
            assert_eq!(found.pieces.len(), 1, "{name}: {found:?}");
        }
    }

    #[test]
    fn organizations_beside_each_other_are_several() {
        for text in [
            "甲公司/乙大学",
            "甲公司\n乙大学",
            "甲公司，乙大学",
            "甲公司 乙大学",
            "甲公司+乙大学",
            "甲公司—乙大学",
        ] {
            let found = soft(text, &by_end);
            assert_eq!(found.pieces, ["甲公司", "乙大学"], "{text}");
            assert!(!found.whole, "{text}");
        }
        let vague = soft("华为/中兴", &by_end);
        assert_eq!(vague.pieces, ["华为/中兴", "华为", "中兴"]);
        assert_eq!(
            soft("示例华东\n泵业有限公司", &by_end).pieces[0],
            "示例华东泵业有限公司"
        );
        assert_eq!(
            soft("示例泵业\n有限公司", &by_end).pieces,
            ["示例泵业有限公司"]
        );
    }

    #[test]
    fn joint_applicants_are_divided_behind_an_organization() {
        let all = |text: &str, joint| conjoined(text, joint, &by_end);
        assert_eq!(
            all("甲公司与乙公司", false),
            Some(vec!["甲公司".into(), "乙公司".into()])
        );
        assert_eq!(all("上海材料与器件研究院", false), None);
        assert_eq!(all("浙江省经济和信息化厅", false), None);
        assert_eq!(
            all("华为与中兴", true),
            Some(vec!["华为".into(), "中兴".into()])
        );
        assert_eq!(all("甲公司、乙和丙公司", false), None);
    }
}
