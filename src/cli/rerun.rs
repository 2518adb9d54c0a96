//! `rerun`: forms the committee again after withdrawals and other changes, with as few people to
//! notify as possible.

mod text;

use super::advice::advised;
use super::clock;
use super::destination::{Destination, letters_words};
use super::exit::{Exit, Failure};
use super::history::Authorship;
use super::interrupt;
use super::language::say;
use super::printer::Printer;
use super::read;
use super::values::seconds;
use super::watchdog::Watchdog;
use super::who::Who;
use crate::api::{Error, Rerun, Season};
use crate::bilingual;
use crate::files::history::Action;
use crate::model::plan::{Plan, Quality, Shortfall, Status};
use crate::report::changes::Notice;
use crate::solve::Unwatched;
use crate::solve::rerun::{Freeze, Order, Outcome, Request, remaining};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

#[derive(Debug, Args)]
pub(super) struct RerunArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹（按现在的情况）", "the season's folder, as things are now"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("原方案 plan.json", "the prior plan, plan.json"))]
    plan: PathBuf,
    #[arg(
        long, value_name = "ID,ID", value_delimiter = ',',
        help = say("退出的专家（或撤回的申报）编号", "ids of experts (or submissions) that withdraw")
    )]
    withdraw: Vec<String>,
    #[arg(
        long, value_name = "ID,ID", value_delimiter = ',',
        help = say("先前退出、现又可参加的编号", "ids of those who withdrew earlier and can take part again")
    )]
    readmit: Vec<String>,
    #[arg(
        long, value_name = "seats|groups|all-but ID,ID", num_args = 1..=2, action = clap::ArgAction::Append,
        help = say("不许变动：席位、申报分组，或除所列编号外的一切", "what may not change: seats, groups of submissions, or all but these ids")
    )]
    freeze: Vec<String>,
    #[arg(long, help = say("覆盖缺口最少优先于变动人数最少", "put fewest shortfalls before fewest people changed"))]
    coverage_first: bool,
    #[arg(
        long, value_name = "ID,ID", value_delimiter = ',',
        help = say("只准从这些专家中启用新人（默认：专家表中所有未入选者）", "call new experts only from these (default: every expert in the table without a seat)")
    )]
    add: Vec<String>,
    #[arg(
        long, value_name = "N", default_value_t = 0,
        help = say("比最少多变动 N 人：采用变动对照表中的这一行", "change N people more than the fewest: take this row of the trade-off table")
    )]
    changes: usize,
    #[arg(
        long, value_name = "N", default_value_t = 3,
        help = say("变动对照表列到再多变动 N 人", "list up to N further changes in the trade-off table")
    )]
    further: usize,
    #[arg(
        long, value_name = "S", value_parser = seconds, allow_negative_numbers = true,
        help = say("时限（秒）；到时采用目前最好的方案", "time limit in seconds; the best plan so far is then taken")
    )]
    time_limit: Option<f64>,
    #[arg(long, value_name = "DIR", help = say("输出文件夹；不写则只试算，加 --force 才替换原方案（原版本留在历史中）", "output folder; without it the result is only shown, or with --force replaces the plan (the earlier version stays in the history)"))]
    out: Option<PathBuf>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", help = say("写在工作簿和报告里的数据说明", "note on the data, printed in the workbook and the report"))]
    notice: Option<String>,
    #[command(flatten)]
    authorship: Authorship,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `rerun` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RerunDocument<'a> {
    /// Name of the season.
    season: &'a str,
    /// The files written; empty where the result is only shown.
    files: Vec<PathBuf>,
    /// Whether the new plan is proven best.
    status: Status,
    /// How good the new plan is.
    quality: &'a Quality,
    /// Coverage that the new plan does not have.
    shortfalls: &'a [Shortfall],
    /// What changes, and what further changes would bring.
    rerun: &'a Outcome,
    /// The letters to those concerned.
    notices: &'a [Notice],
}

