//! Solves a changed season to see whether it is infeasible, feasible, or undecided in the given
//! time.

use crate::model::Season;
use crate::model::words::Lang;
use crate::solve::{self, Environment, NoPlan, Unwatched};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Result of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A plan that keeps every hard rule was found.
    Works,
    /// It is proven that there is none.
    Impossible,
    /// Undecided in the time of the trial.
    Open,
}

/// Limits of trials.
#[derive(Debug, Clone, Copy)]
pub struct Trial {
    /// Time after which no further trial begins.
    pub deadline: Instant,
    /// Maximum duration of one trial.
    pub each: Duration,
    /// Seed of all random choices.
    pub seed: u64,
    /// Number of threads, 0 for all cores.
    pub threads: usize,
}

impl Trial {
    /// Tries a season.
    pub fn run(&self, season: &Season) -> Outcome {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Outcome::Open;
        }
        let conflicts = Conflicts::without_suspicions(season);
        let affinity = Affinity::build(season);
        if !solve::counted_out(season, &conflicts, &affinity).is_empty() {
            return Outcome::Impossible;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let seconds = left.min(self.each).as_secs_f64();
        let environment = Environment::new(seconds, self.seed, self.threads, &stop, &Unwatched);
        match solve::form(season, &conflicts, &affinity, &environment, Lang::Zh) {
            Ok(_) => Outcome::Works,
            Err(NoPlan::Impossible(_)) => Outcome::Impossible,
            Err(NoPlan::TimeRanOut { .. }) => Outcome::Open,
        }
    }
}
