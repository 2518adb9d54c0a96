//! Whether there is time left.

use std::time::Instant;

/// Says whether a deadline, if there is one, is still to come.
pub(super) fn on_time(deadline: Option<Instant>) -> bool {
    deadline.is_none_or(|deadline| Instant::now() < deadline)
}
