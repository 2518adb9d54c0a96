//! The pairwise form beside OR-tools, in one run.
//!
//! `cargo bench --bench assign -- FOLDER...` takes instance folders, adds generated ones of 10^4 to
//! 10^7 pairs and prints one table: pairs, seconds of reading and solving, peak memory, the total
//! with its proof, and the same of `SimpleMinCostFlow` where `python3` and `ortools` are installed.
//! `--small` leaves out the two largest instances. Each measurement is a process of its own; the
//! best of three counts, for each part. `--chart FILE` also draws seconds and memory against pairs,
//! all logarithmic: a page of its own, or the picture alone where FILE ends with `.svg`.
//! `--stream MEBIBYTES` alone shows what large files take: memory grows with the pairs, not with the
//! text (the files are deleted afterwards).
//!
//! Of each folder of up to three million pairs it also prints `maxmin`, `leximin` (60 s) and the
//! optimum under capped probabilities; each instance is compared with the last run that was kept in
//! `data/history.csv` (exit code 1 where one fell behind), and `--save` keeps this run,
//! `--label WORD` naming it. At the end stands the table of our methods beside the baselines, over
//! the sample season, the folders (seasons may be among them) and two generated instances.
//! `--baselines` prints that table alone, `--alone` leaves it out.
#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr)]

