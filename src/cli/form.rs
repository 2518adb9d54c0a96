//! `form`: forms the committee of a season and writes plan, workbook and report.

use super::advice::advised;
use super::clock;
use super::deliver::{FILES, deliver, say_written};
use super::draw::{CommittedDocument, DrawArguments};
use super::exit::{Exit, Failure};
use super::history::Authorship;
use super::interrupt;
use super::language::say;
use super::output::OutputFolder;
use super::part::PartArguments;
use super::printer::Printer;
use super::progress::Watch;
use super::read;
use super::running::{EffortArguments, ObjectiveName, RemarkArguments};
use super::threads::use_threads;
use super::values::seconds;
use super::watchdog::Watchdog;
use crate::api::draw::{self, Draw};
use crate::api::{Error, FormOptions, Formed, Season};
use crate::bilingual;
use crate::files::history::{Action, Seen};
use crate::files::tables::{is_provisional, read_shortlist};
use crate::model::plan::{Exchange, Plan, PlanPart, Quality, Round, Shortfall, Status};
use crate::model::second_round;
use crate::model::words::Lang;
use crate::model::{Objective, Part, SolveRules};
use crate::report::{Story, summary};
use crate::solve::{Ended, Environment};
use crate::year::defence;
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Rows of `--exchange` beside the first where no number is given: `api::EXCHANGE`.
const EXCHANGE_TEXT: &str = "5";

/// More shortfalls than anybody would choose among.
const MOST_EXCHANGED: u64 = 1_000;

#[derive(Debug, Args)]
pub(super) struct FormArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(
        long, value_name = "DIR",
        help = say("输出文件夹（plan.json、committee.xlsx、report.html）", "output folder (plan.json, committee.xlsx, report.html)")
    )]
    out: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(
        long, value_name = "S", value_parser = seconds, allow_negative_numbers = true,
        help = say("时限（秒）；到时给出目前最好的方案", "time limit in seconds; the best plan so far is then taken")
    )]
    time_limit: Option<f64>,
    #[command(flatten)]
    effort: EffortArguments,
    #[arg(
        long, value_name = "total|maxmin", hide_possible_values = true,
        help = say("目标：总得分最高，或最低一项最高", "objective: highest total, or highest worst submission")
    )]
    objective: Option<ObjectiveName>,
    #[arg(
        long, value_name = "N", num_args = 0..=1, default_missing_value = EXCHANGE_TEXT,
        value_parser = clap::value_parser!(u64).range(1..=MOST_EXCHANGED),
        help = say(
            "另算每少留一项缺口的代价：列出缺口最少、多 1 项、多 2 项……（默认到多 5 项）时找到的最高总得分；用去时限的三分之一（按工作量结束时，再加一半工作量）",
            "also list what each avoided shortfall costs: the best totals found for the fewest shortfalls, one more, two more … (up to 5 more by default); takes a third of the time limit (with a limit of work, half as much work again)"
        )
    )]
    exchange: Option<u64>,
    #[arg(
        long, value_name = "K",
        value_parser = clap::value_parser!(u64).range(0..=MOST_EXCHANGED),
        help = say(
            "方案可比最少的缺口多留 K 项，换取更高的总得分（写出 --exchange 所列的那一行；默认取规则）",
            "the plan may have K more shortfalls than the fewest, for a higher total (writes that row of --exchange; default: the rules)"
        )
    )]
    allow_shortfalls: Option<u64>,
    #[command(flatten)]
    remarks: RemarkArguments,
    #[arg(
        long, value_name = "paper|defence", default_value = "paper", hide_possible_values = true, hide_default_value = true,
        help = say("轮次：paper 资料评审（默认），defence 答辩评审", "round: paper (default) or defence")
    )]
    round: RoundName,
    #[arg(long, value_name = "PLAN", help = say("答辩：资料评审的方案 plan.json", "defence: plan.json of the paper round"))]
    from: Option<PathBuf>,
    #[arg(long, value_name = "F", help = say("答辩：入围名单（collect 写出的 shortlist.csv，或任何含申报编号的表）", "defence: the shortlist (shortlist.csv written by collect, or any table of submission ids)"))]
    shortlist: Option<PathBuf>,
    #[command(flatten)]
    draw: DrawArguments,
    #[command(flatten)]
    part: PartArguments,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
    #[command(flatten)]
    authorship: Authorship,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoundName {
    Paper,
    Defence,
}

