//! The rows of a small season: the exact model with the number of shortfalls limited, for every
//! number of groups.

use super::super::environment::Environment;
use super::super::exact::limits;
use super::front::Front;
use super::{Limits, slice};
use crate::solve::incumbent::Incumbent;
use crate::solve::instance::Instance;
use crate::solve::program::{self, Goal, Scope, Status};

/// Solves row by row; returns what is proven for each, and how many rows there was time for.
pub(super) fn rows(
    instances: &[Instance],
    environment: &Environment<'_>,
    span: usize,
    front: &mut Front,
) -> (Limits, usize) {
    let mut proven = Limits::new();
    for more in 1..=span {
        if environment.is_over() {
            return (proven, more - 1);
        }
        let most = front.fewest().unwrap_or_default() + more;
        let mut limits = Vec::new();
        for (number, instance) in instances.iter().enumerate() {
            let left = (span - more + 1) * instances.len() - number;
            limits.push(solve((number, instance), environment, (most, left), front));
        }
        // What holds for every number of groups is the weakest of all.
        let weakest = limits.into_iter().reduce(|a, b| Some(a?.max(b?)));
        proven.extend(weakest.flatten().map(|limit| (most, limit)));
    }
    (proven, span)
}

/// Solves for one number of groups, with `left` programs to share the time. Returns what no plan
/// with at most `most` shortfalls exceeds, if something is proven; 0 where there is none at all.
fn solve(
    (number, instance): (usize, &Instance),
    environment: &Environment<'_>,
    (most, left): (usize, usize),
    front: &mut Front,
) -> Option<i64> {
    let time = slice(environment, left).saturating_sub(environment.start.elapsed());
    let known = front.within_instance(number, most);
    let answer = program::solve(
        instance,
        &Scope::whole(instance),
        known.map(|own| &own.best.assignment),
        &Goal::TOTAL.within(most),
        &limits(environment, time),
        &*program::process::default_runner(),
    );
    if let Some(assignment) = answer.assignment {
        front.offer(number, &Incumbent::new(instance, assignment));
    }
    match answer.status {
        Status::Infeasible => Some(0),
        _ => answer.bound?.score,
    }
}
