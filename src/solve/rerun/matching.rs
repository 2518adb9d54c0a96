//! The typical case, solved for many withdrawals at once: each deficient place is fixed by one
//! change, and one change may fix two places (a member who moves from a group that has become even
//! to another such group).
//!
//! Pairing the places is a dynamic program over sets of places, as in minimum-cost matching by
//! subsets (Held and Karp, 1962). It ignores that nobody can be taken twice and that newcomers are
//! needed, and serves as the bound of a branch and bound over the people themselves.

use super::exhaustive::{estimate, growth};
use super::objective::Cost;
use super::placing::{Completed, complete};
use super::seats::{Change, Seats};
use super::task::Task;

/// Maximum number of places for the program over subsets.
pub const MOST_PLACES: usize = 14;
/// Number of options kept for each place or pair of places.
const KEPT: usize = 60;
/// Maximum number of steps of the branch and bound.
const MOST_STEPS: usize = 60_000;
/// Maximum number of committees completed in full.
const MOST_COMPLETED: usize = 400;

/// A change that fixes one or two places.
#[derive(Debug, Clone, Copy)]
struct Mend {
    change: Change,
    /// Places fixed, as a bit set over the deficient places.
    places: u32,
    /// Additional cost.
    cost: Cost,
    /// Difference in the number of seated newcomers.
    newcomers: i64,
    /// Number of people notified: 0 if it seats somebody whose group no longer exists.
    people: usize,
}

/// All ways of fixing the deficient places by single changes.
pub struct Matching<'a> {
    task: &'a Task<'a>,
    retained: &'a Seats,
    places: usize,
    mends: Vec<Vec<Mend>>,
    /// `best[set][changes]`: least cost of fixing the set with this number of changes, ignoring
    /// that an expert has only one seat.
    best: Vec<Vec<Option<Cost>>>,
}

impl<'a> Matching<'a> {
    /// Lists the ways. `None` if there are too many places, or none is deficient.
    pub fn new(task: &'a Task<'a>, retained: &'a Seats) -> Option<Self> {
        let lacking = retained.deficient(task.instance);
        if lacking.is_empty() || lacking.len() > MOST_PLACES {
            return None;
        }
        let mut matching = Self {
            task,
            retained,
            places: lacking.len(),
            mends: vec![Vec::new(); lacking.len()],
            best: Vec::new(),
        };
        matching.list(&lacking);
        matching.programme();
        Some(matching)
    }

    /// The numbers of changes for which there may be a committee, ascending.
    pub fn counts(&self) -> impl Iterator<Item = usize> + '_ {
        let all = self.best.last().map_or(&[][..], Vec::as_slice);
        let possible = all.iter().enumerate();
        possible.filter_map(|(count, cost)| cost.map(|_| count))
    }

    /// The position of a place that no single change fixes.
    pub fn unmendable(&self) -> Option<usize> {
        let all = self.mends.iter().flatten();
        let mended = all.fold(0, |set, mend| set | mend.places);
        (0..self.places).find(|&place| mended >> place & 1 == 0)
    }

    /// The best committee with exactly `changes` people changed, if one is found.
    pub fn with(&self, changes: usize) -> Option<(Completed, Seats)> {
        let mut search = Search {
            matching: self,
            best: None,
            steps: 0,
            completed: 0,
        };
        let base = estimate(self.task, self.retained);
        search.extend(self.retained, (1 << self.places) - 1, changes, base);
        search.best
    }

    fn list(&mut self, lacking: &[usize]) {
        let instance = self.task.instance;
        let told = self.retained.people(self.task);
        let mut mends: Vec<Mend> = Vec::new();
        for (at, &place) in lacking.iter().enumerate() {
            for change in self.retained.changes_at(self.task, place) {
                if self.task.is_over() {
                    break;
                }
                let next = self.retained.after(instance, change);
                let left = next.deficient_after(instance, self.retained, lacking);
                let mended = (0..lacking.len()).filter(|&at| !left.contains(&lacking[at]));
                let places = mended.fold(0_u32, |set, at| set | 1 << at);
                let spoilt = left.iter().any(|unit| !lacking.contains(unit));
                // Stored under its first place; changes that break a valid place are left to the
                // exhaustive search.
                let first = places.trailing_zeros() as usize == at;
                let people = next.people(self.task).wrapping_sub(told);
                if spoilt || !first || people > 1 || self.blocked(&next) {
                    continue;
                }
                mends.push(Mend {
                    change,
                    places,
                    cost: growth(self.task, self.retained, &next),
                    newcomers: newcomers(self.task, &next) - newcomers(self.task, self.retained),
                    people,
                });
            }
        }
        mends.sort_by_key(|mend| (mend.places, mend.cost, mend.change));
        for mend in mends {
            let own = &mut self.mends[mend.places.trailing_zeros() as usize];
            let same = |other: &&Mend| other.places == mend.places;
            // The best overall, and the best of those that keep the share of newcomers.
            let alike = |other: &&Mend| same(other) && other.newcomers >= mend.newcomers;
            if own.iter().filter(alike).count() < KEPT {
                own.push(mend);
            }
        }
    }

    fn blocked(&self, next: &Seats) -> bool {
        let groups = next.members.iter().enumerate();
        let changed = groups.filter(|(group, members)| self.retained.members[*group] != **members);
        changed
            .into_iter()
            .any(|(group, members)| self.task.group_cost(group, members).blocked)
    }

    fn programme(&mut self) {
        let sets = 1_usize << self.places;
        let mut best = vec![vec![None; self.places + 1]; sets];
        best[0][0] = Some(Cost::default());
        for set in 1..sets {
            let first = set.trailing_zeros() as usize;
            for mend in &self.mends[first] {
                let places = mend.places as usize;
                if places & set != places {
                    continue;
                }
                for count in mend.people..=self.places {
                    let Some(rest) = best[set & !places][count - mend.people] else {
                        continue;
                    };
                    let cost = rest + mend.cost;
                    let known: &mut Option<Cost> = &mut best[set][count];
                    *known = Some(known.map_or(cost, |known: Cost| known.min(cost)));
                }
            }
        }
        self.best = best;
    }
}

