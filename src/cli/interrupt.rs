//! Ctrl-C: the first asks the search to stop with its best plan, the second ends the program.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Held while output files are put in place, so that a second Ctrl-C cannot leave half of them.
static WRITING: Mutex<()> = Mutex::new(());

/// Exit code of a program that a person stopped, as shells know it (128 + SIGINT).
const STOPPED: i32 = 130;

/// Listens for Ctrl-C and termination and returns the flag that the first one sets.
pub(super) fn listen(first: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let handler = move || {
        if flag.swap(true, Ordering::SeqCst) {
            let _whole = writing();
            #[expect(
                clippy::exit,
                reason = "the person asked twice; nothing is being written"
            )]
            std::process::exit(STOPPED);
        }
        first();
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        tracing::warn!("no Ctrl-C handler: {error}");
    }
    stop
}

/// Keeps a second Ctrl-C waiting until the guard is dropped.
pub(super) fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}
