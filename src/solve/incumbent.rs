//! The best assignment so far, and what better means.

use super::feasible;
use crate::instance::{Assignment, Instance, Value};
use crate::model::Objective;
use std::cmp::Ordering;

/// An assignment with everything that it is compared by.
#[derive(Debug, Clone)]
pub struct Incumbent {
    /// The assignment, leaders chosen and loads evened.
    pub assignment: Assignment,
    /// Broken hard rules; 0 for a plan that may be shown.
    pub broken: usize,
    /// Shortfalls, total and worst.
    pub value: Value,
    /// Sums of all submissions, ascending.
    sums: Vec<i64>,
}

impl Incumbent {
    /// Completes and values an assignment.
    pub fn new(instance: &Instance, mut assignment: Assignment) -> Self {
        super::finish::choose_leaders(instance, &mut assignment);
        super::finish::even_loads(instance, &mut assignment);
        let mut sums: Vec<i64> = assignment
            .reviewers
            .iter()
            .enumerate()
            .map(|(submission, reviewers)| {
                let scores = reviewers.iter().map(|&expert| {
                    i64::from(instance.cells.get(submission, expert as usize).score())
                });
                scores.sum()
            })
            .collect();
        sums.sort_unstable();
        Self {
            broken: feasible::broken(instance, &assignment),
            value: assignment.value(instance),
            sums,
            assignment,
        }
    }

    /// Compares by broken rules, shortfalls, then the objective; `Greater` is better.
    pub fn compare(&self, other: &Self, objective: Objective) -> Ordering {
        let rules = other.broken.cmp(&self.broken);
        let shortfalls = other.value.shortfalls.cmp(&self.value.shortfalls);
        let total = self.value.total.cmp(&other.value.total);
        let goal = match objective {
            Objective::Total => total,
            Objective::Maxmin => self.sums.cmp(&other.sums).then(total),
        };
        rules.then(shortfalls).then(goal)
    }
}
