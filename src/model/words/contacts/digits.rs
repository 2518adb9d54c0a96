//! Recognises groups of digits that form a telephone number.

use super::Letter;
use super::shape::{Before, Gap, Written, is_mobile, is_number};
use std::ops::Range;

/// Most groups of one number: eleven single digits and the country code.
const GROUPS: usize = 13;

/// Most digits of one number, including an extension.
const DIGITS: usize = 19;

/// Adjacent digits, as a range of letters.
#[derive(Debug, Clone)]
struct Group {
    letters: Range<usize>,
    digits: String,
    /// Text between this group and the next; `None` if it ends the number.
    gap: Option<Gap>,
    before: Before,
    /// Whether a letter follows.
    followed: bool,
}

/// The ranges of all numbers. With `codes`, groups of up to four digits are codes and not parts of
/// a number.
pub(super) fn find(letters: &[Letter], codes: bool) -> Vec<Range<usize>> {
    let mut found = numbers(letters, &groups(letters, &ascii), codes);
    let chinese = numbers(letters, &groups(letters, &numeral), codes);
    found.extend(chinese);
    found.extend(mixed(letters));
    found
}

fn ascii(c: char) -> Option<char> {
    c.is_ascii_digit().then_some(c)
}

/// The digit that a Chinese numeral denotes.
fn numeral(c: char) -> Option<char> {
    Some(match c {
        '〇' | '零' => '0',
        '一' | '壹' | '幺' => '1',
        '二' | '贰' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        _ => return None,
    })
}

/// Numbers that mix both kinds of digits: only complete mobile numbers, since a name may end with a
/// numeral.
fn mixed(letters: &[Letter]) -> Vec<Range<usize>> {
    let either = |c: char| ascii(c).or_else(|| numeral(c));
    let all = groups(letters, &either);
    let both = |group: &&Group| {
        let kinds = |own: &Letter| own.c.is_ascii();
        let own = &letters[group.letters.clone()];
        own.iter().any(kinds) && !own.iter().all(kinds) && is_mobile(&group.digits)
    };
    all.iter()
        .filter(both)
        .map(|group| group.letters.clone())
        .collect()
}

fn groups(letters: &[Letter], digit: &dyn Fn(char) -> Option<char>) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if digit(letters[at].c).is_none() {
            at += 1;
            continue;
        }
        let digits: String = letters[at..].iter().map_while(|own| digit(own.c)).collect();
        let end = at + digits.len();
        let gap = all.last().and_then(|last| between(letters, last, at));
        let before = match (all.last_mut(), gap) {
            (Some(last), Some(gap)) => {
                last.gap = Some(gap);
                // Digits joined to a code belong to the code; a space separates them.
                match (last.before, gap.tied) {
                    (Before::Code, true) => Before::Code,
                    _ => Before::Nothing,
                }
            }
            _ => before(letters, at),
        };
        all.push(Group {
            before,
            followed: letters
                .get(end)
                .is_some_and(|own| own.c.is_ascii_alphabetic() || own.c == '_'),
            letters: at..end,
            digits,
            gap: None,
        });
        at = end;
    }
    all
}

fn between(letters: &[Letter], last: &Group, at: usize) -> Option<Gap> {
    let gap = &letters[last.letters.end..at];
    if gap.is_empty() || gap.len() > 5 {
        return None;
    }
    Gap::of(gap.iter().map(|own| own.c))
}

/// Classifies the text directly before the digits at `at`.
fn before(letters: &[Letter], at: usize) -> Before {
    let word = letters[..at].iter().rev().take(24);
    let word: Vec<char> = word
        .map(|own| own.c.to_ascii_lowercase())
        .take_while(|c| c.is_ascii_alphabetic() || *c == '_')
        .collect();
    let joined = at
        .checked_sub(word.len() + 1)
        .is_some_and(|at| letters[at].c.is_ascii_digit());
    let word: String = word.into_iter().rev().collect();
    let last = at.checked_sub(1).map(|at| letters[at].c);
    match last {
        Some('+') => Before::Plus,
        Some('第') => Before::Code,
        _ => Before::word(&word, joined),
    }
}

