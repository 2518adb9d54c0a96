//! A publicity period as text and as a table.

use super::{Publicity, Work};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::words::TextTable;
use jiff::civil::{Date, Weekday};

/// Title of documents about a publicity period.
pub fn picture_title() -> Bilingual {
    bilingual!("公示期", "Publicity")
}

/// `9月1日（周二）`, or `2026-09-01 (Tue)`.
pub(crate) fn day(date: Date) -> Bilingual {
    let (zh, en) = match date.weekday() {
        Weekday::Monday => ("周一", "Mon"),
        Weekday::Tuesday => ("周二", "Tue"),
        Weekday::Wednesday => ("周三", "Wed"),
        Weekday::Thursday => ("周四", "Thu"),
        Weekday::Friday => ("周五", "Fri"),
        Weekday::Saturday => ("周六", "Sat"),
        Weekday::Sunday => ("周日", "Sun"),
    };
    let (year, month, number) = (date.year(), date.month(), date.day());
    Bilingual::new(
        format!("{year}年{month}月{number}日（{zh}）"),
        format!("{date} ({en})"),
    )
}

/// Sentences for the notice: first day, last day, working days.
pub fn summary(publicity: &Publicity) -> Vec<Bilingual> {
    let (first, last) = (day(publicity.first), day(publicity.last));
    let days = publicity.days;
    let mut said = vec![Bilingual::new(
        format!("公示期：{}至{}，共 {days} 个工作日。", first.zh, last.zh),
        format!(
            "Publicity: {} to {}, {days} working days.",
            first.en, last.en
        ),
    )];
    if publicity.first != publicity.from {
        let from = day(publicity.from);
        said.push(Bilingual::new(
            format!("{}不计入，自{}起算。", from.zh, first.zh),
            format!("{} does not count; the first day is {}.", from.en, first.en),
        ));
    }
    said
}

/// Explains that the holidays of a year are unknown (W613).
fn unknown_years(publicity: &Publicity) -> Option<Bilingual> {
    let years: Vec<String> = publicity.unknown_years.iter().map(i16::to_string).collect();
    let (zh, en) = (years.join("、"), years.join(", "));
    (!years.is_empty()).then(|| {
        bilingual!(
            "没有 {zh} 年的节假日安排，该年只扣除周末和法定固定的日子（元旦、5 月 1–2 日、10 月 1–3 日），期满日不一定准确（W613）。",
            "The holidays of {en} are not known; only weekends and the days fixed by law (1 January, 1-2 May, 1-3 October) were excluded for that year, and the last day may be wrong (W613)."
        )
    })
}

/// Every day of the period with its kind.
pub fn tables(publicity: &Publicity) -> [TextTable; 1] {
    let mut table = TextTable::new(picture_title())
        .text(bilingual!("日期", "date"), 24.0)
        .text(bilingual!("性质", "kind"), 30.0)
        .count(bilingual!("第几个工作日", "working day"), 14.0);
    for counted in &publicity.calendar {
        let name = &counted.holiday;
        let kind = match counted.work {
            Work::Weekday => bilingual!("工作日", "working day"),
            Work::MakeUp => bilingual!("调休上班（{name}）", "make-up day ({name})"),
            Work::Weekend => bilingual!("周末", "weekend"),
            Work::Holiday => bilingual!("放假（{name}）", "public holiday ({name})"),
        };
        table.push(vec![
            day(counted.date),
            kind,
            Bilingual::same(counted.number.map_or_else(String::new, |n| n.to_string())),
        ]);
    }
    if let Some(words) = unknown_years(publicity) {
        table.push(vec![
            bilingual!("注意", "note"),
            words,
            Bilingual::default(),
        ]);
    }
    [table]
}