use empanel::assign::{
    FILES, Instance, PairRecipe, Probability, leximin, maxmin, randomized, total,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Sizes of the generated instances: submissions x reviewers x candidates. After `=` the most load
/// of every reviewer: 3 leaves no room at all, supply equals demand.
const GENERATED: [&str; 7] = [
    "200x200x50",
    "2000x2000x50",
    "5000x5000x100",
    "20000x20000x50",
    "20000x20000x50=3",
    "60000x60000x50",
    "200000x200000x50",
];
/// OR-tools, and the objectives beside the total, are asked up to this many pairs.
const ASKED: usize = 3_000_000;
const RUNS: usize = 3;
/// What one process measures.
const MODES: [&str; 5] = ["--total", "--maxmin", "--read", "--leximin", "--capped"];
/// Caps of probabilities that are measured.
const CAPS: [&str; 3] = ["0.3333", "0.4999", "0.5"];
/// Generated instances beside the baselines.
const BESIDE: [&str; 2] = ["200x200x50", "2000x2000x50"];

#[path = "support/baselines.rs"]
mod baselines;
#[path = "support/chart.rs"]
mod chart;
#[path = "support/history/mod.rs"]
mod history;
use baselines::{baselines, is_season};
use chart::{Point, chart};
use history::gauge::gauge;
use history::{Figures, run as kept};
#[path = "support/stream.rs"]
mod stream;

type Outcome = Result<(), Box<dyn std::error::Error>>;
/// A case with what was measured of it.
type Measured = (Point, (String, Figures));
/// The name of this bench in the history, and its only form.
const KEPT: (&str, &str) = ("assign", "full");

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let [mode, folder] = arguments.as_slice()
        && MODES.contains(&mode.as_str())
    {
        measure(Path::new(folder), mode)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let [mode, mebibytes] = arguments.as_slice()
        && mode == "--stream"
    {
        stream::stream(mebibytes.parse()?, |folder| ours(folder, "--read"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let small = arguments.iter().any(|argument| argument == "--small");
    let save = arguments.iter().any(|argument| argument == "--save");
    let value = |option: &str| {
        let mut rest = arguments.iter();
        rest.find(|argument| *argument == option)
            .and_then(|_| rest.next())
    };
    let (drawn, label) = (value("--chart"), value("--label"));
    let folders: Vec<&Path> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--") && ![drawn, label].contains(&Some(argument)))
        .map(Path::new)
        .collect();
    let mut fell = 0;
    if !arguments.iter().any(|argument| argument == "--baselines") {
        let history = kept::opened()?;
        let mut machine = gauge();
        let measured = measured(&folders, small)?;
        machine = machine.min(gauge());
        let (points, mut rows): (Vec<Point>, Vec<_>) = measured.into_iter().unzip();
        rows.iter_mut()
            .for_each(|own: &mut (String, Figures)| own.1.gauge = Some(machine));
        if let Some(file) = drawn {
            fs::write(file, chart(&points, Path::new(file)))?;
        }
        // Folders of instances are anybody's: only the generated ones are always there.
        let known = |case: &str| {
            GENERATED.contains(&case) || !case.starts_with(|c: char| c.is_ascii_digit())
        };
        fell = kept::told(&history, KEPT, &rows, known);
        if save {
            kept::keep(history, KEPT, &rows, label.map(String::as_str))?;
        }
    }
    if !arguments.iter().any(|argument| argument == "--alone") {
        beside(&folders)?;
    }
    if fell > 0 {
        eprintln!("cases that fell behind: {fell}");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// The table beside OR-tools.
fn measured(folders: &[&Path], small: bool) -> Result<Vec<Measured>, Box<dyn std::error::Error>> {
    let mut points = Vec::new();
    println!(
        "{:<22} {:>10} {:>8} {:>8} {:>8} {:>8} {:>16} {:>7} {:>9} {:>9} {:>16}",
        "instance",
        "pairs",
        "read s",
        "solve s",
        "whole s",
        "MiB",
        "total",
        "proven",
        "OR solve",
        "OR whole",
        "OR total"
    );
    for folder in folders.iter().filter(|folder| !is_season(folder)) {
        let own = row(&folder.to_string_lossy(), folder)?;
        if own.0.pairs <= ASKED as f64 {
            worst(folder)?;
            further(folder)?;
        }
        points.push(own);
    }
    let room = tempfile::tempdir()?;
    for sizes in GENERATED
        .iter()
        .take(if small { 5 } else { GENERATED.len() })
    {
        let folder = generate(room.path(), sizes)?;
        points.push(row(sizes, &folder)?);
        fs::remove_dir_all(folder)?;
    }
    Ok(points)
}

/// The table beside the baselines.
fn beside(folders: &[&Path]) -> Outcome {
    let room = tempfile::tempdir()?;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/xlsx");
    let made = BESIDE.map(|sizes| generate(room.path(), sizes));
    let mut named = vec![("sample".to_owned(), sample.as_path())];
    for &folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        named.push((name.into_owned(), folder));
    }
    for (sizes, folder) in BESIDE.iter().zip(&made) {
        let folder = folder.as_ref().map_err(ToString::to_string)?;
        named.push((format!("generated {sizes}"), folder));
    }
    baselines(&named)
}

fn generate(room: &Path, sizes: &str) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let folder = room.join(sizes);
    fs::create_dir_all(&folder)?;
    let (shape, load) = sizes.split_once('=').unwrap_or((sizes, ""));
    let mut recipe = PairRecipe::parse(shape, 1).ok_or("three sizes")?;
    recipe.max_load = load.parse().unwrap_or(recipe.max_load);
    for file in FILES {
        recipe.write(
            file,
            &mut std::io::BufWriter::new(fs::File::create(folder.join(file))?),
        )?;
    }
    Ok(folder)
}

/// One measurement, printed as a JSON line for the process that asked.
fn measure(folder: &Path, mode: &str) -> Outcome {
    let start = Instant::now();
    let (instance, _) = Instance::read(folder).map_err(|problems| format!("{problems:?}"))?;
    let read = start.elapsed().as_secs_f64();
    if mode == "--read" {
        let pairs = instance.pairs.len();
        let line = serde_json::json!({
            "pairs": pairs,
            "read": read,
            "whole": read,
            "memory": peak_mebibytes(),
        });
        println!("{line}");
        return Ok(());
    }
    let solving = Instant::now();
    if mode == "--leximin" || mode == "--capped" {
        return further_of(&instance, mode, solving);
    }
    let found = if mode == "--total" {
        total(&instance)
    } else {
        maxmin(&instance, Some(Instant::now() + Duration::from_secs(60)))
    };
    let solve = solving.elapsed().as_secs_f64();
    let assignment = found.map_err(|shortage| format!("{shortage:?}"))?;
    let figures = assignment.figures(&instance);
    let line = serde_json::json!({
        "pairs": instance.pairs.len(),
        "read": read,
        "solve": solve,
        "whole": start.elapsed().as_secs_f64(),
        "memory": peak_mebibytes(),
        "total": figures.total_score,
        "worst": figures.worst_score,
        "proven": assignment.bound == Some(assignment.total()),
        "worst_proven": figures.worst_bound == Some(figures.worst_score),
    });
    println!("{line}");
    Ok(())
}

fn peak_mebibytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

/// Runs a command `RUNS` times and keeps the run with the shortest whole, with the shortest
/// seconds of each part: what else the machine does only ever adds to them.
fn best(mut command: impl FnMut() -> Command) -> Option<serde_json::Value> {
    let runs = (0..RUNS).filter_map(|_| {
        let output = command()
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        serde_json::from_slice::<serde_json::Value>(&output.stdout).ok()
    });
    let runs: Vec<serde_json::Value> = runs.collect();
    let shortest = |a: &&serde_json::Value, b: &&serde_json::Value| {
        seconds(a, "whole").total_cmp(&seconds(b, "whole"))
    };
    let mut kept = runs.iter().min_by(shortest)?.clone();
    for part in ["read", "solve"] {
        let least = runs
            .iter()
            .map(|run| seconds(run, part))
            .fold(f64::NAN, f64::min);
        if least.is_finite() {
            kept[part] = least.into();
        }
    }
    Some(kept)
}

fn seconds(run: &serde_json::Value, key: &str) -> f64 {
    run[key].as_f64().unwrap_or(f64::NAN)
}

fn ours(folder: &Path, mode: &str) -> Result<serde_json::Value, Box<dyn std::error::Error>> {
    let own = std::env::current_exe()?;
    let run = best(|| {
        let mut command = Command::new(&own);
        command.arg(mode).arg(folder);
        command
    });
    run.ok_or_else(|| format!("{} could not be solved", folder.display()).into())
}

fn row(name: &str, folder: &Path) -> Result<Measured, Box<dyn std::error::Error>> {
    let run = ours(folder, "--total")?;
    let asked = run["pairs"].as_u64().unwrap_or(0) as usize <= ASKED;
    let other = asked
        .then(|| best(|| ortools(folder)))
        .flatten()
        .unwrap_or_default();
    let name = Path::new(name).file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    println!(
        "{name:<22} {:>10} {:>8.3} {:>8.4} {:>8.3} {:>8} {:>16.6} {:>7} {:>9.4} {:>9.3} {:>16.6}",
        run["pairs"].as_u64().unwrap_or(0),
        seconds(&run, "read"),
        seconds(&run, "solve"),
        seconds(&run, "whole"),
        run["memory"].as_u64().unwrap_or(0),
        seconds(&run, "total"),
        run["proven"].as_bool().unwrap_or(false),
        seconds(&other, "solve"),
        seconds(&other, "whole"),
        seconds(&other, "total"),
    );
    let proven = run["proven"].as_bool() == Some(true);
    let figures = Figures {
        total: run["total"].as_f64(),
        gap: proven.then_some(0.0),
        solve: run["solve"].as_f64(),
        whole: run["whole"].as_f64(),
        mebibytes: run["memory"].as_f64(),
        ..Figures::default()
    };
    let point = Point {
        joined: GENERATED.contains(&name.as_str()) && !name.contains('='),
        pairs: run["pairs"].as_f64().unwrap_or(f64::NAN),
        solve: seconds(&run, "solve"),
        whole: seconds(&run, "whole"),
        other_solve: seconds(&other, "solve"),
        other_whole: seconds(&other, "whole"),
        mebibytes: seconds(&run, "memory"),
    };
    Ok((point, (name, figures)))
}

fn worst(folder: &Path) -> Outcome {
    let run = ours(folder, "--maxmin")?;
    println!(
        "    maxmin: solve {:.3} s, worst {:.6} (proven: {}), total {:.6} (proven: {})",
        seconds(&run, "solve"),
        seconds(&run, "worst"),
        run["worst_proven"],
        seconds(&run, "total"),
        run["proven"],
    );
    Ok(())
}

/// The rest of what a folder shows, once each: `leximin`, and capped probabilities.
fn further(folder: &Path) -> Outcome {
    for mode in ["--leximin", "--capped"] {
        let output = Command::new(std::env::current_exe()?)
            .arg(mode)
            .arg(folder)
            .output()?;
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
    Ok(())
}

fn further_of(instance: &Instance, mode: &str, start: Instant) -> Outcome {
    let late = || Some(Instant::now() + Duration::from_secs(60));
    if mode == "--leximin" {
        let found = leximin(instance, late()).map_err(|shortage| format!("{shortage:?}"))?;
        let proven = found.levels.iter().filter(|level| level.proven).count();
        let lowest = found.levels.iter().take(6).map(|level| {
            let score = instance.value(level.score);
            format!("{score:.4} x {}", level.submissions)
        });
        println!(
            "    leximin: {} levels, {proven} proven, {:.3} s, total {:.6}, lowest {}",
            found.levels.len(),
            start.elapsed().as_secs_f64(),
            found.assignment.figures(instance).total_score,
            lowest.collect::<Vec<_>>().join(", "),
        );
        return Ok(());
    }
    for text in CAPS {
        let start = Instant::now();
        let cap = Probability::parse(text).ok_or("a probability")?;
        let found = randomized(instance, cap, 1, late()).map_err(|none| format!("{none:?}"))?;
        println!(
            "    capped at {text}: solve {:.3} s, expected {:.6} (proven: {})",
            start.elapsed().as_secs_f64(),
            instance.value(found.expected) / f64::from(found.parts),
            found.expected == found.bound,
        );
    }
    Ok(())
}

fn ortools(folder: &Path) -> Command {
    let mut command = Command::new("python3");
    command
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/ortools.py"))
        .arg(folder);
    command
}
