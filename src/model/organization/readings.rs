//! Readings of cells, kept: the cells of a season are read again by every part that asks who is
//! tied to whom, and reading one takes thousands of comparisons.

use super::{Reading, Role};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The most readings kept, and the longest cell among them in bytes, so that memory stays small
/// whatever the tables hold.
const MOST: usize = 50_000;
const LONGEST: usize = 512;

/// What was read so far, shared by all copies of an [`Organizations`](super::Organizations) that
/// read alike. It holds nothing that could not be read again, so that any two are equal.
#[derive(Clone, Default)]
pub(super) struct Readings(Arc<RwLock<[HashMap<String, Reading>; 2]>>);

impl Readings {
    /// The reading of a cell, by `read` where nobody asked before.
    pub(super) fn of(&self, cell: &str, role: Role, read: impl FnOnce() -> Reading) -> Reading {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(reading) = kept[slot(role)].get(cell) {
            return reading.clone();
        }
        drop(kept);
        let reading = read();
        if cell.len() <= LONGEST {
            let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
            let kept = &mut kept[slot(role)];
            if kept.len() < MOST {
                kept.insert(cell.to_owned(), reading.clone());
            }
        }
        reading
    }

    /// Forgets all, for this copy alone: its names are compared in another way from now on.
    pub(super) fn forget(&mut self) {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let empty = kept.iter().all(HashMap::is_empty);
        drop(kept);
        if !empty || Arc::strong_count(&self.0) > 1 {
            *self = Self::default();
        }
    }
}

fn slot(role: Role) -> usize {
    match role {
        Role::Employer => 0,
        Role::Party => 1,
    }
}

impl fmt::Debug for Readings {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Readings")
    }
}

impl PartialEq for Readings {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Readings {}

#[cfg(test)]
mod tests {
    use crate::model::{Organizations, Role};

    /// What became known or was joined meanwhile holds for what is read from then on, and not for
    /// a copy made before.
    #[test]
    fn what_was_read_is_read_anew_after_a_change() {
        let cell = "示例泵业；示例酒业";
        let mut own = Organizations::new([]);
        let keys = |of: &Organizations| {
            let reading = of.read(cell, Role::Party);
            let texts = reading.present().map(|key| key.text().to_owned());
            texts.collect::<Vec<_>>()
        };
        assert_eq!(keys(&own), ["示例泵业", "示例酒业"]);
        let before = own.clone();
        own.join("示例泵业", "示例酒业");
        assert_eq!(keys(&own), ["示例泵业"]);
        assert_eq!(keys(&before), ["示例泵业", "示例酒业"]);
        assert!(own.set_apart("示例泵业", "示例水泵"));
        assert_eq!(own, own.clone());
    }
}
