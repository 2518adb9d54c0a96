//! The program's clock: time limits count from its start and include reading.

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
