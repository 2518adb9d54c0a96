//! Typed reading of cells; whatever is wrong is noted with its place, and reading goes on.

use super::ProblemCode;
pub(super) use super::answers::yes_no;
use super::findings::Findings;
use super::grid::Cell;
use super::periods::{no_years, year, years_by_slash};
use super::table::Row;
use crate::bilingual;
use crate::model::calendar::days_of;
use crate::model::words::Bilingual;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// Years outside this range are slips of the pen.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = crate::model::settings::YEARS;

/// What a yes/no cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YesNo {
    /// Yes, as a word or a number.
    Yes,
    /// Yes, as a tick.
    Tick,
    /// No.
    No,
}

/// Splits a list on `;` `；` `、`; empty items are dropped.
pub(super) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

impl Row<'_, '_> {
    /// A cell as text; empty when there is none, and for an error value, which the table has told.
    pub(super) fn text(&self, column: usize, _: &mut Findings) -> String {
        let cell = self.cell(column);
        // The table has told it when it was read.
        if matches!(cell, Cell::Error(_)) {
            return String::new();
        }
        cell.text().into_owned()
    }

    /// A cell that must not be empty; `None` when it is, or when it cannot be read.
    pub(super) fn required(&self, column: usize, findings: &mut Findings) -> Option<String> {
        let text = self.text(column, findings);
        if !text.is_empty() {
            return Some(text);
        }
        // A missing column is said once, an error cell already was.
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

    /// An id, or a cell that may hold one: never a number that lost digits, never a date.
    pub(super) fn id(&self, column: usize, findings: &mut Findings) -> Option<String> {
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

    /// A yes/no cell; `default` when empty or wrong.
    pub(super) fn yes_no(&self, column: usize, default: bool, findings: &mut Findings) -> bool {
        let text = self.text(column, findings);
        if text.is_empty() {
            return default;
        }
        match yes_no(&text) {
            Some(answer) => {
                if let Some(rest) = super::answers::condition(&text) {
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

    /// Says that the condition behind an answer is not used.
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

    /// A whole number from 0 on, if there is one; `empty` says what an empty cell means.
    pub(super) fn whole(
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

    /// A list of years, ascending, without repeats; `2020-2023` stands for all four.
    pub(super) fn years(&self, column: usize, findings: &mut Findings) -> Vec<i32> {
        let text = self.text(column, findings);
        let mut years = Vec::new();
        if no_years(&text) {
            return years;
        }
        for item in list(&text)
            .flat_map(|item| item.split([',', '，', ' ']))
            .filter(|item| !item.is_empty())
        {
            match (years_between(item), years_by_slash(item), year(item)) {
                (Some(span), ..) => years.extend(span),
                (None, Some(several), _) => years.extend(several),
                (None, None, Some(one)) => years.push(one),
                (None, None, None) => self.bad_year(column, item, findings),
            }
        }
        years.sort_unstable();
        years.dedup();
        years
    }

    /// A list of days, ascending, without repeats; `2026-10-12~2026-10-14` stands for all three.
    pub(super) fn days(&self, column: usize, findings: &mut Findings) -> Vec<Date> {
        let text = self.text(column, findings);
        let mut days = Vec::new();
        for item in list(&text).flat_map(|item| item.split([',', '，'])) {
            match days_of(item.trim()) {
                Some(span) => days.extend(span),
                None if item.trim().is_empty() => {}
                None => findings.add(
                    ProblemCode::DayBad,
                    self.place_of(column),
                    item,
                    bilingual!("不是日期", "This is not a valid date"),
                    bilingual!(
                        "写成 2026-10-12，几天用“；”分隔，连续几天写 2026-10-12至2026-10-14",
                        "Write 2026-10-12; separate several with ;, and write consecutive days as 2026-10-12~2026-10-14"
                    ),
                ),
            }
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    /// Notes that a cell holds no year.
    pub(super) fn bad_year(&self, column: usize, value: &str, findings: &mut Findings) {
        let (first, last) = (YEARS.start(), YEARS.end());
        findings.add(
            ProblemCode::YearBad,
            self.place_of(column),
            value,
            bilingual!(
                "应为 {first}–{last} 之间的年份",
                "This is not a year between {first} and {last}"
            ),
            bilingual!(
                "填写四位年份，如 2024；多个年份用“；”分隔",
                "Write a four-digit year such as 2024; separate several with ;"
            ),
        );
    }
}

fn years_between(text: &str) -> Option<std::ops::RangeInclusive<i32>> {
    let plain: String = text.nfkc().collect();
    let (first, last) = plain.split_once(['-', '—', '–', '~', '至'])?;
    let whole = |part: &str| {
        part.trim_end_matches('度')
            .trim_end_matches('年')
            .parse()
            .ok()
            .filter(|year| YEARS.contains(year))
    };
    let (first, last): (i32, i32) = (whole(first)?, whole(last)?);
    (first <= last).then_some(first..=last)
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

    #[test]
    fn years_are_read_from_what_offices_write() {
        for text in [
            "2024",
            "２０２４",
            "2024年",
            "2024-03",
            "2024.3",
            "2024/3/1",
        ] {
            assert_eq!(year(text), Some(2024), "{text}");
        }
        for text in ["24", "20245", "1024", "去年", "2024x", "2022.2023"] {
            assert_eq!(year(text), None, "{text}");
        }
        assert_eq!(years_between("2020-2022"), Some(2020..=2022));
        assert_eq!(years_between("2020-05"), None);
    }
}
