//! The exact model of a small season.

use super::bound::{Bounds, least};
use super::environment::Environment;
use super::incumbent::Incumbent;
use crate::model::Objective;
use crate::solve::instance::Instance;
use crate::solve::program::{self, Goal, Limits, Scope, Status};
use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// Maximum number of choices (expert, submission and group) for one exact model: 60 experts x 40
/// submissions x 4 groups, with some margin.
const SMALL: usize = 16_000;
/// Maximum number of branch-and-bound nodes in a counted run.
const COUNTED_NODES: u32 = 2_000;

/// Whether the season is small enough for one exact model.
pub fn is_small(instance: &Instance) -> bool {
    are_few(instance, instance.groups.len())
}

/// Whether the number of choices is small with this number of groups, in one model or in several
/// together.
pub fn are_few(instance: &Instance, groups: usize) -> bool {
    let pairs = instance.experts.len() * instance.submissions.len();
    pairs.saturating_mul(groups) <= SMALL
}

/// Result of an exact model of the whole season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closure {
    /// The plan is optimal.
    Proven,
    /// No plan satisfies the hard rules.
    Impossible,
    /// Nothing was proven.
    Open,
}

/// Solves the whole season within `time`, starting from the best known plan; improves the plan and
/// tightens the bounds.
pub fn whole(
    instance: &Instance,
    environment: &Environment<'_>,
    objective: Objective,
    time: Duration,
    best: &mut Incumbent,
    bounds: &mut Bounds,
) -> Closure {
    let scope = Scope::whole(instance);
    let start = (best.broken == 0).then(|| best.assignment.clone());
    let runner = program::process::default_runner();
    let until = environment.start.elapsed() + time;
    let solve = |goal: &Goal, best: &mut Incumbent, share: f64| {
        let left = until.saturating_sub(environment.start.elapsed());
        let limits = limits(environment, left.mul_f64(share));
        let known = (best.broken == 0)
            .then_some(&best.assignment)
            .or(start.as_ref());
        let answer = program::solve(instance, &scope, known, goal, &limits, &*runner);
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
            // The worst sum is proven optimal; now find the highest total that keeps it.
            let goal = Goal::TOTAL
                .within(best.value.shortfalls)
                .above(best.value.worst);
            let (status, _) = solve(&goal, best, 0.9);
            // The sums between the worst and the best submission are not proven to be as high as
            // possible, unless all sums are equal.
            let closure = closed(status == Status::Optimal && best.is_level());
            // Totals with this worst sum say nothing about other totals; the bound of the total
            // needs a separate program.
            let mut highest = best.clone();
            let (_, bound) = solve(
                &Goal::TOTAL.within(best.value.shortfalls),
                &mut highest,
                0.9,
            );
            bounds.total = least(bounds.total, bound.and_then(|bound| bound.score));
            closure
        }
    }
}

pub(super) fn limits(environment: &Environment<'_>, time: Duration) -> Limits {
    let stop = Arc::clone(environment.stop);
    let settled = Arc::clone(&environment.settled);
    // The low half of the seed suffices to vary the solver.
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

pub(super) fn take(objective: Objective, best: &mut Incumbent, candidate: Incumbent) -> bool {
    let better = candidate.compare(best, objective) == Ordering::Greater;
    if better {
        *best = candidate;
    }
    better
}
