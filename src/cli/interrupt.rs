//! Ctrl-C: the first asks the search to stop with its best plan, the second ends the program.
//! A verb that searches nothing ends at the first; no run leaves half a file behind.

use super::writing;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The search that wants to hear of the first Ctrl-C.
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

struct Listener {
    stop: Arc<AtomicBool>,
    first: Box<dyn Fn() + Send>,
}

/// Exit code of a program that a person stopped, as shells know it (128 + SIGINT).
const STOPPED: i32 = 130;

/// Hears Ctrl-C and termination from now on.
pub(super) fn guard() {
    if let Err(error) = ctrlc::set_handler(heard) {
        tracing::warn!("no Ctrl-C handler: {error}");
    }
}

/// Hands the first Ctrl-C or termination to a search: returns the flag that it sets.
pub(super) fn listen(first: impl Fn() + Send + 'static) -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let listener = Listener {
        stop: Arc::clone(&stop),
        first: Box::new(first),
    };
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    stop
}

fn heard() {
    let listener = LISTENER.lock().unwrap_or_else(PoisonError::into_inner);
    match listener.as_ref() {
        Some(own) if !own.stop.swap(true, Ordering::SeqCst) => (own.first)(),
        _ => leave(STOPPED),
    }
}

/// Ends the program with this code, once nothing is being put in place. What was prepared is
/// taken away.
pub(super) fn leave(code: i32) -> ! {
    let _whole = writing::hold();
    writing::clear();
    #[expect(
        clippy::exit,
        reason = "the person asked for it, or the time is over; nothing is being written"
    )]
    std::process::exit(code);
}
