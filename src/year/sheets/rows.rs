//! Reads the rows of a table cell by cell.

use super::book::{Header, Sheet, at, text};
use super::filled::FilledRow;
use super::form::Form;
use super::mark::Mark;
use super::marked::Marked;
use super::problems;
use super::problems_marked;
use super::recusal::{self, Answer};
use super::words::{Column, fold};
use crate::files::tables::is_below;
use crate::model::words::is_unseen;
use crate::model::{Place, Problem};
use calamine::Data;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// A reader of one sheet.
pub(super) struct RowReader<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: &'a Sheet,
    pub(super) header: &'a Header,
    /// Formatting of the sheet that affects its values.
    pub(super) marked: &'a Marked<'a>,
    /// What the sheet asks for.
    pub(super) form: &'a Form,
    /// The highest total of the sheet, which a sheet of another scale may have.
    pub(super) max: f64,
    /// Cells shown as percentages.
    pub(super) percent: &'a BTreeSet<(u32, u32)>,
    /// Whether scores of this sheet are fractions of 1 rather than points.
    pub(super) fractions: bool,
    pub(super) problems: &'a mut Vec<Problem>,
}

impl RowReader<'_> {
    pub(super) fn rows(&mut self, mark: &Mark) -> Vec<FilledRow> {
        let known: BTreeMap<&str, &str> = mark
            .rows
            .iter()
            .map(|(id, hash)| (id.as_str(), hash.as_str()))
            .collect();
        let mut rows: BTreeMap<String, FilledRow> = BTreeMap::new();
        let below = self.sheet.cells.range((self.header.row + 1, 0)..);
        let mut numbers: Vec<u32> = below.map(|((row, _), _)| *row).collect();
        numbers.dedup();
        self.fractions = numbers.iter().any(|row| self.has_fraction(*row));
        let mut counted = Vec::new();
        for number in numbers {
            if let Some(words) = self.below(number, &known) {
                let place = at(self.file, self.sheet, Some(number), None);
                self.problems.push(problems_marked::below(place, &words));
                continue;
            }
            counted.push(number);
            let row = self.row(number);
            if row.id.is_empty() && !row.is_filled() {
                continue;
            }
            if !known.contains_key(row.id.as_str()) {
                self.problems
                    .push(problems::strange_row(row.place, &row.id));
            } else if rows.contains_key(&row.id) {
                self.problems.push(problems::row_twice(row.place, &row.id));
            } else {
                rows.insert(row.id.clone(), row);
            }
        }
        self.marked.tell(&counted, self.problems);
        let gone: Vec<&str> = mark
            .rows
            .iter()
            .map(|(id, _)| id.as_str())
            .filter(|id| !rows.contains_key(*id))
            .collect();
        if !gone.is_empty() {
            let place = at(self.file, self.sheet, None, None);
            self.problems
                .push(problems::row_missing(place, &gone.join(" ")));
        }
        rows.into_values().collect()
    }

    /// The first words of a row that has no submission, such as notes below the table.
    fn below(&self, row: u32, known: &BTreeMap<&str, &str>) -> Option<String> {
        let id = self.cell(row, Column::Id).map_or_else(String::new, text);
        if known.contains_key(id.as_str()) {
            return None;
        }
        let cells = self.sheet.cells.range((row, 0)..(row + 1, 0));
        let mut words = cells.map(|(_, cell)| text(cell));
        words
            .find(|own| !own.is_empty())
            .filter(|own| is_below(own))
    }

    fn row(&mut self, row: u32) -> FilledRow {
        let words = |own: &Self, column| own.cell(row, column).map_or_else(String::new, text);
        let mut touched = false;
        let mut scores = self.form.nothing();
        let mut said = None;
        for (at, score) in scores.iter_mut().enumerate() {
            let column = Column::Score(at);
            let own = words(self, column);
            // A request for recusal in place of a score.
            if recusal::says_so(&own) {
                said.get_or_insert(own);
                continue;
            }
            let before = self.problems.len();
            *score = self.number(row, column);
            touched |= !own.is_empty() || self.problems.len() > before;
        }
        if !touched {
            self.total_alone(row);
        }
        let declared = self.recusal(row, said.as_deref());
        let reason = words(self, Column::Reason);
        let cell = words(self, Column::Recusal);
        if matches!(recusal::answer(&cell), Answer::Yes { plain: false }) {
            said.get_or_insert(cell);
        }
        FilledRow {
            place: at(self.file, self.sheet, Some(row), None),
            id: words(self, Column::Id),
            title: words(self, Column::Title),
            organization: words(self, Column::Organization),
            scores,
            total: match self.cell(row, Column::Total) {
                Some(Data::Float(total)) if *total != 0.0 => Some(*total),
                _ => None,
            },
            touched,
            comment: words(self, Column::Comment),
            recusal: declared == Some(true),
            unclear: declared.is_none(),
            reason: match said {
                Some(said) if reason.is_empty() => said,
                _ => reason,
            },
            agreed: self.number(row, Column::Agreed),
            recommended: self.answer(row, Column::Recommended),
            opinion: words(self, Column::Opinion),
            signer: String::new(),
        }
    }

    /// Reports a total that was typed over the formula while the criteria are empty.
    fn total_alone(&mut self, row: u32) {
        let written = match self.cell(row, Column::Total) {
            Some(Data::Float(number)) if *number != 0.0 => number.to_string(),
            Some(Data::Int(number)) if *number != 0 => number.to_string(),
            Some(Data::String(text)) if plain_number(text).is_some() => text.clone(),
            _ => return,
        };
        let place = self.place(row, Column::Total);
        self.problems.push(problems::total_alone(place, &written));
    }

    /// Whether a recusal is declared in a row, in any column and wording; `None` if that is
    /// unclear, which is reported.
    fn recusal(&mut self, row: u32, said: Option<&str>) -> Option<bool> {
        let words = |own: &Self, column| own.cell(row, column).map_or_else(String::new, text);
        let cell = words(self, Column::Recusal);
        let (reason, comment) = (words(self, Column::Reason), words(self, Column::Comment));
        let answer = recusal::answer(&cell);
        let place = self.place(row, Column::Recusal);
        match answer {
            Answer::Yes { plain } => {
                if !plain {
                    let problem = problems::recusal_in_words(place, &cell);
                    self.problems.push(problem);
                }
                return Some(true);
            }
            Answer::Unclear => {
                self.problems.push(problems::recusal_unclear(place, &cell));
                return None;
            }
            Answer::No | Answer::Empty => {}
        }
        if said.is_some() {
            return Some(true);
        }
        // A reason without a yes, and a comment that asks for a recusal, are not ignored.
        let asks = if answer == Answer::Empty && recusal::is_reason(&reason) {
            Some((Column::Reason, reason))
        } else if recusal::asks_for_it(&comment) {
            Some((Column::Comment, comment))
        } else {
            None
        };
        let Some((column, words)) = asks else {
            return Some(false);
        };
        let place = self.place(row, column);
        self.problems.push(problems::recusal_unclear(place, &words));
        None
    }

    /// Whether a score of a row is between 0 and 1 where scores are much larger.
    fn has_fraction(&self, row: u32) -> bool {
        let scores = (0..self.form.count()).map(Column::Score);
        let mut all = scores.chain([Column::Agreed]);
        all.any(|column| {
            let value = self.cell(row, column);
            self.max(column) >= FAR_ABOVE_ONE
                && matches!(value, Some(Data::Float(value)) if *value > 0.0 && *value < 1.0)
        })
    }

    /// The highest score of a column: where all criteria have one scale, that of this sheet.
    fn max(&self, column: Column) -> f64 {
        match self.form.criteria.points {
            true => self.form.max(column),
            false => self.max,
        }
    }

    fn is_percent(&self, row: u32, column: Column) -> bool {
        let column = self.header.columns.get(&column);
        column.is_some_and(|&column| self.percent.contains(&(row, column)))
    }

    fn cell(&self, row: u32, column: Column) -> Option<&Data> {
        let column = *self.header.columns.get(&column)?;
        self.sheet.get(row, column)
    }

    fn place(&self, row: u32, column: Column) -> Place {
        let words = self.header.words.get(&column).map(String::as_str);
        at(self.file, self.sheet, Some(row), words)
    }

    fn number(&mut self, row: u32, column: Column) -> Option<f64> {
        if self.marked.refuses(row, column, self.problems) {
            return None;
        }
        let cell = self.cell(row, column)?.clone();
        let written = text(&cell);
        if written.is_empty() {
            return None;
        }
        let place = self.place(row, column);
        let max = self.max(column);
        #[allow(clippy::cast_precision_loss)] // scores are small
        let (value, as_text) = match &cell {
            Data::Float(number) => (Some(*number), false),
            Data::Int(number) => (Some(*number as f64), false),
            Data::String(_) => (plain_number(&written), true),
            _ => (None, false),
        };
        let value = value.filter(|value| value.is_finite());
        let shares = match (&cell, value) {
            (Data::String(_), None) => percent_text(&written),
            (_, Some(value)) if self.is_percent(row, column) => Some(round(value * 100.0)),
            _ => None,
        };
        if let Some(percent) = shares {
            return self.percent(place, percent, max);
        }
        let Some(value) = value else {
            self.problems.push(problems::no_number(
                place,
                &written,
                matches!(cell, Data::DateTime(_) | Data::DateTimeIso(_)),
            ));
            return None;
        };
        if self.fractions && max >= FAR_ABOVE_ONE && value > 0.0 && value <= 1.0 {
            self.problems
                .push(problems::part_of_one(place, &written, max));
            return None;
        }
        if !(0.0..=max).contains(&value) {
            self.problems
                .push(problems::out_of_range(place, &written, max));
            return None;
        }
        if as_text {
            self.problems
                .push(problems::text_number(place, &written, value));
        }
        Some(value)
    }

    /// A percentage: counted if percent and points are the same, otherwise ambiguous.
    fn percent(&mut self, place: Place, percent: f64, max: f64) -> Option<f64> {
        let written = format!("{percent}%");
        // An exact comparison is safe: the scale was stored without loss.
        #[allow(clippy::float_cmp)]
        let counts = max == 100.0 && (0.0..=max).contains(&percent);
        let value = counts.then_some(percent);
        self.problems
            .push(problems::in_percent(place, &written, value, max));
        value
    }

    /// Reads yes or no in the recommendation column.
    fn answer(&mut self, row: u32, column: Column) -> Option<bool> {
        let written = self.cell(row, column).map_or_else(String::new, text);
        let answer = match fold(&written).as_str() {
            "" if matches!(written.trim(), "√" | "✓" | "✔" | "☑" | "✅") => Some(true),
            "" if matches!(written.trim(), "×" | "✗" | "✘" | "☒" | "❌") => Some(false),
            "" if written.is_empty() => return None,
            "是" | "yes" | "y" | "true" | "1" | "对" | "推荐" | "同意" | "同意推荐"
            | "予以推荐" | "建议推荐" | "通过" => Some(true),
            "否" | "no" | "n" | "false" | "0" | "不" | "不推荐" | "不同意" | "不同意推荐"
            | "不予推荐" | "不建议推荐" | "未推荐" | "不通过" => Some(false),
            _ => None,
        };
        if answer.is_none() {
            let place = self.place(row, column);
            self.problems
                .push(problems::no_such_answer(place, &written));
        }
        answer
    }
}

