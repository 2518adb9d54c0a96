//! Whether anybody still looks: every open tab asks for a sign of life now and then.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When a tab was last heard of.
pub(super) struct Presence {
    state: Mutex<State>,
    patience: Duration,
}

struct State {
    last: Instant,
    left: bool,
}

impl Presence {
    /// Nobody has come yet; that counts as heard of now. `patience` is how long to wait for a sign.
    pub(super) fn new(patience: Duration) -> Self {
        let state = State {
            last: Instant::now(),
            left: false,
        };
        Self {
            state: Mutex::new(state),
            patience,
        }
    }

    /// A tab asked for something.
    pub(super) fn seen(&self) {
        self.state().last = Instant::now();
    }

    /// The person ended the program.
    pub(super) fn leave(&self) {
        self.state().left = true;
    }

    /// Whether the program can end: the person said so, or no tab was heard of for long enough.
    pub(super) fn is_over(&self) -> bool {
        let state = self.state();
        state.left || state.last.elapsed() >= self.patience
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_without_a_sign_or_at_once_when_asked() {
        let waiting = Presence::new(Duration::from_secs(600));
        assert!(!waiting.is_over());
        waiting.leave();
        assert!(waiting.is_over());
        let brief = Presence::new(Duration::ZERO);
        brief.seen();
        assert!(brief.is_over());
    }
}
