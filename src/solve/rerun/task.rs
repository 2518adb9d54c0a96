//! The input of a run: the season, the prior plan, the restrictions, and the costs of groups.

use super::before::Before;
use super::objective::{Cost, Order};
use super::reviews;
use super::staffed::{self, Staffed};
use crate::solve::instance::Instance;
use crate::solve::program::process::Deadline;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Who and what must not change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frozen {
    /// Experts who keep seat and role, by number.
    pub experts: Vec<bool>,
    /// Submissions that keep their group, by number.
    pub submissions: Vec<bool>,
}

/// The cost of a group with given members, reviewing what it held before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCost {
    /// The cost; `moved` counts submissions that cannot stay.
    pub cost: Cost,
    /// Whether it is infeasible: reviews beyond the load limits, or a submission that can neither
    /// stay nor move.
    pub blocked: bool,
}

/// Groups already evaluated, by number and members.
type Memo = HashMap<(u32, Vec<u32>), GroupCost>;

/// A run's input in solver form.
#[derive(Debug)]
pub struct Task<'a> {
    /// The current season.
    pub instance: &'a Instance,
    /// The prior plan.
    pub before: Before,
    /// The restrictions.
    pub frozen: Frozen,
    /// Submissions of each group in the prior plan that are still there, sorted.
    pub held: Vec<Vec<u32>>,
    /// The first goal.
    pub order: Order,
    /// Time when every search returns what it has, without further proofs.
    pub deadline: Deadline,
    /// Only looked up, never iterated, so its order has no effect.
    memo: Mutex<Memo>,
}

impl<'a> Task<'a> {
    /// Creates the task.
    pub fn new(
        instance: &'a Instance,
        before: Before,
        frozen: Frozen,
        order: Order,
        deadline: Deadline,
    ) -> Self {
        let mut held = vec![Vec::new(); instance.groups.len()];
        for (submission, group) in (0_u32..).zip(&before.group) {
            let allowed = &instance.submissions[submission as usize].allowed;
            if let Some(group) = group.filter(|&group| allowed.allows(group as usize)) {
                held[group as usize].push(submission);
            }
        }
        Self {
            instance,
            before,
            frozen,
            held,
            order,
            deadline,
            memo: Mutex::default(),
        }
    }

    /// Whether time is over or the user asked to stop.
    pub fn is_over(&self) -> bool {
        self.deadline.reached().is_some()
    }

    /// The cost of a group with these members and the submissions it held before.
    pub fn group_cost(&self, group: usize, members: &[u32]) -> GroupCost {
        let key = (super::before::number(group), members.to_vec());
        let memo = || self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = memo().get(&key) {
            return *known;
        }
        let held = &self.held[group];
        let staffed = reviews::staff(self.instance, members, held, &self.before.reviewers);
        let stuck = |submission: &u32| self.frozen.submissions[*submission as usize];
        let found = GroupCost {
            cost: self.staff_cost(&staffed) + self.mix_cost(members),
            blocked: staffed.overload > 0
                || staffed.uneven > 0
                || staffed.misfits.iter().any(stuck),
        };
        memo().insert(key, found);
        found
    }

    /// The cost of the mix of a group's members.
    pub fn mix_cost(&self, members: &[u32]) -> Cost {
        let missed = self.instance.mixes.of_members(members).shortfalls;
        let cost = Cost {
            shortfalls: i64::try_from(missed).unwrap_or(i64::MAX),
            ..Cost::default()
        };
        cost.in_order(self.order)
    }

    /// The cost of a group's reviews.
    pub fn staff_cost(&self, staffed: &Staffed) -> Cost {
        let rows = staffed.reviewers.iter().map(|(&submission, reviewers)| {
            let before = &self.before.reviewers[submission as usize];
            staffed::cost_of(self.instance, submission, reviewers, before)
        });
        let mut cost = rows.fold(Cost::default(), |sum, cost| sum + cost);
        cost.moved += i64::try_from(staffed.misfits.len()).unwrap_or(i64::MAX);
        cost.shortfalls += i64::try_from(staffed.lacking).unwrap_or(i64::MAX);
        cost.in_order(self.order)
    }
}
