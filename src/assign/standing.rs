//! What a long search knows so far, for whoever watches it from another thread.

use super::Instance;
use super::held::Held;
use crate::flow::{Stopped, heeding};
use std::cell::RefCell;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is known so far, in the units of the scores; `None` while it is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// The worst submission's sum in the best assignment so far.
    pub worst: Option<f64>,
    /// No assignment has a higher worst sum.
    pub worst_bound: Option<f64>,
    /// The total of the best assignment so far.
    pub total: Option<f64>,
    /// No assignment for the objective has a higher total.
    pub bound: Option<f64>,
    /// Number of levels decided from the worst submission upwards ([`super::leximin()`]).
    pub levels: usize,
}

/// A watched solve: what it knows is read here, and it can be ended.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// The solve ends soon after this is set.
    pub stop: Arc<AtomicBool>,
    standing: Arc<Mutex<Standing>>,
}

thread_local! {
    /// Where the work on this thread tells what it knows.
    static TOLD: RefCell<Option<Arc<Mutex<Standing>>>> = const { RefCell::new(None) };
}

impl Watch {
    /// What is known so far.
    pub fn standing(&self) -> Standing {
        *lock(&self.standing)
    }

    /// Does `work` on this thread, watched.
    pub(super) fn over<T>(&self, work: impl FnOnce() -> T) -> Result<T, Stopped> {
        let before = TOLD.replace(Some(Arc::clone(&self.standing)));
        let done = heeding(&self.stop, work);
        TOLD.set(before);
        done
    }
}

/// Tells who watches the work on this thread, if somebody does.
fn tell(change: impl FnOnce(&mut Standing)) {
    TOLD.with_borrow(|told| {
        if let Some(standing) = told {
            change(&mut lock(standing));
        }
    });
}

fn lock(standing: &Mutex<Standing>) -> MutexGuard<'_, Standing> {
    standing.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Instance {
    /// Tells the worst sum that was reached and the highest that is not disproved.
    pub(super) fn tell_worst(&self, reached: i128, limit: i128) {
        tell(|standing| {
            standing.worst = Some(self.value(reached));
            standing.worst_bound = Some(self.value(limit + self.slack_of_one()));
        });
    }

    /// Tells the total that was reached and its limit, if known, both without forced pairs.
    pub(super) fn tell_total(&self, reached: i128, limit: Option<i128>) {
        tell(|standing| {
            standing.total = Some(self.value(reached + self.granted_total()));
            standing.bound = limit.map(|limit| self.value(self.bound_with_forced(limit)));
        });
    }

    /// Tells what an assignment of [`super::leximin()`] has decided.
    pub(super) fn tell_levels(&self, held: &Held, levels: usize) {
        let total = held.iter().flatten().map(|pair| pair.1).sum();
        self.tell_total(total, None);
        tell(|standing| standing.levels = levels);
    }

    /// What rounding can hide in one submission's sum.
    pub(super) fn slack_of_one(&self) -> i128 {
        let most = (0..self.submissions.len()).map(|row| self.demand(row));
        self.rounding * i128::from(most.max().unwrap_or(0))
    }
}
