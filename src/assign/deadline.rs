//! Deadlines.

use std::time::Instant;

/// Whether a deadline, if there is one, is still in the future.
pub(super) fn on_time(deadline: Option<Instant>) -> bool {
    deadline.is_none_or(|deadline| Instant::now() < deadline)
}
