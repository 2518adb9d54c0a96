//! Counting working days.

use super::{Calendar, Work};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day of the publicity period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct CountedDay {
    /// The day.
    #[schemars(with = "String")]
    pub date: Date,
    /// Whether it is a working day, and why.
    pub work: Work,
    /// Holiday the day belongs to; empty for ordinary days.
    pub holiday: String,
    /// Number of this working day within the period, from 1; `None` for days that do not count.
    pub number: Option<u32>,
}

/// A publicity period from its first day to its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Publicity {
    /// The requested start.
    #[schemars(with = "String")]
    pub from: Date,
    /// The first day that counts.
    #[schemars(with = "String")]
    pub first: Date,
    /// The last day.
    #[schemars(with = "String")]
    pub last: Date,
    /// Working days from `first` to `last`.
    pub days: u32,
    /// Every day from `from` to `last`.
    pub calendar: Vec<CountedDay>,
    /// Years in the period whose holidays are unknown. In these, only weekends and the holidays
    /// fixed by law are left out.
    pub unknown_years: Vec<i16>,
}

/// Counts `days` working days from `from` on; with `next_day` the first day itself does not count.
/// `None` when the last day lies beyond the year 9999 or `days` is 0. Linear in the days.
pub fn count(calendar: &Calendar, from: Date, days: u32, next_day: bool) -> Option<Publicity> {
    let mut counted = 0;
    let mut first = None;
    let mut all: Vec<CountedDay> = Vec::new();
    let mut unknown_years: Vec<i16> = Vec::new();
    let mut date = from;
    while counted < days {
        let work = calendar.work(date);
        let counts = work.is_work() && !(next_day && date == from);
        if counts {
            counted += 1;
            first.get_or_insert(date);
        }
        if !calendar.knows(date.year()) && unknown_years.last() != Some(&date.year()) {
            unknown_years.push(date.year());
        }
        all.push(CountedDay {
            date,
            work,
            holiday: calendar.holiday(date).to_owned(),
            number: counts.then_some(counted),
        });
        if counted < days {
            date = date.tomorrow().ok()?;
        }
    }
    Some(Publicity {
        from,
        first: first?,
        last: date,
        days,
        calendar: all,
        unknown_years,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tables::built_in_holidays;
    use jiff::civil::date;

    fn last(from: Date, days: u32) -> Date {
        let counted = count(&built_in_holidays(), from, days, false);
        counted.expect("in range").last
    }

    #[test]
    fn ten_working_days_skip_weekends_holidays_and_take_make_up_days() {
        // 1 September 2026 is a Tuesday: 1-4, 7-11, 14.
        assert_eq!(last(date(2026, 9, 1), 10), date(2026, 9, 14));
        // 17, 18, 20 (Sunday, worked), 21-24, then off 25-27, 28-30.
        assert_eq!(last(date(2026, 9, 17), 10), date(2026, 9, 30));
        // 28-30 September, off 1-7 October, 8, 9, 10 (Saturday, worked), 12-15.
        assert_eq!(last(date(2026, 9, 28), 10), date(2026, 10, 15));
        // The Spring Festival of 2025: 26 January (Sunday, worked), 27, 5-8 February (Saturday 8th).
        assert_eq!(last(date(2025, 1, 26), 6), date(2025, 2, 8));
    }

    #[test]
    fn a_day_off_is_not_the_first_and_the_first_may_be_left_out() {
        let calendar = built_in_holidays();
        let from = date(2026, 10, 1);
        let publicity = count(&calendar, from, 1, false).expect("in range");
        assert_eq!(
            (publicity.first, publicity.last),
            (date(2026, 10, 8), date(2026, 10, 8))
        );
        let from = date(2026, 9, 1);
        let next = count(&calendar, from, 10, true).expect("in range");
        assert_eq!(
            (next.first, next.last),
            (date(2026, 9, 2), date(2026, 9, 15))
        );
        assert_eq!(count(&calendar, from, 0, false), None);
    }

    #[test]
    fn years_without_a_table_are_named() {
        let calendar = built_in_holidays();
        let counted = count(&calendar, date(2026, 12, 28), 10, false).expect("in range");
        assert_eq!(counted.unknown_years, [2027]);
        // 28-31 December, 4-8 January, 11 January: 1 January is a Friday and a holiday by law, even
        // without a table of the year.
        assert_eq!(counted.last, date(2027, 1, 11));
        assert_eq!(count(&calendar, date(9999, 12, 30), 10, false), None);
    }

    #[test]
    fn no_notice_and_no_missing_table_makes_a_day_fixed_by_law_a_working_day() {
        let calendar = built_in_holidays();
        let fixed = [
            (2027, 1, 1, "元旦"),
            (2030, 5, 1, "劳动节"),
            (2030, 5, 2, "劳动节"),
            (2031, 10, 1, "国庆节"),
            (2031, 10, 2, "国庆节"),
            (2031, 10, 3, "国庆节"),
        ];
        for (year, month, day, name) in fixed {
            let on = date(year, month, day);
            assert_eq!(calendar.work(on), Work::Holiday, "{on}");
            assert_eq!(calendar.holiday(on), name);
        }
        // 2 May is a holiday since 2025; the following days need a notice.
        assert!(calendar.work(date(2023, 5, 2)).is_work());
        assert!(calendar.work(date(2031, 10, 6)).is_work());
        // A notice that omits the days fixed by law, and one that declares one of them a working
        // day.
        let worked = super::super::SpecialDay {
            kind: super::super::DayKind::Work,
            name: "国庆节".to_owned(),
            notice: String::new(),
        };
        for days in [vec![], vec![(date(2028, 10, 1), worked)]] {
            let own = Calendar::new(days.into_iter().collect(), [2028].into());
            for on in [date(2028, 10, 1), date(2028, 10, 2)] {
                assert_eq!(own.work(on), Work::Holiday, "{on}");
            }
        }
    }

    #[test]
    fn the_built_in_years_balance() {
        // Statutory holidays: 11 days until 2024, 13 from 2025 on. Every further weekday off is
        // made up for on a weekend.
        let calendar = built_in_holidays();
        assert_eq!(calendar.years().collect::<Vec<_>>(), [2024, 2025, 2026]);
        for (year, legal_weekdays) in [(2024, 11), (2025, 13), (2026, 13)] {
            let all: Vec<Work> = date(year, 1, 1)
                .series(jiff::Span::new().days(1))
                .take_while(|day| day.year() == year)
                .map(|day| calendar.work(day))
                .collect();
            let of = |wanted| all.iter().filter(|work| **work == wanted).count();
            let weekends_of_year = date(year, 1, 1)
                .series(jiff::Span::new().days(1))
                .take_while(|day| day.year() == year)
                .filter(|day| super::super::days::is_weekend(*day))
                .count();
            let weekend_holidays = weekends_of_year - of(Work::Weekend) - of(Work::MakeUp);
            let weekdays_off = of(Work::Holiday) - weekend_holidays;
            assert_eq!(weekdays_off - of(Work::MakeUp), legal_weekdays, "{year}");
        }
    }
}
