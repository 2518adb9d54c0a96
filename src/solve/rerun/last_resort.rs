//! Used if a few changes do not suffice to satisfy the rules: the search of `form`, starting from
//! the prior plan, followed by restoring unnecessary changes.

use super::before::number;
use super::found::{Found, Proof};
use super::placing::judged;
use super::restore::restored;
use super::seats::{Change, Seats};
use super::task::Task;
use crate::model::Season;
use crate::solve::bound::{Bounds, SeatLimits};
use crate::solve::instance::Assignment;
use crate::solve::{Environment, MultiStart};
use std::sync::Arc;
use std::time::Instant;

/// A search from the remains of the prior plan that considers rules and score, but not the number
/// of changes.
pub(super) fn last_resort(
    task: &Task<'_>,
    season: &Season,
    environment: &Environment<'_>,
) -> Option<Found> {
    let instance = task.instance;
    let before = &task.before;
    let seats = fitted(task);
    let start = Assignment {
        chair: before.chairs[0],
        vice_chair: before.chairs[1],
        leaders: before.leaders.clone(),
        seat: seats.seat,
        group: before
            .group
            .iter()
            .map(|group| group.unwrap_or(0))
            .collect(),
        reviewers: before.reviewers.clone(),
    };
    // A share of the remaining time; the rest is for restoring.
    let environment = &Environment {
        start: Instant::now(),
        limit: environment.left() / 2,
        settled: Arc::default(),
        ..*environment
    };
    let (objective, limits) = (season.rules.solve.objective, SeatLimits::default());
    let proven = (Bounds::default(), &limits);
    let multi_start = MultiStart::new(instance, environment, objective, proven);
    let best = multi_start.run(Some(&start), |_| ());
    if best.broken > 0 {
        return None;
    }
    let seats = Seats::of(instance, &best.assignment);
    let completed = judged(task, best.assignment);
    let found = Found {
        people: seats.people(task),
        completed,
        seats,
        proof: Proof::Open,
        compared: false,
    };
    Some(restored(task, found))
}

/// The remains of the prior committee, brought to permitted sizes by repeatedly choosing the member
/// or expert of least cost, since the search that follows keeps the sizes of groups.
fn fitted(task: &Task<'_>) -> Seats {
    let instance = task.instance;
    let sizes = &instance.shape.members;
    let mut seats = Seats::retained(instance, &task.before);
    for group in 0..instance.groups.len() {
        while !sizes.contains(&seats.members[group].len()) {
            let own = seats.members[group].len();
            let shrinks = sizes.iter().any(|&size| size < own);
            let change = if shrinks {
                best_without(task, &seats, group)
            } else {
                best_with(task, &seats, group)
            };
            let Some(change) = change else { break };
            seats = seats.after(instance, change);
        }
    }
    seats
}

fn best_without(task: &Task<'_>, seats: &Seats, group: usize) -> Option<Change> {
    let members = seats.members[group].iter().copied();
    let loses = members.filter(|&member| seats.leaders[group] != Some(member));
    let cost = |member: &u32| {
        let mut rest = seats.members[group].clone();
        rest.retain(|other| other != member);
        (task.group_cost(group, &rest).cost, *member)
    };
    let gone = loses.min_by_key(cost)?;
    Some(Change::Seat(gone, None))
}

fn best_with(task: &Task<'_>, seats: &Seats, group: usize) -> Option<Change> {
    let instance = task.instance;
    let idle = seats.idle(task).filter(|&expert| {
        let own = &instance.experts[expert as usize];
        own.allowed.allows(group)
    });
    let cost = |expert: &u32| {
        let mut with = seats.members[group].clone();
        with.push(*expert);
        with.sort_unstable();
        (task.group_cost(group, &with).cost, *expert)
    };
    let called = idle.min_by_key(cost)?;
    Some(Change::Seat(called, Some(number(group))))
}
