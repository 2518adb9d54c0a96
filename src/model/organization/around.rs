//! Text around the names of a cell, other than brackets: numbers and labels of a list, words before
//! a name (借调至, 来自) and after it (等2家单位, 公章).

use super::phrases::{LABELS, LEADS, LEADS_BEFORE, NOT_LED, TAILS, is_role};
use super::suffix;
use crate::model::words::plain;

/// Replaces the numbers, labels and quotation marks of a list by `；`; `None` if there are none.
/// `ends` says whether a text ends like an organization, where the next item may begin.
pub(super) fn listed(text: &str, ends: &dyn Fn(&str) -> bool) -> Option<String> {
    if !text.contains(is_mark) && !text.contains(is_number) {
        return None;
    }
    let (mut out, mut start, mut at) = (String::new(), 0, 0);
    // Text within brackets is read together with them.
    let mut depth = 0_usize;
    while let Some(c) = text[at..].chars().next() {
        let before = text[start..at].trim();
        let outside = depth == 0;
        let found = marker(&text[at..], at == 0, text)
            .filter(|_| outside)
            .filter(|_| {
                let before = before.trim_end_matches(|c: char| ",，;；、".contains(c));
                before.is_empty() || ends(before)
            });
        match found {
            Some(Marker::Dropped(length)) => {
                out.push_str(&text[start..at]);
                out.push('；');
                at += length;
                start = at;
            }
            Some(Marker::Kept(length)) if !before.is_empty() => {
                out.push_str(&text[start..at + length]);
                out.push('；');
                at += length;
                start = at;
            }
            Some(Marker::Quoted(open, inner, close)) if ends(&text[at + open..][..inner]) => {
                out.push_str(&text[start..at]);
                out.push('；');
                out.push_str(&text[at + open..][..inner]);
                out.push('；');
                at += open + inner + close;
                start = at;
            }
            _ => {
                if "(（[【〔".contains(c) {
                    depth += 1;
                } else if ")）]】〕".contains(c) {
                    depth = depth.saturating_sub(1);
                }
                at += c.len_utf8();
            }
        }
    }
    if start == 0 {
        return None;
    }
    out.push_str(&text[start..]);
    Some(out)
}

fn is_mark(c: char) -> bool {
    "(（[【〔:：“「『《\"".contains(c) || c.is_whitespace()
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit()
}

enum Marker {
    /// A number or a label of this many bytes.
    Dropped(usize),
    /// A remark in brackets about the preceding name, followed directly by more text.
    Kept(usize),
    /// Quotation marks around this many bytes.
    Quoted(usize, usize, usize),
}

fn marker(text: &str, first: bool, whole: &str) -> Option<Marker> {
    let c = text.chars().next()?;
    let pairs = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('【', '】'),
        ('〔', '〕'),
    ];
    if let Some((open, close)) = pairs.into_iter().find(|(open, _)| *open == c) {
        let inner = &text[open.len_utf8()..];
        let (inner, rest) = inner.split_once(close)?;
        let folded = plain(inner.trim());
        let length = text.len() - rest.len();
        if is_ordinal(&folded) {
            let more = rest.len() - rest.trim_start_matches(['.', '、', ':', '：', ' ']).len();
            let form = suffix::is_form(&plain(rest)) || starts_with_form(rest);
            return (!form).then_some(Marker::Dropped(length + more));
        }
        let joined = rest.chars().next().is_some_and(char::is_alphanumeric);
        let kept = joined && is_role(&folded) && !starts_with_form(rest);
        return kept.then_some(Marker::Kept(length));
    }
    let quotes = [
        ('“', '”'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('"', '"'),
    ];
    if let Some((open, close)) = quotes.into_iter().find(|(open, _)| *open == c) {
        let (inner, _) = text[open.len_utf8()..].split_once(close)?;
        return Some(Marker::Quoted(
            open.len_utf8(),
            inner.len(),
            close.len_utf8(),
        ));
    }
    if c.is_ascii_digit() {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - rest.len();
        let behind = rest.chars().next()?;
        let marks = [')', '）', '、', ':', '：', '.', '．'];
        let named = |rest: &str| {
            rest.trim_start()
                .chars()
                .next()
                .is_some_and(|c| !c.is_ascii_digit())
        };
        if digits <= 2 && marks.contains(&behind) && named(&rest[behind.len_utf8()..]) {
            return Some(Marker::Dropped(digits + behind.len_utf8()));
        }
        // 1 甲公司 2 乙公司.
        let row = behind.is_whitespace() && whole.trim_start().starts_with('1');
        let further = whole.contains(" 2") || whole.contains("\u{3000}2");
        return (digits <= 2 && row && further).then_some(Marker::Dropped(digits));
    }
    let label = LABELS.iter().find_map(|label| {
        let rest = text.strip_prefix(label)?;
        let rest = rest.strip_prefix('方').unwrap_or(rest);
        let behind = rest.chars().next()?;
        let short = label.chars().nth(1).is_none();
        let colon = [':', '：'].contains(&behind) && (short || !first);
        let gap = behind.is_whitespace();
        (colon || gap).then(|| text.len() - rest.len() + behind.len_utf8())
    })?;
    Some(Marker::Dropped(label))
}

