//! `results`: creates the list for publicity and the final list.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_set;
use super::printer::Printer;
use super::table::text_table;
use super::{read, rounds};
use crate::api::results::{Asked, FILES, contents, results};
use crate::bilingual;
use crate::model::Problem;
use crate::model::words::Lang;
use crate::year::outcome::{self, Outcome, PublicityPeriod};
use clap::Args;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ResultsArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", required = true, help = say("方案文件 plan.json；两轮可各给一次，只给一份时自动查找另一轮", "the plan, plan.json; once per round (if only one is given, the other is looked for)"))]
    plan: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", help = say("评审委员会推荐的名单（申报编号列；默认全部参评申报）", "list recommended by the committee: a table with a column of submission ids (default: all that were reviewed)"))]
    shortlist: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = say("撤出情况表：申报编号、原因，可有阶段（公示前、公示期、公告后）和日期；可多次给出", "table of withdrawals: submission ids and reasons, optionally stage (before, publicity, after) and date; may be given several times"))]
    withdrawn: Vec<PathBuf>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("名单为暂定（评分未齐）时仍然采用", "accept a provisional list (some scores are missing)"))]
    provisional: bool,
    #[arg(long, value_name = "FILE", help = say("公示安排 publicity.json（默认在年度、方案、名单和输出文件夹及其上层查找）", "publicity.json of the publicity period (default: looked for in the folders of the season, plans, list and output, and above them)"))]
    publicity: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = super::status::date, help = say("按哪一天看公示是否期满（默认今天）", "the day for which to tell whether the publicity period is over (default: today)"))]
    today: Option<Date>,
    #[arg(long, value_name = "DIR", help = say("把名单写到此文件夹", "output folder for the lists"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `results` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ResultsDocument<'a> {
    /// The lists.
    outcome: &'a Outcome,
    /// The files written.
    files: Vec<PathBuf>,
    /// What speaks against announcing them as they are.
    problems: &'a [Problem],
}

pub(super) fn run(arguments: &ResultsArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let found = rounds::plans(&arguments.plan, &season, printer)?;
    let made = results(
        &season,
        &found,
        Asked {
            shortlist: arguments.shortlist.as_deref(),
            withdrawn: &arguments.withdrawn,
            provisional: arguments.provisional,
            period: arguments.period()?,
            today: arguments.today(),
            out: arguments.out.as_deref(),
        },
    )?;
    printer.problems(&made.remarks);
    printer.problems(&made.cautions);
    let (outcome, found) = (made.outcome, made.cautions);
    let written = match &arguments.out {
        Some(folder) => {
            let contents = contents(&season, &outcome, printer.lang())?;
            write_set(folder, &FILES[..contents.len()], contents, arguments.force)?
        }
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&ResultsDocument {
            outcome: &outcome,
            files: written,
            problems: &found,
        })?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&outcome, printer.lang()))?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    Ok(Exit::Done)
}

impl ResultsArguments {
    fn today(&self) -> Date {
        self.today
            .unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }

    /// The folders in which a publicity period is looked for: those of all that was named.
    fn folders(&self) -> impl Iterator<Item = &Path> {
        let files = self.plan.iter().chain(&self.shortlist);
        let files = files.filter_map(|file| file.parent());
        let files = files.map(|own| match own.as_os_str().is_empty() {
            true => Path::new("."),
            false => own,
        });
        let folders = std::iter::once(&self.season).chain(&self.out);
        files.chain(folders.map(PathBuf::as_path))
    }

    /// The publicity period: of the file that was named, else the latest of those nearby.
    fn period(&self) -> Result<Option<PublicityPeriod>, Failure> {
        let Some(path) = &self.publicity else {
            return Ok(PublicityPeriod::near(self.folders()));
        };
        let read = PublicityPeriod::read(path);
        read.map(Some)
            .map_err(|problem| Failure::input(vec![*problem]))
    }
}

fn text(outcome: &Outcome, lang: Lang) -> String {
    let list = match outcome.publicity_until {
        None => outcome::final_list(outcome),
        Some(_) => outcome::publicity_list(outcome),
    };
    let shown: Vec<usize> = (0..list.columns.len()).collect();
    let mut text = text_table(&list, &shown, lang);
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
