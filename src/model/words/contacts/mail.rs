//! E-mail addresses, also written with `(at)`, `[dot]` and the like.

use super::Letter;
use std::ops::Range;

/// Longest name before the sign, and longest host after it, in letters.
const NAME: usize = 64;
const HOST: usize = 128;

/// Spellings of `@`. Those between spaces count only with a host that is certain.
const SIGNS: &[&str] = &["@", "(at)", "[at]", "{at}", "<at>", "艾特", " at "];

/// Spellings of the dot in a host.
const POINTS: &[&str] = &[
    "(dot)", "[dot]", "{dot}", " dot ", "(.)", "[.]", " . ", "(点)", ".", "。", "点",
];

/// Top-level parts of hosts that make an address certain.
const CERTAIN: &[&str] = &[
    "com", "cn", "org", "net", "edu", "gov", "hk", "tw", "io", "top",
];

/// The ranges of all addresses.
pub(super) fn find(letters: &[Letter]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        match sign(letters, at).and_then(|length| address(letters, at, length)) {
            Some(range) => {
                at = range.end;
                found.push(range);
            }
            None => at += 1,
        }
    }
    found
}

fn sign(letters: &[Letter], at: usize) -> Option<usize> {
    length_of(letters, at, SIGNS)
}

/// The address around a sign at `at`.
fn address(letters: &[Letter], at: usize, length: usize) -> Option<Range<usize>> {
    let certain = letters[at].c == ' ';
    let mut from = at;
    while from > 0 && letters[from - 1].c == ' ' && at - from < 2 {
        from -= 1;
    }
    let name = letters[..from].iter().rev().take(NAME);
    let name = name.take_while(|own| is_name(own.c)).count();
    let start = if name == 0 { at } else { from - name };
    let mut host = at + length;
    while host < letters.len() && letters[host].c == ' ' && host < at + length + 2 {
        host += 1;
    }
    let (end, last) = host_end(letters, host)?;
    let known = CERTAIN.contains(&last.to_ascii_lowercase().as_str());
    // Without a name before the sign, or with the sign in words, the host must be certain.
    (known || name > 0 && !certain).then_some(start..end)
}

/// The end of the host that begins at `at`, and its last part.
fn host_end(letters: &[Letter], at: usize) -> Option<(usize, String)> {
    let limit = letters.len().min(at + HOST);
    let mut end = part(letters, at, limit)?;
    let mut host = None;
    while let Some(point) = length_of(letters, end, POINTS) {
        let Some(next) = part(letters, end + point, limit) else {
            break;
        };
        let last: String = letters[end + point..next].iter().map(|own| own.c).collect();
        end = next;
        let word = last.len() >= 2 && last.chars().all(|c| c.is_ascii_alphabetic());
        host = word.then_some((end, last)).or(host);
    }
    host
}

/// The end of the part of a host that begins at `at`.
fn part(letters: &[Letter], at: usize, limit: usize) -> Option<usize> {
    let rest = letters.get(at..limit)?;
    let inside = |own: &&Letter| own.c.is_ascii_alphanumeric() || own.c == '-';
    let many = rest.iter().take_while(inside).count();
    (many > 0).then_some(at + many)
}

/// The length of the first of `words` that occurs at `at`; `None` if none does.
pub(super) fn length_of(letters: &[Letter], at: usize, words: &[&str]) -> Option<usize> {
    let stands = |word: &&&str| {
        let mut own = letters[at..].iter();
        word.chars().all(|c| {
            own.next()
                .is_some_and(|letter| letter.c.to_ascii_lowercase() == c)
        })
    };
    words.iter().find(stands).map(|word| word.chars().count())
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._%+-".contains(c)
}