/// `1`, `12`, `三`, `甲`: what numbers the items of a list.
fn is_ordinal(folded: &str) -> bool {
    let letters = folded.chars().count();
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    (1..=2).contains(&letters) && folded.chars().all(numeral)
}

/// Whether a name continues with a legal form: （集团）股份有限公司.
fn starts_with_form(rest: &str) -> bool {
    let forms = ["有限", "股份", "集团", "责任", "公司", "控股", "总公司"];
    forms.iter().any(|form| rest.trim_start().starts_with(form))
}

/// The text without remarks and marks after the name; `None` if there are none. `ends` as in
/// [`listed`].
pub(super) fn without_tail<'a>(text: &'a str, ends: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    let marks = |c: char| "*※＊†‡#＃?？!！~～…—-–_,，.。;；:：、·".contains(c) || c.is_whitespace();
    // Marks alone do not change a name.
    let mut left = one_tail(text.trim_end_matches(marks), ends)?.trim_end_matches(marks);
    while let Some(rest) = one_tail(left, ends) {
        left = rest.trim_end_matches(marks);
    }
    ends(left).then_some(left)
}

fn one_tail<'a>(text: &'a str, ends: &dyn Fn(&str) -> bool) -> Option<&'a str> {
    let held = |rest: &str| {
        let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || ",，、;；".contains(c));
        rest.chars().count() >= 2 && ends(rest)
    };
    let word = || TAILS.iter().filter_map(|tail| text.strip_suffix(tail));
    if let Some(rest) = word().find(|rest| held(rest)) {
        return Some(rest);
    }
    let (rest, count) = text.rsplit_once('等')?;
    let others = [
        "单位", "企业", "公司", "机构", "高校", "院所", "组织", "部门", "院校", "",
    ];
    let count = others.iter().find_map(|word| count.strip_suffix(word))?;
    let count = count.trim_end_matches(['家', '个', '所', '余']);
    let numeral =
        |c: char| c.is_ascii_digit() || "共计多数几两一二三四五六七八九十百各".contains(c);
    (count.trim().chars().all(numeral) && held(rest)).then_some(rest)
}

/// Meaning of a word before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Works there, or nothing: 借调至, 来自.
    Now,
    /// Worked there: 前.
    Before,
}

/// The text after a word before a name, and the word's meaning. `known` says whether the season has
/// an organization of that name, since a single letter (现, 前, 在) may also begin a name.
pub(super) fn without_lead<'a>(
    text: &'a str,
    known: &dyn Fn(&str) -> bool,
) -> Option<(&'a str, Lead)> {
    let leads = LEADS.iter().map(|word| (*word, Lead::Now));
    let before = LEADS_BEFORE.iter().map(|word| (*word, Lead::Before));
    leads.chain(before).find_map(|(word, lead)| {
        let rest = text.strip_prefix(word)?;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ":：,，、".contains(c));
        let folded = plain(rest);
        let own = suffix::strong(&folded) && folded.chars().count() >= 6;
        // 现代 and 前海 are beginnings of names.
        let led = word.chars().nth(1).is_some() || !is_led_name(text);
        let sure = word.chars().nth(1).is_some() || lead == Lead::Before;
        (led && (known(rest) || own && sure)).then_some((rest, lead))
    })
}

fn is_led_name(text: &str) -> bool {
    NOT_LED.iter().any(|name| text.starts_with(name))
}

/// `（原）甲公司`: a remark in brackets before the name, and the name.
pub(super) fn led_by_bracket(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    };
    let (inner, rest) = text[open.len_utf8()..].split_once(close)?;
    let short = inner.chars().count() <= 8 && !inner.trim().is_empty();
    (short && rest.trim().chars().count() >= 2).then(|| (inner.trim(), rest.trim()))
}
