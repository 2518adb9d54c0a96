//! The table `holidays`: public holidays and make-up days, both built-in and the office's own.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder::plain;
use super::folder::season_folder::Folder;
use super::folder::source;
use super::headers::HOLIDAYS;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::calendar::{Calendar, DayKind, SpecialDay, fixed_by_law, notice_year};
use crate::model::{Place, Problem};
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The seven annual holidays, each by a word that its name must contain.
const FESTIVALS: [&str; 7] = ["元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆"];

/// Maximum number of days in a row of the table.
const LONGEST: i32 = 31;

/// The built-in holidays.
///
/// # Panics
/// Never; the table is part of the program, and a test reads it.
pub fn built_in_holidays() -> Calendar {
    let mut findings = Findings::default();
    let text = include_str!("../../../data/holidays/holidays.csv");
    let table = source::delimited(&HOLIDAYS, "holidays.csv", text, &mut findings);
    let calendar = table.map(|table| read(&table, &mut findings));
    calendar.expect("the built-in table is a table")
}

/// Reads the office's own holidays from a file.
///
/// # Errors
/// All problems of the table when at least one of them is an error.
pub fn read_holidays(path: &Path) -> Result<(Calendar, Vec<Problem>), Problems> {
    let mut findings = Findings::default();
    let file = plain::read(path, &mut findings);
    finish(file.map(source::Source::from), findings)
}

/// Reads the table `holidays` of a season's folder, if it exists.
///
/// # Errors
/// All problems of the table when at least one of them is an error.
pub fn season_holidays(dir: &Path) -> Result<Option<(Calendar, Vec<Problem>)>, Problems> {
    let mut findings = Findings::default();
    let folder = Folder::open(dir, &mut findings);
    match folder {
        Some(folder) if !folder.holds(&HOLIDAYS) => Ok(None),
        Some(folder) => {
            let file = folder.table(&HOLIDAYS, &mut findings);
            finish(file, findings).map(Some)
        }
        None => finish(None, findings).map(Some),
    }
}

fn finish(
    file: Option<source::Source>,
    mut findings: Findings,
) -> Result<(Calendar, Vec<Problem>), Problems> {
    let calendar = file.and_then(|file| source::with_table(&HOLIDAYS, &file, &mut findings, read));
    let problems = findings.finish()?;
    Ok((calendar.unwrap_or_default(), problems))
}

/// Reads all rows, then checks every year for completeness.
pub(super) fn read(table: &Table<'_>, findings: &mut Findings) -> Calendar {
    let before = findings.errors();
    let mut days: BTreeMap<Date, (SpecialDay, u32)> = BTreeMap::new();
    for row in table.rows() {
        read_row(table, &row, &mut days, findings);
    }
    let years: BTreeSet<i16> = days
        .iter()
        .map(|(date, (day, _))| notice_year(*date, &day.name))
        .collect();
    // A missing day may be in an unreadable row, so gaps are not reported then.
    if findings.errors() == before {
        for year in &years {
            missing(table, *year, &days, findings);
        }
    }
    let days = days.into_iter().map(|(date, (day, _))| (date, day));
    Calendar::new(days.collect(), years)
}