/// Rounds to hundredths, removing the error of binary fractions.
fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Highest score from which a score below one point is implausible.
const FAR_ABOVE_ONE: f64 = 20.0;

/// `85%` typed into a text cell.
fn percent_text(text: &str) -> Option<f64> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    plain_number(plain.strip_suffix('%')?)
}

/// A number written as text: full-width digits, a unit after it. Superscript digits are rejected,
/// as are two numbers separated by a space.
fn plain_number(text: &str) -> Option<f64> {
    let wide = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let plain: String = text
        .trim()
        .chars()
        .filter(|c| !is_unseen(*c))
        .map(wide)
        .collect();
    let plain = plain
        .trim_end_matches('分')
        .trim_end_matches("points")
        .trim();
    // The parser would accept words such as "inf" and "nan".
    let digits = plain
        .chars()
        .all(|c| c.is_ascii_digit() || ".-+".contains(c));
    digits.then(|| plain.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_written_as_text_are_understood_and_words_are_not() {
        assert_eq!(plain_number("８５"), Some(85.0));
        assert_eq!(plain_number(" 85.5 分"), Some(85.5));
        assert_eq!(plain_number("-3"), Some(-3.0));
        for words in [
            "八十五",
            "inf",
            "NaN",
            "85/100",
            "1e3",
            "",
            "8 5",
            "85²",
            "85,5",
            "½",
        ] {
            assert_eq!(plain_number(words), None, "{words}");
        }
    }
}
