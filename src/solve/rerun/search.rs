//! From the prior plan to the committee with the fewest changes, with the proof that fewer are
//! impossible where there is one.

use super::exhaustive::{estimate, within};
use super::found::{Found, Proof};
use super::matching::Matching;
use super::placing::complete;
use super::program::Exact;
use super::seats::{Change, Seats};
use super::task::Task;
use crate::solve::search::seat_rules;

/// Steps of the exhaustive searches below the number found, together.
const PROOF_STEPS: usize = 400_000;
/// Further people up to whom the exhaustive search goes where the usual case finds nothing.
const SEARCH_BEYOND: usize = 4;
/// Steps of that in seasons beyond [`FEW_EXPERTS`].
const EARLY_STEPS: usize = 4_000;
/// Experts up to whom everything is searched exhaustively where nothing else finds anything.
const FEW_EXPERTS: usize = 30;
/// Greedy changes at most, before the usual case applies.
const MOST_GREEDY: usize = 200;
/// The greedy changes take this part of the time that is left: what they do not mend is for the
/// last resort.
const GREEDY_SHARE: u32 = 4;

/// Finds the committee with the fewest people changed, then of least cost. Where the season is
/// small enough for `exact`, this settles it; `fallback` is asked for any committee where neither
/// the usual case nor the first levels of the exhaustive search have one.
///
/// # Errors
/// When none was found: whether it is proven that there is none.
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
    // In a large season the levels would take all the time there is: a plan comes first.
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
    // No one can change who is not there: with all levels looked at, nothing is left.
    let everybody = task.instance.experts.len() + 1;
    levels.search_below(everybody).ok_or(levels.whole)
}

/// Exhaustive searches with one person more at a time.
struct Levels<'a> {
    task: &'a Task<'a>,
    retained: &'a Seats,
    /// No committee changes fewer people, by counting.
    least: usize,
    /// The number to be searched next.
    next: usize,
    /// Steps left for all levels together.
    steps: usize,
    /// Whether every level below `next` was searched as a whole.
    whole: bool,
}

impl Levels<'_> {
    /// The best committee of the first level that has one, below `top` people. What a level
    /// leaves of its share of the steps goes to those after it.
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

    /// How it is known that no committee changes fewer than `people`.
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

/// The best committee of the usual case: places mended one by one or two by two.
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

/// Goes on from `retained` by the best changes one at a time until single changes can mend every
/// place that still lacks something.
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

/// The change after which least is lacking, then least is broken, then the cost is least.
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
