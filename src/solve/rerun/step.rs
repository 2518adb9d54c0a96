//! Steps from one committee to another with a given number of additional people notified.

use super::exhaustive::{estimate, growth};
use super::found::Found;
use super::objective::Cost;
use super::placing::{Completed, complete};
use super::seats::{Change, Seats};
use super::task::Task;
use rayon::prelude::*;

/// Number of candidates completed in full, best estimate first.
const COMPLETED: usize = 12;
/// Maximum number of replacements and exchanges examined in one step. A season with more examines
/// only groups with shortfalls, up to this number.
const MOST_PAIRS: usize = 600_000;
/// Number of experts who are paired to join a group together.
const COUPLED: usize = 40;

/// The best committee at a distance of `people` people from another, by one step.
pub(super) fn step(task: &Task<'_>, from: &Found, people: usize) -> Option<(Completed, Seats)> {
    if task.is_over() {
        return None;
    }
    let base = estimate(task, &from.seats);
    let steps = match people {
        0 => alike(task, &from.seats),
        1 => singles(task, &from.seats),
        _ => doubles(task, &from.seats),
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

/// Every change of one person that leaves no deficiency.
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

/// Every seat for somebody whose group no longer exists, and every other expert without a seat in
/// place of a newly called one: nobody else is notified.
fn alike(task: &Task<'_>, seats: &Seats) -> Vec<(Cost, Vec<Change>)> {
    let instance = task.instance;
    let before = &task.before;
    let idle: Vec<u32> = seats.idle(task).collect();
    let mut all: Vec<Vec<Change>> = Vec::new();
    for (out, seat) in (0_u32..).zip(&seats.seat) {
        let called = before.seat[out as usize].is_none() && !task.frozen.experts[out as usize];
        let Some(group) = seat.filter(|_| called) else {
            continue;
        };
        let able = idle.iter().copied();
        let able = able.filter(|&one| {
            let own = &instance.experts[one as usize];
            own.allowed.allows(group as usize)
        });
        all.extend(able.map(|into| vec![Change::Seat(out, None), Change::Seat(into, Some(group))]));
    }
    for &one in idle.iter().filter(|&&one| before.displaced(one).is_some()) {
        let groups = (0..instance.groups.len()).map(super::before::number);
        all.extend(groups.map(|group| vec![Change::Seat(one, Some(group))]));
    }
    judged(task, seats, all)
}

/// Every replacement of a member by somebody without a seat, every exchange of two members, and
/// pairs who join a group together.
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
    if pairs.len() > MOST_PAIRS {
        let own = costs(task, seats);
        pairs.retain(|changes| {
            let groups = touched(seats, changes);
            let mut short = groups.iter().map(|&group| own[group as usize].shortfalls);
            short.any(|short| short > 0)
        });
        pairs.truncate(MOST_PAIRS);
    }
    judged(task, seats, pairs)
}

/// The present cost of each group.
fn costs(task: &Task<'_>, seats: &Seats) -> Vec<Cost> {
    let groups = seats.members.iter().enumerate();
    groups
        .map(|(group, members)| task.group_cost(group, members).cost)
        .collect()
}

/// Those of some changes that would improve the committee, with the resulting cost.
fn judged(task: &Task<'_>, seats: &Seats, all: Vec<Vec<Change>>) -> Vec<(Cost, Vec<Change>)> {
    let base = estimate(task, seats);
    let own = costs(task, seats);
    all.into_par_iter()
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

/// The groups affected by changes of seats, without repeats.
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

/// Two additional members for a group that can only grow by two, for example because of odd sizes:
/// pairs of the most useful experts without a seat.
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
                let change = Change::Seat(expert, Some(super::before::number(group)));
                let with = swapped(seats, &[change], super::before::number(group));
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
