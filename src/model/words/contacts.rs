//! Telephone numbers, addresses and account names in free text, even if spaced, in full width or
//! preceded by letters.
//!
//! Linear in the length of the text: no search looks further than the longest number.

mod accounts;
mod digits;
mod mail;
mod shape;

use super::is_unseen;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// One character in normal width, with its byte range in the text.
#[derive(Debug, Clone, Copy)]
struct Letter {
    c: char,
    start: usize,
    end: usize,
}

/// The byte ranges of e-mail addresses, telephone numbers and account names in `text`. Years,
/// dates, decimals, standards, credit codes, lists of codes and digits within codes do not count.
pub fn contacts(text: &str) -> Vec<Range<usize>> {
    find(text, false)
}

/// The same for a cell that should contain codes or years: groups of up to four digits do not count
/// as parts of a number.
pub fn contacts_among_codes(text: &str) -> Vec<Range<usize>> {
    find(text, true)
}

/// A quick test that rules out most cells: too few digits and no sign.
fn may_hold(text: &str) -> bool {
    let digit =
        |c: &char| c.is_numeric() || "一二三四五六七八九零幺壹贰叁肆伍陆柒捌玖".contains(*c);
    let sign = |c: char| "@＠艾微薇威微vVwWｗＷｖＶ".contains(c);
    let words = || text.split(|c: char| !c.is_ascii_alphanumeric());
    text.chars().filter(digit).nth(4).is_some()
        || text.contains(sign)
        || words().any(|word| word.eq_ignore_ascii_case("at"))
}

fn find(text: &str, codes: bool) -> Vec<Range<usize>> {
    if !may_hold(text) {
        return Vec::new();
    }
    let letters = read(text);
    let mut found = mail::find(&letters);
    found.extend(accounts::find(&letters));
    found.extend(digits::find(&letters, codes));
    found.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in found {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    let bytes = |range: Range<usize>| letters[range.start].start..letters[range.end - 1].end;
    joined.into_iter().map(bytes).collect()
}

fn read(text: &str) -> Vec<Letter> {
    let seen = text.char_indices().filter(|(_, c)| !is_skipped(*c));
    seen.map(|(start, c)| Letter {
        c: plain(c),
        start,
        end: start + c.len_utf8(),
    })
    .collect()
}

fn plain(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => c.nfkc().next().unwrap_or(c),
    }
}

/// Whether a character is ignored within numbers: invisible ones, and the frame of keycaps (1⃣).
fn is_skipped(c: char) -> bool {
    is_unseen(c) || c == '\u{20E3}'
}

/// Labels before a number or an address; a label precedes its own suffixes.
const LABELS: &[&str] = &[
    "联系电话",
    "联系方式",
    "联系人",
    "联系",
    "电话号码",
    "电话号",
    "电话",
    "手机号码",
    "手机号",
    "手机",
    "座机",
    "传真",
    "电子邮箱",
    "电子邮件",
    "邮箱",
    "邮件",
    "微信号",
    "微信",
    "qq群",
    "qq号",
    "qq",
    "telephone",
    "cellphone",
    "mobile",
    "phone",
    "e-mail",
    "email",
    "mail",
    "wechat",
    "weixin",
    "tel",
    "cell",
    "mob",
    "fax",
    "wx",
    "vx",
    "t",
    "m",
];

/// Removes e-mail addresses and telephone numbers from a name or title, together with their labels,
/// empty brackets and separators.
pub fn without_contacts(text: &str) -> String {
    let found = contacts(text);
    if found.is_empty() {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for range in found {
        kept.push_str(&text[at..range.start]);
        let bare = without_label(&kept).len();
        kept.truncate(bare);
        at = range.end;
        if kept.ends_with(char::is_whitespace) {
            let rest = &text[at..];
            at += rest.len() - rest.trim_start().len();
        }
    }
    kept.push_str(&text[at..]);
    without_empty_brackets(&kept)
        .trim_matches(is_between)
        .to_owned()
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || ",，;；、/:：|".contains(c)
}

/// `text` without a label for a number at its end, and without anything after the label.
fn without_label(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| is_between(c) || c == '+' || is_skipped(c));
    let ends = |label: &&&str| {
        let start = bare.len().checked_sub(label.len());
        let Some(start) = start.filter(|&start| bare.is_char_boundary(start)) else {
            return false;
        };
        let word = bare[start..].eq_ignore_ascii_case(label);
        let before = bare[..start].chars().next_back();
        // A label in Latin letters must be a whole word: Matt does not end in the label "t".
        let within = label.is_ascii() && before.is_some_and(|c| c.is_ascii_alphanumeric());
        word && !within
    };
    match LABELS.iter().find(ends) {
        Some(label) => &bare[..bare.len() - label.len()],
        None => text,
    }
}

/// `text` without empty brackets.
fn without_empty_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let open = match c {
            '）' | ')' => &['（', '('],
            ']' | '］' => &['[', '［'],
            '】' | '〕' => &['【', '〔'],
            _ => {
                kept.push(c);
                continue;
            }
        };
        let bare = kept.trim_end_matches(is_between);
        if bare.ends_with(open) {
            let end = bare.len() - bare.chars().next_back().map_or(0, char::len_utf8);
            kept.truncate(end);
        } else {
            kept.push(c);
        }
    }
    kept
}

/// Whether `text` as a whole is probably a telephone number: a mobile number or one with an area
/// code. Other digits may be an id.
pub fn is_telephone(text: &str) -> bool {
    let plain: String = read(text).iter().map(|letter| letter.c).collect();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("86").unwrap_or(&digits);
    let mobile = national.len() == 11 && national.starts_with('1');
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let number = |c: char| c.is_ascii_digit() || "+-() .".contains(c);
    plain.chars().all(number) && (mobile || landline)
}

#[cfg(test)]
mod tests;