fn newcomers(task: &Task<'_>, seats: &Seats) -> i64 {
    let everybody = seats
        .members
        .iter()
        .flatten()
        .chain(seats.chairs.iter().flatten());
    let fresh = everybody.filter(|&&expert| task.instance.experts[expert as usize].newcomer);
    fresh.map(|_| 1).sum()
}

struct Search<'a> {
    matching: &'a Matching<'a>,
    best: Option<(Completed, Seats)>,
    steps: usize,
    completed: usize,
}

impl Search<'_> {
    fn extend(&mut self, seats: &Seats, set: usize, changes: usize, cost: Cost) {
        self.steps += 1;
        let matching = self.matching;
        let enough = self.steps > MOST_STEPS || self.completed > MOST_COMPLETED;
        if enough || matching.task.is_over() {
            return;
        }
        if set == 0 {
            if changes == 0 {
                self.judge(seats);
            }
            return;
        }
        let instance = matching.task.instance;
        let first = set.trailing_zeros() as usize;
        let mut ways: Vec<(Cost, &Mend)> = matching.mends[first]
            .iter()
            .filter(|mend| mend.places as usize & set == mend.places as usize)
            .filter(|mend| changes >= mend.people)
            .filter_map(|mend| {
                let rest =
                    matching.best[set & !(mend.places as usize)].get(changes - mend.people)?;
                Some((cost + mend.cost + (*rest)?, mend))
            })
            .collect();
        ways.sort_by_key(|(bound, mend)| (*bound, mend.change));
        for (bound, mend) in ways {
            if self
                .best
                .as_ref()
                .is_some_and(|(best, _)| bound >= best.cost)
            {
                return;
            }
            let (Change::Seat(expert, _) | Change::Lead(expert, _) | Change::Office(expert, _)) =
                mend.change;
            if seats.edited.contains(&expert) {
                continue;
            }
            let next = seats.after(instance, mend.change);
            let left = set & !(mend.places as usize);
            self.extend(&next, left, changes - mend.people, cost + mend.cost);
        }
    }

    fn judge(&mut self, seats: &Seats) {
        let task = self.matching.task;
        if !seats.deficient(task.instance).is_empty() || !seats.holds_across(task.instance) {
            return;
        }
        self.completed += 1;
        if let Some(completed) = complete(task, seats) {
            let best = self.best.as_ref();
            if best.is_none_or(|(best, _)| completed.cost < best.cost) {
                self.best = Some((completed, seats.clone()));
            }
        }
    }
}
