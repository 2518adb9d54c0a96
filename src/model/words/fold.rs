//! Width and case folded.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// A text with width and case folded (Unicode's compatibility composition, then lower case), so
/// that `Ｅ００１` and `e001` agree. Linear.
pub fn folded(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfkc().flat_map(char::to_lowercase).collect())
}

/// Whether folding leaves a text as it is, seen without Unicode's tables: most cells hold unified
/// ideographs and ASCII alone, and a season's cells are folded many times.
pub(super) fn is_folded(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, ' '..='@' | '['..='~' | '\u{4E00}'..='\u{9FFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_folded_are_found_without_tables() {
        for c in (0..=0xFFFF_u32).filter_map(char::from_u32) {
            let text = c.to_string();
            if is_folded(&text) {
                let slow: String = text.nfkc().flat_map(char::to_lowercase).collect();
                assert_eq!(slow, text);
            }
        }
        assert_eq!(folded("Ｅ００１　质量"), "e001 质量");
        assert!(matches!(folded("某大学 (2)"), Cow::Borrowed(_)));
    }
}
