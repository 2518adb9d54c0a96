//! Invisible characters, and how they are shown.

use std::borrow::Cow;

/// Whether a character has no visible width: zero-width and bidirectional marks, soft hyphens,
/// variation selectors, byte order marks, controls.
pub fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFC}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        || c.is_control() && !c.is_whitespace()
}

/// White space that looks like a plain space, or is invisible at the end of a cell.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && c != ' ' && c != '\u{3000}'
}

/// The text with invisible characters written out, such as `E003‹U+200B›`, so that texts which look
/// the same can be distinguished in a message.
pub fn reveal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_unseen(c) || is_odd_space(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unseen(c) || is_odd_space(c) {
            shown.push_str(&format!("‹U+{:04X}›", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::reveal;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(reveal("E003\u{200b}"), "E003‹U+200B›");
        assert_eq!(reveal("E\u{a0}3"), "E‹U+00A0›3");
        assert_eq!(reveal("张 伟"), "张 伟");
    }
}
