//! `results`: the list for publicity and the final list.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{not_made, write_set};
use super::printer::Printer;
use super::table::text_table;
use super::{read, rounds};
use crate::bilingual;
use crate::format::{read_proposed, read_withdrawn};
use crate::outcome::{self, Outcome, Withdrawal};
use crate::report::text_table::workbook;
use crate::text::Lang;
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

/// The whole for the office, and two workbooks to publish.
const FILES: [&str; 4] = [
    "outcome.json",
    "outcome.xlsx",
    "publicity-list.xlsx",
    "final-list.xlsx",
];

#[derive(Debug, Args)]
pub(super) struct ResultsArguments {
    #[arg(value_name = "SEASON", help = say("赛季文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", required = true, help = say("方案文件 plan.json；两轮可各给一次，只给一份时自动查找另一轮", "the plan, plan.json; once for each round, the other one is looked for"))]
    plan: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", help = say("评审委员会推荐的名单（申报编号列；默认全部参评申报）", "what the committee proposes: a table with a column of submission ids (default: all that were reviewed)"))]
    shortlist: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = say("撤出情况表：申报编号、原因，可有阶段（公示前、公示期、公告后）和日期；可多次给出", "what left: a table of ids and reasons, with stage (before, publicity, after) and date; may be given several times"))]
    withdrawn: Vec<PathBuf>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替赛季中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("把名单写到此文件夹", "folder for the lists"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

pub(super) fn run(arguments: &ResultsArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let (rounds, reasons) = rounds::plans(&arguments.plan, &season, printer)?;
    let mut withdrawals: Vec<Withdrawal> = Vec::new();
    for path in &arguments.withdrawn {
        let (found, problems) = read_withdrawn(path, &season, &withdrawals)
            .map_err(|problems| Failure::input(problems.0))?;
        printer.problems(&problems);
        withdrawals.extend(found);
    }
    let eligible = outcome::eligible(&season, &rounds, &withdrawals);
    let shortlist = arguments.shortlist.as_deref();
    let shortlist = shortlist.map(|path| read_proposed(path, &season, &eligible));
    let shortlist = shortlist
        .transpose()
        .map_err(|problems| Failure::input(problems.0))?;
    let outcome = outcome::outcome(
        &season,
        &rounds,
        shortlist.as_deref(),
        &withdrawals,
        &reasons,
    );
    let written = match &arguments.out {
        Some(folder) => write(folder, arguments.force, &outcome, printer.lang())?,
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&json!({"outcome": outcome, "files": written}))?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&outcome, printer.lang()))?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    Ok(Exit::Done)
}

fn write(
    folder: &Path,
    force: bool,
    outcome: &Outcome,
    lang: Lang,
) -> Result<Vec<PathBuf>, Failure> {
    let publicity = outcome::publicity_list(outcome);
    let last = outcome::final_list(outcome);
    let book = |tables: &[_], confidential| {
        workbook(tables, lang, confidential).map_err(|error| not_made(&error))
    };
    let all = [
        publicity.clone(),
        last.clone(),
        outcome::withdrawn(outcome),
        outcome::experts(outcome),
    ];
    let contents = vec![
        serde_json::to_vec_pretty(outcome).map_err(Failure::json)?,
        book(&all, true)?,
        book(&[publicity], false)?,
        book(&[last], false)?,
    ];
    write_set(folder, &FILES, contents, force)
}

fn text(outcome: &Outcome, lang: Lang) -> String {
    let mut text = text_table(&outcome::final_list(outcome), &[0, 1, 2, 3], lang);
    text.push_str(&text_table(
        &outcome::withdrawn(outcome),
        &[0, 1, 3, 4, 5],
        lang,
    ));
    text.push_str(&text_table(
        &outcome::experts(outcome),
        &[0, 1, 2, 3, 4],
        lang,
    ));
    for said in outcome::summary(outcome) {
        text.push_str(said.say(lang));
        text.push('\n');
    }
    text
}
