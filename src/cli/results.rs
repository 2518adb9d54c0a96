//! `results`: creates the list for publicity and the final list.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{not_made, write_set};
use super::printer::Printer;
use super::table::text_table;
use super::{read, rounds};
use crate::bilingual;
use crate::files::tables::{is_provisional, read_proposed, read_withdrawn};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Place, Problem, Severity};
use crate::report::text_table::workbook;
use crate::year::outcome::{self, Outcome, Withdrawal};
use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// File written by `publicity`.
const PUBLICITY_FILE: &str = "publicity.json";

/// The complete lists for the office, and two workbooks for publication.
const FILES: [&str; 4] = [
    "outcome.json",
    "outcome.xlsx",
    "publicity-list.xlsx",
    "final-list.xlsx",
];

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
    let provisional = arguments.shortlist.as_deref().is_some_and(is_provisional);
    if provisional && !arguments.provisional {
        return Err(refused(arguments));
    }
    let shortlist = arguments.shortlist.as_deref();
    let shortlist = shortlist.map(|path| read_proposed(path, &season, &eligible));
    let shortlist = shortlist
        .transpose()
        .map_err(|problems| Failure::input(problems.0))?;
    let mut outcome = outcome::outcome(
        &season,
        &rounds,
        shortlist.as_deref(),
        &withdrawals,
        &reasons,
    );
    outcome.provisional = provisional;
    let last = last_day(arguments)?;
    let found = problems(arguments, &outcome, last.as_ref());
    printer.problems(&found);
    if let Some((until, _)) = last.filter(|(until, _)| arguments.today() <= *until) {
        outcome.publicity_until = Some(until.to_string());
        outcome.last.clear();
    }
    let written = match &arguments.out {
        Some(folder) => write(folder, arguments.force, &outcome, printer.lang())?,
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&json!({"outcome": outcome, "files": written, "problems": found}))?;
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

    /// The folders searched for a publicity: those given, and the ones above them.
    fn near(&self) -> BTreeSet<PathBuf> {
        let files = self.plan.iter().chain(&self.shortlist);
        let files = files.filter_map(|file| file.canonicalize().ok()?.parent().map(Path::to_owned));
        let folders = std::iter::once(&self.season).chain(&self.out);
        let folders = folders.filter_map(|folder| folder.canonicalize().ok());
        let own: Vec<PathBuf> = files.chain(folders).collect();
        let above = own.iter().filter_map(|folder| folder.parent());
        above
            .map(Path::to_owned)
            .chain(own.iter().cloned())
            .collect()
    }
}

fn refused(arguments: &ResultsArguments) -> Failure {
    let list = arguments.shortlist.as_deref().unwrap_or(Path::new(""));
    Failure::input(vec![told(
        Severity::Error,
        "T141",
        list,
        String::new(),
        bilingual!(
            "名单是暂定的：写出时评分还没有收齐，名次和入围都可能变动",
            "The list is provisional: scores were missing when it was written, so ranks and shortlist may change"
        ),
        bilingual!(
            "收齐评分后重新运行 empanel collect；确要按暂定名单办理，请加 --provisional",
            "Run empanel collect again when all scores are in; to use the provisional list anyway, add --provisional"
        ),
    )])
}

/// The last day of the publicity period and the file it was read from: the one given, else the
/// latest of those nearby; `None` without such a file.
fn last_day(arguments: &ResultsArguments) -> Result<Option<(Date, PathBuf)>, Failure> {
    let read = |path: &Path| {
        let bytes = crate::files::tables::read_plain(path).ok()?;
        let kept: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
        kept.get("last")?.as_str()?.parse::<Date>().ok()
    };
    if let Some(path) = &arguments.publicity {
        let Some(last) = read(path) else {
            return Err(Failure::input(vec![told(
                Severity::Error,
                "T143",
                path,
                String::new(),
                bilingual!(
                    "不是 empanel publicity 写出的 publicity.json，看不出公示到哪一天",
                    "This is not a publicity.json written by empanel publicity, so the end of the publicity period is unknown"
                ),
                bilingual!("请指定该文件", "Name the right file"),
            )]));
        };
        return Ok(Some((last, path.clone())));
    }
    let near = arguments.near().into_iter();
    let files = near.map(|folder| folder.join(PUBLICITY_FILE));
    Ok(files.filter_map(|path| Some((read(&path)?, path))).max())
}

