//! Ids by their last number.

use super::fold::{loose, plain};
use std::collections::BTreeMap;

/// Rows by the prefix of their ids and by the last number.
pub(super) type Series = BTreeMap<(String, u64), usize>;

/// The text before the last number of an id, and that number.
pub(super) fn numbered(id: &str) -> Option<(String, u64)> {
    let folded = loose(&plain(id));
    let front = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = folded[front.len()..].parse().ok()?;
    Some((front.to_owned(), number))
}
