//! `publicity`: the first and last day of the publicity period.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::table::text_table;
use crate::api::publicity::{DAYS, FILES, period};
use crate::bilingual;
use crate::files::tables::{parse_date, read_holidays, season_holidays};
use crate::model::Problem;
use crate::model::calendar::{self, Publicity};
use clap::Args;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct PublicityArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹：其中若有 holidays（节假日）表则采用", "the season's folder: its holidays table is used if there is one"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = date, help = say("公示第一天，如 2026-09-01", "first day of the publicity period, such as 2026-09-01"))]
    from: Date,
    #[arg(long, value_name = "N", default_value_t = DAYS, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=1000), help = say("工作日数（默认 10，遴选办法第二十一条）", "working days (default 10, art. 21 of the measures)"))]
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

/// What `publicity` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PublicityDocument<'a> {
    /// The period, day by day.
    publicity: &'a Publicity,
    /// What is unknown of its holidays.
    problems: &'a [Problem],
    /// The files written.
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &PublicityArguments, printer: &Printer) -> Result<Exit, Failure> {
    let own = match (&arguments.holidays, &arguments.season) {
        (Some(file), _) => Some(read_holidays(file)),
        (None, Some(folder)) => season_holidays(folder).transpose(),
        (None, None) => None,
    };
    let own = own
        .transpose()
        .map_err(|problems| Failure::input(problems.0))?;
    let counted = period(own, (arguments.from, arguments.days, arguments.next_day));
    let Some(period) = counted else {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "公示期超出了可计算的日期。",
                "The publicity period ends beyond the dates that can be calculated."
            ),
        ));
    };
    printer.problems(&period.problems);
    let written = match &arguments.out {
        Some(folder) => {
            let contents = period.contents(printer.lang())?;
            super::output::write_set(folder, &FILES, contents, arguments.force)?
        }
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&PublicityDocument {
            publicity: &period.publicity,
            problems: &period.problems,
            files: written,
        })?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&period.publicity, printer))?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    Ok(Exit::Done)
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
