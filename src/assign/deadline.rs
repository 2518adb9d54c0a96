//! Deadlines.

use crate::flow::stopped;
use std::time::Instant;

/// Whether a deadline, if there is one, is still in the future, and nobody has stopped the work.
pub(super) fn on_time(deadline: Option<Instant>) -> bool {
    !stopped() && deadline.is_none_or(|deadline| Instant::now() < deadline)
}
