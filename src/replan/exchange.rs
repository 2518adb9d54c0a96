//! What more changes would bring.

use super::exhaustive::{estimate, growth};
use super::matching::Matching;
use super::objective::Cost;
use super::placing::{Completed, complete};
use super::program::Exact;
use super::search::{Found, Proof, mendable};
use super::seats::{Change, Seats};
use super::task::Task;
use rayon::prelude::*;

/// Candidates completed in full, best estimate first.
const COMPLETED: usize = 12;
/// Replacements and exchanges looked at in one step. A season with more looks only at groups with
/// shortfalls, and at no more than these.
const MOST_PAIRS: usize = 600_000;
/// How many are paired with each other to join one group together.
const COUPLED: usize = 40;

/// For 0, 1, … `further` people changed more than in `found`, the best committee found: the best
/// that mends the places apart instead of two by two, or the committee before with one member
/// replaced, two members exchanged or one change more. Exhaustive over each such step, greedy over
/// steps; where `exact` is asked about a row, it betters and proves it. A row is never worse than
/// the one before. `also` is a committee known from elsewhere.
pub fn table<'a>(
    task: &Task<'_>,
    found: &Found,
    also: Option<&Found>,
    further: usize,
    exact: impl Fn(usize) -> Option<&'a Exact<'a>>,
) -> Vec<Found> {
    let retained = Seats::retained(task.instance, &task.before);
    let mut rows = vec![found.clone()];
    let start = mendable(task, &retained);
    let matching = start.as_ref().and_then(|start| Matching::new(task, start));
    let told = start.as_ref().map_or(0, |start| start.people(task));
    for more in 1..=further {
        let people = found.people + more;
        let mut best = rows[more - 1].clone();
        let apart = matching
            .as_ref()
            .filter(|_| people > told)
            .and_then(|matching| matching.with(people - told));
        offer(task, &mut best, apart);
        offer(task, &mut best, step(task, &rows[more - 1], 1));
        if more >= 2 {
            offer(task, &mut best, step(task, &rows[more - 2], 2));
        }
        let also = also.filter(|also| also.people <= people);
        let known = also.map(|also| (also.completed.clone(), also.seats.clone()));
        offer(task, &mut best, known);
        best.compared = false;
        if let Some(exact) = exact(more) {
            let (better, proven) = exact.row(people, &best);
            best = better.unwrap_or(best);
            best.compared = proven;
        }
        rows.push(best);
    }
    draw_back(found.people, &mut rows);
    rows
}

/// A committee found on the way to more changes may change no more people than an earlier row
/// allows: then it is that row's too.
fn draw_back(fewest: usize, rows: &mut [Found]) {
    for at in (1..rows.len()).rev() {
        let (earlier, later) = rows.split_at_mut(at);
        let (row, next) = (&mut earlier[at - 1], &later[0]);
        if next.people < fewest + at && next.completed.cost < row.completed.cost {
            *row = Found {
                proof: row.proof,
                ..next.clone()
            };
        }
    }
}

fn offer(task: &Task<'_>, best: &mut Found, candidate: Option<(Completed, Seats)>) {
    if let Some((completed, seats)) = candidate
        && completed.cost < best.completed.cost
    {
        *best = Found {
            people: seats.people(task),
            completed,
            seats,
            proof: Proof::Open,
            compared: false,
        };
    }
}

/// A committee found, with seats for those whose group exists no more where that is better: they
/// are told anyway. By one seat at a time, the best first.
pub fn resettled(task: &Task<'_>, found: Found) -> Found {
    let mut best = found;
    for _ in &task.before.displaced {
        let Some((completed, seats)) = step(task, &best, 0) else {
            break;
        };
        if completed.cost >= best.completed.cost {
            break;
        }
        best = Found {
            people: seats.people(task),
            completed,
            seats,
            compared: false,
            ..best
        };
    }
    best
}

/// The best committee that is `people` people away from another, by one step.
fn step(task: &Task<'_>, from: &Found, people: usize) -> Option<(Completed, Seats)> {
    if task.is_over() {
        return None;
    }
    let base = estimate(task, &from.seats);
    let steps = if people <= 1 {
        singles(task, &from.seats)
    } else {
        doubles(task, &from.seats)
    };
    let mut ranked: Vec<(Cost, Vec<Change>)> =
        steps.into_iter().filter(|(cost, _)| *cost < base).collect();
    ranked.sort_unstable();
    let told = from.people + people;
    let sound = |changes: Vec<Change>| {
        let next = apply(task, &from.seats, &changes);
        let sound = next.deficient(task.instance).is_empty()
            && next.holds_across(task.instance)
            && next.people(task) <= told;
        sound.then_some(next)
    };
    let candidates = ranked.into_iter().filter_map(|(_, changes)| sound(changes));
    let mut completed = candidates
        .take(COMPLETED)
        .take_while(|_| !task.is_over())
        .filter_map(|next| Some((complete(task, &next)?, next)));
    let first = completed.next()?;
    Some(completed.fold(first, |best, other| {
        if other.0.cost < best.0.cost {
            other
        } else {
            best
        }
    }))
}

