//! A time limit that is enforced whatever the program is doing: work that does not check the clock
//! (reading, conflicts, scores, the model of a huge season) is ended soon after the limit.

use super::exit::{Exit, Failure};
use super::printer::Printer;
use super::{clock, interrupt};
use crate::bilingual;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Time after the limit in which work may still end by itself.
const GRACE: Duration = Duration::from_millis(1200);
/// The same after an interrupt by the user.
const PATIENCE: Duration = Duration::from_millis(700);
/// Interval between checks.
const TICK: Duration = Duration::from_millis(40);

/// Ends the program when time is over, unless it was dropped or a plan is known.
#[derive(Debug)]
pub(super) struct Watchdog {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    rest: Condvar,
    /// Set as soon as there is a plan; from then on the holder of the plan ends the run.
    found: Arc<AtomicBool>,
}

#[derive(Debug)]
struct State {
    limit: Option<Duration>,
    at_rest: bool,
}

impl Watchdog {
    /// Starts watching. `limit` is in seconds from the start of the program, and may be set later.
    pub(super) fn start(
        limit: Option<f64>,
        stop: &Arc<AtomicBool>,
        found: &Arc<AtomicBool>,
        printer: &Printer,
    ) -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                limit: limit.map(seconds),
                at_rest: false,
            }),
            rest: Condvar::new(),
            found: Arc::clone(found),
        });
        let (own, stop, printer) = (Arc::clone(&shared), Arc::clone(stop), printer.teller());
        let watch = move || own.watch(&stop, &printer);
        if let Err(error) = std::thread::Builder::new()
            .name("watchdog".to_owned())
            .spawn(watch)
        {
            tracing::warn!("no watchdog: {error}");
        }
        Self { shared }
    }

    /// Sets the limit.
    pub(super) fn limit(&self, limit: f64) {
        self.shared.state().limit = Some(seconds(limit));
    }

    /// Stops watching.
    pub(super) fn rest(&self) {
        self.shared.state().at_rest = true;
        self.shared.rest.notify_all();
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.rest();
    }
}

fn seconds(limit: f64) -> Duration {
    Duration::try_from_secs_f64(limit.max(0.0)).unwrap_or(Duration::MAX)
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch(&self, stop: &AtomicBool, printer: &Printer) {
        let mut stopped: Option<Instant> = None;
        let mut state = self.state();
        loop {
            if state.at_rest {
                return;
            }
            if stop.load(Ordering::SeqCst) && stopped.is_none() {
                stopped = Some(Instant::now());
            }
            let late = state
                .limit
                .is_some_and(|limit| clock::elapsed() > limit.saturating_add(GRACE));
            let asked = stopped.is_some_and(|at| at.elapsed() > PATIENCE);
            if (late || asked) && !self.found.load(Ordering::SeqCst) {
                // Keeps the lock, so that the run cannot print anything after this message.
                let exit = printer.failure(&over(asked));
                interrupt::leave(exit as i32);
            }
            let waited = self.rest.wait_timeout(state, TICK);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn over(asked: bool) -> Failure {
    let message = if asked {
        bilingual!(
            "已按要求停止，尚未找到合规方案（还在准备：读表、利益冲突、匹配得分）。没有写出文件。",
            "Stopped on request before a plan was found (still preparing: tables, conflicts, scores). No file was written."
        )
    } else {
        bilingual!(
            "时间用尽，尚未找到合规方案：数据太多，时限内只够准备（读表、利益冲突、匹配得分）。请用 --time-limit 给更多时间。没有写出文件。",
            "Time ran out before a plan was found: the season is so large that preparing it (tables, conflicts, scores) took all the time. Allow more with --time-limit. No file was written."
        )
    };
    Failure::new(Exit::Timeout, message)
}
