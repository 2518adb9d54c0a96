//! Typed reading of cells. Every fault is reported with its place, and reading continues.

use super::answers::{YesNo, condition, yes_no};
use super::table::Row;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::grid::Cell;
use crate::files::tables::findings::Findings;
use crate::model::words::Bilingual;
use unicode_normalization::UnicodeNormalization;

/// Splits a list at `;` `；` `、`; empty items are dropped.
pub(in crate::files::tables) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

impl Row<'_, '_> {
    /// The text of a cell; empty for a missing cell or an error value, which the table has already
    /// reported.
    pub(in crate::files::tables) fn text(&self, column: usize, _: &mut Findings) -> String {
        let cell = self.cell(column);
        // Already reported when the table was read.
        if matches!(cell, Cell::Error(_)) {
            return String::new();
        }
        cell.text().into_owned()
    }

    /// A cell that must not be empty; `None` if it is, or if it cannot be read.
    pub(in crate::files::tables) fn required(
        &self,
        column: usize,
        findings: &mut Findings,
    ) -> Option<String> {
        let text = self.text(column, findings);
        if !text.is_empty() {
            return Some(text);
        }
        // A missing column is reported once, an error cell already has been.
        if self.table().has(column) && self.cell(column).is_empty() {
            let header = self.table().header(column);
            findings.add(
                ProblemCode::ValueMissing,
                self.place_of(column),
                "",
                bilingual!(
                    "「{header}」为必填项，此处为空",
                    "[{header}] is required but is empty here"
                ),
                bilingual!(
                    "填写该单元格，或删去整行",
                    "Fill in the cell, or remove the row"
                ),
            );
        }
        None
    }

    /// Reads an id; rejects a number that has lost digits, and a date.
    pub(in crate::files::tables) fn id(
        &self,
        column: usize,
        findings: &mut Findings,
    ) -> Option<String> {
        let cell = self.cell(column);
        if cell.lost_digits() {
            findings.add(
                ProblemCode::DigitsLost,
                self.place_of(column),
                cell.text(),
                bilingual!(
                    "编号被电子表格当作数字，末尾的数位已丢失",
                    "The spreadsheet treated this id as a number, and its last digits were lost"
                ),
                bilingual!(
                    "把该列设为“文本”格式后重新填写编号",
                    "Format the column as text and type the id again"
                ),
            );
            return None;
        }
        if let Cell::Date(date) = cell {
            findings.add(
                ProblemCode::IdIsDate,
                self.place_of(column),
                date.as_str(),
                bilingual!(
                    "编号被电子表格转成了日期",
                    "The spreadsheet turned this id into a date"
                ),
                bilingual!(
                    "把该列设为“文本”格式后重新填写编号",
                    "Format the column as text and type the id again"
                ),
            );
            return None;
        }
        self.required(column, findings)
    }

    /// Reads a yes/no cell; returns `default` if it is empty or invalid.
    pub(in crate::files::tables) fn yes_no(
        &self,
        column: usize,
        default: bool,
        findings: &mut Findings,
    ) -> bool {
        let text = self.text(column, findings);
        if text.is_empty() {
            return default;
        }
        match yes_no(&text) {
            Some(answer) => {
                if let Some(rest) = condition(&text) {
                    self.restricted(column, &text, rest, answer, findings);
                }
                answer != YesNo::No
            }
            None => {
                findings.add(
                    ProblemCode::YesNoUnknown,
                    self.place_of(column),
                    text,
                    bilingual!("应为“是”或“否”", "Neither yes nor no"),
                    bilingual!(
                        "填 是/否、√/空、1/0 或 yes/no",
                        "Write yes/no, true/false, 1/0, or √ and nothing"
                    ),
                );
                default
            }
        }
    }

    /// Reports that the condition attached to an answer is ignored.
    fn restricted(
        &self,
        column: usize,
        text: &str,
        rest: &str,
        answer: YesNo,
        findings: &mut Findings,
    ) {
        let (zh, en) = match answer {
            YesNo::No => ("否", "no"),
            YesNo::Yes | YesNo::Tick => ("是", "yes"),
        };
        findings.add(
            ProblemCode::AnswerRestricted,
            self.place_of(column),
            text,
            bilingual!(
                "按“{zh}”处理，后面的条件「{rest}」没有采用",
                "Read as {en}; the condition after it, [{rest}], is not used"
            ),
            bilingual!(
                "能参加的日期写入“可参加日期”一列；其他条件由人安排，此格只写是或否",
                "Write the days into the column free_days; arrange for anything else by hand and write yes or no here"
            ),
        );
    }

    /// Reads a non-negative whole number, if there is one; `empty` describes the meaning of an
    /// empty cell.
    pub(in crate::files::tables) fn whole(
        &self,
        column: usize,
        empty: &Bilingual,
        findings: &mut Findings,
    ) -> Option<u32> {
        let text = self.text(column, findings);
        if text.is_empty() {
            return None;
        }
        let plain: String = text.nfkc().collect();
        let whole = plain.strip_suffix(".0").unwrap_or(&plain).parse();
        if whole.is_err() {
            let Bilingual { zh, en } = empty;
            findings.add(
                ProblemCode::NumberBad,
                self.place_of(column),
                text,
                bilingual!(
                    "应为不小于 0 的整数",
                    "This is not a whole number of 0 or more"
                ),
                bilingual!(
                    "填写整数，或留空{zh}",
                    "Write a whole number, or leave it empty {en}"
                ),
            );
        }
        whole.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_yes_and_no_of_the_contract_is_understood() {
        for text in ["是", "yes", "TRUE", "1", "Ｙ"] {
            assert_eq!(yes_no(text), Some(YesNo::Yes), "{text}");
        }
        assert_eq!(yes_no("√"), Some(YesNo::Tick));
        for text in ["否", "no", "false", "0", "×"] {
            assert_eq!(yes_no(text), Some(YesNo::No), "{text}");
        }
        assert_eq!(yes_no("也许"), None);
    }
}
