//! Integer programs within a run: the whole of a small season, and neighbourhoods of a large one.

use super::bound::Bounds;
use super::environment::Environment;
use super::incumbent::Incumbent;
use crate::formulation::{self, Goal, Limits, Scope, Status};
use crate::instance::{Assignment, Instance};
use crate::model::Objective;
use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// Choices of expert, submission and group up to which one exact model is tried: 60 experts x
/// 40 submissions x 4 groups, with some room.
const SMALL: usize = 16_000;
/// Nodes of branch and bound where the run is counted, not timed.
const COUNTED_NODES: u32 = 2_000;
/// Experts kept for each submission in a neighbourhood: more make models that are not closed in
/// time.
const KEPT: usize = 3;

/// Whether the season is small enough for one exact model.
pub fn is_small(instance: &Instance) -> bool {
    let choices = instance.experts.len() * instance.submissions.len() * instance.groups.len();
    choices <= SMALL
}

/// What an exact model of the whole season came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closure {
    /// Nothing better exists.
    Proven,
    /// No plan keeps the hard rules.
    Impossible,
    /// Neither was proven.
    Open,
}

/// Solves the whole season from the best known plan: betters the plan and tightens the bounds.
pub fn whole(
    instance: &Instance,
    environment: &Environment<'_>,
    objective: Objective,
    best: &mut Incumbent,
    bounds: &mut Bounds,
) -> Closure {
    let scope = Scope::whole(instance);
    let start = (best.broken == 0).then(|| best.assignment.clone());
    let runner = formulation::process::default_runner();
    let solve = |goal: &Goal, best: &mut Incumbent, share: f64| {
        let limits = limits(environment, environment.left().mul_f64(share));
        let known = (best.broken == 0)
            .then_some(&best.assignment)
            .or(start.as_ref());
        let answer = formulation::solve(instance, &scope, known, goal, &limits, &*runner);
        if let Some(assignment) = answer.assignment {
            take(objective, best, Incumbent::new(instance, assignment));
        }
        (answer.status, answer.bound)
    };
    let closed = |closed: bool| {
        if closed {
            Closure::Proven
        } else {
            Closure::Open
        }
    };
    match objective {
        Objective::Total => {
            let (status, bound) = solve(&Goal::TOTAL, best, 0.9);
            if status == Status::Infeasible && best.broken > 0 {
                return Closure::Impossible;
            }
            if let Some(bound) = bound {
                bounds.shortfalls = bounds.shortfalls.max(bound.shortfalls);
                bounds.total = least(bounds.total, bound.score);
            }
            closed(status == Status::Optimal)
        }
        Objective::Maxmin => {
            let (status, bound) = solve(&Goal::WORST, best, 0.5);
            if status == Status::Infeasible && best.broken > 0 {
                return Closure::Impossible;
            }
            if let Some(bound) = bound {
                bounds.shortfalls = bounds.shortfalls.max(bound.shortfalls);
                bounds.worst = least(bounds.worst, bound.score);
            }
            if status != Status::Optimal || best.broken > 0 {
                return Closure::Open;
            }
            // The worst is proven; now the highest total that keeps it.
            let goal = Goal::TOTAL
                .within(best.value.shortfalls)
                .above(best.value.worst);
            let (status, bound) = solve(&goal, best, 0.9);
            bounds.total = least(bounds.total, bound.and_then(|bound| bound.score));
            // The submissions between the worst and the best are not proven to be as high as
            // they can be, unless there are none between.
            closed(status == Status::Optimal && best.is_level())
        }
    }
}

/// Re-solves groups of the incumbent one by one, then by twos, until the time is used up; as many
/// at once as there are threads. Where the plan has no more shortfalls than the proven `fewest`,
/// they are held instead of minimised. `found` is told each better plan.
pub fn polish(
    instance: &Instance,
    environment: &Environment<'_>,
    objective: Objective,
    fewest: usize,
    best: &mut Incumbent,
    mut found: impl FnMut(&Incumbent),
) {
    // A counted run stays off the clock, and these solves are timed.
    let counted = environment.work_limit.is_some();
    if best.broken > 0 || objective == Objective::Maxmin || counted {
        return;
    }
    let rounds = neighbourhoods(instance, best);
    for scopes in rounds.chunks(environment.threads.max(1)) {
        if environment.is_over() || environment.left() < Duration::from_millis(300) {
            return;
        }
        for (groups, assignment) in
            solve_disjoint(instance, environment, goal(best, fewest), best, scopes)
        {
            let merged = best.with_groups_of(instance, &assignment, &groups);
            if take(objective, best, merged) {
                found(best);
            }
        }
    }
}

