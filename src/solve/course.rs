//! The best plan and the bound over time.

use super::environment::{Progress, Snapshot};
use std::sync::Mutex;

/// Number of points kept at regular intervals, in addition to those where something changed.
const REGULAR: f64 = 120.0;

/// Forwards every report and keeps those that show the course of the run.
pub(super) struct Recorder<'a> {
    passed_to: &'a dyn Progress,
    kept: Mutex<Vec<Snapshot>>,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(passed_to: &'a dyn Progress) -> Self {
        Self {
            passed_to,
            kept: Mutex::default(),
        }
    }

    /// The reports kept, in chronological order.
    pub(super) fn course(self) -> Vec<Snapshot> {
        self.kept.into_inner().unwrap_or_default()
    }
}

impl Progress for Recorder<'_> {
    fn report(&self, snapshot: &Snapshot) {
        if let Ok(mut kept) = self.kept.lock()
            && kept.last().is_none_or(|last| tells_more(last, snapshot))
        {
            kept.push(*snapshot);
        }
        self.passed_to.report(snapshot);
    }
}

/// Whether the plan or the bound changed, or enough time has passed.
fn tells_more(last: &Snapshot, next: &Snapshot) -> bool {
    let changed = last.shortfalls != next.shortfalls
        || last.complete != next.complete
        || (last.total - next.total).abs() > 1e-9
        || last.bound != next.bound;
    let waited = next.share - last.share;
    waited * REGULAR >= 1.0 || changed && waited * REGULAR >= 0.1 || next.share >= 1.0
}