fn read_row(
    table: &Table<'_>,
    row: &Row<'_, '_>,
    days: &mut BTreeMap<Date, (SpecialDay, u32)>,
    findings: &mut Findings,
) {
    let [from, to, kind, name, notice] =
        ["from", "to", "kind", "name", "notice"].map(|key| table.column(key));
    let first = day(row, from, true, findings);
    let last = if row.cell(to).is_empty() {
        first
    } else {
        day(row, to, false, findings)
    };
    let kind = day_kind(row, kind, findings);
    let name = row.required(name, findings);
    let notice = row.text(notice, findings);
    let (Some(first), Some(last), Some(kind), Some(name)) = (first, last, kind, name) else {
        return;
    };
    let length = (last - first).get_days();
    if !(0..LONGEST).contains(&length) {
        findings.add(
            ProblemCode::DateBad,
            row.place_of(to),
            last.to_string(),
            bilingual!(
                "截止日应不早于起始日，且相隔不超过一个月",
                "The last day must not be before the first, nor more than a month after it"
            ),
            bilingual!("改正起止日期", "Correct the dates"),
        );
        return;
    }
    let line = row.place().row.unwrap_or(0);
    let mut date = first;
    for _ in 0..=length {
        place_day(row, from, date, kind, &name, &notice, line, days, findings);
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
}

#[allow(clippy::too_many_arguments)]
fn place_day(
    row: &Row<'_, '_>,
    column: usize,
    date: Date,
    kind: DayKind,
    name: &str,
    notice: &str,
    line: u32,
    days: &mut BTreeMap<Date, (SpecialDay, u32)>,
    findings: &mut Findings,
) {
    if let Some((_, first)) = days.get(&date) {
        findings.add(
            ProblemCode::HolidayTwice,
            row.place_of(column),
            date.to_string(),
            bilingual!(
                "第 {first} 行已有这一天",
                "Row {first} already has this day"
            ),
            bilingual!("一天只能出现一次", "Keep each day once"),
        );
        return;
    }
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    if let Some(law) = fixed_by_law(date).filter(|_| kind == DayKind::Work) {
        findings.add(
            ProblemCode::HolidayWrong,
            row.place_of(column),
            date.to_string(),
            bilingual!(
                "这一天是法定节假日（{law}），不会是调休上班日",
                "This day is a public holiday by law ({law}); it cannot be a make-up day"
            ),
            bilingual!(
                "对照通知改正日期或类型",
                "Compare with the official notice and correct the date or the kind"
            ),
        );
    } else if kind == DayKind::Work && !weekend {
        findings.add(
            ProblemCode::HolidayWrong,
            row.place_of(column),
            date.to_string(),
            bilingual!(
                "这一天本来就是工作日（周一至周五），不会是调休上班日",
                "This is a working day anyway (Monday to Friday), not a make-up day"
            ),
            bilingual!(
                "对照通知改正日期或类型",
                "Compare with the official notice and correct the date or the kind"
            ),
        );
    }
    let day = SpecialDay {
        kind,
        name: name.to_owned(),
        notice: notice.to_owned(),
    };
    days.insert(date, (day, line));
}

/// Reports holidays that are missing in a year or interrupted.
fn missing(
    table: &Table<'_>,
    year: i16,
    days: &BTreeMap<Date, (SpecialDay, u32)>,
    findings: &mut Findings,
) {
    let off: Vec<(Date, &str, u32)> = days
        .iter()
        .filter(|(date, (day, _))| notice_year(**date, &day.name) == year)
        .filter(|(_, (day, _))| day.kind == DayKind::Off)
        .map(|(date, (day, line))| (*date, day.name.as_str(), *line))
        .collect();
    let lacks: Vec<&str> = FESTIVALS
        .into_iter()
        .filter(|word| !off.iter().any(|(_, name, _)| name.contains(word)))
        .collect();
    if !lacks.is_empty() {
        let list = lacks.join("、");
        findings.add(
            ProblemCode::HolidayGap,
            table.place(),
            year.to_string(),
            bilingual!(
                "{year} 年缺少这些节日的放假安排：{list}",
                "These holidays are missing for {year}: {list}"
            ),
            bilingual!(
                "按国务院办公厅通知补全该年的七个节日，或删去该年的全部行",
                "Complete all seven holidays of the year from the official notice, or remove all rows of the year"
            ),
        );
    }
    for pair in off.windows(2) {
        let [(a, first, _), (b, second, line)] = pair else {
            continue;
        };
        if first == second && a.tomorrow().ok() != Some(*b) {
            findings.add(
                ProblemCode::HolidayGap,
                Place {
                    row: Some(*line),
                    ..table.place()
                },
                b.to_string(),
                bilingual!(
                    "“{first}”的放假日不连续：{a} 之后是 {b}",
                    "The days of {first} are not consecutive: {a} is followed by {b}"
                ),
                bilingual!(
                    "补上中间的日期，或改正日期",
                    "Add the days in between, or correct the dates"
                ),
            );
        }
    }
}

fn day(row: &Row<'_, '_>, column: usize, must: bool, findings: &mut Findings) -> Option<Date> {
    let text = if must {
        row.required(column, findings)?
    } else {
        row.text(column, findings)
    };
    let date = parse(&text);
    if date.is_none() {
        findings.add(
            ProblemCode::DateBad,
            row.place_of(column),
            text,
            bilingual!("不是有效的日期", "This is not a valid date"),
            bilingual!("按 2027-10-01 的格式填写", "Write it as 2027-10-01"),
        );
    }
    date
}

/// Reads `2026-10-01`, `2026/10/1`, `2026.10.1`, `20261001` or `2026年10月1日`; years 1900 to 2200.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return parse(&format!("{}-{}-{}", &plain[..4], &plain[4..6], &plain[6..]));
    }
    let plain = plain.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = plain.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    super::sheet::periods::YEARS
        .contains(&i32::from(date.year()))
        .then_some(date)
}