pub(super) fn run(arguments: &FormArguments, printer: &Printer) -> Result<Exit, Failure> {
    arguments.draw.check()?;
    let part = arguments.own_part()?;
    let names = arguments.names();
    OutputFolder::refuse_existing(&arguments.out, &names, arguments.force)?;
    let seen = Seen::of(&arguments.out);
    let stop = interrupt::listen(first_interrupt(printer));
    let found = Arc::default();
    let watchdog = Watchdog::start(arguments.time_limit, &stop, &found, printer);
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let season = match part {
        Some(part) => season.divide(part.of)?.season(part),
        None => season,
    };
    let mut options = arguments.options(&season, printer.lang());
    arguments.check_exchange(&options)?;
    watchdog.limit(options.seconds);
    let draw = &arguments.draw;
    if draw.commit(&season, &arguments.out, arguments.force, printer)? {
        return Ok(Exit::Done);
    }
    let (first, others) = arguments.rounds(&season, printer)?;
    let named = draw.structure()?;
    OutputFolder::open(&arguments.out, &names, arguments.force)?;
    let watch = Watch::new(
        printer,
        arguments.remarks.log.as_deref(),
        arguments.force,
        &found,
    )?;
    options.spent = clock::elapsed().as_secs_f64();
    use_threads(options.environment(&stop, &watch).threads);
    let given = named.as_ref().map(|(plan, _)| plan);
    let attempt = |round: Option<&Round>| {
        let season = season.in_round(round);
        match given {
            Some(plan) => Ok(Formed::given(&season, plan, &options)),
            None => season.form_watched(&options, &stop, &watch),
        }
    };
    let mut round = first;
    let mut made = attempt(round.as_ref());
    for other in others {
        if !matches!(made, Err(Error::Impossible(_))) {
            break;
        }
        printer.note(&bilingual!(
            "这种日期排法没有合规方案，改试下一种。",
            "There is no plan with these days; trying the next distribution of days."
        ));
        made = attempt(Some(&other));
        round = Some(other);
    }
    watchdog.rest();
    watch.finish();
    let mut formed = made.map_err(|error| {
        let season = season.in_round(round.as_ref());
        without_plan(error, &season, &options.environment(&stop, &watch))
    })?;
    let usual = season.rules.solve.clone();
    let season = formed.season().clone();
    if named.is_none() {
        formed.plan.round = round;
        second_round::schedule(&season, &mut formed.plan);
    }
    let drawn = match draw.asked() {
        true => Some(arguments.drawn(&usual, &mut formed, named, printer)?),
        false => None,
    };
    formed.check()?;
    printer.problems(&defence::absent_heads(&season, &formed.plan));
    let mut story = arguments.remarks.story(&season, &formed, &options);
    let meta = arguments.authorship.meta(Action::Form);
    let meta = meta.replace(arguments.force).seen(seen);
    let further = match &drawn {
        Some(drawn) => drawn.contents(&season)?,
        None => Vec::new(),
    };
    let written = deliver(&arguments.out, &mut story, further, &meta, printer)?;
    tell(&story, &formed, &written, printer)?;
    if let Some(drawn) = drawn.filter(|_| !printer.is_json()) {
        printer.data(&format!("\n{}\n", drawn.words().say(printer.lang())))?;
    }
    Ok(Exit::Done)
}

/// A number that `MOST_EXCHANGED` limits.
fn number(given: u64) -> usize {
    usize::try_from(given).unwrap_or(usize::MAX)
}

impl FormArguments {
    /// The part that is formed, where it is only one.
    fn own_part(&self) -> Result<Option<Part>, Failure> {
        let part = self.part.part()?;
        if part.is_some() && (self.round == RoundName::Defence || self.draw.asked()) {
            return Err(Failure::new(
                Exit::Usage,
                bilingual!(
                    "--part 不能与 --round defence、--draw、--reveal 同用：先合并各份，再对合并后的方案答辩或抽取。",
                    "--part cannot be used with --round defence, --draw or --reveal: put the parts together first, then hold the defence or the draw with the whole plan."
                ),
            ));
        }
        Ok(part)
    }

    /// Rejects options that say nothing together with more shortfalls.
    fn check_exchange(&self, options: &FormOptions) -> Result<(), Failure> {
        let wrong = |message| Err(Failure::new(Exit::Usage, message));
        let extra = self.allow_shortfalls.unwrap_or(0) > 0;
        if options.objective == Some(Objective::Maxmin) && (extra || self.exchange.is_some()) {
            return wrong(bilingual!(
                "--exchange 和 --allow-shortfalls 比较的是总得分，只能与 --objective total 同用。",
                "--exchange and --allow-shortfalls compare totals: use them with --objective total only."
            ));
        }
        if self.exchange.is_some() && self.draw.asked() {
            return wrong(bilingual!(
                "--exchange 列出的是抽签前的方案，不能与 --draw、--reveal 同用。",
                "--exchange lists plans before seats are drawn: it cannot be used with --draw or --reveal."
            ));
        }
        Ok(())
    }

