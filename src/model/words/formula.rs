//! Cells of CSV that a spreadsheet program would evaluate as a formula.

use std::borrow::Cow;

/// `text` as a CSV cell that no spreadsheet program evaluates: an apostrophe is put before the
/// beginning of a formula. Signed numbers are not changed. [`taken_back`] reverses it.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if begins_formula(text) || text.starts_with('\'') && begins_formula(&text[1..]) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A CSV cell without the apostrophe added by [`harmless`].
pub fn taken_back(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if begins_formula(text) || text.starts_with('\'') => text,
        _ => cell,
    }
}

fn begins_formula(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        Some('=' | '@' | '\t' | '\r' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !is_number(characters.as_str()),
        _ => false,
    }
}

/// Whether the text after a sign is a plain number.
fn is_number(rest: &str) -> bool {
    rest.bytes().any(|byte| byte.is_ascii_digit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_words_and_come_back() {
        for text in [
            "=1+1",
            "@SUM(A1)",
            "+cmd|' /C calc'!A0",
            "-A1",
            "\t=1",
            "'=1",
            "＝1",
            "-",
            "-2+3",
        ] {
            let cell = harmless(text);
            assert!(cell.starts_with('\''), "{text}");
            assert_eq!(taken_back(&cell), text);
        }
        for text in ["", "E001", "-1", "+3.5", "O'Neil", "'quoted'", "1=1"] {
            assert_eq!(harmless(text), text);
            assert_eq!(taken_back(text), text);
        }
    }
}
