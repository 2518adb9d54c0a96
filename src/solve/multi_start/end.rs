//! When a search ends: by time or count, or because nothing better exists.

use super::super::bound::least;
use super::super::incumbent::Incumbent;
use super::super::rounds::Round;
use super::MultiStart;
use crate::model::Objective;

impl MultiStart<'_> {
    /// How far a round is, or `None` when it is over.
    pub(super) fn share_of_round(&self, round: Round, moves: u64) -> Option<f64> {
        if self.is_over() {
            return None;
        }
        // Counts of moves stay below 2^53.
        #[allow(clippy::cast_precision_loss)]
        let share = match self.work {
            Some(limit) => moves as f64 / ((round.to - round.from) * limit as f64).max(1.0),
            None => {
                let limit = self.environment.limit.as_secs_f64();
                let (start, end) = self.window;
                let here = (self.environment.seconds() / limit - start) / (end - start).max(1e-9);
                (here - round.from) / (round.to - round.from)
            }
        };
        (share < 1.0).then_some(share.max(0.0))
    }

    /// Whether the run or this search's part of it is over. A counted search ends by its count: a
    /// part of the time would end it sooner on a slow machine, and with another plan.
    pub(super) fn is_over(&self) -> bool {
        let part = || self.environment.limit.mul_f64(self.window.1);
        self.environment.is_over()
            || self.work.is_none() && self.environment.start.elapsed() >= part()
    }

    pub(super) fn meets_bound(&self, best: &Incumbent) -> bool {
        let most = self.fewest().max(self.most());
        let fewest = best.broken == 0 && best.value.shortfalls <= most;
        fewest && self.limit().is_some_and(|bound| best.value.total >= bound)
    }

    /// The total at which nothing better exists. Under `maxmin` the next worst come between the
    /// worst and the total, so that takes every submission at its own best.
    pub(super) fn limit(&self) -> Option<i64> {
        match self.objective {
            Objective::Total => self.total_limit(self.fewest().max(self.most())),
            Objective::Maxmin => self.bounds.each,
        }
    }

    /// No plan has fewer shortfalls, as far as is known by now.
    pub(super) fn fewest(&self) -> usize {
        self.bounds.shortfalls.max(self.limits.fewest())
    }

    /// What no plan with at most so many shortfalls exceeds in total, as far as is known by now.
    pub(super) fn total_limit(&self, shortfalls: usize) -> Option<i64> {
        least(self.bounds.total, self.limits.within(shortfalls))
    }

    /// Shortfalls up to which a plan is as good as one with fewer.
    pub(super) fn most(&self) -> usize {
        self.cap.as_ref().map_or(0, |cap| cap.most)
    }
}
