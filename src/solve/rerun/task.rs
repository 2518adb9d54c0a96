//! What a run is about: the season, the prior plan, what may not change, and what groups cost.

use super::before::Before;
use super::objective::{Cost, Order};
use super::reviews::{self, Staffed};
use crate::solve::instance::Instance;
use crate::solve::program::process::Deadline;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Who and what must stay where it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frozen {
    /// Experts who keep seat and role, by number.
    pub experts: Vec<bool>,
    /// Submissions that keep their group, by number.
    pub submissions: Vec<bool>,
}

/// What a group costs with certain members, reviewing what it held before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCost {
    /// The cost; `moved` counts submissions that cannot stay.
    pub cost: Cost,
    /// Whether something stands in the way: reviews beyond the load limits, or a submission that
    /// can neither stay nor move.
    pub blocked: bool,
}

/// Groups already looked at, by number and members.
type Memo = HashMap<(u32, Vec<u32>), GroupCost>;

/// A run's input in solver form.
#[derive(Debug)]
pub struct Task<'a> {
    /// The season as it is now.
    pub instance: &'a Instance,
    /// The prior plan.
    pub before: Before,
    /// What may not change.
    pub frozen: Frozen,
    /// Submissions of each group in the prior plan that are still there, sorted.
    pub held: Vec<Vec<u32>>,
    /// What comes first.
    pub order: Order,
    /// When every search gives what it has, and proves nothing more.
    pub deadline: Deadline,
    /// Looked up, never walked: its order has no effect.
    memo: Mutex<Memo>,
}

impl<'a> Task<'a> {
    /// Puts a run together.
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

    /// Whether the time is over or the person asked to stop.
    pub fn is_over(&self) -> bool {
        self.deadline.reached().is_some()
    }

    /// What a group costs with these members, the submissions being those it held before.
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
            blocked: staffed.overload > 0 || staffed.misfits.iter().any(stuck),
        };
        memo().insert(key, found);
        found
    }

    /// What the mix of a group's members costs.
    pub fn mix_cost(&self, members: &[u32]) -> Cost {
        let missed = self.instance.mixes.of_members(members).shortfalls;
        let cost = Cost {
            shortfalls: i64::try_from(missed).unwrap_or(i64::MAX),
            ..Cost::default()
        };
        cost.in_order(self.order)
    }

    /// What the reviews of a group cost.
    pub fn staff_cost(&self, staffed: &Staffed) -> Cost {
        let rows = staffed.reviewers.iter().map(|(&submission, reviewers)| {
            let before = &self.before.reviewers[submission as usize];
            reviews::cost_of(self.instance, submission, reviewers, before)
        });
        let mut cost = rows.fold(Cost::default(), |sum, cost| sum + cost);
        cost.moved += i64::try_from(staffed.misfits.len()).unwrap_or(i64::MAX);
        cost.in_order(self.order)
    }
}
