//! The best assignment so far, and the comparison of assignments.

use super::rule;
use crate::model::Objective;
use crate::solve::instance::{Assignment, Instance, Value};
use std::cmp::Ordering;

/// An assignment with the values by which it is compared.
#[derive(Debug, Clone)]
pub struct Incumbent {
    /// The assignment, with leaders chosen and loads evened out.
    pub assignment: Assignment,
    /// Number of broken hard rules; 0 for a valid plan.
    pub broken: usize,
    /// Shortfalls, total, and worst sum.
    pub value: Value,
    /// Sums of all submissions in ascending order.
    sums: Vec<i64>,
}

impl Incumbent {
    /// Completes an assignment and computes its value.
    pub fn new(instance: &Instance, mut assignment: Assignment) -> Self {
        super::finish::choose_leaders(instance, &mut assignment);
        super::finish::even_loads(instance, &mut assignment);
        let mut sums = sums(instance, &assignment);
        sums.sort_unstable();
        Self {
            broken: rule::breaches(instance, &assignment),
            value: assignment.value(instance),
            sums,
            assignment,
        }
    }

    /// Compares broken rules, then shortfalls, then the objective; `Greater` is better.
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

    /// Whether every submission has the same sum.
    pub fn is_level(&self) -> bool {
        self.sums.first() == self.sums.last()
    }

    /// Returns the sum of each submission's scores, in billionths.
    pub fn sums(&self, instance: &Instance) -> Vec<i64> {
        sums(instance, &self.assignment)
    }

    /// Returns the quantile of the submissions' sums for the given share, in billionths.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    pub fn quantile(&self, share: f64) -> i64 {
        let at = (self.sums.len() as f64 * share) as usize;
        self.sums.get(at).or(self.sums.last()).copied().unwrap_or(0)
    }

    /// Returns the mean sum of the submissions of each group, in billionths.
    pub fn means_by_group(&self, instance: &Instance) -> Vec<i64> {
        let submissions = self.assignment.submissions(instance.groups.len());
        let sums = self.sums(instance);
        let mean = |held: &Vec<u32>| {
            let total: i64 = held
                .iter()
                .map(|&submission| sums[submission as usize])
                .sum();
            total / i64::try_from(held.len().max(1)).unwrap_or(i64::MAX)
        };
        submissions.iter().map(mean).collect()
    }

    /// Returns this plan with the seats, submissions and reviews of `groups` taken from `other`,
    /// which may differ only in those groups (and in experts unseated in all others).
    pub fn with_groups_of(&self, instance: &Instance, other: &Assignment, groups: &[u32]) -> Self {
        let mut merged = self.assignment.clone();
        for (seat, wanted) in merged.seat.iter_mut().zip(&other.seat) {
            if seat.is_some_and(|group| groups.contains(&group)) {
                *seat = None;
            }
            if let Some(group) = wanted.filter(|group| groups.contains(group)) {
                *seat = Some(group);
            }
        }
        for (submission, &group) in other.group.iter().enumerate() {
            if groups.contains(&group) {
                merged.group[submission] = group;
                merged.reviewers[submission].clone_from(&other.reviewers[submission]);
            }
        }
        Self::new(instance, merged)
    }
}

fn sums(instance: &Instance, assignment: &Assignment) -> Vec<i64> {
    let sum = |(submission, reviewers): (usize, &Vec<u32>)| -> i64 {
        let score = |&expert: &u32| instance.cells.get(submission, expert as usize).score();
        reviewers
            .iter()
            .map(|expert| i64::from(score(expert)))
            .sum()
    };
    assignment.reviewers.iter().enumerate().map(sum).collect()
}
