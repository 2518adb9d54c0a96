//! `publicity`: the first and last day of the publicity period.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::table::text_table;
use crate::bilingual;
use crate::files::tables::{
    ProblemCode, built_in_holidays, parse_date, read_holidays, season_holidays,
};
use crate::model::calendar::{self, Publicity};
use crate::model::{Place, Problem};
use crate::report::text_table::{Imprint, workbook};
use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use std::path::PathBuf;

const FILES: [&str; 2] = ["publicity.json", "publicity.xlsx"];

#[derive(Debug, Args)]
pub(super) struct PublicityArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹：其中若有 holidays（节假日）表则采用", "the season's folder: its holidays table is used if there is one"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = date, help = say("公示第一天，如 2026-09-01", "first day of the publicity period, such as 2026-09-01"))]
    from: Date,
    #[arg(long, value_name = "N", default_value_t = 10, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=1000), help = say("工作日数（默认 10，遴选办法第二十一条）", "working days (default 10, art. 21 of the measures)"))]
    days: u32,
    #[arg(long, help = say("第一天不计入，从下一日起算", "do not count the first day; start from the next day"))]
    next_day: bool,
    #[arg(long, value_name = "FILE", help = say("节假日表，其中的年份替换内置年份", "table of holidays; its years replace the built-in ones"))]
    holidays: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("把公示日历写到此文件夹", "output folder for the publicity calendar"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text)
        .ok_or_else(|| say("请写成 2026-09-01", "must be written like 2026-09-01").to_owned())
}

pub(super) fn run(arguments: &PublicityArguments, printer: &Printer) -> Result<Exit, Failure> {
    let own = match (&arguments.holidays, &arguments.season) {
        (Some(file), _) => Some(read_holidays(file)),
        (None, Some(folder)) => season_holidays(folder).transpose(),
        (None, None) => None,
    };
    let mut problems = Vec::new();
    let mut calendar = built_in_holidays();
    if let Some(own) = own {
        let (years, found) = own.map_err(|problems| Failure::input(problems.0))?;
        problems.extend(found);
        calendar = calendar.replaced_by(years);
    }
    let counted = calendar::count(
        &calendar,
        arguments.from,
        arguments.days,
        arguments.next_day,
    );
    let Some(publicity) = counted else {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "公示期超出了可计算的日期。",
                "The publicity period ends beyond the dates that can be calculated."
            ),
        ));
    };
    let known: Vec<String> = calendar.years().map(|year| year.to_string()).collect();
    problems.extend(
        publicity
            .unknown_years
            .iter()
            .map(|year| unknown(*year, &known)),
    );
    printer.problems(&problems);
    let written = match &arguments.out {
        Some(folder) => {
            let (first, last) = (publicity.first, publicity.last);
            let imprint = Imprint::new(bilingual!("公示期", "Publicity period"));
            let imprint = imprint.of(bilingual!("{first} 至 {last}", "{first} to {last}"));
            let book = workbook(&calendar::tables(&publicity), &imprint, printer.lang());
            let book = book.map_err(|error| super::output::not_made(&error))?;
            let mut kept = serde_json::to_value(&publicity).map_err(Failure::json)?;
            // Problems are also recorded in the file, for readers who do not see the terminal.
            kept["problems"] = serde_json::to_value(&problems).map_err(Failure::json)?;
            let json = serde_json::to_vec_pretty(&kept).map_err(Failure::json)?;
            super::output::write_set(folder, &FILES, vec![json, book], arguments.force)?
        }
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&json!({
            "publicity": publicity,
            "problems": problems,
            "files": written,
        }))?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&publicity, printer))?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    Ok(Exit::Done)
}

fn unknown(year: i16, known: &[String]) -> Problem {
    let code = ProblemCode::YearWithoutHolidays;
    let (zh, en) = (known.join("、"), known.join(", "));
    Problem {
        severity: code.severity(),
        code: code.code(),
        place: Place::file("holidays"),
        value: year.to_string(),
        what: bilingual!(
            "没有 {year} 年的节假日安排，该年只扣除周末和法定固定的日子（元旦、5 月 1–2 日、10 月 1–3 日；已有：{zh}）",
            "The holidays of {year} are not known; for that year only weekends and the days fixed by law (1 January, 1-2 May, 1-3 October) are left out (known years: {en})"
        ),
        action: bilingual!(
            "按国务院办公厅通知编一张节假日表，用 --holidays 指定，或放进年度文件夹（holidays.csv）",
            "Make a holidays table from the notice of the State Council's General Office; name it with --holidays or put it into the season's folder as holidays.csv"
        ),
    }
}

fn text(publicity: &Publicity, printer: &Printer) -> String {
    let lang = printer.lang();
    let [table] = calendar::tables(publicity);
    let mut text = text_table(&table, &[0, 1, 2], lang);
    for said in calendar::summary(publicity) {
        text.push_str(said.say(lang));
        text.push('\n');
    }
    text
}
