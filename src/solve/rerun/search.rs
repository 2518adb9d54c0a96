//! From the prior plan to the committee with the fewest changes, with a proof that fewer are
//! impossible if there is one.

use super::exhaustive::{estimate, within};
use super::found::{Found, Proof};
use super::matching::Matching;
use super::placing::complete;
use super::program::Exact;
use super::seats::{Change, Seats};
use super::task::Task;
use crate::solve::search::seat_rules;

/// Maximum total number of steps of exhaustive searches below the number found.
const PROOF_STEPS: usize = 400_000;
/// Maximum number of additional people for the exhaustive search if the typical case finds nothing.
const SEARCH_BEYOND: usize = 4;
/// Number of steps of this search for more than [`FEW_EXPERTS`] experts.
const EARLY_STEPS: usize = 4_000;
/// Number of experts up to which everything is searched exhaustively if nothing else finds
/// anything.
const FEW_EXPERTS: usize = 30;
/// Maximum number of greedy changes before the typical case applies.
const MOST_GREEDY: usize = 200;
/// Greedy changes take one part in this many of the remaining time; the rest is for the last
/// resort.
const GREEDY_SHARE: u32 = 4;

/// Finds the committee with the fewest people changed, then of least cost. If the season is small
/// enough for `exact`, that decides it; `fallback` is asked for any committee if neither the
/// typical case nor the first levels of the exhaustive search have one.
///
/// # Errors
/// No committee was found; says whether it is proven that there is none.
pub fn fewest(
    task: &Task<'_>,
    exact: Option<&Exact<'_>>,
    fallback: impl FnOnce() -> Option<Found>,
) -> Result<Found, bool> {
    let retained = Seats::retained(task.instance, &task.before);
    let few = task.instance.experts.len() <= FEW_EXPERTS;
    let mut levels = Levels {
        task,
        least: retained.people(task) + retained.at_least(task),
        next: retained.people(task) + retained.at_least(task),
        steps: PROOF_STEPS,
        whole: true,
        retained: &retained,
    };
    let mut known = usual(task, &retained);
    if let Some(exact) = exact {
        let solved = exact.fewest(known.as_ref());
        if solved.impossible {
            return Err(true);
        }
        let found = solved.found(Proof::Program);
        match found.filter(|_| solved.proven > 0) {
            Some(mut found) => {
                found.compared = solved.proven == solved.stages;
                if found.people == levels.least {
                    found.proof = Proof::Counting;
                }
                return Ok(found);
            }
            None => known = solved.found(Proof::Open),
        }
    }
    if let Some(mut found) = known {
        if let Some(better) = levels.search_below(found.people) {
            return Ok(better);
        }
        found.proof = levels.proof(found.people);
        return Ok(found);
    }
    // In a large season the levels would use all the time; a plan comes first.
    if !few {
        levels.steps = EARLY_STEPS;
    }
    if let Some(found) = levels.search_below(levels.least + SEARCH_BEYOND) {
        return Ok(found);
    }
    if !few {
        levels.steps = PROOF_STEPS;
    }
    if let Some(mut found) = fallback() {
        if let Some(better) = levels.search_below(found.people) {
            return Ok(better);
        }
        found.proof = levels.proof(found.people);
        return Ok(found);
    }
    if !few {
        return Err(false);
    }
    // Absent experts cannot change: after all levels, the search is complete.
    let everybody = task.instance.experts.len() + 1;
    levels.search_below(everybody).ok_or(levels.whole)
}

/// Exhaustive searches with an increasing number of people.
struct Levels<'a> {
    task: &'a Task<'a>,
    retained: &'a Seats,
    /// Lower limit of the number of changed people, by counting.
    least: usize,
    /// The next number to be searched.
    next: usize,
    /// Remaining steps for all levels together.
    steps: usize,
    /// Whether every level below `next` was searched completely.
    whole: bool,
}

impl Levels<'_> {
    /// The best committee of the first level that has one, below `top` people. Unused steps of a
    /// level are available to later ones.
    fn search_below(&mut self, top: usize) -> Option<Found> {
        while self.next < top {
            let share = self.steps / (top - self.next);
            let searched = within(self.task, self.retained, self.next, share);
            self.steps -= searched.steps.min(self.steps);
            self.whole &= searched.whole;
            if let Some((people, completed, seats)) = searched.best {
                return Some(Found {
                    proof: self.proof(people),
                    people,
                    completed,
                    seats,
                    compared: false,
                });
            }
            self.next += 1;
        }
        None
    }

    /// The proof that no committee changes fewer than `people`, if any.
    fn proof(&self, people: usize) -> Proof {
        proof(self.least, people, self.whole && self.next >= people)
    }
}

fn proof(least: usize, people: usize, whole: bool) -> Proof {
    if people == least {
        Proof::Counting
    } else if whole {
        Proof::Exhaustive
    } else {
        Proof::Open
    }
}

/// The best committee of the typical case: places fixed singly or in pairs.
fn usual(task: &Task<'_>, retained: &Seats) -> Option<Found> {
    let start = mendable(task, retained)?;
    let told = start.people(task);
    let found = |people, (completed, seats)| Found {
        people,
        completed,
        seats,
        proof: Proof::Open,
        compared: false,
    };
    if start.deficient(task.instance).is_empty() {
        let holds = start.holds_across(task.instance);
        let completed = complete(task, &start).filter(|_| holds)?;
        return Some(found(told, (completed, start)));
    }
    let matching = Matching::new(task, &start)?;
    let mut counts = matching.counts();
    counts.find_map(|count| Some(found(told + count, matching.with(count)?)))
}

/// Applies the best changes to `retained` one at a time until single changes can fix every
/// deficient place.
pub fn mendable(task: &Task<'_>, retained: &Seats) -> Option<Seats> {
    let mut seats = retained.clone();
    let deadline = task.deadline.sooner(task.deadline.left() / GREEDY_SHARE);
    for _ in 0..MOST_GREEDY {
        if deadline.reached().is_some() {
            return None;
        }
        let lacking = seats.deficient(task.instance);
        if lacking.is_empty() {
            return Some(seats);
        }
        let hopeless = match Matching::new(task, &seats) {
            Some(matching) => match matching.unmendable() {
                Some(at) => lacking[at],
                None => return Some(seats),
            },
            None => lacking[0],
        };
        let best = best_change(task, &seats, seats.changes_at(task, hopeless))?;
        seats = seats.after(task.instance, best);
    }
    None
}

/// The change that leaves the fewest deficiencies, then the fewest broken rules, then the least
/// cost.
fn best_change(task: &Task<'_>, seats: &Seats, changes: Vec<Change>) -> Option<Change> {
    changes
        .into_iter()
        .take_while(|_| !task.is_over())
        .map(|change| {
            let next = seats.after(task.instance, change);
            let people = next.people(task) + next.at_least(task);
            let groups = next.members.iter().enumerate();
            let broken: i64 = groups
                .map(|(group, members)| seat_rules::broken(task.instance, group, members))
                .sum();
            ((people, broken, estimate(task, &next)), change)
        })
        .min()
        .map(|(_, change)| change)
}
