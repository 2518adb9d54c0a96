//! `merge`: puts the plans of all parts of a season together into one committee.

use super::deliver::{FILES, deliver};
use super::exit::{Exit, Failure};
use super::form::{first_interrupt, tell, without_plan};
use super::history::Authorship;
use super::interrupt;
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::progress::Watch;
use super::running::{EffortArguments, ObjectiveName, RemarkArguments};
use super::threads::use_threads;
use super::values::seconds;
use super::watchdog::Watchdog;
use super::{clock, read};
use crate::api::Named;
use crate::bilingual;
use crate::files::history::{Action, Seen};
use crate::files::tables::read_plan;
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(
        value_name = "PLAN", required = true, num_args = 1..,
        help = say("各份的方案 plan.json，或其所在的文件夹（form --part 写出的），先后不限", "the parts' plans (plan.json) or their folders, as written by form --part, in any order")
    )]
    plans: Vec<PathBuf>,
    #[arg(
        long, value_name = "DIR",
        help = say("输出文件夹（plan.json、committee.xlsx、report.html）", "output folder (plan.json, committee.xlsx, report.html)")
    )]
    out: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml（与各份相同）", "rules file in place of the season's rules.toml, the same as for the parts"))]
    rules: Option<PathBuf>,
    #[arg(
        long, value_name = "S", value_parser = seconds, allow_negative_numbers = true,
        help = say("合并后继续改进的时限（秒）", "time limit in seconds for improving the committee as a whole")
    )]
    time_limit: Option<f64>,
    #[command(flatten)]
    effort: EffortArguments,
    #[arg(
        long, value_name = "total|maxmin", hide_possible_values = true,
        help = say("目标：总得分最高，或最低一项最高（与各份相同）", "objective: highest total, or highest worst submission; the same as for the parts")
    )]
    objective: Option<ObjectiveName>,
    #[command(flatten)]
    remarks: RemarkArguments,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
    #[command(flatten)]
    authorship: Authorship,
}

pub(super) fn run(arguments: &MergeArguments, printer: &Printer) -> Result<Exit, Failure> {
    OutputFolder::refuse_existing(&arguments.out, &FILES, arguments.force)?;
    let seen = Seen::of(&arguments.out);
    let stop = interrupt::listen(first_interrupt(printer));
    let found = Arc::default();
    let watchdog = Watchdog::start(arguments.time_limit, &stop, &found, printer);
    let plans = arguments.plans()?;
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let aim = (arguments.time_limit, arguments.objective);
    let mut options = arguments.effort.options(&season, aim, printer.lang());
    watchdog.limit(options.seconds);
    OutputFolder::open(&arguments.out, &FILES, arguments.force)?;
    let watch = Watch::new(
        printer,
        arguments.remarks.log.as_deref(),
        arguments.force,
        &found,
    )?;
    options.spent = clock::elapsed().as_secs_f64();
    use_threads(options.environment(&stop, &watch).threads);
    let made = season.merge_watched(&plans, &options, &stop, &watch);
    watchdog.rest();
    watch.finish();
    let formed =
        made.map_err(|error| without_plan(error, &season, &options.environment(&stop, &watch)))?;
    formed.check()?;
    let season = formed.season().clone();
    let mut story = arguments.remarks.story(&season, &formed, &options);
    let mut meta = arguments.authorship.meta(Action::Form);
    if meta.reason.is_empty() {
        let count = plans.len();
        let reason = bilingual!("由 {count} 份合并", "{count} parts put together");
        meta.reason = reason.say(printer.lang()).to_owned();
    }
    let meta = meta.replace(arguments.force).seen(seen);
    let written = deliver(&arguments.out, &mut story, Vec::new(), &meta, printer)?;
    tell(&story, &formed, &written, printer)?;
    Ok(Exit::Done)
}

impl MergeArguments {
    /// Reads all plans; those that cannot be read are told together.
    fn plans(&self) -> Result<Vec<Named>, Failure> {
        let mut plans = Vec::new();
        let mut problems = Vec::new();
        for path in &self.plans {
            let path = match path.is_dir() {
                true => path.join(FILES[0]),
                false => path.clone(),
            };
            match read_plan(&path) {
                Ok(plan) => plans.push((path.display().to_string(), plan)),
                Err(found) => problems.extend(found.0),
            }
        }
        match problems.is_empty() {
            true => Ok(plans),
            false => Err(Failure::input(problems)),
        }
    }
}
