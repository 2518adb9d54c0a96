//! `diff`: the differences between two plans, and the people to notify.

use super::deliver::{DIFFERENCE_FILES, difference_document, difference_files};
use super::destination::folder_of;
use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::{read, table::table};
use crate::bilingual;
use crate::files::history::{sha256, version_with};
use crate::files::tables::read_plain;
use crate::model::Severity;
use crate::model::difference::{self, Difference, Names};
use crate::model::words::{Bilingual, Lang};
use crate::report::changes::{self, Notice, Table};
use crate::report::edition_of;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    #[arg(value_name = "PLAN", help = say("变动前的方案 plan.json", "the plan before, plan.json"))]
    before: PathBuf,
    #[arg(value_name = "PLAN", help = say("变动后的方案 plan.json", "the plan after, plan.json"))]
    after: PathBuf,
    #[arg(long, value_name = "SEASON", help = say("年度文件夹：用其中的姓名和经验名称", "the season's folder: for names and titles"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("把对照表、网页和通知写到此文件夹", "output folder for the comparison workbook, the page and the letters"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

pub(super) fn run(arguments: &DiffArguments, printer: &Printer) -> Result<Exit, Failure> {
    let before = read::coherent_plan(&arguments.before, printer)?;
    let after = read::coherent_plan(&arguments.after, printer)?;
    let season = arguments.season.as_deref();
    let season = season.map(|folder| read::season(folder, None, printer));
    let season = season.transpose()?;
    let files = [&arguments.before, &arguments.after].map(|path| path.display().to_string());
    let files = files.each_ref().map(String::as_str);
    let problems = difference::other_season(files, [&before, &after], season.as_deref());
    if problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
    {
        return Err(Failure::input(problems));
    }
    printer.problems(&problems);
    let [one, other] = [&arguments.before, &arguments.after].map(|path| edition(path));
    let names = Names::of(season.as_deref()).between(one, other);
    let difference = difference::compare(&before, &after);
    let notices = changes::notices(&difference, &names);
    let written = match &arguments.out {
        Some(folder) => write(
            folder,
            arguments.force,
            &difference,
            &names,
            &notices,
            printer,
        )?,
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&difference_document(&difference, &notices, &written))?;
    } else {
        printer.data(&text(&difference, &names, printer.lang()))?;
        for path in &written {
            let shown = path.display();
            printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
        }
    }
    Ok(Exit::Done)
}

/// The version that the plan in a file is.
fn edition(plan: &Path) -> Bilingual {
    let hash = sha256(&read_plain(plan).unwrap_or_default());
    // A plan of the history itself lies one level deeper.
    let mut folders = folder_of(plan).ancestors().take(2);
    edition_of(&hash, folders.find_map(|own| version_with(own, &hash)))
}

/// Writes all files of the difference, or none.
fn write(
    folder: &Path,
    force: bool,
    difference: &Difference,
    names: &Names,
    notices: &[Notice],
    printer: &Printer,
) -> Result<Vec<PathBuf>, Failure> {
    let folder = OutputFolder::open(folder, &DIFFERENCE_FILES, force)?;
    let mut files = folder.files();
    for (name, bytes) in difference_files(difference, names, notices, printer.lang())? {
        files.prepare(name, |out| out.write_all(&bytes))?;
    }
    files.commit()
}

fn text(difference: &Difference, names: &Names, lang: Lang) -> String {
    let told = &difference.told;
    let (seats, reviews, leaders) = (told.seats, told.reviews_only, told.leader_only);
    let summary = if difference.is_empty() {
        bilingual!("两份方案的安排相同。", "The two plans are the same.")
    } else {
        bilingual!(
            "须通知席位或职务变动 {seats} 人；另有 {reviews} 人仅评审任务变动，{leaders} 人仅组长更换。",
            "To be notified of a change of seat or role: {seats}; of changed reviews only: {reviews}; of a new group leader only: {leaders}."
        )
    };
    let mut text = format!("{}\n", summary.say(lang));
    let [overview, people, submissions, reviews, _] = changes::tables(difference, names, lang);
    text.push_str(&shown::<4>(&overview, lang, &[3]));
    text.push_str(&shown::<7>(&people, lang, &[]));
    text.push_str(&shown::<5>(&submissions, lang, &[]));
    text.push_str(&shown::<6>(&reviews, lang, &[]));
    text
}

/// A table with its title; nothing when it has no rows.
fn shown<const N: usize>(shown: &Table, lang: Lang, numbers: &[usize]) -> String {
    let headers: Vec<&str> = shown
        .headers
        .iter()
        .map(|words: &Bilingual| words.say(lang))
        .collect();
    let Ok(headers) = <[&str; N]>::try_from(headers) else {
        return String::new();
    };
    if shown.rows.is_empty() {
        return String::new();
    }
    let rows = shown.rows.iter().cloned();
    let rows = rows.filter_map(|row| <[String; N]>::try_from(row).ok());
    format!(
        "\n{}\n{}",
        shown.name.say(lang),
        table(headers, rows, numbers)
    )
}