pub(super) fn run(arguments: &RerunArguments, printer: &Printer) -> Result<Exit, Failure> {
    let place = Destination::new(&arguments.plan, arguments.out.as_deref(), arguments.force)?;
    arguments.named()?;
    let stop = interrupt::listen(|| ());
    let watchdog = Watchdog::start(arguments.time_limit, &stop, &Arc::default(), printer);
    let prior = read::plan(&arguments.plan)?;
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let round = season.round_of(&prior);
    let request = arguments.request(&Who::new(&round, Some(&prior), printer))?;
    watchdog.rest();
    let rules = &season.rules.solve;
    let wanted = Rerun {
        request,
        seconds: arguments.time_limit.unwrap_or(rules.time_limit),
        spent: clock::elapsed().as_secs_f64(),
        threads: rules.threads,
        language: printer.lang(),
    };
    let done = season.rerun_watched(&prior, &wanted, &stop, &Unwatched);
    let reran = done.map_err(|error| failure(error, &round, &prior, &wanted, &stop))?;
    printer.problems(&reran.outcome.problems);
    reran.check()?;
    let (outcome, plan) = (&reran.outcome, &reran.plan);
    let (written, notices) = place.write(
        &reran.season,
        (plan, &outcome.difference),
        (Action::Rerun, &arguments.authorship),
        arguments.notice.as_deref(),
        printer,
    )?;
    if printer.is_json() {
        printer.document(&RerunDocument {
            season: &season.name,
            files: written,
            status: outcome.plan.status,
            quality: &outcome.plan.quality,
            shortfalls: &outcome.plan.shortfalls,
            rerun: outcome,
            notices: &notices,
        })?;
    } else {
        printer.data(&text::text(outcome, printer.lang()))?;
        if !written.is_empty() {
            printer.data(letters_words(notices.len()).say(printer.lang()))?;
        }
        place.say(&written, printer)?;
    }
    Ok(Exit::Done)
}

impl RerunArguments {
    /// Checks that every option for ids has at least one.
    fn named(&self) -> Result<(), Failure> {
        listed("--withdraw", &self.withdraw)?;
        listed("--readmit", &self.readmit)?;
        listed("--add", &self.add)?;
        freezes(&self.freeze, |words| listed("--freeze all-but", words))?;
        Ok(())
    }

    fn request(&self, who: &Who<'_>) -> Result<Request, Failure> {
        let ids = |option: &str, words: &[String]| who.all(option, &listed(option, words)?);
        Ok(Request {
            withdraw: ids("--withdraw", &self.withdraw)?,
            readmit: ids("--readmit", &self.readmit)?,
            order: if self.coverage_first {
                Order::CoverageFirst
            } else {
                Order::PeopleFirst
            },
            freeze: freezes(&self.freeze, |words| ids("--freeze all-but", words))?,
            add: ids("--add", &self.add)?,
            further: self.further,
            take: self.changes,
        })
    }
}

/// Splits ids at commas of either width. Text between spaces may be an id and its name.
///
/// # Errors
/// An option without ids.
fn listed(option: &str, written: &[String]) -> Result<Vec<String>, Failure> {
    let separators = [',', '，', '、', ';', '；'];
    let ids = written.iter().flat_map(|text| text.split(separators));
    let ids: Vec<String> = ids
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty())
        .collect();
    if ids.is_empty() && !written.is_empty() {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "{option} 后面没有编号。请写编号，如 {option} E012,E034。",
                "{option} has no ids. Write them, such as {option} E012,E034."
            ),
        ));
    }
    Ok(ids)
}

/// Parses `seats`, `groups`, `all-but ID,…`; `ids` resolves the names.
fn freezes(
    words: &[String],
    ids: impl Fn(&[String]) -> Result<Vec<String>, Failure>,
) -> Result<Vec<Freeze>, Failure> {
    let mut freezes = Vec::new();
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        freezes.push(match word.as_str() {
            "seats" => Freeze::Seats,
            "groups" => Freeze::Groups,
            "all-but" => {
                let named: Vec<String> = rest.next().cloned().into_iter().collect();
                Freeze::AllBut(ids(&named)?)
            }
            other => {
                return Err(Failure::new(
                    Exit::Usage,
                    bilingual!(
                        "--freeze 不认得「{other}」。可用：seats、groups、all-but 编号,编号。",
                        "--freeze does not know [{other}]. Use seats, groups, or all-but ID,ID."
                    ),
                ));
            }
        });
    }
    Ok(freezes)
}

/// Why there is no other plan, with changes that would help if that is proven.
fn failure(
    error: Error,
    season: &Season,
    prior: &Plan,
    wanted: &Rerun,
    stop: &Arc<AtomicBool>,
) -> Failure {
    match error {
        Error::Impossible(reasons) if reasons.is_empty() => Failure::new(
            Exit::Infeasible,
            bilingual!(
                "没有满足硬性规则的方案（已证明：逐一排除了所有可能）。可用 empanel check 查看供需；原方案保持不变。",
                "No plan meets the hard rules (proven: every possibility was ruled out). See supply and demand with empanel check; the prior plan was not changed."
            ),
        ),
        Error::Impossible(reasons) => {
            let environment = wanted.environment(season, stop, &Unwatched);
            let reasons = match remaining(season, prior, &wanted.request) {
                Ok(remaining) => advised(reasons, &remaining, &environment),
                Err(_) => reasons,
            };
            Failure::impossible(
                reasons,
                bilingual!(
                    "余下的专家已无法满足全部硬性规则（已证明），原因如上。原方案保持不变。",
                    "The remaining experts cannot meet all hard rules (proven), for the reasons above. The prior plan was not changed."
                ),
            )
        }
        other => other.into(),
    }
}
