//! `bench`: compares our methods with others on seasons, plans and instance folders.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::read;
use super::table::lay_out;
use super::threads::use_threads;
use crate::api;
use crate::assign::Instance;
use crate::bilingual;
use crate::lab::bench::compare::Comparison;
use crate::lab::bench::season::Given;
use crate::lab::bench::{Run, compare, pairs, render, season};
use crate::model::{Place, Problem, Season, Severity};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const FILES: [&str; 2] = ["bench.html", "bench.csv"];

#[derive(Debug, Args)]
pub(super) struct BenchArguments {
    #[arg(value_name = "PATH", required = true, help = say("年度文件夹、plan.json，或 assign 的实例文件夹，个数不限", "season folders, plan.json files and instance folders for assign, any number"))]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("plan.json 所属的年度文件夹（只给一个时可省略）", "the season of the plans (may be omitted when there is only one season)"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 3, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..=1000), help = say("每种方法的种子数（默认 3）", "number of seeds per method (default 3)"))]
    seeds: u64,
    #[arg(long, value_name = "S", default_value_t = 10.0, hide_default_value = true, value_parser = seconds, help = say("每次计算的时限，秒（默认 10）", "time limit of each run in seconds (default 10)"))]
    time_limit: f64,
    #[arg(long, value_name = "F", help = say("办公室人工编制的方案（工作簿、CSV 或 plan.json），作为对照", "the office's own plan (a workbook, CSV or plan.json) as a baseline"))]
    manual: Option<PathBuf>,
    #[arg(long, value_name = "F", help = say("去年的 plan.json：原班人马再评一次，作为对照", "last year's plan.json: the same experts review again, as a baseline"))]
    last_year: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("另写出网页和 CSV", "also write the page and the CSV"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("在标准输出上给出 CSV", "print CSV"))]
    csv: bool,
    #[arg(long, value_name = "N", help = say("线程数（0：全部核心）", "threads (0: all cores)"))]
    threads: Option<usize>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

fn seconds(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && seconds > 0.0 => Ok(seconds),
        _ => Err(say(
            "应为大于 0 的秒数",
            "must be a number of seconds above 0",
        )),
    }
}

/// The given paths by kind.
#[derive(Default)]
struct Sorted<'a> {
    seasons: Vec<&'a Path>,
    plans: Vec<&'a Path>,
    instances: Vec<&'a Path>,
}

/// What `bench` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BenchDocument<'a> {
    /// Every method on every input with every seed.
    runs: &'a [Run],
    /// Our method less each of the others.
    comparisons: &'a [Comparison],
}

pub(super) fn run(arguments: &BenchArguments, printer: &Printer) -> Result<Exit, Failure> {
    let folder = match &arguments.out {
        Some(out) => Some(OutputFolder::open(out, &FILES, arguments.force)?),
        None => None,
    };
    use_threads(arguments.threads.unwrap_or(0));
    let mut sorted = sort(&arguments.paths)?;
    if let Some(given) = arguments
        .season
        .as_deref()
        .filter(|given| !sorted.seasons.contains(given))
    {
        sorted.seasons.push(given);
    }
    let given: Vec<&Path> = sorted
        .plans
        .iter()
        .copied()
        .chain(arguments.manual.as_deref())
        .chain(arguments.last_year.as_deref())
        .collect();
    let owner = arguments
        .season
        .as_deref()
        .or(match sorted.seasons.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
    if !given.is_empty() && owner.is_none() {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "请用 --season 指出方案属于哪个年度文件夹。",
                "Name the season of the plans with --season."
            ),
        ));
    }
    let mut seasons: Vec<(&Path, Season)> = Vec::new();
    for path in &sorted.seasons {
        let mut season = read::season(path, None, printer)?.model().clone();
        let rules = &mut season.rules.solve;
        rules.threads = arguments.threads.unwrap_or(rules.threads);
        seasons.push((path, season));
    }
    let labels = labels(&seasons, &sorted.instances);
    let (of_seasons, of_instances) = labels.split_at(seasons.len());
    let (seeds, limit) = (arguments.seeds, arguments.time_limit);
    let mut runs: Vec<Run> = Vec::new();
    for ((path, season), label) in seasons.iter().zip(of_seasons) {
        let given = if owner == Some(*path) {
            given_plans(arguments, &sorted.plans, season, printer)?
        } else {
            Given::default()
        };
        runs.extend(season::run(label, season, &given, seeds, limit));
    }
    for (path, label) in sorted.instances.iter().zip(of_instances) {
        let (instance, notes) = Instance::read(path).map_err(Failure::input)?;
        printer.problems(&notes);
        runs.extend(pairs::run(label, &instance, seeds, limit));
    }
    if let Some(folder) = &folder {
        let mut files = folder.files();
        let page = render::page(&runs, &compare::compare(&runs), printer.lang());
        files.prepare(FILES[0], |out| out.write_all(page.as_bytes()))?;
        files.prepare(FILES[1], |out| out.write_all(render::csv(&runs).as_bytes()))?;
        files.commit()?;
    }
    tell(arguments, &runs, printer)?;
    Ok(Exit::Done)
}

