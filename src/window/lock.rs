//! The lock of the screen: while somebody is away from the desk, the window shows nothing.

use sha2::{Digest as _, Sha256};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Fewest characters of a word that locks.
const SHORTEST: usize = 4;
/// Wrong words before the program ends itself.
const TRIES: u32 = 5;

/// The lock, open at first.
#[derive(Default)]
pub(super) struct Lock(Mutex<State>);

#[derive(Default)]
struct State {
    word: Option<[u8; 32]>,
    wrong: u32,
}

/// What became of an attempt to unlock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// The window is open.
    Opened,
    /// The word was wrong; so many tries are left.
    Wrong(u32),
    /// Too many wrong words.
    Spent,
}

impl Lock {
    /// Whether pages may be shown.
    pub(super) fn is_open(&self) -> bool {
        self.state().word.is_none()
    }

    /// Locks with a word; false if it is too short.
    pub(super) fn close(&self, word: &str) -> bool {
        let long = word.trim().chars().count() >= SHORTEST;
        if long {
            *self.state() = State {
                word: Some(hash(word)),
                wrong: 0,
            };
        }
        long
    }

    /// Tries to unlock.
    pub(super) fn open(&self, word: &str) -> Attempt {
        let mut state = self.state();
        match state.word {
            Some(own) if own != hash(word) => {
                state.wrong += 1;
                match TRIES.checked_sub(state.wrong) {
                    Some(left) if left > 0 => Attempt::Wrong(left),
                    _ => Attempt::Spent,
                }
            }
            _ => {
                *state = State::default();
                Attempt::Opened
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(word: &str) -> [u8; 32] {
    Sha256::digest(word.trim().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_opens_and_five_wrong_ones_end_it() {
        let lock = Lock::default();
        assert!(!lock.close("abc"), "too short");
        assert!(lock.is_open());
        assert!(lock.close("评审2026"));
        assert!(!lock.is_open());
        assert_eq!(lock.open("评审2025"), Attempt::Wrong(4));
        assert_eq!(lock.open(" 评审2026 "), Attempt::Opened);
        assert!(lock.is_open());
        lock.close("评审2026");
        let wrong = [4, 3, 2, 1].map(|_| lock.open("x"));
        assert_eq!(wrong[3], Attempt::Wrong(1));
        assert_eq!(lock.open("x"), Attempt::Spent);
        assert!(!lock.is_open());
    }
}
