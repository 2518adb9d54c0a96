//! The gain of further changes.

use super::found::{Found, Proof};
use super::matching::Matching;
use super::placing::Completed;
use super::program::Exact;
use super::search::mendable;
use super::seats::Seats;
use super::step::step;
use super::task::Task;

/// For 0, 1, … `further` people changed more than in `found`, the best committee found: the best
/// one that fixes the places separately instead of in pairs, or the previous committee with one
/// member replaced, two members exchanged or one more change. Each such step is exhaustive, the
/// sequence of steps is greedy; `exact` may improve a row and prove it. A row is never worse than
/// the one before. `also` is another known committee.
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
        if best.completed.cost < rows[more - 1].completed.cost {
            best = polished(task, best);
        }
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
/// allows; it then also applies to that row.
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

/// Maximum number of steps of [`polished`].
const MOST_POLISHED: usize = 30;

/// Improves a committee without notifying anybody else: by other people in place of those newly
/// called, and by seats for those whose group no longer exists, who are notified anyway. Takes the
/// best step at a time, until none is better.
pub fn polished(task: &Task<'_>, found: Found) -> Found {
    let mut best = found;
    for _ in 0..MOST_POLISHED {
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