fn apply(task: &Task<'_>, seats: &Seats, changes: &[Change]) -> Seats {
    let mut next = seats.clone();
    for &change in changes {
        next = next.after(task.instance, change);
    }
    next
}

/// Every change of one person after which nothing is lacking.
fn singles(task: &Task<'_>, seats: &Seats) -> Vec<(Cost, Vec<Change>)> {
    let base = estimate(task, seats);
    let changes = seats.all_changes(task);
    changes
        .into_iter()
        .take_while(|_| !task.is_over())
        .filter_map(|change| {
            let next = seats.after(task.instance, change);
            let sound = next.deficient_after(task.instance, seats, &[]).is_empty();
            sound.then(|| (base + growth(task, seats, &next), vec![change]))
        })
        .collect()
}

/// Every replacement of a member by somebody without a seat, every exchange of two members, and
/// two who join a group together.
fn doubles(task: &Task<'_>, seats: &Seats) -> Vec<(Cost, Vec<Change>)> {
    let experts = (0_u32..).take(task.instance.experts.len());
    let free = |expert: &u32| !task.frozen.experts[*expert as usize];
    let mut pairs = Vec::new();
    for out in experts.clone().filter(free) {
        let Some(group) = seats.seat[out as usize] else {
            continue;
        };
        for into in experts.clone().filter(free) {
            let own = &task.instance.experts[into as usize];
            if !own.allowed.allows(group as usize) {
                continue;
            }
            match seats.seat[into as usize] {
                Some(other) if other > group => pairs.push(vec![
                    Change::Seat(out, Some(other)),
                    Change::Seat(into, Some(group)),
                ]),
                None if !seats.chairs.contains(&Some(into)) => pairs.push(vec![
                    Change::Seat(out, None),
                    Change::Seat(into, Some(group)),
                ]),
                _ => (),
            }
        }
    }
    pairs.extend(couples(task, seats));
    let base = estimate(task, seats);
    let own: Vec<Cost> = (0..seats.members.len())
        .map(|group| task.group_cost(group, &seats.members[group]).cost)
        .collect();
    if pairs.len() > MOST_PAIRS {
        pairs.retain(|changes| {
            let groups = touched(seats, changes);
            groups
                .iter()
                .any(|&group| own[group as usize].shortfalls > 0)
        });
        pairs.truncate(MOST_PAIRS);
    }
    pairs
        .into_par_iter()
        .filter_map(|changes| {
            if task.is_over() {
                return None;
            }
            let mut cost = base;
            for group in touched(seats, &changes) {
                let members = swapped(seats, &changes, group);
                let found = task.group_cost(group as usize, &members);
                if found.blocked {
                    return None;
                }
                cost = cost + found.cost - own[group as usize];
            }
            (cost < base).then_some((cost, changes))
        })
        .collect()
}

/// The groups that changes of seats leave or join, each once.
fn touched(seats: &Seats, changes: &[Change]) -> Vec<u32> {
    let both = changes.iter().flat_map(|change| match *change {
        Change::Seat(expert, to) => [seats.seat[expert as usize], to],
        Change::Lead(..) | Change::Office(..) => [None; 2],
    });
    let mut groups: Vec<u32> = both.flatten().collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// Two more members for a group that only grows by two, as where members are to be odd: the most
/// useful of those without a seat, two by two.
fn couples(task: &Task<'_>, seats: &Seats) -> Vec<Vec<Change>> {
    let instance = task.instance;
    let sizes = &instance.shape.members;
    let mut pairs = Vec::new();
    for (group, members) in seats.members.iter().enumerate() {
        let size = members.len();
        if sizes.contains(&(size + 1)) || !sizes.contains(&(size + 2)) {
            continue;
        }
        let mut able: Vec<(Cost, Change)> = (0_u32..)
            .take(instance.experts.len())
            .filter(|&expert| {
                let idle = seats.seat[expert as usize].is_none();
                let head = seats.chairs.contains(&Some(expert)) && !instance.chairs_in_groups;
                let own = &instance.experts[expert as usize];
                idle && !head && own.allowed.allows(group) && !task.frozen.experts[expert as usize]
            })
            .map(|expert| {
                let change = Change::Seat(expert, Some(super::seats::number(group)));
                let with = swapped(seats, &[change], super::seats::number(group));
                (task.group_cost(group, &with).cost, change)
            })
            .collect();
        able.sort_unstable();
        able.truncate(COUPLED);
        for (at, &(_, one)) in able.iter().enumerate() {
            let others = able[at + 1..].iter();
            pairs.extend(others.map(|&(_, other)| vec![one, other]));
        }
    }
    pairs
}

/// Members of a group after changes of seats.
fn swapped(seats: &Seats, changes: &[Change], group: u32) -> Vec<u32> {
    let mut members = seats.members[group as usize].clone();
    for change in changes {
        let Change::Seat(expert, to) = *change else {
            continue;
        };
        members.retain(|&member| member != expert);
        if to == Some(group) {
            members.push(expert);
        }
    }
    members.sort_unstable();
    members
}
