//! Everything besides the input that a run depends on: seed, threads, deadline, the user's stop
//! request, and the receiver of progress reports.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Progress of a run, for progress bars and logs. Contains no names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Snapshot {
    /// Seconds since the start.
    pub seconds: f64,
    /// Share of the time or work used, 0 to 1.
    pub share: f64,
    /// Total score of the best plan so far.
    pub total: f64,
    /// Sum of scores of its worst submission.
    pub worst: f64,
    /// Its shortfalls.
    pub shortfalls: usize,
    /// Whether it satisfies every hard rule.
    pub complete: bool,
    /// Proven upper bound of the total, if known.
    pub bound: Option<f64>,
    /// Moves tried so far by all threads.
    pub moves: u64,
}

/// Receives progress reports of a run. Called from one thread at a time.
pub trait Progress: Sync {
    /// Receives the current state of the run.
    fn report(&self, snapshot: &Snapshot);
}

/// Discards progress reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn report(&self, _: &Snapshot) {}
}

/// The environment of a run.
pub struct Environment<'a> {
    /// When the run began.
    pub start: Instant,
    /// Time limit.
    pub limit: Duration,
    /// Maximum number of moves of each thread. If set, the run ends by count, and its result
    /// depends only on input, seed and threads.
    pub work_limit: Option<u64>,
    /// Seed of all random choices.
    pub seed: u64,
    /// Number of threads, at least 1.
    pub threads: usize,
    /// Set when the user asks for the best plan so far.
    pub stop: &'a Arc<AtomicBool>,
    /// Receives progress reports.
    pub progress: &'a dyn Progress,
    /// Set by the part of the run that proves optimality, so that the other parts end.
    pub settled: Arc<AtomicBool>,
}

/// Maximum time limit; longer ones are reduced to it.
const LONGEST: Duration = Duration::from_secs(60 * 60 * 24 * 366);

impl<'a> Environment<'a> {
    /// Creates an environment that starts now.
    ///
    /// `seconds` is limited to the range from 0 to about a year; `threads` 0 means all cores.
    pub fn new(
        seconds: f64,
        seed: u64,
        threads: usize,
        stop: &'a Arc<AtomicBool>,
        progress: &'a dyn Progress,
    ) -> Self {
        let limit = Duration::try_from_secs_f64(seconds.max(0.0))
            .map_or(LONGEST, |limit| limit.min(LONGEST));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            start: Instant::now(),
            limit,
            work_limit: None,
            seed,
            threads: if threads == 0 {
                cores
            } else {
                threads.min(4 * cores).max(1)
            },
            stop,
            progress,
            settled: Arc::default(),
        }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    /// The share of the time used; 1 at the deadline, more after it.
    pub fn share(&self) -> f64 {
        self.seconds() / self.limit.as_secs_f64().max(1e-9)
    }

    /// Time left until the deadline.
    pub fn left(&self) -> Duration {
        self.limit.saturating_sub(self.start.elapsed())
    }

    /// Whether the user asked to stop, the time is over, or everything is proven. The time limit
    /// also ends a run with a work limit.
    pub fn is_over(&self) -> bool {
        self.is_stopped() || self.left().is_zero()
    }

    /// Whether the user asked to stop, or everything is proven.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.settled.load(Ordering::Relaxed)
    }
}
