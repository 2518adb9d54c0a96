//! `status`: the progress of the season.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{not_made, write_set};
use super::printer::Printer;
use super::table::text_table;
use crate::bilingual;
use crate::files::tables::parse_date;
use crate::model::words::{Bilingual, Lang};
use crate::report::text_table::{Imprint, page};
use crate::year::status::{self, Status};
use clap::Args;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

const FILES: [&str; 2] = ["status.json", "status.html"];

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long = "in", value_name = "DIR", help = say("存放输出文件的文件夹（含子文件夹）；可多次给出", "folder of output files (with subfolders); may be given several times"))]
    outputs: Vec<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = date, help = say("按哪一天看（默认今天）", "the day to report for (default: today)"))]
    today: Option<Date>,
    #[arg(long, value_name = "DIR", help = say("把进度网页写到此文件夹", "output folder for the progress page"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    parse_date(text)
        .ok_or_else(|| say("请写成 2026-09-01", "must be written like 2026-09-01").to_owned())
}

/// What `status` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatusDocument<'a> {
    /// Every step of the year.
    status: &'a Status,
    /// The files written.
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &StatusArguments, printer: &Printer) -> Result<Exit, Failure> {
    let folders = std::iter::once(&arguments.season).chain(&arguments.outputs);
    for folder in folders {
        if !folder.is_dir() {
            let shown = folder.display();
            return Err(Failure::new(
                Exit::Input,
                bilingual!("没有文件夹「{shown}」。", "There is no folder [{shown}]."),
            ));
        }
    }
    let outputs: Vec<&Path> = arguments.outputs.iter().map(PathBuf::as_path).collect();
    let today = arguments
        .today
        .unwrap_or_else(|| jiff::ZonedDateTime::now().date());
    let status = status::look(&arguments.season, &outputs, today);
    let written = match &arguments.out {
        Some(folder) => write(folder, arguments.force, &status, printer.lang())?,
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&StatusDocument {
            status: &status,
            files: written,
        })?;
        return Ok(Exit::Done);
    }
    let lang = printer.lang();
    let [table] = status::tables(&status);
    let mut text = text_table(&table, &[0, 1, 2], lang);
    for said in status::summary(&status) {
        text.push_str(said.say(lang));
        text.push('\n');
    }
    printer.data(&text)?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    Ok(Exit::Done)
}

fn write(folder: &Path, force: bool, status: &Status, lang: Lang) -> Result<Vec<PathBuf>, Failure> {
    let (Bilingual { zh, en }, today) = (&status.award, status.today);
    let title = bilingual!("{zh}年度进度", "Progress of the season {en}");
    let imprint = Imprint::new(title).of(bilingual!("截至 {today}", "As of {today}"));
    let picture = status::picture(status, lang);
    let page = page(&imprint, &picture, &status::tables(status), lang);
    let page = page.map_err(|error| not_made(&error))?;
    let json = serde_json::to_vec_pretty(status).map_err(Failure::json)?;
    write_set(folder, &FILES, vec![json, page.into_bytes()], force)
}