/// What readers of the lists must know: their sources, and whether they may be announced.
fn problems(
    arguments: &ResultsArguments,
    outcome: &Outcome,
    last: Option<&(Date, PathBuf)>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if outcome.provisional {
        problems.push(told(
            Severity::Warning,
            "T141",
            arguments.shortlist.as_deref().unwrap_or(Path::new("")),
            String::new(),
            bilingual!(
                "名单是暂定的：写出时评分还没有收齐，名次和入围都可能变动",
                "The list is provisional: scores were missing when it was written, so ranks and shortlist may change"
            ),
            bilingual!(
                "收齐评分后重新运行 empanel collect 和 empanel results",
                "Run empanel collect and empanel results again when all scores are in"
            ),
        ));
    }
    match last {
        Some((until, path)) if arguments.today() <= *until => {
            let stale = arguments.out.as_deref().map(|folder| folder.join(FILES[3]));
            let stale = match stale.filter(|path| path.exists()) {
                Some(path) => {
                    let shown = path.display();
                    bilingual!(
                        "；「{shown}」是先前写出的，不要发布",
                        "; [{shown}] was written by an earlier run: do not publish it"
                    )
                }
                None => Bilingual::default(),
            };
            let (zh, en) = (stale.zh, stale.en);
            problems.push(told(
                Severity::Warning,
                "T142",
                path,
                until.to_string(),
                bilingual!(
                    "公示到 {until} 才期满，不写公告名单{zh}",
                    "The publicity period ends only on {until}: no final list is written{en}"
                ),
                bilingual!(
                    "期满后再运行 empanel results；期间的异议用 --withdrawn 写明",
                    "Run empanel results again after that day; enter objections raised meanwhile with --withdrawn"
                ),
            ));
        }
        Some(_) => {}
        None => problems.push(told(
            Severity::Note,
            "T143",
            Path::new(PUBLICITY_FILE),
            String::new(),
            bilingual!(
                "没有找到公示安排，看不出公示是否已满十个工作日（第二十一条）",
                "No publicity.json was found: whether the list has been public for ten working days (art. 21) is not known"
            ),
            bilingual!(
                "公告名单须在公示期满后发布；用 empanel publicity --out 写出公示安排，或用 --publicity 指定",
                "Publish the final list only after the publicity period; write its dates with empanel publicity --out, or name the file with --publicity"
            ),
        )),
    }
    problems
}

/// Warns that a shortlist used for the defence is provisional.
pub(super) fn provisional_for_defence(list: &Path) -> Problem {
    told(
        Severity::Warning,
        "T144",
        list,
        String::new(),
        bilingual!(
            "入围名单是暂定的：写出时评分还没有收齐，答辩的申报可能变动",
            "The shortlist is provisional: scores were missing when it was written, so the submissions heard may change"
        ),
        bilingual!(
            "收齐评分、定下名单后重新组建答辩",
            "Form the defence again when all scores are in and the list is settled"
        ),
    )
}

fn told(
    severity: Severity,
    code: &'static str,
    file: &Path,
    value: String,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        code,
        place: Place::file(file.display().to_string()),
        value,
        what,
        action,
    }
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
    let further = [outcome::withdrawn(outcome), outcome::experts(outcome)];
    let announced = outcome.publicity_until.is_none().then_some(last);
    let all: Vec<_> = std::iter::once(publicity.clone())
        .chain(announced.clone())
        .chain(further)
        .collect();
    let mut contents = vec![
        serde_json::to_vec_pretty(outcome).map_err(Failure::json)?,
        book(&all, true)?,
        book(&[publicity], false)?,
    ];
    if let Some(last) = announced {
        contents.push(book(&[last], false)?);
    }
    write_set(folder, &FILES[..contents.len()], contents, force)
}

fn text(outcome: &Outcome, lang: Lang) -> String {
    let list = match outcome.publicity_until {
        None => outcome::final_list(outcome),
        Some(_) => outcome::publicity_list(outcome),
    };
    let mut text = text_table(&list, &[0, 1, 2, 3], lang);
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
