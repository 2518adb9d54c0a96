//! What passes between a search and the group bound beside it.

use crate::model::Objective;
use crate::solve::exact;
use crate::solve::incumbent::Incumbent;
use crate::solve::instance::Value;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// Groups that wait for the bound at most.
const MOST_SEEN: usize = 4_000;

/// A group that a search has seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Its members, sorted.
    pub members: Vec<u32>,
    /// The submissions that it held, sorted; none where only the members matter.
    pub submissions: Vec<u32>,
}

/// Plans of both sides. Threads may show and take at the same time.
#[derive(Debug)]
pub struct Exchange {
    sets: Mutex<Vec<Seen>>,
    best: Mutex<Option<Incumbent>>,
    shortfalls: AtomicUsize,
    /// Shortfalls that no plan avoids, as far as is proven.
    fewest: AtomicUsize,
    /// Value of the program over groups, in billionths, and the number of shortfalls that it is
    /// for: an estimate, proven by nothing.
    estimate: Mutex<Option<(usize, i64)>>,
    closed: AtomicBool,
}

impl Default for Exchange {
    fn default() -> Self {
        Self {
            sets: Mutex::default(),
            best: Mutex::default(),
            shortfalls: AtomicUsize::new(usize::MAX),
            fewest: AtomicUsize::new(0),
            estimate: Mutex::default(),
            closed: AtomicBool::new(false),
        }
    }
}

impl Exchange {
    /// Shows the bound a plan.
    pub fn show(&self, plan: &Incumbent) {
        if plan.broken > 0 {
            return;
        }
        self.shortfalls.fetch_min(plan.value.shortfalls, Relaxed);
        let groups = plan.assignment.leaders.len();
        let members = plan.assignment.members(groups).into_iter();
        let held = plan.assignment.submissions(groups);
        self.see(members.zip(held).map(|(members, submissions)| Seen {
            members,
            submissions,
        }));
    }

    /// Hands over groups that a search has seen, of good plans or not: each may be one that the
    /// bound would have to look for. Any search can call this, at any time and from any
    /// thread; groups beyond [`MOST_SEEN`] that the bound has not taken yet are dropped.
    pub fn see(&self, groups: impl IntoIterator<Item = Seen>) {
        if let Ok(mut sets) = self.sets.lock() {
            let room = MOST_SEEN.saturating_sub(sets.len());
            sets.extend(groups.into_iter().take(room));
        }
    }

    /// Tells the bound that no plan has fewer shortfalls.
    pub fn prove(&self, shortfalls: usize) {
        self.fewest.fetch_max(shortfalls, Relaxed);
    }

    /// Shortfalls that no plan avoids, as far as is proven.
    pub(super) fn fewest(&self) -> usize {
        self.fewest.load(Relaxed)
    }

    /// Tells the bound that no one waits any more.
    pub fn close(&self) {
        self.closed.store(true, Relaxed);
    }

    /// Whether no one waits any more.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Relaxed)
    }

    /// The best plan that the bound made.
    pub fn take(&self) -> Option<Incumbent> {
        self.best.lock().ok()?.take()
    }

    /// Fewest shortfalls of the plans shown; `usize::MAX` as long as there is none.
    pub fn shortfalls(&self) -> usize {
        self.shortfalls.load(Relaxed)
    }

    /// The groups shown since the last call.
    pub(super) fn sets(&self) -> Vec<Seen> {
        self.sets
            .lock()
            .map_or_else(|_| Vec::new(), |mut sets| std::mem::take(&mut sets))
    }

    /// Keeps a plan of the bound's own if it is better than the one before.
    pub(super) fn offer(&self, plan: Incumbent) {
        let Ok(mut best) = self.best.lock() else {
            return;
        };
        match best.as_mut() {
            Some(best) => {
                exact::take(Objective::Total, best, plan);
            }
            None => *best = Some(plan),
        }
    }

    /// Notes the value of the program over all groups found so far, for plans with at most so many
    /// shortfalls, once no further group was found that pays.
    pub(super) fn estimate_as(&self, shortfalls: usize, value: i64) {
        if let Ok(mut estimate) = self.estimate.lock() {
            *estimate = Some((shortfalls, value));
        }
    }

    /// Where the limit of plans with so many shortfalls is likely to lie, in billionths: the value
    /// of the program over the groups found. Groups that were missed make it too low, so it proves
    /// nothing and is never mixed with what does. `None` as long as nothing was estimated for
    /// that number.
    pub fn estimate(&self, shortfalls: usize) -> Option<i64> {
        let estimate = (*self.estimate.lock().ok()?)?;
        (estimate.0 == shortfalls).then_some(estimate.1)
    }

    /// What the best plan that the bound made is worth.
    pub(super) fn value(&self) -> Option<Value> {
        self.best.lock().ok()?.as_ref().map(|best| best.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_a_search_has_seen_are_taken_once_and_never_pile_up() {
        let exchange = Exchange::default();
        let seen = |expert| Seen {
            members: vec![expert],
            ..Seen::default()
        };
        exchange.see([seen(8), seen(9)]);
        exchange.see((0..).map(seen).take(MOST_SEEN));
        let sets = exchange.sets();
        assert_eq!(sets.len(), MOST_SEEN);
        assert_eq!(sets[..3], [seen(8), seen(9), seen(0)]);
        assert!(exchange.sets().is_empty());
    }

    #[test]
    fn an_estimate_holds_for_its_number_of_shortfalls_alone() {
        let exchange = Exchange::default();
        assert_eq!(exchange.estimate(3), None);
        exchange.estimate_as(3, 7);
        assert_eq!(exchange.estimate(3), Some(7));
        assert_eq!(exchange.estimate(2), None);
        exchange.estimate_as(2, 6);
        assert_eq!(
            (exchange.estimate(2), exchange.estimate(3)),
            (Some(6), None)
        );
    }
}
