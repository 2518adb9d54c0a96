//! Runs a solver so that it can be abandoned.
//!
//! A solver may hang, exceed its limit, crash or return nonsense. A [`Runner`] therefore never
//! waits beyond the deadline: [`ChildProcess`] starts the current program again with a hidden verb
//! and kills it; [`BackgroundThread`], for programs that use the library, abandons a thread.

mod child;
mod engine;
mod growing;
mod job;
mod thread;
mod wire;

pub use child::{ChildProcess, VERB, answered_by, answers, serve};
pub use engine::solve as solve_here;
pub use growing::{Growing, GrowingColumn, Priced};
pub use job::{End, Job, Options, Report};
pub use thread::BackgroundThread;

use super::goal::Stop;
use std::time::{Duration, Instant};

/// Runs jobs within a deadline.
pub trait Runner: Send + Sync {
    /// Runs `job`; returns before the deadline or within a fraction of a second after it.
    ///
    /// # Errors
    /// The reason why there is no report.
    fn run(&self, job: &Job, deadline: &Deadline) -> Result<Report, Failure>;
}

/// Why a run has no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The deadline was reached; the solver was abandoned.
    #[error("the solver was abandoned at the deadline")]
    Deadline,
    /// The caller asked to stop; the solver was abandoned.
    #[error("the solver was abandoned on request")]
    Stopped,
    /// The solver ended without a readable report.
    #[error("the solver ended without a readable report")]
    Crashed,
    /// The solver could not be started.
    #[error("the solver could not be started")]
    NotStarted,
}

/// When to abandon a run.
#[derive(Clone)]
pub struct Deadline {
    at: Instant,
    stop: Option<Stop>,
}

impl std::fmt::Debug for Deadline {
    /// Shows the time left; `stop` cannot be shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Deadline").field(&self.left()).finish()
    }
}

impl Deadline {
    /// A deadline `time` from now, or earlier if `stop` returns `true`.
    pub fn after(time: Duration, stop: Option<Stop>) -> Self {
        // A year is practically unlimited, and cannot overflow.
        let time = time.min(Duration::from_secs(366 * 24 * 3600));
        Self {
            at: Instant::now() + time,
            stop,
        }
    }

    /// This deadline, or `time` from now if that is earlier.
    #[must_use]
    pub fn sooner(&self, time: Duration) -> Self {
        Self {
            at: self.at.min(Instant::now() + time),
            stop: self.stop.clone(),
        }
    }

    /// The time left.
    pub fn left(&self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// Returns the reason to stop now, if there is one.
    pub fn reached(&self) -> Option<Failure> {
        if self.stop.as_ref().is_some_and(|stop| stop()) {
            Some(Failure::Stopped)
        } else if self.left().is_zero() {
            Some(Failure::Deadline)
        } else {
            None
        }
    }

    /// Waits for a message until the deadline, calling `stop` many times a second.
    pub(super) fn wait<T>(&self, inbox: &std::sync::mpsc::Receiver<T>) -> Result<T, Failure> {
        use std::sync::mpsc::RecvTimeoutError;
        const PATIENCE: Duration = Duration::from_millis(20);
        loop {
            match inbox.recv_timeout(PATIENCE.min(self.left())) {
                Ok(message) => return Ok(message),
                Err(RecvTimeoutError::Disconnected) => return Err(Failure::Crashed),
                Err(RecvTimeoutError::Timeout) => match self.reached() {
                    Some(failure) => return Err(failure),
                    None => continue,
                },
            }
        }
    }
}

/// Returns the runner for this program: a child process if the program [answers](answers()) the
/// hidden verb, else a thread.
pub fn default_runner() -> Box<dyn Runner> {
    match ChildProcess::of_this_program() {
        Some(child) => Box::new(ChildOrThread(child)),
        None => Box::new(BackgroundThread),
    }
}

/// Uses a child process, or a thread if none can be started (too many processes, or no permission
/// to execute the program).
struct ChildOrThread(ChildProcess);

impl Runner for ChildOrThread {
    fn run(&self, job: &Job, deadline: &Deadline) -> Result<Report, Failure> {
        match self.0.run(job, deadline) {
            Err(Failure::NotStarted) => {
                tracing::debug!("no process for the solver; it runs in a thread");
                BackgroundThread.run(job, deadline)
            }
            done => done,
        }
    }
}
