//! Normal forms of ids and names for comparison.

use crate::model::words::{folded, is_unseen};

/// Dashes, hyphens and minus signs of all kinds.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{30FC}'
        | '\u{2500}'..='\u{2501}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// The form in which ids are compared: no invisible characters or spaces, one width and case, one
/// kind of dash, no surrounding quotes, apostrophes, brackets or `="…"`, and no `.0` added to a
/// number by a spreadsheet.
pub fn plain(id: &str) -> String {
    if id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return id.to_ascii_lowercase();
    }
    let folded: String = folded(id)
        .chars()
        .filter(|c| !is_unseen(*c) && !c.is_whitespace())
        .map(|c| if is_dash(c) { '-' } else { c })
        .collect();
    let trimmed = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = trimmed.trim_end_matches('0');
    match bare.strip_suffix('.') {
        Some(whole)
            if bare.len() < trimmed.len()
                && whole.bytes().last().is_some_and(|b| b.is_ascii_digit()) =>
        {
            whole.to_owned()
        }
        _ => trimmed.to_owned(),
    }
}

/// A [`plain`] id without dashes and similar signs, and with look-alike letters of other alphabets
/// replaced by Latin ones. Two numbers remain two.
pub fn loose(plain: &str) -> String {
    let mut text = String::with_capacity(plain.len());
    let mut gap = false;
    for c in plain.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        let c = latin(c);
        let digits = c.is_ascii_digit() && text.ends_with(|last: char| last.is_ascii_digit());
        if gap && digits {
            text.push('-');
        }
        gap = false;
        text.push(c);
    }
    text
}

/// A [`loose`] id without leading zeros in its numbers.
pub fn zeroless(loose: &str) -> String {
    let mut text = String::with_capacity(loose.len());
    let mut rest = loose;
    while let Some(c) = rest.chars().next() {
        if !c.is_ascii_digit() {
            text.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let number = rest[..end].trim_start_matches('0');
        text.push_str(if number.is_empty() { "0" } else { number });
        rest = &rest[end..];
    }
    text
}

/// The Latin letter or digit that a lower-case Cyrillic or Greek letter, or a circle, resembles.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        '〇' => '0',
        other => other,
    }
}

/// The form in which names of persons and titles are compared: one width, case and script form,
/// only letters and ideographs, so that spaces and middle dots do not matter.
pub fn name_key(name: &str) -> String {
    crate::model::words::plain(name)
        .chars()
        .filter(|c| c.is_alphanumeric() && !is_unseen(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_id_are_one() {
        for text in [
            "E003",
            "e003",
            "Ｅ００３",
            " E003\u{a0}",
            "\u{feff}E003",
            "E\u{200b}003",
            "E003\u{202c}",
            "E0\u{ad}03",
            "'E003",
            "“E003”",
            "=\"E003\"",
            "「E003」",
            "E003。",
            "E003\u{fe0f}",
            "\u{2066}E003\u{2069}",
            "E 003",
            "E003.0",
            "E003.",
        ] {
            assert_eq!(plain(text), "e003", "{text:?}");
        }
        assert_eq!(plain("S‑002"), plain("S–002"));
        assert_eq!(plain("7.00"), "7");
        assert_eq!(plain("1.10"), "1.10");
        assert_eq!(loose(&plain("S—002")), "s002");
        assert_eq!(loose(&plain("Е003")), "e003", "a Cyrillic letter");
        assert_ne!(loose(&plain("2024-007")), loose(&plain("2024007")));
    }

    #[test]
    fn zeros_at_the_start_of_numbers_do_not_count_in_the_last_form() {
        let key = |text: &str| zeroless(&loose(&plain(text)));
        assert_eq!(key("0007"), key("7.0"));
        assert_eq!(key("A06"), key("a6"));
        assert_eq!(key("2024-007"), key("2024-7"));
        assert_ne!(key("A60"), key("A6"));
        assert_eq!(key("000"), "0");
    }

    #[test]
    fn names_are_compared_without_spaces_and_dots() {
        assert_eq!(name_key("阿卜杜勒·买买提"), name_key("阿卜杜勒・ 买买提"));
        assert_eq!(name_key("陈　静"), "陈静");
    }
}
