//! Claims of proof, compared with one plain integer program of the whole season: random small
//! seasons with every rule, and cases in which a claim was once false.
//!
//! `EMPANEL_DRAWS` sets the number of seasons, `EMPANEL_FIRST` the first seed, `EMPANEL_SECONDS`
//! the time of each, `EMPANEL_TIMES` shows what each took.
#![cfg(feature = "highs")]

mod draw;
mod exact;

use empanel::checker;
use empanel::model::plan::{Plan, Status};
use empanel::model::words::Lang;
use empanel::model::{Objective, Season};
use empanel::solve::{Environment, Formed, NoPlan, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use exact::{Aim, Exact};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Tolerance of sums: scores are rounded to billionths.
const TOLERANCE: f64 = 2e-6;

fn formed(season: &Season, seconds: f64, threads: usize) -> Result<Formed, NoPlan> {
    let stop = Arc::new(AtomicBool::new(false));
    let seed = season.rules.solve.seed;
    let environment = Environment::new(seconds, seed, threads, &stop, &Unwatched);
    let (conflicts, affinity) = (Conflicts::build(season), Affinity::build(season));
    form(season, &conflicts, &affinity, &environment, Lang::Zh)
}

#[derive(Debug, Default)]
struct Figures {
    draws: usize,
    plans: usize,
    optimal: usize,
    impossible: usize,
    not_found: usize,
    /// Number of seasons that the exact model could not decide.
    undecided: usize,
    wrong: Vec<String>,
}

/// Forms a committee and returns every false claim; none if the exact model does not finish, which
/// is counted.
fn judge(season: &Season, seconds: f64, threads: usize, figures: &mut Figures) -> Vec<String> {
    let exact = Exact::new(season);
    let wrong = compared(season, &exact, seconds, threads, figures);
    if exact.slow() {
        figures.undecided += 1;
        return Vec::new();
    }
    wrong
}

fn compared(
    season: &Season,
    exact: &Exact<'_>,
    seconds: f64,
    threads: usize,
    figures: &mut Figures,
) -> Vec<String> {
    let mut result = formed(season, seconds, threads);
    let best = exact.best(Aim::Total);
    if matches!(result, Err(NoPlan::TimeRanOut { .. })) && best.is_some() {
        // A busy machine may need longer; a season of this size needs no more than that.
        result = formed(season, 10.0 * seconds, threads);
    }
    let mut wrong = Vec::new();
    let mut say = |what: String| wrong.push(what);
    figures.draws += 1;
    let plan = match (&result, best) {
        (Err(NoPlan::Impossible(_)), None) => {
            figures.impossible += 1;
            return wrong;
        }
        (Err(NoPlan::TimeRanOut { .. }), None) => {
            figures.not_found += 1;
            return wrong;
        }
        (Err(NoPlan::Impossible(reasons)), Some(best)) => {
            say(format!("exit 4 where {best:?} is: {reasons:?}"));
            return wrong;
        }
        (Err(NoPlan::TimeRanOut { broken }), Some(best)) => {
            say(format!("exit 6 where {best:?} is, {broken} broken"));
            return wrong;
        }
        (Ok(formed), _) => &formed.plan,
    };
    figures.plans += 1;
    let report = checker::check(season, plan);
    if !report.violations.is_empty() {
        say(format!("exit 1: {:?}", report.violations[0]));
        return wrong;
    }
    let Some((fewest, total)) = best else {
        say("a plan where the exact model has none".to_owned());
        return wrong;
    };
    let quality = &plan.quality;
    let own = quality.coverage_shortfalls;
    if own < fewest || own == fewest && quality.total_score > total + TOLERANCE {
        say(format!("better than the exact model: {quality:?}"));
    }
    if quality.shortfalls_bound.is_some_and(|bound| bound > fewest) {
        say(format!(
            "shortfalls_bound, where {fewest} will do: {quality:?}"
        ));
    }
    let within = |aim: Aim| exact.best(aim).map_or(0.0, |best| best.1);
    // Programs are solved only if a limit is tighter than one that needs none.
    let loose = exact.loose();
    let below =
        |bound: Option<f64>, limit: f64| bound.is_some_and(|bound| bound < limit - TOLERANCE);
    if below(quality.bound, loose.iter().sum()) {
        let highest = match own == fewest {
            true => total,
            false => within(Aim::TotalWithin(own, 0.0)),
        };
        if below(quality.bound, highest) {
            say(format!("bound, where {highest} with {own} is: {quality:?}"));
        }
    }
    let least = loose.iter().copied().fold(f64::INFINITY, f64::min);
    let mut worst = least;
    if below(quality.worst_bound, least) {
        worst = within(Aim::WorstWithin(own));
        if below(quality.worst_bound, worst) {
            say(format!(
                "worst_bound, where {worst} with {own} is: {quality:?}"
            ));
        }
    }
    if plan.status == Status::Optimal {
        figures.optimal += 1;
        let limit = match season.rules.solve.objective {
            Objective::Total => total,
            Objective::Maxmin => {
                worst = worst.min(within(Aim::WorstWithin(own)));
                if quality.worst_score < worst - TOLERANCE {
                    say(format!("optimal, where the worst {worst} is: {quality:?}"));
                }
                within(Aim::TotalWithin(own, worst))
            }
        };
        if own > fewest || quality.total_score < limit - TOLERANCE {
            say(format!(
                "optimal, where ({fewest}, {limit}) is: {quality:?}"
            ));
        }
    }
    wrong
}

fn variable(name: &str, usual: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.map_or(usual, |text| text.parse().expect("a number"))
}

#[test]
#[allow(clippy::print_stderr)]
fn nothing_false_is_called_proven_of_random_seasons() {
    let (first, draws) = (variable("EMPANEL_FIRST", 1), variable("EMPANEL_DRAWS", 40));
    let seconds = variable("EMPANEL_SECONDS", 2) as f64;
    let mut figures = Figures::default();
    for seed in first..first + draws {
        let season = draw::season(seed);
        let threads = 1 + seed as usize % 2;
        let clock = std::time::Instant::now();
        for wrong in judge(&season, seconds, threads, &mut figures) {
            let text = format!("season {seed}: {wrong}");
            eprintln!("{text}");
            figures.wrong.push(text);
        }
        if draws > 200 && seed % 100 == 0 {
            let Figures {
                draws,
                plans,
                optimal,
                impossible,
                not_found,
                undecided,
                wrong,
            } = &figures;
            eprintln!(
                "{draws} draws, {plans} plans, {optimal} optimal, {impossible} impossible, {not_found} not found, {undecided} undecided, {} wrong",
                wrong.len()
            );
        }
        if std::env::var("EMPANEL_TIMES").is_ok() {
            eprintln!("season {seed}: {:.1} s", clock.elapsed().as_secs_f64());
        }
    }
    eprintln!("{figures:?}");
    assert!(figures.wrong.is_empty(), "{:#?}", figures.wrong);
}

/// The seasons with false claims in November 2026, each with a plan that `verify` accepts.
fn cases() -> Vec<(String, Season, Option<Plan>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/proofs");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    names.sort();
    let case = |folder: std::path::PathBuf| {
        let read = empanel::files::tables::read_season(&folder.join("season"), None);
        let better = std::fs::read_to_string(folder.join("better.json")).ok();
        let name = folder.file_name().expect("a name").to_string_lossy();
        (
            name.into_owned(),
            read.expect("a readable season").season,
            better.map(|text| serde_json::from_str(&text).expect("a plan")),
        )
    };
    names.into_iter().map(case).collect()
}

#[test]
fn the_cases_that_got_a_false_word_get_a_true_one() {
    let cases = cases();
    assert_eq!(cases.len(), 8);
    for (name, season, better) in cases {
        let plan = match formed(&season, 5.0, 2) {
            Ok(formed) => formed.plan,
            Err(none) => panic!("{name}: {none:?}"),
        };
        let report = checker::check(&season, &plan);
        assert!(
            report.violations.is_empty(),
            "{name}: {:#?}",
            report.violations
        );
        let Some(better) = better else { continue };
        let known = checker::check(&season, &better).figures;
        let (own, quality) = (report.figures, &plan.quality);
        if known.shortfalls.len() <= own.shortfalls.len() {
            let bound = quality.bound.expect("a bound");
            assert!(
                bound >= known.total_score - TOLERANCE,
                "{name}: {quality:?}"
            );
            let worst = quality.worst_bound.expect("a bound");
            assert!(
                worst >= known.worst_score - TOLERANCE,
                "{name}: {quality:?}"
            );
        }
        assert!(
            quality.shortfalls_bound.expect("a bound") <= known.shortfalls.len(),
            "{name}: {quality:?}"
        );
    }
}
