//! Committees being measured against each other: one run at a time, on a thread of its own.

use crate::bilingual;
use crate::model::words::Bilingual;
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

/// The run in progress, or how the last one ended.
#[derive(Default)]
pub(super) struct Measuring {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    live: Live,
    since: Option<Instant>,
    stop: Arc<AtomicBool>,
}

/// How far a run is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Live {
    /// Whether it goes on.
    pub(super) busy: bool,
    /// Whether it was asked to stop.
    pub(super) stopping: bool,
    /// Parts done.
    pub(super) done: u64,
    /// Parts in all.
    pub(super) of: u64,
    /// Seconds since the start.
    pub(super) seconds: u64,
    /// Why it failed.
    pub(super) said: Option<Bilingual>,
}

impl Measuring {
    /// How far it is now.
    pub(super) fn now(&self) -> Live {
        let held = self.held();
        let since = held.since.filter(|_| held.live.busy);
        Live {
            seconds: since.map_or(0, |since| since.elapsed().as_secs()),
            ..held.live.clone()
        }
    }

    /// Ends the run with what it has.
    pub(super) fn stop(&self) {
        let mut held = self.held();
        held.stop.store(true, Ordering::SeqCst);
        held.live.stopping = held.live.busy;
    }

    /// Starts work of so many parts; false if some is in progress. The work is given the flag that
    /// stops it and a function to call after each part; it returns why it failed.
    pub(super) fn start(
        self: &Arc<Self>,
        of: u64,
        work: impl FnOnce(&Arc<AtomicBool>, &dyn Fn()) -> Result<(), Bilingual> + Send + 'static,
    ) -> bool {
        let mut held = self.held();
        if held.live.busy {
            return false;
        }
        let stop = Arc::<AtomicBool>::default();
        *held = Held {
            live: Live {
                busy: true,
                of,
                ..Live::default()
            },
            since: Some(Instant::now()),
            stop: Arc::clone(&stop),
        };
        drop(held);
        let own = Arc::clone(self);
        thread::spawn(move || {
            let done = || own.held().live.done += 1;
            let ended = catch_unwind(AssertUnwindSafe(|| work(&stop, &done)));
            let failed = |_| {
                Err(bilingual!(
                    "程序自身出错，没有写出任何文件。",
                    "The program itself failed; nothing was written."
                ))
            };
            let ended = ended.unwrap_or_else(failed);
            let mut held = own.held();
            held.live.busy = false;
            held.live.said = ended.err();
        });
        true
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