fn day_kind(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> Option<DayKind> {
    let text = row.required(column, findings)?;
    let folded = text.trim().to_lowercase();
    match folded.as_str() {
        "放假" | "休" | "节假日" | "假" | "放假调休" | "off" | "holiday" => {
            Some(DayKind::Off)
        }
        "上班" | "班" | "调休上班" | "补班" | "work" | "workday" => Some(DayKind::Work),
        _ => {
            findings.add(
                ProblemCode::DayKindUnknown,
                row.place_of(column),
                text,
                bilingual!("应为“放假”或“上班”", "It must be off or work"),
                bilingual!("改为 放假 或 上班", "Write off or work"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_offices_write_them() {
        for text in [
            "2026-10-01",
            "2026/10/1",
            "2026.10.1",
            "20261001",
            "２０２６年10月1日",
        ] {
            assert_eq!(parse(text), Some(date(2026, 10, 1)), "{text}");
        }
        for text in ["2026-02-30", "10-01", "26-10-01", "2026-10", "国庆"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    fn codes(rows: &str) -> Vec<(&'static str, Option<u32>)> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("holidays.csv");
        std::fs::write(&path, format!("起,止,类型,节日,依据\n{rows}")).expect("written");
        match read_holidays(&path) {
            Ok(_) => Vec::new(),
            Err(Problems(found)) => found.into_iter().map(|p| (p.code, p.place.row)).collect(),
        }
    }

    const WHOLE: &str = "2027-01-01,,放假,元旦,\n2027-02-05,2027-02-11,放假,春节,\n2027-04-05,,放假,清明节,\n2027-05-01,2027-05-05,放假,劳动节,\n2027-06-09,,放假,端午节,\n2027-09-15,,放假,中秋节,\n2027-10-01,2027-10-07,放假,国庆节,\n";

    #[test]
    fn every_slip_in_a_table_is_told_with_its_place() {
        assert_eq!(codes(WHOLE), []);
        // The New Year holiday may begin in the old year.
        assert_eq!(
            codes(&WHOLE.replace("2027-01-01,", "2026-12-31,2027-01-02")),
            []
        );
        assert_eq!(
            codes(&WHOLE.replace("2027-04-05", "2027-04-31")),
            [("E318", Some(4))]
        );
        assert_eq!(
            codes(&WHOLE.replace("2027-02-11", "2027-01-11")),
            [("E318", Some(3))]
        );
        assert_eq!(
            codes(&WHOLE.replace("放假,端午", "休假,端午")),
            [("E319", Some(6))]
        );
        assert_eq!(
            codes(&format!("{WHOLE}2027-10-03,,放假,国庆节,\n")),
            [("E320", Some(9))]
        );
        assert_eq!(
            codes(&format!("{WHOLE}2027-10-12,,上班,国庆节,\n")),
            [("E322", Some(9))]
        );
        // A Saturday, and a statutory holiday.
        assert_eq!(
            codes(&WHOLE.replace(
                "2027-10-01,2027-10-07,放假",
                "2027-10-02,,上班,国庆节,\n2027-10-01,2027-10-01,放假"
            )),
            [("E322", Some(8))]
        );
        assert_eq!(
            codes(&WHOLE.replace("中秋节", "国庆节")),
            [("E321", None), ("E321", Some(8))]
        );
        let gap = WHOLE.replace(
            "2027-10-01,2027-10-07",
            "2027-10-01,2027-10-03,放假,国庆节,\n2027-10-05,2027-10-07",
        );
        assert_eq!(codes(&gap), [("E321", Some(9))]);
    }

    #[test]
    fn a_year_of_the_office_replaces_the_built_in_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = WHOLE.replace("2027", "2026");
        std::fs::write(
            folder.path().join("节假日.csv"),
            format!("起,止,类型,节日\n{own}").replace(",\n", "\n"),
        )
        .expect("written");
        let (own, problems) = season_holidays(folder.path())
            .expect("a table")
            .expect("there");
        assert!(problems.is_empty());
        let calendar = built_in_holidays().replaced_by(own);
        assert!(calendar.special(date(2026, 6, 19)).is_none());
        assert!(calendar.special(date(2026, 6, 9)).is_some());
        assert!(calendar.special(date(2025, 1, 1)).is_some());
    }
}
