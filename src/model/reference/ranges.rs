//! Ranges of ids (`E003至E005`), and lists that omit what ids share (`E003/4`).

use super::book::{Book, Found, How};
use super::cell::{Part, listed};
use super::series::numbered;
use crate::model::words::is_unseen;
use unicode_normalization::UnicodeNormalization;

/// Larger ranges are taken for typing errors.
const MOST: u64 = 1_000;
/// Longer texts are prose.
const LONGEST: usize = 400;

/// Words and signs between the two ends of a range; longest first.
const BETWEEN: [&str; 21] = [
    "->", "=>", "......", "...", "..", "to", "至", "到", "→", "~", "-", "–", "—", "⁓", "〜", ":",
    "‐", "‑", "‒", "―", "−",
];

impl Book {
    /// Reads a cell with a range of ids, or with ids of which all but the first are shortened.
    /// `None` if it has neither, or contains other text as well.
    pub(super) fn enumerated(&self, text: &str) -> Option<Vec<Part>> {
        let folded: String = text.nfkc().filter(|c| !is_unseen(*c)).collect();
        if folded.chars().count() > LONGEST {
            return None;
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut special = false;
        let mut before: Option<String> = None;
        for item in listed(&folded) {
            if let Some(rows) = self.range(item) {
                special = true;
                before = rows.last().map(|at| self.id(*at).to_owned());
                let part = |at: usize| Part {
                    text: self.id(at).to_owned(),
                    found: Found::One(at, How::Range),
                };
                parts.extend(rows.into_iter().map(part));
                continue;
            }
            let words = words(item);
            // 张伟和陈静: two names in one run of characters.
            special |= words.len() > 1 && !item.contains(|c: char| c.is_ascii_digit());
            for word in words {
                let (found, short) = self.short(word, before.as_deref());
                let digits = word.bytes().all(|byte| byte.is_ascii_digit());
                let Found::One(at, _) = found else {
                    if before.is_none() || !digits || found != Found::None {
                        return None;
                    }
                    // A shortened id of no row: reported like any unknown id.
                    special = true;
                    parts.push(Part {
                        text: word.to_owned(),
                        found,
                    });
                    continue;
                };
                special |= short;
                before = Some(self.id(at).to_owned());
                parts.push(Part {
                    text: word.to_owned(),
                    found,
                });
            }
        }
        special.then_some(parts)
    }

    /// Looks up an id, or the end of one that begins like the previous one; the flag says which.
    fn short(&self, word: &str, before: Option<&str>) -> (Found, bool) {
        let own = match self.by_id(word) {
            Found::None => self.by_name(word),
            found => found,
        };
        if own != Found::None {
            return (own, false);
        }
        let digits = word.trim_end_matches(['号', '等']);
        let number = digits.parse::<u64>().ok().filter(|_| digits.len() <= 9);
        let front = before.and_then(numbered).map(|(front, _)| front);
        let row = number.zip(front).and_then(|(number, front)| {
            let series = self.series();
            series.get(&(front, number)).copied()
        });
        match row {
            Some(at) => (Found::One(at, How::Range), true),
            None => (Found::None, false),
        }
    }

    /// The rows from the first id of a range to the last; missing numbers are skipped.
    fn range(&self, item: &str) -> Option<Vec<usize>> {
        let text: String = item.chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.to_lowercase();
        let text = text.trim_start_matches(['从', '自', '第']);
        let cuts = text.char_indices().filter(|(at, _)| *at > 0);
        cuts.into_iter().find_map(|(at, _)| {
            let word = BETWEEN.iter().find(|word| text[at..].starts_with(**word))?;
            let first = text[..at].trim_end_matches(['起', '号', '至', '到']);
            let last = text[at + word.len()..].trim_start_matches(['至', '到', '-', '第']);
            let last = last.trim_end_matches(['号', '止', '等', '。', '.', '的']);
            self.between(first, last)
        })
    }

    fn between(&self, first: &str, last: &str) -> Option<Vec<usize>> {
        let named = |text: &str| self.by_id(text).one().map(|at| self.id(at).to_owned());
        let (front, from) = numbered(&named(first).unwrap_or_else(|| first.to_owned()))?;
        let digits = !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit());
        let (end, to) = match digits {
            true => (front.clone(), last.parse().ok()?),
            false => numbered(last)?,
        };
        if end != front || to <= from || to - from > MOST {
            return None;
        }
        // At least one end is an id of the table; the other may lie beyond its ids.
        let series = self.series();
        let rows: Vec<usize> = series
            .range((front.clone(), from)..=(front, to))
            .map(|(_, at)| *at)
            .collect();
        (!rows.is_empty()).then_some(rows)
    }
}

/// The words of an item with several ids, separated by slashes, gaps, `和` and the like.
fn words(item: &str) -> Vec<&str> {
    let between = |c: char| c.is_whitespace() || "/\\+&和与及跟".contains(c);
    let words = item.split(between).map(str::trim);
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SeasonBuilder;

    fn meant(text: &str) -> Vec<String> {
        let mut season = SeasonBuilder::new();
        for id in ["E001", "E002", "E003", "E004", "E007"] {
            season = season.expert(id, "甲院", "C", "Q06.01", |_| ());
        }
        let season = season.build();
        let book = Book::experts(&season.experts);
        let parts = book.cell(text).into_iter();
        let id = |part: Part| part.found.one().map(|at| book.id(at).to_owned());
        parts.map(|part| id(part).unwrap_or_default()).collect()
    }

    #[test]
    fn a_range_is_everybody_from_first_to_last() {
        for text in [
            "E002至E004",
            "E002-E004",
            "e2～4",
            "E002—004",
            "从E002到E004止",
            "E002->E004",
            "E002 - E004",
        ] {
            assert_eq!(meant(text), ["E002", "E003", "E004"], "{text}");
        }
        assert_eq!(meant("E004-E007"), ["E004", "E007"], "gaps stay out");
        assert_eq!(meant("E001、E003至E004"), ["E001", "E003", "E004"]);
        assert_eq!(meant("E004-E002"), ["E004", "E002"], "no range");
    }

    #[test]
    fn an_id_may_leave_out_how_the_one_before_it_begins() {
        for text in ["E003/4", "E003、004", "E003,4", "E003 004", "E003和4"] {
            assert_eq!(meant(text), ["E003", "E004"], "{text}");
        }
        assert_eq!(meant("E003/9"), ["E003", ""], "nobody has that id");
    }
}
