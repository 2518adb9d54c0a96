//! Runs one case in this process.

use crate::case::{Case, Form, Method};
use crate::rerun;
use crate::row::Row;
use empanel::checker;
use empanel::model::Season;
use empanel::model::plan::Plan;
use empanel::model::words::Lang;
use empanel::solve::instance::Instance;
use empanel::solve::program::process::ChildProcess;
use empanel::solve::program::{self, Goal, Limits, Scope, Status};
use empanel::solve::{self, Environment, NoPlan, Progress, Snapshot, bound, document};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Notes where a run stood at each report.
#[derive(Default)]
struct Watch(Mutex<Vec<Snapshot>>);

impl Progress for Watch {
    fn report(&self, snapshot: &Snapshot) {
        if let Ok(mut seen) = self.0.lock() {
            seen.push(*snapshot);
        }
    }
}

impl Watch {
    /// Seconds to the first plan that keeps every hard rule.
    fn first(&self) -> Option<f64> {
        let seen = self.0.lock().ok()?;
        let first = seen.iter().find(|snapshot| snapshot.complete)?;
        Some(first.seconds)
    }

    /// Moves per second between the first report and the last that counts more.
    #[allow(clippy::cast_precision_loss)] // counts of moves stay below 2^53
    fn speed(&self) -> Option<f64> {
        let seen = self.0.lock().ok()?;
        let first = seen.first()?;
        let most = seen.last()?.moves;
        let last = seen.iter().find(|snapshot| snapshot.moves == most)?;
        let seconds = last.seconds - first.seconds;
        (seconds > 0.0 && most > first.moves).then(|| (most - first.moves) as f64 / seconds)
    }
}

/// Runs the case and fills its row; no plan counts that the checker does not accept.
pub fn run(case: &Case, form: Form) -> Row {
    let (season, known) = match case.source.season() {
        Ok(read) => read,
        Err(why) => return Row::failed(case.name, why),
    };
    let mut season = season;
    season.rules.solve.objective = case.objective;
    let limit = case.seconds(form);
    let watch = Watch::default();
    let stop = Arc::new(AtomicBool::new(false));
    let environment = Environment::new(limit, 1, case.threads, &stop, &watch);
    // Fails only where a pool is there already.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(environment.threads)
        .build_global();
    let plan = match case.method {
        Method::Ours => ours(&season, &environment),
        Method::OneModel => one_model(&season, &environment),
        Method::Rerun(_) => ours(&season, &environment),
    };
    // What follows is the checker's time, or another question.
    let seconds = environment.seconds();
    let mut row = match (plan, case.method) {
        (Ok(plan), Method::Rerun(count)) => rerun::row(&season, &plan, count, case, &stop),
        (Ok(plan), _) => judged(&season, &plan, case.name),
        (Err(why), _) => Row::failed(case.name, why),
    };
    let passed = season.submissions.iter().filter(|entry| entry.passed);
    row.size.0 = season.experts.len();
    row.size.1 = passed.count();
    row.limit = limit;
    row.known = known;
    row.seconds = Some(seconds);
    row.first = watch.first();
    row.speed = watch.speed();
    row.mebibytes = peak_memory();
    row
}

fn ours(season: &Season, environment: &Environment<'_>) -> Result<Plan, String> {
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    let formed = solve::form(season, &conflicts, &affinity, environment, Lang::En);
    match formed {
        Ok(formed) => Ok(formed.plan),
        Err(NoPlan::Impossible(_)) => Err("impossible".to_owned()),
        Err(NoPlan::TimeRanOut { broken }) => Err(format!("no plan, {broken} rules broken")),
    }
}

/// The whole season as one integer program; HiGHS gets the whole time and all threads.
fn one_model(season: &Season, environment: &Environment<'_>) -> Result<Plan, String> {
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    let instance = Instance::compile(season, &conflicts, &affinity);
    let instance = instance.map_err(|_| "impossible".to_owned())?;
    let limits = Limits {
        // The call keeps 15 % of its time back, 5 s at most, to fetch what was found.
        time: (environment.limit.mul_f64(1.0 / 0.85))
            .min(environment.limit + Duration::from_secs(5)),
        coefficients: usize::MAX,
        threads: u32::try_from(environment.threads).unwrap_or(1),
        ..Limits::default()
    };
    let runner = ChildProcess::new(env!("CARGO_BIN_EXE_empanel"));
    let scope = Scope::whole(&instance);
    let answer = program::solve(&instance, &scope, None, &Goal::TOTAL, &limits, &runner);
    let assignment = answer
        .assignment
        .ok_or_else(|| format!("no plan ({:?})", answer.status))?;
    let mut bounds = bound::relax(&instance);
    if let Some(total) = answer.bound.and_then(|bound| bound.score) {
        bounds.total = Some(bounds.total.map_or(total, |known| known.min(total)));
    }
    let open = season.rules.groups.count == 0 && season.themes.is_empty();
    Ok(document::plan(&document::Source {
        season,
        conflicts: &conflicts,
        instance: &instance,
        assignment: &assignment,
        bounds,
        // One model has one number of groups.
        within: open.then_some(instance.groups.len()),
        proven: !open && answer.status == Status::Optimal,
        highest_total: None,
        estimate: None,
        seconds: environment.seconds(),
        lang: Lang::En,
    }))
}

pub fn judged(season: &Season, plan: &Plan, name: &str) -> Row {
    let report = checker::check(season, plan);
    if !report.accepted() {
        let broken: Vec<&str> = report.violations.iter().map(|found| found.code).collect();
        return Row::failed(name, format!("refused: {}", broken.join(" ")));
    }
    let figures = &report.figures;
    Row {
        name: name.to_owned(),
        size: (0, 0, plan.groups.len()),
        status: serde_json::to_value(plan.status)
            .ok()
            .and_then(|status| status.as_str().map(str::to_owned))
            .unwrap_or_default(),
        total: Some(figures.total_score),
        bound: plan.quality.bound,
        gap: plan.quality.gap,
        worst: Some(figures.worst_score),
        worst_bound: plan.quality.worst_bound,
        shortfalls: Some(figures.shortfalls.len()),
        ..Row::default()
    }
}

/// Most memory that this process has held, in MiB, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes / 1024.0)
}
