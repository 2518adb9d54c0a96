//! Runs a solver in a thread that can be abandoned.

use super::{Deadline, Failure, Job, Report, Runner, engine};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Runs jobs in threads of this process. A thread cannot be killed: at the deadline it is abandoned
/// and ends by itself at some time, so the number of threads is limited.
#[derive(Debug, Clone, Copy, Default)]
pub struct BackgroundThread;

/// Maximum number of running threads, including abandoned ones.
const MOST: usize = 8;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Counts a thread while it runs; also correct if it panics.
struct Running;

impl Running {
    fn start() -> Option<Self> {
        let taken = RUNNING.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |many| {
            (many < MOST).then_some(many + 1)
        });
        taken.ok().map(|_| Self)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The end of a thread that HiGHS has run in. On Windows such a thread never ends but waits for the
/// end of the program: mingw's library frees what C++ keeps for a thread before it destroys it, so
/// that the destructors of HiGHS damage memory that is used again by then (GCC bug 80816; seen
/// under Wine).
pub(super) fn retire() {
    while cfg!(all(windows, target_env = "gnu")) {
        std::thread::park();
    }
}

impl Runner for BackgroundThread {
    fn run(&self, job: &Job, deadline: &Deadline) -> Result<Report, Failure> {
        run_in_background(job.clone(), deadline, engine::solve)
    }
}

/// Runs `solve` on `job` in a thread of its own.
pub(super) fn run_in_background(
    job: Job,
    deadline: &Deadline,
    solve: impl Fn(&Job) -> Report + Send + 'static,
) -> Result<Report, Failure> {
    let running = Running::start().ok_or(Failure::NotStarted)?;
    let (outbox, inbox) = mpsc::channel();
    std::thread::Builder::new()
        .name("solver".to_owned())
        .spawn(move || {
            // After the deadline there is no receiver any more; that is not an error.
            let _ = outbox.send(solve(&job));
            drop((running, job, outbox));
            retire();
        })
        .map_err(|_| Failure::NotStarted)?;
    deadline.wait(&inbox)
}
