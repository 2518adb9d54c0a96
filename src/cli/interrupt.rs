//! Ctrl-C: the first one stops the search with its best plan, the second one ends the program.
//! Verbs without a search end at the first; partial files are never left behind.

use super::writing;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The search to be notified of the first Ctrl-C.
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

struct Listener {
    stop: Arc<AtomicBool>,
    first: Box<dyn Fn() + Send>,
}

/// Exit code after an interrupt by the user, by the convention of shells (128 + SIGINT).
const STOPPED: i32 = 130;

/// Installs the handler for Ctrl-C and termination.
pub(super) fn guard() {
    if let Err(error) = ctrlc::set_handler(heard) {
        tracing::warn!("no Ctrl-C handler: {error}");
    }
}

/// Notifies a search of the first Ctrl-C or termination; returns the flag that is set then.
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

/// Ends the program with this code as soon as no file is being put in place. Prepared files are
/// removed.
pub(super) fn leave(code: i32) -> ! {
    let _whole = writing::hold();
    writing::clear();
    #[expect(
        clippy::exit,
        reason = "the person asked for it, or the time is over; nothing is being written"
    )]
    std::process::exit(code);
}
