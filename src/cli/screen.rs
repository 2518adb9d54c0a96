//! `screen`: the form check.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{OutputFolder, not_made, write_set};
use super::printer::Printer;
use super::table::text_table;
use crate::bilingual;
use crate::files::tables::read_applications;
use crate::model::Problem;
use crate::model::words::{Bilingual, Lang, TextTable};
use crate::report::text_table::{Imprint, workbook};
use crate::year::screening::{self, Conclusion, SHEET, Screening};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

const FILES: [&str; 2] = [SHEET, "screening.json"];

/// Maximum number of submissions listed on the terminal; the workbook has all of them.
const LISTED: usize = 40;

#[derive(Debug, Args)]
pub(super) struct ScreenArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "DIR", help = say("把审查结果写到此文件夹；写到年度文件夹即生效", "output folder for the result; written into the season's folder it takes effect"))]
    out: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = say("代替年度文件夹中 rules.toml 的规则文件", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `screen` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScreenDocument<'a> {
    /// The conclusion on every submission.
    screening: &'a Screening,
    /// What is odd in the tables.
    problems: &'a [Problem],
    /// The files written.
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &ScreenArguments, printer: &Printer) -> Result<Exit, Failure> {
    if let Some(folder) = &arguments.out {
        OutputFolder::refuse_existing(folder, &FILES, arguments.force)?;
    }
    let loaded = read_applications(&arguments.season, arguments.rules.as_deref())
        .map_err(|problems| Failure::input(problems.0))?;
    printer.problems(&loaded.problems);
    let screening = screening::screen(&loaded.applications);
    let into_season = arguments
        .out
        .as_ref()
        .is_some_and(|folder| same(folder, &arguments.season));
    // If no submission passes only because columns are missing, the table would leave the season
    // empty.
    if into_season && screening.counts.passed == 0 && !screening.unstated.is_empty() {
        return Err(nothing_stated(screening.counts.submissions));
    }
    tracing::info!(
        submissions = screening.counts.submissions,
        passed = screening.counts.passed,
        pending = screening.counts.pending,
        failed = screening.counts.failed,
        "screened"
    );
    let written = match &arguments.out {
        Some(folder) => {
            let award = loaded.applications.rules.heading();
            write(
                folder,
                arguments.force,
                (&screening, &award),
                printer.lang(),
            )?
        }
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&ScreenDocument {
            screening: &screening,
            problems: &loaded.problems,
            files: written,
        })?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&screening, printer.lang()))?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    if arguments.out.is_some() && !into_season {
        let shown = arguments.season.display();
        printer.note(&bilingual!(
            "要让结果生效，请把 {SHEET} 放进年度文件夹「{shown}」；申报表本身没有改动。",
            "For the result to take effect, put {SHEET} into the season's folder [{shown}]; the submissions table was not changed."
        ));
    }
    Ok(Exit::Done)
}

fn nothing_stated(count: usize) -> Failure {
    Failure::new(
        Exit::Input,
        bilingual!(
            "没有写出 {SHEET}：申报表缺少第九条的列（见上面的 W611），{count} 项申报没有一项能通过，写进年度文件夹后本届就没有申报了。请补上这些列，或在“形式审查”一列填写审查结论，或在 rules.toml 的 [screen] 中把不审的条件设为 \"off\"；只想看结果，请把 --out 指到别的文件夹。",
            "{SHEET} was not written: the submissions table lacks columns of article 9 (see W611 above), so none of the {count} submissions would pass, and the season would be left without any. Add the columns, or enter the office's verdict in the column passed, or set the conditions that are not checked to \"off\" under [screen] of rules.toml; to see the result only, name another folder with --out."
        ),
    )
}

fn same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn write(
    folder: &Path,
    force: bool,
    (screening, award): (&Screening, &Bilingual),
    lang: Lang,
) -> Result<Vec<PathBuf>, Failure> {
    let Bilingual { zh, en } = award;
    let imprint = Imprint::new(bilingual!("{zh}形式审查", "Form check {en}")).confidential();
    let book = workbook(&screening::tables(screening), &imprint, lang);
    let book = book.map_err(|error| not_made(&error))?;
    let json = serde_json::to_vec_pretty(screening).map_err(Failure::json)?;
    write_set(folder, &FILES, vec![book, json], force)
}

/// The submissions that did not pass, units above their quota, possible duplicates, and the
/// summary. Submissions that passed are only counted.
fn text(screening: &Screening, lang: Lang) -> String {
    let [mut verdicts, mut quotas, duplicates] = screening::tables(screening);
    keep(
        &mut verdicts,
        screening
            .submissions
            .iter()
            .map(|v| v.conclusion != Conclusion::Passed),
    );
    verdicts.name = bilingual!("未通过或待补正", "Failed or pending");
    keep(
        &mut quotas,
        screening.recommenders.iter().map(|line| {
            line.over > 0 || screening.quotas_stated && (!line.listed || line.quota.is_none())
        }),
    );
    quotas.name = bilingual!("推荐名额须核对", "Quotas to check");
    let more = verdicts.rows.len().saturating_sub(LISTED);
    verdicts.rows.truncate(LISTED);
    let mut text = text_table(&verdicts, &[0, 2, 4, 6], lang);
    if more > 0 {
        let more = bilingual!(
            "另有 {more} 项未列出，见 --out 写出的 {SHEET}。",
            "Not listed here: {more}; {SHEET}, written by --out, has them all."
        );
        text.push_str(more.say(lang));
        text.push_str("\n\n");
    }
    text.push_str(&text_table(&quotas, &[0, 2, 3, 4, 5, 7], lang));
    text.push_str(&text_table(&duplicates, &[0, 1], lang));
    for said in screening::summary(screening) {
        text.push_str(said.say(lang));
        text.push('\n');
    }
    text
}

fn keep(table: &mut TextTable, wanted: impl Iterator<Item = bool>) {
    let mut wanted = wanted;
    table.rows.retain(|_| wanted.next().unwrap_or(false));
}
