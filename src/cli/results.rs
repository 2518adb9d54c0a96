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
use crate::report::text_table::{Imprint, workbook};
use crate::year::outcome::{self, Outcome, PublicityPeriod, Withdrawal};
use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use std::path::{Path, PathBuf};

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
        let list = arguments.shortlist.as_deref().unwrap_or(Path::new(""));
        return Err(Failure::input(vec![outcome::provisional_refused(list)]));
    }
    let shortlist = arguments.shortlist.as_deref();
    let shortlist = shortlist.map(|path| read_proposed(path, &season, &eligible));
    let shortlist = shortlist
        .transpose()
        .map_err(|problems| Failure::input(problems.0))?;
    printer.problems(shortlist.as_ref().map_or(&[], |own| &own.problems));
    let proposed = shortlist.as_ref().map(|own| own.submissions.as_slice());
    let mut outcome = outcome::outcome(&season, &rounds, proposed, &withdrawals, &reasons);
    if let Some(shortlist) = &shortlist {
        outcome.rank(&season, &shortlist.tiers);
    }
    outcome.provisional = provisional;
    let (period, today) = (arguments.period()?, arguments.today());
    let earlier = arguments.out.as_deref().map(|folder| folder.join(FILES[3]));
    let earlier = earlier.filter(|path| path.exists());
    let found = outcome::cautions(
        &outcome,
        arguments.shortlist.as_deref(),
        period.as_ref(),
        today,
        earlier.as_deref(),
    );
    printer.problems(&found);
    if let Some(period) = period.filter(|period| period.runs(today)) {
        outcome.publicity_until = Some(period.last.to_string());
        outcome.last.clear();
    }
    let written = match &arguments.out {
        Some(folder) => {
            let award = season.rules.heading();
            write(folder, arguments.force, (&outcome, &award), printer.lang())?
        }
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

fn write(
    folder: &Path,
    force: bool,
    (outcome, award): (&Outcome, &Bilingual),
    lang: Lang,
) -> Result<Vec<PathBuf>, Failure> {
    let publicity = outcome::publicity_list(outcome);
    let last = outcome::final_list(outcome);
    let Bilingual { zh, en } = award;
    let imprint = Imprint::new(bilingual!("{zh}评审结果", "Results {en}"));
    let book = |tables: &[_], confidential| {
        let imprint = imprint.clone().confidential_if(confidential);
        workbook(tables, &imprint, lang).map_err(|error| not_made(&error))
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
