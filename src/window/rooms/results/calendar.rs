//! The days of a period as pages of a calendar.

use crate::bilingual;
use crate::model::calendar::{Publicity, Work};
use crate::model::words::{Bilingual, Lang};
use jiff::civil::{Date, Weekday};

/// A month in weeks from Monday.
pub(super) struct Month {
    pub(super) title: String,
    pub(super) weeks: Vec<Vec<Day>>,
}

/// A day, or an empty place before the first and after the last.
pub(super) struct Day {
    pub(super) day: String,
    /// `counts`, `off`, `out` or `none`.
    pub(super) class: &'static str,
    /// What it is: the number of the working day, or why it does not count.
    pub(super) words: String,
    pub(super) today: bool,
}

/// The months that a period touches.
pub(super) fn months(publicity: &Publicity, today: Date, lang: Lang) -> Vec<Month> {
    let mut months = Vec::new();
    let mut at = publicity.from.first_of_month();
    while at <= publicity.last {
        months.push(month(publicity, at, today, lang));
        let Ok(next) = at.last_of_month().tomorrow() else {
            break;
        };
        at = next;
    }
    months
}

fn month(publicity: &Publicity, first: Date, today: Date, lang: Lang) -> Month {
    let (year, number) = (first.year(), first.month());
    let before = first.weekday().since(Weekday::Monday);
    let empty = |count: i8| (0..count).map(|_| nothing());
    let days = first.series(jiff::Span::new().days(1));
    let days = days.take_while(|own| own.month() == number && own.year() == year);
    let mut cells: Vec<Day> = empty(before).collect();
    cells.extend(days.map(|own| day(publicity, own, today, lang)));
    let rest = (7 - cells.len() % 7) % 7;
    cells.extend((0..rest).map(|_| nothing()));
    let mut weeks: Vec<Vec<Day>> = Vec::new();
    for own in cells {
        match weeks.last_mut().filter(|week| week.len() < 7) {
            Some(week) => week.push(own),
            None => weeks.push(vec![own]),
        }
    }
    let title = bilingual!("{year} 年 {number} 月", "{year}-{number:02}");
    Month {
        title: title.say(lang).to_owned(),
        weeks,
    }
}

fn nothing() -> Day {
    Day {
        day: String::new(),
        class: "none",
        words: String::new(),
        today: false,
    }
}

fn day(publicity: &Publicity, date: Date, today: Date, lang: Lang) -> Day {
    let counted = publicity.calendar.iter().find(|own| own.date == date);
    let (class, words) = match counted {
        None => ("out", Bilingual::default()),
        Some(own) => match (own.number, own.work) {
            (Some(number), Work::MakeUp) => {
                ("counts", bilingual!("{number} 班", "{number} made up"))
            }
            (Some(number), _) => ("counts", bilingual!("{number}", "{number}")),
            (None, Work::Holiday) => {
                let name = &own.holiday;
                ("off", bilingual!("{name}", "holiday"))
            }
            (None, Work::Weekend) => ("off", Bilingual::default()),
            (None, _) => ("off", bilingual!("不计入", "no")),
        },
    };
    Day {
        day: date.day().to_string(),
        class,
        words: words.say(lang).to_owned(),
        today: date == today,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tables::built_in_holidays;
    use crate::model::calendar::count;
    use jiff::civil::date;

    #[test]
    fn ten_working_days_around_a_holiday_on_two_pages() {
        let counted = count(&built_in_holidays(), date(2026, 9, 28), 10, false);
        let counted = counted.expect("in range");
        let months = months(&counted, date(2026, 10, 8), Lang::Zh);
        let titles: Vec<&str> = months.iter().map(|own| own.title.as_str()).collect();
        assert_eq!(titles, ["2026 年 9 月", "2026 年 10 月"]);
        for week in months.iter().flat_map(|own| &own.weeks) {
            assert_eq!(week.len(), 7);
        }
        let days = || months[1].weeks.iter().flatten();
        let find = |day: &str| days().find(|own| own.day == day).expect("a day");
        assert_eq!(
            (find("1").class, find("1").words.as_str()),
            ("off", "国庆节")
        );
        assert_eq!(find("8").words, "4");
        assert!(find("8").today && !find("9").today);
        assert_eq!(find("10").words, "6 班");
        assert_eq!(find("15").words, "10");
        assert_eq!(find("16").class, "out");
        let counted = days().filter(|own| own.class == "counts").count();
        assert_eq!(counted, 7, "three of the ten days are in September");
    }
}
