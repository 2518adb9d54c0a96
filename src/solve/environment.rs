//! Everything that a run depends on besides its input: seed, threads, deadline, the person's wish
//! to stop, and who watches.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Where a run stands, for progress bars and logs. Holds no names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Snapshot {
    /// Seconds since the start.
    pub seconds: f64,
    /// Share of the time or work that is used, 0 to 1.
    pub share: f64,
    /// Total score of the best plan so far.
    pub total: f64,
    /// Sum of its worst submission.
    pub worst: f64,
    /// Its shortfalls.
    pub shortfalls: usize,
    /// Whether it keeps every hard rule.
    pub complete: bool,
    /// Proven upper limit of the total, once there is one.
    pub bound: Option<f64>,
    /// Moves tried so far by all threads.
    pub moves: u64,
}

/// Receives progress reports of a run. Called from one thread at a time.
pub trait Progress: Sync {
    /// Takes note of where the run is.
    fn report(&self, snapshot: &Snapshot);
}

/// Discards progress reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn report(&self, _: &Snapshot) {}
}

/// The surroundings of a run.
pub struct Environment<'a> {
    /// When the run began.
    pub start: Instant,
    /// How long it may take.
    pub limit: Duration,
    /// How many moves each thread may try; with it the run ends by count and its result depends
    /// on nothing but input, seed and threads.
    pub work_limit: Option<u64>,
    /// Seed of all random choices.
    pub seed: u64,
    /// Number of threads, at least 1.
    pub threads: usize,
    /// Set when the person wants the best plan so far.
    pub stop: &'a Arc<AtomicBool>,
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Set by whichever part of the run proves that nothing better exists, so that the others
    /// end.
    pub settled: Arc<AtomicBool>,
}

/// The longest run: a time limit beyond it is taken as it.
const LONGEST: Duration = Duration::from_secs(60 * 60 * 24 * 366);

impl<'a> Environment<'a> {
    /// Makes surroundings that begin now.
    ///
    /// `seconds` below 0 counts as 0, beyond a year as a year; `threads` 0 takes all cores.
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

    /// The part of the time that is used; 1 at the deadline, more behind it.
    pub fn share(&self) -> f64 {
        self.seconds() / self.limit.as_secs_f64().max(1e-9)
    }

    /// Time left until the deadline.
    pub fn left(&self) -> Duration {
        self.limit.saturating_sub(self.start.elapsed())
    }

    /// Whether the person asked to stop, the time is over or everything is proven. Under a work
    /// limit the clock ends the run too: it is a deadline in any case.
    pub fn is_over(&self) -> bool {
        self.is_stopped() || self.left().is_zero()
    }

    /// Whether the person asked to stop or everything is proven.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.settled.load(Ordering::Relaxed)
    }
}