fn numbers(letters: &[Letter], all: &[Group], codes: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let mut ends = (at + 1..=limit(all, at)).rev();
        let number = match within_code(letters, &all[at]) {
            true => None,
            false => ends.find(|&end| is_one(letters, all, at..end, codes)),
        };
        if let Some(end) = number {
            let first = &all[at];
            let sign = usize::from(first.before == Before::Plus);
            let last = extension(letters, all[end - 1].letters.end);
            found.push(first.letters.start - sign..last);
        }
        at = number.unwrap_or(at + 1);
    }
    found
}

/// The index after the last group that a number beginning at `at` can include.
fn limit(all: &[Group], at: usize) -> usize {
    let mut end = at + 1;
    let mut digits = all[at].digits.len();
    while end < all.len().min(at + GROUPS) && all[end - 1].gap.is_some() {
        digits += all[end].digits.len();
        if digits > DIGITS {
            break;
        }
        end += 1;
    }
    end
}

fn is_one(letters: &[Letter], all: &[Group], of: Range<usize>, codes: bool) -> bool {
    let groups = &all[of.clone()];
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return false;
    };
    let listed = |group: &Group| matches!(group.digits.len(), 3 | 4);
    let previous = of.start.checked_sub(1).map(|at| &all[at]);
    let beside = previous
        .is_some_and(|own| own.gap.is_some() && listed(own) && own.before != Before::Code)
        || last.gap.is_some() && all.get(of.end).is_some_and(listed);
    let chinese = !letters[first.letters.start].c.is_ascii();
    let fraction = previous.is_some_and(|own| own.gap.is_some_and(|gap| gap.point));
    if fraction
        && (previous.is_some_and(|own| own.digits == "0")
            || groups.len() == 1 && !is_mobile(&first.digits))
    {
        return false;
    }
    let unit = letters
        .get(last.letters.end)
        .is_some_and(|own| "元万亿吨台件套人户次个项米千克".contains(own.c));
    is_number(&Written {
        parts: groups.iter().map(|group| group.digits.as_str()).collect(),
        gaps: groups[..groups.len() - 1]
            .iter()
            .filter_map(|group| group.gap)
            .collect(),
        before: first.before,
        followed: last.followed,
        beside,
        inside: previous.is_some_and(|own| own.gap.is_some()),
        unit,
        codes,
        chinese,
    })
}

/// Whether the digits are part of a credit code of 18 characters, or are 18 digits other than those
/// of an identity card.
fn within_code(letters: &[Letter], group: &Group) -> bool {
    let is_code = |own: &&Letter| own.c.is_ascii_alphanumeric();
    let ahead = letters[group.letters.start..].iter().take(20);
    let ahead = ahead.take_while(is_code).count();
    let behind = letters[..group.letters.start].iter().rev().take(20);
    let behind = behind.take_while(is_code).count();
    if ahead + behind != 18 {
        return false;
    }
    let start = group.letters.start - behind;
    let code: String = letters[start..start + 18].iter().map(|own| own.c).collect();
    super::shape::is_credit_code(&code)
}

/// The end of a number including its extension: 转1234, ext. 12.
fn extension(letters: &[Letter], end: usize) -> usize {
    let mut at = end;
    while at < letters.len() && letters[at].c == ' ' && at < end + 2 {
        at += 1;
    }
    let Some(word) = super::mail::length_of(letters, at, &["转分机", "分机", "转", "ext."])
    else {
        return end;
    };
    at += word;
    let digits = letters[at..].iter().take(6);
    let digits = digits.take_while(|own| own.c.is_ascii_digit()).count();
    match digits {
        1..=5 => at + digits,
        _ => end,
    }
}
