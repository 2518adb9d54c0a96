//! Enumerates every committee within a number of changed people, by branching over the changes at a
//! deficient place.
//!
//! Complete: every committee that satisfies the rules within the limit must change somebody at each
//! deficient place, and every such change is tried; if the seats are valid and only the submissions
//! lack reviewers, every change of anybody is. Pruned by
//! [`Seats::at_least`](super::seats::Seats::at_least).

use super::objective::Cost;
use super::placing::{Completed, Completion, complete_or_refute};
use super::seats::{Change, Seats, Trace};
use super::task::Task;
use std::collections::HashSet;

/// Result of a search.
#[derive(Debug, Clone, Default)]
pub struct Searched {
    /// The best committee within the limit, with the number of people changed.
    pub best: Option<(usize, Completed, Seats)>,
    /// Whether the search was complete.
    pub whole: bool,
    /// Steps taken.
    pub steps: usize,
}

/// Searches for a committee with at most `people` changed, fewest first, in at most `steps` steps.
/// Does not continue from a committee that satisfies the rules.
pub fn within(task: &Task<'_>, retained: &Seats, people: usize, steps: usize) -> Searched {
    let mut search = Search {
        task,
        people,
        left: steps,
        placing: steps,
        open: false,
        best: None,
        seen: HashSet::new(),
    };
    search.visit(retained);
    Searched {
        whole: search.left > 0 && !search.open,
        steps: steps - search.left,
        best: search.best,
    }
}

struct Search<'a> {
    task: &'a Task<'a>,
    people: usize,
    left: usize,
    /// Steps left for completing committees.
    placing: usize,
    /// Whether some committee could neither be completed nor refuted.
    open: bool,
    best: Option<(usize, Completed, Seats)>,
    /// Sets of changes already examined, in any order of changes. Never iterated.
    seen: HashSet<Vec<Trace>>,
}

impl Search<'_> {
    fn visit(&mut self, seats: &Seats) {
        if self.task.is_over() {
            // Remaining steps would indicate a complete search.
            self.left = 0;
        }
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        let instance = self.task.instance;
        let told = seats.people(self.task);
        let lacking = seats.deficient(instance);
        if told + seats.at_least(self.task) > self.people {
            return;
        }
        if !self.seen.insert(seats.fingerprint()) {
            return;
        }
        if let Some(&unit) = lacking.first() {
            self.branch(seats, seats.changes_at(self.task, unit));
        } else if !seats.holds_across(instance) || !self.judge(seats, told) {
            // Beyond the limit, only seats for people who lost theirs notify nobody else.
            if told < self.people || !self.task.before.displaced.is_empty() {
                self.branch(seats, seats.all_changes(self.task));
            }
        }
    }

    fn branch(&mut self, seats: &Seats, changes: Vec<Change>) {
        for change in changes {
            self.visit(&seats.after(self.task.instance, change));
        }
    }

    /// Completes a committee and keeps it if it is the best; returns whether it can be completed.
    fn judge(&mut self, seats: &Seats, told: usize) -> bool {
        if let Some((fewest, best, _)) = &self.best
            && (*fewest, best.cost) <= (told, estimate(self.task, seats))
        {
            return true;
        }
        let completed = match complete_or_refute(self.task, seats, &mut self.placing) {
            Completion::Whole(completed) => *completed,
            Completion::Impossible => return false,
            Completion::Open => {
                self.open = true;
                return false;
            }
        };
        let better = self
            .best
            .as_ref()
            .is_none_or(|(fewest, best, _)| (told, completed.cost) < (*fewest, best.cost));
        if better {
            self.best = Some((told, completed, seats.clone()));
        }
        true
    }
}

/// The growth of [`estimate`] from one committee to another, in the groups that differ.
pub fn growth(task: &Task<'_>, from: &Seats, to: &Seats) -> Cost {
    let mut sum = Cost::default();
    for (group, (old, new)) in from.members.iter().zip(&to.members).enumerate() {
        if old != new {
            sum = sum + task.group_cost(group, new).cost - task.group_cost(group, old).cost;
        }
    }
    let each = i64::try_from(task.instance.reviewers_each).unwrap_or(i64::MAX);
    sum.lost -= sum.moved * each * 1_000_000_000;
    sum
}

/// A lower limit of the cost of a committee with these seats once it is completed: exact if every
/// submission can stay and none was added.
pub fn estimate(task: &Task<'_>, seats: &Seats) -> Cost {
    let groups = seats.members.iter().enumerate();
    let costs = groups.map(|(group, members)| task.group_cost(group, members).cost);
    let mut sum = costs.fold(Cost::default(), |sum, cost| sum + cost);
    let held: usize = task.held.iter().map(Vec::len).sum();
    let late = task.instance.submissions.len() - held;
    // Numbers of submissions are far below 2^53, and each review scores at most one point.
    let homeless = sum.moved + i64::try_from(late).unwrap_or(i64::MAX);
    let each = i64::try_from(task.instance.reviewers_each).unwrap_or(i64::MAX);
    sum.lost -= homeless * each * 1_000_000_000;
    sum
}
