//! `bench`: our methods beside every other way, on seasons, plans and instance folders.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::read;
use crate::assign::Instance;
use crate::bench::{Run, compare, pairs, render, season};
use crate::bilingual;
use crate::model::{Place, Problem, Severity};
use crate::plan::Plan;
use clap::Args;
use comfy_table::Table;
use serde_json::json;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const FILES: [&str; 2] = ["bench.html", "bench.csv"];

#[derive(Debug, Args)]
pub(super) struct BenchArguments {
    #[arg(value_name = "PATH", required = true, help = say("赛季文件夹、plan.json，或 assign 的实例文件夹，个数不限", "season folders, plan.json files and instance folders of assign, any number"))]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("plan.json 所属的赛季（只给一个赛季时可省略）", "the season of the plans (may be left out with a single season)"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 3, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..=1000), help = say("每种方法的种子数（默认 3）", "seeds of each method (default 3)"))]
    seeds: u64,
    #[arg(long, value_name = "S", default_value_t = 10.0, hide_default_value = true, value_parser = seconds, help = say("每次求解的时限，秒（默认 10）", "time limit of each run in seconds (default 10)"))]
    time_limit: f64,
    #[arg(long, value_name = "F", help = say("办公室人工编制的方案（plan.json），作为对照", "the office's own plan (plan.json) as a baseline"))]
    manual: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("另写出网页和 CSV", "also write the page and the CSV"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("在标准输出上给出 CSV", "print CSV"))]
    csv: bool,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

fn seconds(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && seconds > 0.0 => Ok(seconds),
        _ => Err(say("应为大于 0 的秒数", "give seconds above 0")),
    }
}

/// What the paths turned out to be.
#[derive(Default)]
struct Sorted<'a> {
    seasons: Vec<&'a Path>,
    plans: Vec<&'a Path>,
    instances: Vec<&'a Path>,
}

pub(super) fn run(arguments: &BenchArguments, printer: &Printer) -> Result<Exit, Failure> {
    let folder = match &arguments.out {
        Some(out) => Some(OutputFolder::open(out, &FILES, arguments.force)?),
        None => None,
    };
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
                "请用 --season 指出方案属于哪个赛季。",
                "Name the season of the plans with --season."
            ),
        ));
    }
    let mut runs: Vec<Run> = Vec::new();
    for path in &sorted.seasons {
        let season = read::season(path, None, printer)?;
        let plans = if owner == Some(*path) {
            plans(arguments, &sorted.plans)?
        } else {
            Vec::new()
        };
        runs.extend(season::run(
            &season,
            &plans,
            arguments.seeds,
            arguments.time_limit,
        ));
    }
    for path in &sorted.instances {
        let (instance, notes) = Instance::read(path).map_err(Failure::input)?;
        printer.problems(&notes);
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy();
        runs.extend(pairs::run(
            &name,
            &instance,
            arguments.seeds,
            arguments.time_limit,
        ));
    }
    if let Some(folder) = &folder {
        let mut files = folder.files();
        let page = render::page(&runs, printer.lang());
        files.prepare(FILES[0], |out| out.write_all(page.as_bytes()))?;
        files.prepare(FILES[1], |out| out.write_all(render::csv(&runs).as_bytes()))?;
        files.commit()?;
    }
    tell(arguments, &runs, printer)?;
    Ok(Exit::Done)
}

fn plans(arguments: &BenchArguments, paths: &[&Path]) -> Result<Vec<(String, Plan)>, Failure> {
    let mut plans = Vec::new();
    for path in paths {
        plans.push((path.display().to_string(), read::plan(path)?));
    }
    if let Some(manual) = &arguments.manual {
        plans.push(("manual".to_owned(), read::plan(manual)?));
    }
    Ok(plans)
}

fn sort(paths: &[PathBuf]) -> Result<Sorted<'_>, Failure> {
    let mut sorted = Sorted::default();
    let mut problems = Vec::new();
    for path in paths {
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
                    "这里既没有赛季（experts 表），也没有方案或实例（demands.csv 和 scores.csv）。",
                    "There is no season (table experts), plan or instance (demands.csv and scores.csv) here."
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
        return printer.document(&json!({ "runs": runs, "comparisons": comparisons }));
    }
    if arguments.csv {
        return printer.data(&render::csv(runs));
    }
    let (headers, rows) = render::table(runs, printer.lang());
    let mut table = Table::new();
    table.set_header(headers);
    for row in rows {
        table.add_row(row);
    }
    let mut text = table.trim_fmt();
    let title = bilingual!(
        "\n\n本程序减对照（按种子配对的平均差，95% 区间）：\n",
        "\n\nOurs less each baseline (mean over paired seeds, 95% interval):\n"
    );
    text.push_str(title.say(printer.lang()));
    for one in &comparisons {
        let (low, high) = one.interval.unwrap_or((f64::NAN, f64::NAN));
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {} · {} · {}: {:+.4} [{low:+.4}, {high:+.4}] n={}",
            one.input, one.baseline, one.figure, one.mean, one.pairs
        );
    }
    printer.data(&text)
}
