//! What passes between a search and the group bound beside it.

use crate::model::Objective;
use crate::solve::exact;
use crate::solve::incumbent::Incumbent;
use crate::solve::instance::Value;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// Plans of both sides. Threads may show and take at the same time.
#[derive(Debug)]
pub struct Exchange {
    sets: Mutex<Vec<Vec<u32>>>,
    best: Mutex<Option<Incumbent>>,
    shortfalls: AtomicUsize,
    /// Shortfalls that no plan avoids, as far as is proven.
    fewest: AtomicUsize,
    closed: AtomicBool,
}

impl Default for Exchange {
    fn default() -> Self {
        Self {
            sets: Mutex::default(),
            best: Mutex::default(),
            shortfalls: AtomicUsize::new(usize::MAX),
            fewest: AtomicUsize::new(0),
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
        if let Ok(mut sets) = self.sets.lock() {
            sets.extend(plan.assignment.members(plan.assignment.leaders.len()));
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
    pub(super) fn shortfalls(&self) -> usize {
        self.shortfalls.load(Relaxed)
    }

    /// The members of the groups shown since the last call.
    pub(super) fn sets(&self) -> Vec<Vec<u32>> {
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

    /// What the best plan that the bound made is worth.
    pub(super) fn value(&self) -> Option<Value> {
        self.best.lock().ok()?.as_ref().map(|best| best.value)
    }
}
