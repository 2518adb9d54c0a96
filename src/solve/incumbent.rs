//! The best assignment so far, and the comparison of assignments.

use super::rule;
use crate::model::Objective;
use crate::solve::instance::{Assignment, Instance, Value};
use std::cmp::Ordering;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering::Relaxed;

/// The least that a shortfall costs under a limit, in billionths.
const CHEAPEST_SHORTFALL: i64 = 10_000_000;

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

/// A limit of shortfalls up to which a search looks for the highest total, in place of the fewest.
#[derive(Debug)]
pub struct Cap {
    /// The most shortfalls.
    pub most: usize,
    /// What one costs the moves, in billionths.
    price: AtomicI64,
}

impl Cap {
    /// A limit, with what a shortfall costs at first.
    pub fn new(most: usize, price: i64) -> Self {
        Self {
            most,
            price: price.into(),
        }
    }

    /// What a shortfall costs now.
    pub fn price(&self) -> i64 {
        self.price.load(Relaxed)
    }

    /// Lets the price follow the shortfalls of a plan found at it: dearer where there are too
    /// many, cheaper where more are allowed. `full` is the price at which the fewest are sought.
    pub fn follow(&self, shortfalls: usize, full: i64) {
        let price = self.price();
        let next = match shortfalls.cmp(&self.most) {
            Ordering::Greater => price + price / 2,
            Ordering::Less => price - price / 3,
            Ordering::Equal => price,
        };
        self.price
            .store(next.clamp(CHEAPEST_SHORTFALL.min(full), full), Relaxed);
    }
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
        self.compare_within(other, objective, 0)
    }

    /// The same where only shortfalls above `most` count.
    pub fn compare_within(&self, other: &Self, objective: Objective, most: usize) -> Ordering {
        let rules = other.broken.cmp(&self.broken);
        let counted = |own: &Self| own.value.shortfalls.max(most);
        let shortfalls = counted(other).cmp(&counted(self));
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

#[cfg(test)]
impl Incumbent {
    /// A plan of this value without anybody in it, for tests of what compares plans.
    pub fn of_value(value: Value) -> Self {
        Self {
            assignment: Assignment {
                chair: None,
                vice_chair: None,
                leaders: Vec::new(),
                seat: Vec::new(),
                group: Vec::new(),
                reviewers: Vec::new(),
            },
            broken: 0,
            value,
            sums: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortfalls_below_a_limit_do_not_count() {
        let plan = |shortfalls, total| {
            Incumbent::of_value(Value {
                shortfalls,
                total,
                worst: 0,
            })
        };
        let (few, many) = (plan(2, 10), plan(4, 12));
        let compared = |most| many.compare_within(&few, Objective::Total, most);
        assert_eq!(compared(0), Ordering::Less);
        assert_eq!(compared(3), Ordering::Less);
        assert_eq!(compared(4), Ordering::Greater);
        assert_eq!(many.compare(&few, Objective::Total), compared(0));
    }

    #[test]
    fn the_price_rises_with_too_many_shortfalls_and_falls_with_too_few() {
        let cap = Cap::new(5, 600);
        cap.follow(5, 1_000_000_000);
        assert_eq!(cap.price(), CHEAPEST_SHORTFALL, "it never falls below this");
        let cap = Cap::new(5, 600_000_000);
        cap.follow(6, 4_000_000_000);
        assert_eq!(cap.price(), 900_000_000);
        cap.follow(5, 4_000_000_000);
        assert_eq!(cap.price(), 900_000_000);
        cap.follow(4, 4_000_000_000);
        assert_eq!(cap.price(), 600_000_000);
        cap.follow(9, 700_000_000);
        assert_eq!(cap.price(), 700_000_000, "nor above the full price");
    }
}
