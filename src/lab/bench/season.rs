//! The methods on a season.

use super::{Run, forget_peak, measure, peak_memory};
use crate::bilingual;
use crate::lab::baseline::committee::{Way, committee, last_year};
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang};
use crate::model::{Objective, Season};
use crate::solve::bound::{Bounds, relax};
use crate::solve::instance::{Assignment, Instance};
use crate::solve::{Environment, NoPlan, Unwatched, document, form};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Runs of our method for a seed: one for each objective.
const OURS: usize = 2;

/// The baselines by name.
const WAYS: [(&str, Way); 4] = [
    ("random", Way::Random),
    ("greedy", Way::Greedy),
    ("round_robin", Way::RoundRobin),
    ("flow_random_groups", Way::FlowRandomGroups),
];

/// Plans to compare with our method and the baselines.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Existing plans, each with its name.
    pub plans: Vec<(String, Plan)>,
    /// Last year's plan, to be called again.
    pub last_year: Option<Plan>,
}

impl Given {
    /// The number of runs for so many seeds.
    pub fn runs(&self, seeds: u64) -> u64 {
        let methods = OURS + WAYS.len() + usize::from(self.last_year.is_some()) + self.plans.len();
        methods as u64 * seeds
    }
}

/// How much is run, and who watches.
pub struct Effort<'a> {
    /// Every method runs for the seeds `1..=seeds`.
    pub seeds: u64,
    /// Time limit of each run of our method, in seconds.
    pub seconds: f64,
    /// Ends the run in progress when set; those after it are left out.
    pub stop: &'a Arc<AtomicBool>,
    /// Called after every run.
    pub told: &'a dyn Fn(&Run),
}

/// Runs our method with both objectives and all baselines for the seeds `1..=seeds`, and evaluates
/// the given plans. All plans are evaluated in the same way, from the season only.
pub fn run(name: &str, season: &Season, given: &Given, seeds: u64, seconds: f64) -> Vec<Run> {
    let effort = Effort {
        seeds,
        seconds,
        stop: &Arc::default(),
        told: &|_| (),
    };
    run_watched(name, season, given, &effort)
}

/// [`run`] with somebody who watches and may stop it.
pub fn run_watched(name: &str, season: &Season, given: &Given, effort: &Effort<'_>) -> Vec<Run> {
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    let (stop, seconds) = (effort.stop, effort.seconds);
    // The seeds that are still to run.
    let seeds = || (1..=effort.seeds).take_while(|_| !stop.load(Ordering::SeqCst));
    let mut runs = Vec::new();
    let mut bound = f64::INFINITY;
    let mut note = |method: &str, seed: u64, plan: Result<&Plan, &NoPlan>, start: Instant| {
        let taken = start.elapsed().as_secs_f64();
        let run = Run {
            input: name.to_owned(),
            method: method.to_owned(),
            seed,
            seconds: taken,
            memory_mib: peak_memory(),
            figures: plan
                .ok()
                .map(|plan| measure::plan(season, &conflicts, &affinity, plan)),
            reason: plan.err().map(why),
        };
        (effort.told)(&run);
        runs.push(run);
    };
    let mut worst_first = season.clone();
    worst_first.rules.solve.objective = Objective::Maxmin;
    let mut total_first = season.clone();
    total_first.rules.solve.objective = Objective::Total;
    let ours: [_; OURS] = [("ours", &total_first), ("ours_maxmin", &worst_first)];
    for (method, season) in ours {
        for seed in seeds() {
            forget_peak();
            let start = Instant::now();
            let threads = season.rules.solve.threads;
            let environment = Environment::new(seconds, seed, threads, stop, &Unwatched);
            let formed = form(season, &conflicts, &affinity, &environment, Lang::En);
            let plan = formed.map(|formed| formed.plan);
            let proven = plan.as_ref().ok().and_then(|plan| plan.quality.bound);
            // A season solved to optimality reports its own total as the bound. This bound applies
            // only to plans with as few shortfalls, so it may be below the highest total.
            if method == "ours" {
                bound = proven.map_or(bound, |proven| bound.min(proven));
            }
            note(method, seed, plan.as_ref(), start);
        }
    }
    if let Ok(instance) = Instance::compile(season, &conflicts, &affinity) {
        let bounds = relax(&instance);
        let write = |assignment: &Assignment| {
            let source = document::Source {
                season,
                conflicts: &conflicts,
                instance: &instance,
                assignment,
                bounds: Bounds { ..bounds },
                within: None,
                proven: false,
                highest_total: None,
                estimate: None,
                seconds: 0.0,
                lang: Lang::En,
            };
            document::plan(&source)
        };
        for (name, way) in WAYS {
            for seed in seeds() {
                forget_peak();
                let start = Instant::now();
                let plan = write(&committee(&instance, way, seed));
                note(name, seed, Ok(&plan), start);
            }
        }
        if let Some(old) = &given.last_year {
            for seed in seeds() {
                forget_peak();
                let start = Instant::now();
                let plan = write(&last_year(&instance, season, old));
                note("last_year", seed, Ok(&plan), start);
            }
        }
    }
    for (name, plan) in &given.plans {
        for seed in seeds() {
            note(name, seed, Ok(plan), Instant::now());
        }
    }
    let bound = bound.is_finite().then_some(bound);
    for run in &mut runs {
        run.figures = run.figures.take().map(|figures| figures.with_bound(bound));
    }
    runs
}

/// Why no plan was found.
fn why(none: &NoPlan) -> Bilingual {
    match none {
        NoPlan::Impossible(reasons) => {
            let join = |of: fn(&Bilingual) -> &str| {
                let words = reasons.iter().map(|reason| of(&reason.words));
                words.collect::<Vec<_>>().join(" ")
            };
            let (zh, en) = (join(|words| &words.zh), join(|words| &words.en));
            bilingual!(
                "已证明没有方案满足全部硬性规则：{zh}",
                "No plan satisfies all hard rules (proven): {en}"
            )
        }
        NoPlan::TimeRanOut { broken } => bilingual!(
            "时间用尽，最接近的方案还违反 {broken} 条硬性规则；请用 --time-limit 给更多时间。",
            "The time ran out; hard rules still broken by the nearest plan: {broken}. Allow more time with --time-limit."
        ),
    }
}