/// A name for each season, then for each instance: a season's own name, the last part of an
/// instance's path, or the whole path if another input has the same name.
fn labels(seasons: &[(&Path, Season)], instances: &[&Path]) -> Vec<String> {
    let last = |path: &Path| {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let last = whole.file_name().unwrap_or(whole.as_os_str());
        last.to_string_lossy().into_owned()
    };
    let seasons = seasons
        .iter()
        .map(|(path, season)| (*path, season.name.clone()));
    let instances = instances.iter().map(|path| (*path, last(path)));
    let named: Vec<(&Path, String)> = seasons.chain(instances).collect();
    let label = |(path, name): &(&Path, String)| {
        let alone = named.iter().filter(|other| other.1 == *name).count() == 1;
        if alone {
            name.clone()
        } else {
            path.display().to_string()
        }
    };
    named.iter().map(label).collect()
}

fn given_plans(
    arguments: &BenchArguments,
    paths: &[&Path],
    season: &Season,
    printer: &Printer,
) -> Result<Given, Failure> {
    let mut given = Given::default();
    for path in paths {
        given.plans.push((
            path.display().to_string(),
            read::plan_of(path, season, printer)?,
        ));
    }
    if let Some(path) = &arguments.manual {
        let (plan, problems) = api::plan_by_hand(path, season)?;
        printer.problems(&problems);
        given.plans.push(("manual".to_owned(), plan));
    }
    if let Some(path) = &arguments.last_year {
        given.last_year = Some(read::plan(path)?);
    }
    Ok(given)
}

fn sort(paths: &[PathBuf]) -> Result<Sorted<'_>, Failure> {
    let mut sorted = Sorted::default();
    let mut problems = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        // Repeated paths are measured once.
        if paths[..at].contains(path) {
            continue;
        }
        let holds = |name: &str| path.join(name).is_file();
        if holds("experts.csv") || holds("experts.xlsx") {
            sorted.seasons.push(path);
        } else if holds("demands.csv") && holds("scores.csv") {
            sorted.instances.push(path);
        } else if path.is_file() {
            sorted.plans.push(path);
        } else {
            problems.push(Problem {
                severity: Severity::Error,
                code: "B101",
                place: Place::file(path.display().to_string()),
                value: String::new(),
                what: bilingual!(
                    "这里既没有年度数据（experts 表），也没有方案或实例（demands.csv 和 scores.csv）。",
                    "This is not a season (no experts table), a plan or an instance (demands.csv and scores.csv)."
                ),
                action: bilingual!("请检查路径。", "Check the path."),
            });
        }
    }
    if problems.is_empty() {
        Ok(sorted)
    } else {
        Err(Failure::input(problems))
    }
}

fn tell(arguments: &BenchArguments, runs: &[Run], printer: &Printer) -> Result<(), Failure> {
    let comparisons = compare::compare(runs);
    if printer.is_json() {
        return printer.document(&BenchDocument {
            runs,
            comparisons: &comparisons,
        });
    }
    if arguments.csv {
        return printer.data(&render::csv(runs));
    }
    let lang = printer.lang();
    let mut text = String::new();
    for (input, headers, rows) in render::upright(runs, lang) {
        let mut table = lay_out(&headers);
        for row in rows {
            table.add_row(row);
        }
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{input}\n{}\n", table.trim_fmt());
        for remark in render::remarks(runs, &input, lang) {
            let _ = writeln!(text, "{remark}\n");
        }
    }
    if !comparisons.is_empty() {
        let title = bilingual!(
            "本程序减对照（按种子配对的平均差，95% t 区间）：\n",
            "This program minus each baseline (mean over paired seeds, 95% t-interval):\n"
        );
        text.push_str(title.say(lang));
        let mut table = lay_out(&render::difference_headers(lang));
        for row in render::differences(&comparisons, lang) {
            table.add_row(row);
        }
        let _ = writeln!(text, "{}", table.trim_fmt());
    }
    if let Some(out) = &arguments.out {
        let shown = out.display();
        let words = bilingual!(
            "\n网页和 CSV 已写入 {shown}。\n",
            "\nThe page and the CSV are in {shown}.\n"
        );
        text.push_str(words.say(lang));
    }
    printer.data(&text)
}
