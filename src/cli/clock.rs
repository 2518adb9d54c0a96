//! The program's own time: a limit counts from its start, reading included.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

static BEGAN: OnceLock<Instant> = OnceLock::new();

/// Starts the clock.
pub(super) fn start() {
    let _ = BEGAN.get_or_init(Instant::now);
}

/// Time since the program started.
pub(super) fn elapsed() -> Duration {
    BEGAN.get_or_init(Instant::now).elapsed()
}