    /// The files that this run writes.
    fn names(&self) -> Vec<&'static str> {
        let mut names = FILES.to_vec();
        if self.round == RoundName::Defence {
            names.push("timetable.ics");
        }
        if self.draw.asked() {
            names.extend(draw::FILES);
        }
        names
    }

    /// Prepares the defence if that is the round: the best distribution of its days, and others in
    /// case there is no plan for it. Notes go to stderr.
    fn rounds(
        &self,
        season: &Season,
        printer: &Printer,
    ) -> Result<(Option<Round>, Vec<Round>), Failure> {
        let (from, shortlist) = match (self.round, &self.from, &self.shortlist) {
            (RoundName::Paper, None, None) => return Ok((None, Vec::new())),
            (RoundName::Defence, Some(from), Some(shortlist)) => (from, shortlist),
            _ => {
                return Err(Failure::new(
                    Exit::Usage,
                    bilingual!(
                        "答辩评审须同时给出 --round defence、--from 方案、--shortlist 入围名单。",
                        "The defence needs --round defence, --from PLAN and --shortlist FILE together."
                    ),
                ));
            }
        };
        let plan = read::plan_of(from, season, printer)?;
        let hash = crate::files::history::sha256(&super::sheets::bytes_of(from)?);
        let listed = read_shortlist(shortlist, season).map_err(|found| Failure::input(found.0))?;
        if is_provisional(shortlist) {
            printer.problems(&[crate::year::outcome::provisional_for_defence(shortlist)]);
        }
        let paper = defence::Paper {
            plan: &plan,
            hash: &hash,
        };
        let prepared = defence::prepare(season, paper, &listed);
        let (rounds, notes) = prepared.map_err(Failure::input)?;
        printer.problems(&notes);
        let mut rounds = rounds.into_iter();
        Ok((rounds.next(), rounds.collect()))
    }

    /// The options of the command line, with those of the season's rules as defaults.
    fn options(&self, season: &Season, lang: Lang) -> FormOptions {
        let aim = (self.time_limit, self.objective);
        let own = FormOptions {
            exchange: self.exchange.map(number),
            extra_shortfalls: self.allow_shortfalls.map(number),
            ..self.effort.options(season, aim, lang)
        };
        if !self.draw.asked() {
            return own;
        }
        draw::options(own)
    }

    /// Draws the seats of a plan that was formed or given. `usual` are the options given by the
    /// season's own rules.
    fn drawn(
        &self,
        usual: &SolveRules,
        formed: &mut Formed,
        named: Option<(Plan, Vec<u8>)>,
        printer: &Printer,
    ) -> Result<Draw, Failure> {
        let bytes = match named {
            Some((_, bytes)) => bytes,
            None => draw::structure_bytes(formed, usual)?,
        };
        self.draw.make(formed, bytes, printer)
    }
}

pub(super) fn first_interrupt(printer: &Printer) -> impl Fn() + Send + use<> {
    let message = bilingual!(
        "收到中断：正在收尾，将写出目前最好的方案；再按一次 Ctrl-C 立即退出。",
        "Interrupted: finishing with the best plan so far; press Ctrl-C again to quit at once."
    );
    let teller = printer.teller();
    move || teller.note(&message)
}

/// Why there is no plan, with changes that would help if that is proven.
pub(super) fn without_plan(
    error: Error,
    season: &Season,
    environment: &Environment<'_>,
) -> Failure {
    match error {
        Error::Impossible(reasons) => {
            Error::Impossible(advised(reasons, season, environment)).into()
        }
        Error::NotFound {
            broken: Some(broken),
        } if environment.stop.load(Ordering::SeqCst) => Failure::new(
            Exit::Timeout,
            bilingual!(
                "已按要求停止，尚未找到合规方案（最接近的一个还违反 {broken} 条硬性规则）。没有写出文件。",
                "Stopped on request before a plan was found (hard rules still broken in the nearest: {broken}). No file was written."
            ),
        ),
        other => other.into(),
    }
}

/// What `form` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)] // printed by its parts
pub(super) enum FormDocument<'a> {
    /// A committee was formed.
    Formed(FormedDocument<'a>),
    /// With `--commit`: a secret seed was made.
    Committed(CommittedDocument<'a>),
}

/// A committee that was formed.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FormedDocument<'a> {
    /// Name of the season.
    season: &'a str,
    /// The files written.
    files: &'a [PathBuf],
    /// Whether the plan is proven best.
    status: Status,
    /// Why the run ended.
    ended: Ended,
    /// Moves that the search tried.
    moves: u64,
    /// Number of groups.
    groups: usize,
    /// Which part of a divided season it is.
    part: Option<&'a PlanPart>,
    /// How good the plan is.
    quality: &'a Quality,
    /// Coverage that the plan does not have.
    shortfalls: &'a [Shortfall],
    /// With `--exchange`: what more shortfalls would bring.
    exchange: Option<&'a Exchange>,
}

pub(super) fn tell(
    story: &Story<'_>,
    formed: &Formed,
    written: &[PathBuf],
    printer: &Printer,
) -> Result<(), Failure> {
    let plan = &formed.plan;
    if printer.is_json() {
        return printer.document(&FormedDocument {
            season: &story.season.name,
            files: written,
            status: plan.status,
            ended: formed.ended,
            moves: formed.moves,
            groups: plan.groups.len(),
            part: plan.part.as_ref(),
            quality: &plan.quality,
            shortfalls: &plan.shortfalls,
            exchange: plan.exchange.as_ref(),
        });
    }
    printer.data(&summary::text(story, printer.lang()))?;
    say_written(written, printer)?;
    if formed.ended == Ended::Stopped {
        printer.note(&bilingual!(
            "这是中断时最好的方案。",
            "This is the best plan at the time of the interrupt."
        ));
    }
    Ok(())
}
