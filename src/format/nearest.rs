//! The known word nearest to an unknown one.

use super::headers::fold;
use crate::text::Bilingual;

/// Words less alike than this are not offered.
const ALIKE: f64 = 0.5;

/// Returns the candidate most like `word`, if any is like it at all; the first of equals.
/// Candidates whose length differs too much are not compared, so a long list stays cheap.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    let mut best = (ALIKE, None);
    for candidate in candidates {
        let other = fold(candidate);
        let other_length = other.chars().count();
        if length.max(other_length) > 2 * length.min(other_length) + 1 {
            continue;
        }
        let alike = strsim::normalized_damerau_levenshtein(&word, &other);
        if alike >= best.0 && (best.1.is_none() || alike > best.0) {
            best = (alike, Some(candidate));
        }
    }
    best.1
}

/// Turns the nearest word into half a sentence to put at the end of one; empty when there is none.
pub(super) fn suggestion(nearest: Option<&str>) -> Bilingual {
    nearest.map_or_else(Bilingual::default, |word| {
        Bilingual::new(
            format!("，最接近的是「{word}」"),
            format!("; the nearest known is [{word}]"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_or_none() {
        let words = ["employed_by", "formerly_employed_by", "任职", "曾任职"];
        assert_eq!(nearest("employd_by", words), Some("employed_by"));
        assert_eq!(nearest("任職", words), Some("任职"));
        assert_eq!(nearest("xyz", words), None);
        assert_eq!(nearest("", words), None);
    }
}
