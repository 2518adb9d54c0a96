//! Account names after a word for the service: WeChat and QQ.

use super::Letter;
use super::mail::length_of;
use std::ops::Range;

const WECHAT: &[&str] = &[
    "微信号",
    "微信",
    "薇信",
    "威信",
    "v信",
    "weixin",
    "wechat",
    "wx",
    "vx",
];
const QQ: &[&str] = &["qq号", "qq群", "qq", "扣扣", "企鹅号"];

/// The ranges of all account names.
pub(super) fn find(letters: &[Letter]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let account = internal(letters, at).or_else(|| named(letters, at));
        at = account.as_ref().map_or(at + 1, |range| range.end);
        found.extend(account);
    }
    found
}

/// WeChat's internal ids, which need no label.
fn internal(letters: &[Letter], at: usize) -> Option<Range<usize>> {
    let start = at + length_of(letters, at, &["wxid_"])?;
    let end = start + run(letters, start, usize::MAX);
    (end > start).then_some(at..end)
}

fn named(letters: &[Letter], at: usize) -> Option<Range<usize>> {
    let letter = |at: usize| {
        letters
            .get(at)
            .is_some_and(|own| own.c.is_ascii_alphabetic())
    };
    if at > 0 && letter(at) && letter(at - 1) {
        return None;
    }
    let wechat = length_of(letters, at, WECHAT);
    let label = wechat.or_else(|| length_of(letters, at, QQ))?;
    let behind = letters[at + label..].iter();
    let gap = behind
        .take(4)
        .take_while(|own| " :=号是为(".contains(own.c));
    let gap: Vec<char> = gap.map(|own| own.c).collect();
    let start = at + label + gap.len();
    let many = run(letters, start, 40);
    let account = &letters[start..start + many];
    let digits = account.iter().filter(|own| own.c.is_ascii_digit()).count();
    let announced = gap.iter().any(|c| ":=号".contains(*c))
        || letters[at..at + label].iter().any(|own| own.c == '号');
    let telling = digits > 0 || account.iter().any(|own| own.c == '_') || announced;
    let is_account = match wechat {
        Some(_) => many >= 5 && telling && (digits < many || digits >= 5),
        None => digits == many && (5..=12).contains(&many),
    };
    is_account.then_some(start..start + many)
}

/// The number of letters from `at` that may belong to an account name.
fn run(letters: &[Letter], at: usize, most: usize) -> usize {
    let rest = letters.get(at..).unwrap_or_default().iter().take(most);
    rest.take_while(|own| own.c.is_ascii_alphanumeric() || "_-".contains(own.c))
        .count()
}
