//! The methods on an instance of the pairwise form.

use super::{Figures, Run, forget_peak, measure, peak_memory};
use crate::assign::{self, Assignment, Instance};
use crate::baseline::{self, Pool, Reviews};
use std::time::{Duration, Instant};

/// A way to choose reviewers by seed.
type Method = fn(&Pool, u64) -> Reviews;

const METHODS: [(&str, Method); 4] = [
    ("random", baseline::random),
    ("greedy", |pool, _| baseline::greedy(pool)),
    ("round_robin", |pool, _| baseline::round_robin(pool)),
    ("max_flow", |pool, _| baseline::max_flow(pool)),
];

/// Runs `total` (as `ours`), `maxmin`, `wef1` and all baselines for the seeds `1..=seeds`. Methods
/// without chance run once and count for every seed.
pub fn run(name: &str, instance: &Instance, seeds: u64, seconds: f64) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut note =
        |method: &str, (seed, last): (u64, u64), found: Option<Assignment>, start: Instant| {
            let taken = start.elapsed().as_secs_f64();
            let figures = found.map(|found| figures(instance, &found));
            for seed in seed..=last {
                runs.push(Run {
                    input: name.to_owned(),
                    method: method.to_owned(),
                    seed,
                    seconds: taken,
                    memory_mib: peak_memory(),
                    figures: figures.clone(),
                });
            }
        };
    forget_peak();
    let start = Instant::now();
    let total = assign::total(instance).ok();
    let bound = total
        .as_ref()
        .and_then(|found| found.bound)
        .map(|bound| instance.value(bound));
    note("ours", (1, seeds), total, start);
    forget_peak();
    let start = Instant::now();
    let deadline = Duration::try_from_secs_f64(seconds)
        .ok()
        .and_then(|limit| start.checked_add(limit));
    note(
        "ours_maxmin",
        (1, seeds),
        assign::maxmin(instance, deadline).ok(),
        start,
    );
    forget_peak();
    let start = Instant::now();
    note("ours_wef1", (1, seeds), assign::wef1(instance).ok(), start);
    let pool = pool(instance);
    for (method, choose) in METHODS {
        let chance = method == "random";
        for seed in 1..=(if chance { seeds } else { 1 }) {
            forget_peak();
            let start = Instant::now();
            let found = granted(instance, &pool, &choose(&pool, seed));
            note(
                method,
                (seed, if chance { seed } else { seeds }),
                Some(found),
                start,
            );
        }
    }
    for run in &mut runs {
        run.figures = run.figures.take().map(|figures| figures.with_bound(bound));
    }
    runs
}

/// The instance as the baselines take it, forced pairs already granted. They do not look at
/// conflicts: pairs in conflict that have a score are among the others.
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
    let sums = (0..found.reviewers.len()).map(|row| instance.value(found.sum(row)));
    let mut figures = Figures::of_sums(sums.collect(), &found.loads(instance.reviewers.len()));
    figures.total = instance.value(found.total());
    figures.unfilled = found.unfilled;
    let tied = |row: usize, who: u32| instance.conflicts.binary_search(&(row as u32, who)).is_ok();
    let rows = found.reviewers.iter().enumerate();
    figures.conflicts = rows
        .map(|(row, held)| held.iter().filter(|pair| tied(row, pair.0)).count())
        .sum();
    figures.below_min = Some(below(instance, found));
    let small = found.reviewers.len() <= measure::ENVY_LIMIT;
    figures.envy = small.then(|| assign::envious(instance, found));
    figures
}

/// Reviews that are missing from the least loads.
fn below(instance: &Instance, found: &Assignment) -> u64 {
    let mut loads = found.loads(instance.reviewers.len());
    for pair in &instance.forced {
        loads[pair.1 as usize] = loads[pair.1 as usize].saturating_sub(1);
    }
    let problem = instance.pairs.floors();
    let missing = problem.iter().zip(&loads);
    missing
        .map(|(&floor, &load)| u64::from(floor.saturating_sub(load)))
        .sum()
}