/// Groups to re-solve together: first each alone, those with the lowest mean before others, then
/// pairs, the low ones first; neighbouring entries share no group where that can be had.
fn neighbourhoods(instance: &Instance, best: &Incumbent) -> Vec<Vec<u32>> {
    let groups = instance.groups.len();
    let mut singles: Vec<Vec<u32>> = (0..).take(groups).map(|group| vec![group]).collect();
    let means = best.means_by_group(instance);
    // The groups with the lowest mean have most to gain.
    singles.sort_by_key(|group| means[group[0] as usize]);
    let order: Vec<u32> = singles.iter().map(|group| group[0]).collect();
    let mut pairs = Vec::new();
    for distance in 1..groups {
        // Walking by steps of twice the distance keeps neighbours apart.
        for start in 0..distance.min(groups - distance) {
            let mut at = start;
            while at + distance < groups {
                pairs.push(vec![order[at], order[at + distance]]);
                at += 2 * distance;
            }
        }
        if pairs.len() > 4 * groups {
            break;
        }
    }
    singles.extend(pairs);
    singles
}

fn solve_disjoint(
    instance: &Instance,
    environment: &Environment<'_>,
    goal: Goal,
    best: &Incumbent,
    scopes: &[Vec<u32>],
) -> Vec<(Vec<u32>, Assignment)> {
    let mut taken: Vec<u32> = Vec::new();
    let apart: Vec<&Vec<u32>> = scopes
        .iter()
        .filter(|groups| {
            let free = groups.iter().all(|group| !taken.contains(group));
            taken.extend(groups.iter().copied());
            free
        })
        .collect();
    let lanes = apart.len();
    std::thread::scope(|scope| {
        let runs: Vec<_> = apart
            .into_iter()
            .enumerate()
            .map(|(lane, groups)| {
                scope.spawn(move || {
                    solve_one(instance, environment, goal, best, groups, (lane, lanes))
                })
            })
            .collect();
        runs.into_iter()
            .filter_map(|run| run.join().unwrap_or(None))
            .collect()
    })
}

/// Solves one neighbourhood. Of the experts without a seat each lane may take only its own, so
/// that two answers can be put together.
fn solve_one(
    instance: &Instance,
    environment: &Environment<'_>,
    goal: Goal,
    best: &Incumbent,
    groups: &[u32],
    (lane, lanes): (usize, usize),
) -> Option<(Vec<u32>, Assignment)> {
    let incumbent = &best.assignment;
    let mut scope = Scope::neighbourhood(instance, incumbent, groups);
    scope.experts.retain(|&expert| {
        incumbent.seat[expert as usize].is_some() || expert as usize % lanes.max(1) == lane
    });
    let scope = scope.narrowed(instance, Some(incumbent), KEPT);
    let time = environment.left().mul_f64(0.9).min(Duration::from_secs(6));
    let runner = formulation::process::default_runner();
    let answer = formulation::solve(
        instance,
        &scope,
        Some(incumbent),
        &goal,
        &limits(environment, time),
        &*runner,
    );
    let assignment = answer
        .assignment
        .filter(|assignment| assignment != incumbent)?;
    Some((groups.to_vec(), assignment))
}

fn goal(best: &Incumbent, fewest: usize) -> Goal {
    if best.value.shortfalls <= fewest {
        Goal::TOTAL.within(best.value.shortfalls)
    } else {
        Goal::TOTAL
    }
}

fn limits(environment: &Environment<'_>, time: Duration) -> Limits {
    let stop = Arc::clone(environment.stop);
    let settled = Arc::clone(&environment.settled);
    // The low half of the seed is enough to vary the solver.
    #[allow(clippy::cast_possible_truncation)]
    let seed = (environment.seed & 0x7fff_ffff) as u32;
    Limits {
        time,
        nodes: environment.work_limit.map(|_| COUNTED_NODES),
        seed,
        stop: Some(Arc::new(move || {
            stop.load(Relaxed) || settled.load(Relaxed)
        })),
        ..Limits::default()
    }
}

fn least(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

fn take(objective: Objective, best: &mut Incumbent, candidate: Incumbent) -> bool {
    let better = candidate.compare(best, objective) == Ordering::Greater;
    if better {
        *best = candidate;
    }
    better
}
