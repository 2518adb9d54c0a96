//! Finds the known word nearest to an unknown one.

use super::headers::fold;
use crate::model::Problem;
use crate::model::words::Bilingual;

/// Minimum likeness of a suggestion.
const ALIKE: f64 = 0.5;

/// Maximum length of a word to compare. No known word is longer, and comparing would take longer
/// than reading the table.
const LONGEST: usize = 64;

/// Returns the candidate most like `word`, if one is similar enough; ties go to the first.
/// Candidates whose length differs too much are not compared, so a long list stays cheap.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = fold(word);
    let length = word.chars().count();
    if length > LONGEST {
        return None;
    }
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

/// Maximum number of ids to compare; more would take longer than reading them.
const MANY_IDS: usize = 20_000;

/// Returns the id most like `word`, if it is unique: ids are consecutive, so several equally near
/// ones are no help.
pub(super) fn nearest_id<'a>(
    word: &str,
    ids: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    if ids.clone().nth(MANY_IDS).is_some() {
        return None;
    }
    let best = nearest(word, ids.clone())?;
    let alike = |id: &str| strsim::damerau_levenshtein(&fold(word), &fold(id));
    let distance = alike(best);
    let rivals = ids
        .filter(|id| *id != best && alike(id) <= distance)
        .count();
    (rivals == 0).then_some(best)
}

/// How the clause with the nearest word begins.
const NEAREST: &str = "，最接近的是「";

/// Formats the nearest word as a clause to append to a sentence; empty if there is none.
pub(super) fn suggestion(nearest: Option<&str>) -> Bilingual {
    nearest.map_or_else(Bilingual::default, |word| {
        Bilingual::new(
            format!("{NEAREST}{word}」"),
            format!("; the nearest known is [{word}]"),
        )
    })
}

/// What a cell with a problem could hold instead: the nearest word that the problem names, in the
/// place of what is wrong.
pub fn nearest_value(problem: &Problem, cell: &str) -> Option<String> {
    let (_, rest) = problem.what.zh.rsplit_once(NEAREST)?;
    let (word, _) = rest.split_once('」')?;
    let wrong = problem.value.as_str();
    let whole = !wrong.is_empty() && cell.matches(wrong).count() == 1;
    (whole && !word.contains('…')).then(|| cell.replace(wrong, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Place, Severity};

    #[test]
    fn an_id_is_offered_only_when_it_stands_out() {
        assert_eq!(
            nearest_id("E01", ["E001", "E002"].into_iter()),
            Some("E001")
        );
        assert_eq!(nearest_id("E009", ["E001", "E002"].into_iter()), None);
    }

    #[test]
    fn the_cell_that_would_be_right_is_known_from_the_problem() {
        let Bilingual { zh, en } = suggestion(Some("C34"));
        let problem = |value: &str| Problem {
            severity: Severity::Error,
            code: "E308",
            place: Place::default(),
            value: value.to_owned(),
            what: Bilingual::new(format!("没有这个行业{zh}"), format!("no such industry{en}")),
            action: Bilingual::default(),
        };
        let found = nearest_value(&problem("Z34"), "C26;Z34");
        assert_eq!(found.as_deref(), Some("C26;C34"));
        assert_eq!(
            nearest_value(&problem("Z34"), "Z34;Z34"),
            None,
            "which one?"
        );
        assert_eq!(nearest_value(&problem(""), ""), None);
        let mut none = problem("Z34");
        none.what = Bilingual::same("没有这个行业");
        assert_eq!(nearest_value(&none, "Z34"), None);
    }

    #[test]
    fn the_nearest_word_is_found_or_none() {
        let words = ["employed_by", "formerly_employed_by", "任职", "曾任职"];
        assert_eq!(nearest("employd_by", words), Some("employed_by"));
        assert_eq!(nearest("任職", words), Some("任职"));
        assert_eq!(nearest("xyz", words), None);
        assert_eq!(nearest("", words), None);
    }
}
