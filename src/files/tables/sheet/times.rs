//! Years, days and periods in the cells of a row.

use super::periods::{End, Time, YEARS, no_years, time, year, years_by_slash};
use super::table::Row;
use super::values::list;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::calendar::days_of;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

impl Row<'_, '_> {
    /// Reads a list of years, ascending and without repeats; `2020-2023` means all four.
    pub(in crate::files::tables) fn years(
        &self,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<i32> {
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

    /// Reads a list of days, ascending and without repeats; `2026-10-12~2026-10-14` means all
    /// three.
    pub(in crate::files::tables) fn days(
        &self,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<Date> {
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

    /// Reports a cell without a valid year.
    pub(in crate::files::tables) fn bad_year(
        &self,
        column: usize,
        value: &str,
        findings: &mut Findings,
    ) {
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

    /// The first and last year of a row: `2019年3月` and `至今`, or both in one cell, `2020.3-2023.6`.
    /// A last year of `None` means that the relation is not over.
    pub(in crate::files::tables) fn period(
        &self,
        since: usize,
        until: usize,
        findings: &mut Findings,
    ) -> (Option<i32>, Option<i32>) {
        let mut read = |column: usize| {
            let text = self.text(column, findings);
            if text.is_empty() {
                return None;
            }
            let time = time(&text);
            if time.is_none() {
                self.bad_year(column, &text, findings);
            }
            time
        };
        let (start, end) = (read(since), read(until));
        let first = match (start, end) {
            (Some(Time::Point(year)), _) => Some(year),
            (Some(Time::Span(year, _)), _) if year.is_some() => year,
            (_, Some(Time::Span(year, _))) => year,
            _ => None,
        };
        let own = match end {
            Some(Time::Point(year)) => Some(End::Year(year)),
            Some(Time::Span(_, end)) => Some(end),
            Some(Time::Still) => Some(End::Still),
            None => None,
        };
        let other = match start {
            Some(Time::Span(_, end)) => Some(end),
            _ => None,
        };
        if let (Some(a), Some(b)) = (own, other)
            && a != b
        {
            let written = self.text(until, findings);
            self.bad_year(until, &written, findings);
        }
        match own.or(other) {
            Some(End::Year(year)) => (first, Some(year)),
            _ => (first, None),
        }
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
