//! A cache of answers about texts: the cells of a season are read again by every part that needs
//! ties between people and organizations, and within a cell the same name is compared dozens of
//! times.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// Limit of the cached texts in bytes, so that memory stays bounded for any table.
const MOST: usize = 4 << 20;

/// Answers found so far, shared by all copies of the owner that would give the same answers. As a
/// cache it does not affect equality: any two are equal.
pub(super) struct Kept<V>(Arc<RwLock<Answers<V>>>);

struct Answers<V> {
    of: HashMap<String, V>,
    /// Total bytes of the texts.
    bytes: usize,
}

impl<V: Clone> Kept<V> {
    /// Returns the cached answer for a text, or computes it by `answer`.
    pub(super) fn of(&self, text: &str, answer: impl FnOnce() -> V) -> V {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.of.get(text) {
            return known.clone();
        }
        drop(kept);
        let found = answer();
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + text.len() <= MOST
            && kept.of.insert(text.to_owned(), found.clone()).is_none()
        {
            kept.bytes += text.len();
        }
        found
    }

    /// Clears the cache of this copy only, because its answers change from now on.
    pub(super) fn forget(&mut self) {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let empty = kept.of.is_empty();
        drop(kept);
        if !empty || Arc::strong_count(&self.0) > 1 {
            *self = Self::default();
        }
    }
}

impl<V> Clone for Kept<V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        let none = Answers {
            of: HashMap::new(),
            bytes: 0,
        };
        Self(Arc::new(RwLock::new(none)))
    }
}

impl<V> fmt::Debug for Kept<V> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Kept")
    }
}

impl<V> PartialEq for Kept<V> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<V> Eq for Kept<V> {}

#[cfg(test)]
mod tests {
    use crate::model::{Organizations, Role};

    /// New names and verdicts affect what is read from then on, but not a copy made before.
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
