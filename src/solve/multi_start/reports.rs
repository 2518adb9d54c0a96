//! What a running search tells whoever watches it.

use super::super::environment::{Environment, Snapshot};
use super::super::incumbent::Incumbent;
use super::super::search::State;
use super::MultiStart;
use crate::solve::instance::Value;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// Between two reports at least.
const REPORT_EVERY: Duration = Duration::from_millis(200);
/// A report takes at most one part in so many of the time: in large seasons the plan that it values
/// is large, too.
const REPORT_SHARE: u32 = 50;

/// When a run is reported next.
pub(super) struct Reports<'a> {
    environment: &'a Environment<'a>,
    at: Duration,
}

impl<'a> Reports<'a> {
    pub(super) fn new(environment: &'a Environment<'a>) -> Self {
        Self {
            environment,
            at: environment.start.elapsed() + REPORT_EVERY,
        }
    }

    /// Reports if it is time.
    pub(super) fn due(&mut self, report: impl FnOnce()) {
        let now = self.environment.start.elapsed();
        if now >= self.at {
            report();
            let took = self.environment.start.elapsed() - now;
            self.at = now + REPORT_EVERY.max(took * REPORT_SHARE);
        }
    }
}

impl MultiStart<'_> {
    pub(super) fn report(&self, state: &State<'_>, best: &Incumbent) {
        self.show(state.assignment().value(self.instance), best);
    }

    /// Reports the better of a value found on the way and the best plan.
    pub(super) fn show(&self, value: Value, best: &Incumbent) {
        let environment = self.environment;
        let ahead = best.broken > 0
            || value.shortfalls <= best.value.shortfalls && value.total > best.value.total;
        let shown = if ahead { value } else { best.value };
        #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
        environment.progress.report(&Snapshot {
            seconds: environment.seconds(),
            share: environment.share().min(1.0),
            total: shown.total_score(),
            worst: shown.worst as f64 / crate::solve::instance::NANO,
            shortfalls: shown.shortfalls,
            complete: best.broken == 0,
            bound: self
                .total_limit(shown.shortfalls)
                .map(|total| total as f64 / crate::solve::instance::NANO),
            moves: self.moves.load(Relaxed),
        });
    }
}
