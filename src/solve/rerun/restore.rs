//! Reverts unnecessary changes of a search.
//!
//! The last resort considers the rules and the score, not the people to notify. Most of its changes
//! can be reverted by one or two people who return to their places; these are tried one after
//! another until none helps. The result is a local optimum without a proof.

use super::found::{Found, Proof};
use super::placing::complete;
use super::seats::{Change, Seats};
use super::task::Task;

/// The committee with fewer people changed, as far as returning one or two people at a time
/// achieves within the time limit.
pub fn restored(task: &Task<'_>, found: Found) -> Found {
    let mut best = found;
    while let Some(next) = with_fewer(task, &best) {
        best = next;
    }
    best
}

/// The first return that changes fewer people.
fn with_fewer(task: &Task<'_>, found: &Found) -> Option<Found> {
    let back = ways_back(task, &found.seats);
    let singles = back.iter().map(|&one| vec![one]);
    let pairs = back.iter().enumerate().flat_map(|(at, &one)| {
        let others = back[at + 1..].iter();
        others.map(move |&other| vec![one, other])
    });
    singles
        .chain(pairs)
        .take_while(|_| !task.is_over())
        .find_map(|changes| undone(task, found, &changes))
}

/// For everybody whose place changed, the change that restores it.
fn ways_back(task: &Task<'_>, seats: &Seats) -> Vec<Change> {
    let before = &task.before;
    let mut back = Vec::new();
    for (expert, &seat) in (0_u32..).zip(&before.seat) {
        let (now, leads, office) = seats.role(expert);
        let held = before.chairs.iter().position(|&one| one == Some(expert));
        if let Some(which) = held.filter(|_| office != held) {
            back.push(Change::Office(expert, which));
        }
        if now != seat {
            back.push(Change::Seat(expert, seat));
        } else if let Some(group) = seat {
            let led = before.leaders[group as usize] == Some(expert);
            if led && !leads {
                back.push(Change::Lead(expert, group));
            }
        }
    }
    back
}

fn undone(task: &Task<'_>, found: &Found, changes: &[Change]) -> Option<Found> {
    let instance = task.instance;
    let mut next = found.seats.clone();
    for &change in changes {
        if let Change::Seat(expert, Some(group)) = change
            && !instance.experts[expert as usize]
                .allowed
                .allows(group as usize)
        {
            return None;
        }
        next = next.after(instance, change);
    }
    let people = next.people(task);
    let sound = people < found.people
        && next.deficient_after(instance, &found.seats, &[]).is_empty()
        && next.holds_across(instance);
    sound.then_some(())?;
    let completed = complete(task, &next)?;
    Some(Found {
        people,
        completed,
        seats: next,
        proof: Proof::Open,
        compared: false,
    })
}
