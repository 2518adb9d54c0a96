//! Words that name no organization where one is expected: 退休, 无, N/A, a dash.

use crate::model::words::plain;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The built-in words; an office adds its own in the table `nobody` of its season.
const TABLE: &str = include_str!("../../../data/nobody.csv");

/// Meaning of a cell that names no organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nobody {
    /// The cell is empty or equivalent to that: 无, N/A, a dash.
    Blank,
    /// The cell states that there is none: 退休, 自由职业, self-employed.
    Stated,
}

static WORDS: LazyLock<BTreeMap<String, Nobody>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1);
    rows.filter_map(|row| row.split_once(','))
        .map(|(word, meaning)| {
            let meaning = match meaning.trim() {
                "blank" => Nobody::Blank,
                _ => Nobody::Stated,
            };
            (fold(word), meaning)
        })
        .collect()
});

/// Folds case, width, spaces and punctuation.
pub(super) fn fold(word: &str) -> String {
    plain(word)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The meaning of `text` if it names no organization; `own` are the office's further words, folded.
pub(super) fn nobody(text: &str, own: &BTreeMap<String, Nobody>) -> Option<Nobody> {
    let longest = own.keys().map(String::len).max().unwrap_or(0).max(64);
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    if letters.take(2 * longest + 1).count() > 2 * longest {
        // Longer than any such word.
        return None;
    }
    let folded = fold(text);
    if folded.is_empty() {
        // Nothing at all, dashes, slashes, dots, a circle.
        return Some(Nobody::Blank);
    }
    own.get(&folded).or_else(|| WORDS.get(&folded)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nobody_are_known_however_they_are_typed() {
        let none = BTreeMap::new();
        for blank in [
            "",
            " ",
            "无",
            "/",
            "\\",
            "-",
            "—",
            "——",
            "N/A",
            "ｎ／ａ",
            "na",
            "None",
            "（无）",
            "〇",
        ] {
            let expected = (blank != "〇").then_some(Nobody::Blank);
            assert_eq!(nobody(blank, &none), expected, "{blank:?}");
        }
        for stated in [
            "退休",
            " 已退休 ",
            "（退休）",
            "自由职业者",
            "獨立專家",
            "Self-Employed",
            "retired",
            "個人",
        ] {
            assert_eq!(nobody(stated, &none), Some(Nobody::Stated), "{stated}");
        }
        assert_eq!(nobody("退休职工大学", &none), None);
        let own = BTreeMap::from([(fold("社会人士"), Nobody::Stated)]);
        assert_eq!(nobody("社会人士", &own), Some(Nobody::Stated));
    }
}
