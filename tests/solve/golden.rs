//! Every season of `data/golden.toml` gives the recorded result: status, total, worst submission,
//! shortfalls. Known best values are for comparison only and not given to the runs.

use empanel::checker;
use empanel::files::tables::read_season;
use empanel::lab::generate::{Drawn, Recipe, Shape, Table as File};
use empanel::model::plan::{Plan, Status};
use empanel::model::words::Lang;
use empanel::model::{Objective, Season};
use empanel::solve::{Environment, NoPlan, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Golden {
    season: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    folder: Option<String>,
    draw: Option<Draw>,
    planted: Option<Planted>,
    objective: Option<Objective>,
    work: u64,
    status: Expected,
    best: Option<f64>,
    at_least: Option<f64>,
    shortfalls: Option<usize>,
    worst: Option<f64>,
    rules: Option<toml::Table>,
    #[serde(default)]
    slow: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draw {
    shape: String,
    experts: usize,
    submissions: usize,
    groups: usize,
    seed: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    groups: usize,
    seed: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expected {
    Optimal,
    Feasible,
    Impossible,
}

fn golden() -> Vec<Entry> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/golden.toml");
    let text = std::fs::read_to_string(path).expect("the golden list");
    let golden: Golden = toml::from_str(&text).expect("a sound golden list");
    golden.season
}

fn season(entry: &Entry) -> Season {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = entry.rules.as_ref().map(|rules| {
        let path = folder.path().join("other_rules.toml");
        std::fs::write(&path, rules.to_string()).expect("room on the disk");
        path
    });
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let place = match (&entry.folder, drawn(entry)) {
        (Some(name), None) => data.join(name),
        (None, Some(drawn)) => {
            for table in File::ALL {
                let mut bytes = Vec::new();
                drawn.write(table, &mut bytes).expect("memory takes it");
                std::fs::write(folder.path().join(table.file()), bytes).expect("room on the disk");
            }
            folder.path().to_owned()
        }
        _ => panic!("{}: give one of folder, draw and planted", entry.name),
    };
    let loaded = read_season(&place, rules.as_deref());
    let mut season = loaded.expect("a readable season").season;
    season.rules.solve.objective = entry.objective.unwrap_or(Objective::Total);
    season
}

fn drawn(entry: &Entry) -> Option<Drawn> {
    let recipe = match (&entry.draw, &entry.planted) {
        (Some(draw), None) => {
            let shape = match draw.shape.as_str() {
                "plain" => Shape::Plain,
                "scarce" => Shape::Scarce,
                "conflicts" => Shape::Conflicts,
                "dominant" => Shape::Dominant,
                "few-employers" => Shape::FewEmployers,
                other => panic!("{}: no shape {other}", entry.name),
            };
            let groups = Some(draw.groups);
            Recipe::ordinary(draw.experts, draw.submissions, groups, draw.seed, shape)
        }
        (None, Some(planted)) => Recipe::planted(None, None, Some(planted.groups), planted.seed),
        _ => return None,
    };
    Some(recipe.expect("a recipe that fits").draw())
}

fn run(entry: &Entry, season: &Season) -> Result<Plan, NoPlan> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut environment = Environment::new(600.0, 1, 2, &stop, &Unwatched);
    environment.work_limit = Some(entry.work);
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    form(season, &conflicts, &affinity, &environment, Lang::Zh).map(|formed| formed.plan)
}

/// The faults of an entry's run; empty if it gives the recorded result.
fn judge(entry: &Entry) -> Vec<String> {
    let season = season(entry);
    let plan = match run(entry, &season) {
        Ok(plan) => plan,
        Err(NoPlan::Impossible(_)) if entry.status == Expected::Impossible => return Vec::new(),
        Err(other) => return vec![format!("no plan: {other:?}")],
    };
    let report = checker::check(&season, &plan);
    let mut wrong: Vec<String> = report
        .violations
        .iter()
        .map(|found| format!("{} {}", found.code, found.words.say(Lang::En)))
        .collect();
    let figures = &report.figures;
    let mut expect = |right: bool, words: String| {
        if !right {
            wrong.push(words);
        }
    };
    let best = entry.best.unwrap_or_default();
    let total = figures.total_score;
    let floor = best * entry.at_least.unwrap_or(1.0);
    expect(total >= floor - 1e-6, format!("total {total} < {floor}"));
    let found = figures.shortfalls.len();
    if entry.status == Expected::Optimal {
        expect(plan.status == Status::Optimal, "not proven".to_owned());
        expect(total <= best + 1e-6, format!("total {total} beats {best}"));
    }
    expect(entry.status != Expected::Impossible, "a plan".to_owned());
    let most = entry.shortfalls.unwrap_or(0);
    expect(found <= most, format!("{found} shortfalls > {most}"));
    let (worst, least) = (figures.worst_score, entry.worst.unwrap_or_default());
    expect(worst >= least - 1e-6, format!("worst {worst} < {least}"));
    // The hidden plan of a planted season has no shortfall, so every valid bound permits it.
    let bound = plan.quality.bound.filter(|_| entry.planted.is_some());
    expect(
        bound.is_none_or(|bound| bound >= best - 1e-6),
        format!("the bound {bound:?} is below the known best {best}"),
    );
    wrong
}

/// Runs the entries and reports all faults together.
fn run_all(slow: bool) {
    let mut complaints = Vec::new();
    for entry in golden().iter().filter(|entry| entry.slow == slow) {
        for words in judge(entry) {
            complaints.push(format!("{}: {words}", entry.name));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_season_comes_to_what_the_list_says() {
    run_all(false);
}

#[test]
#[ignore = "minutes without optimisation: run with --release"]
fn every_slow_season_comes_to_what_the_list_says() {
    run_all(true);
}

#[test]
fn the_list_names_each_season_once_and_both_kinds_of_end() {
    let entries = golden();
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    let many = names.len();
    names.dedup();
    assert_eq!(names.len(), many);
    for status in [Expected::Optimal, Expected::Feasible, Expected::Impossible] {
        assert!(entries.iter().any(|entry| entry.status == status));
    }
}
