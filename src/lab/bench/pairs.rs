//! The methods on an instance of the pairwise form.

use super::{Figures, Run, forget_peak, measure, peak_memory};
use crate::assign::{self, Asked, Assignment, Instance, proof};
use crate::flow::Shortage;
use crate::lab::baseline::{self, Pool, Reviews};
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

/// A method of choosing reviewers with a seed.
type Method = fn(&Pool, u64) -> Reviews;

const METHODS: [(&str, Method); 4] = [
    ("random", baseline::random),
    ("greedy", |pool, _| baseline::greedy(pool)),
    ("round_robin", |pool, _| baseline::round_robin(pool)),
    ("max_flow", |pool, _| baseline::max_flow(pool)),
];

/// Runs `total` (as `ours`), `maxmin`, `wef1` and all baselines for the seeds `1..=seeds`.
/// Deterministic methods run once and count for every seed.
pub fn run(name: &str, instance: &Instance, seeds: u64, seconds: f64) -> Vec<Run> {
    let mut notes = Notes {
        name,
        instance,
        runs: Vec::new(),
    };
    let start = begin();
    let total = assign::total(instance);
    let bound = total.as_ref().ok().and_then(|found| found.bound);
    notes.note("ours", 1..=seeds, total, start);
    let start = begin();
    let limit = Duration::try_from_secs_f64(seconds).ok();
    let deadline = limit.and_then(|limit| start.checked_add(limit));
    let maxmin = assign::maxmin(instance, deadline);
    notes.note("ours_maxmin", 1..=seeds, maxmin, start);
    let start = begin();
    notes.note("ours_wef1", 1..=seeds, assign::wef1(instance), start);
    let pool = pool(instance);
    for (method, choose) in METHODS {
        let chance = method == "random";
        for seed in 1..=(if chance { seeds } else { 1 }) {
            let start = begin();
            let found = granted(instance, &pool, &choose(&pool, seed));
            let last = if chance { seed } else { seeds };
            notes.note(method, seed..=last, Ok(found), start);
        }
    }
    let bound = bound.map(|bound| instance.value(bound));
    for run in &mut notes.runs {
        run.figures = run.figures.take().map(|figures| figures.with_bound(bound));
    }
    notes.runs
}

fn begin() -> Instant {
    forget_peak();
    Instant::now()
}

/// The runs so far.
struct Notes<'a> {
    name: &'a str,
    instance: &'a Instance,
    runs: Vec<Run>,
}

impl Notes<'_> {
    fn note(
        &mut self,
        method: &str,
        seeds: RangeInclusive<u64>,
        found: Result<Assignment, Shortage>,
        start: Instant,
    ) {
        let seconds = start.elapsed().as_secs_f64();
        let why = |shortage: &Shortage| proof(shortage, self.instance, Asked::default()).1;
        let reason = found.as_ref().err().map(why);
        let figures = found.ok().map(|found| figures(self.instance, &found));
        for seed in seeds {
            self.runs.push(Run {
                input: self.name.to_owned(),
                method: method.to_owned(),
                seed,
                seconds,
                memory_mib: peak_memory(),
                figures: figures.clone(),
                reason: reason.clone(),
            });
        }
    }
}

/// The instance in the form used by the baselines, with forced pairs already granted. Baselines
/// ignore conflicts, so scored pairs in conflict are included.
fn pool(instance: &Instance) -> Pool {
    let problem = instance.pairs.widened();
    let row = |row: usize| {
        let free = problem
            .row(row)
            .map(|at| (problem.columns[at], problem.scores[at]));
        let from = instance
            .tied
            .partition_point(|pair| (pair.0 as usize) < row);
        let tied = instance.tied[from..].iter();
        let tied = tied.take_while(|pair| pair.0 as usize == row);
        let mut pairs: Vec<(u32, i128)> = free.chain(tied.map(|pair| (pair.1, pair.2))).collect();
        pairs.sort_unstable_by_key(|pair| pair.0);
        pairs
    };
    Pool {
        scores: (0..problem.rows()).map(row).collect(),
        demands: problem.demands.clone(),
        caps: problem.caps.clone(),
        floors: problem.floors.clone(),
    }
}

fn granted(instance: &Instance, pool: &Pool, reviews: &Reviews) -> Assignment {
    let mut unfilled = 0;
    let mut reviewers = Vec::with_capacity(reviews.len());
    for (row, list) in reviews.iter().enumerate() {
        unfilled += u64::from(pool.demands[row]).saturating_sub(list.len() as u64);
        let pairs = pool.scores[row].iter().copied();
        reviewers.push(
            pairs
                .filter(|pair| list.contains(&pair.0))
                .collect::<Vec<_>>(),
        );
    }
    for &(row, column, score) in &instance.forced {
        reviewers[row as usize].push((column, score));
        reviewers[row as usize].sort_unstable();
    }
    Assignment {
        reviewers,
        unfilled,
        bound: None,
        worst_bound: None,
    }
}

fn figures(instance: &Instance, found: &Assignment) -> Figures {
    // Submissions that require no reviewer have no sum.
    let asked = (0..found.reviewers.len()).filter(|&row| instance.demand(row) > 0);
    let sums = asked.map(|row| instance.value(found.sum(row)));
    let mut figures = Figures::of_sums(sums.collect(), &found.loads(instance.reviewers.len()));
    figures.total = instance.value(found.total());
    figures.unfilled = found.unfilled;
    let tied = |row: usize, who: u32| instance.conflicts.binary_search(&(row as u32, who)).is_ok();
    let rows = found.reviewers.iter().enumerate();
    figures.conflicts = rows
        .map(|(row, held)| held.iter().filter(|pair| tied(row, pair.0)).count())
        .sum();
    figures.below_min = Some(below(instance, found).map(u64::from).sum());
    figures.broken = figures.conflicts + broken(instance, found);
    let small = found.reviewers.len() <= measure::ENVY_LIMIT;
    figures.envy = small.then(|| assign::envious(instance, found));
    figures
}

/// For each reviewer the number of reviews missing from its minimum load.
fn below(instance: &Instance, found: &Assignment) -> impl Iterator<Item = u32> {
    let loads = decided_loads(instance, found);
    let floors = instance.pairs.floors().iter().zip(loads);
    floors.map(|(&floor, load)| floor.saturating_sub(load))
}

/// Number of submissions with a wrong number of reviewers, plus reviewers with a load outside their
/// limits; conflicts are counted separately.
fn broken(instance: &Instance, found: &Assignment) -> usize {
    let rows = found.reviewers.iter().enumerate();
    let wrong = rows.filter(|(row, held)| held.len() != instance.demand(*row) as usize);
    let short = below(instance, found).filter(|&missing| missing > 0);
    let loads = decided_loads(instance, found).into_iter();
    let over = loads.zip(instance.pairs.caps());
    let over = over.filter(|(load, cap)| load > *cap);
    wrong.count() + short.count() + over.count()
}

/// Loads without the forced pairs, which the instance's limits no longer include.
fn decided_loads(instance: &Instance, found: &Assignment) -> Vec<u32> {
    let mut loads = found.loads(instance.reviewers.len());
    for pair in &instance.forced {
        loads[pair.1 as usize] = loads[pair.1 as usize].saturating_sub(1);
    }
    loads
}
