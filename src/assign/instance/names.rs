//! Ids of submissions and reviewers.

use std::borrow::Cow;

/// Ids by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// As in the tables.
    Listed(Vec<String>),
    /// The positions themselves, from 0; nothing is stored.
    Numbered(usize),
}

impl Names {
    /// The number of ids.
    pub fn len(&self) -> usize {
        match self {
            Self::Listed(names) => names.len(),
            Self::Numbered(count) => *count,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id at a position.
    ///
    /// # Panics
    /// When the position lies beyond the listed ids.
    pub fn name(&self, at: usize) -> Cow<'_, str> {
        match self {
            Self::Listed(names) => Cow::Borrowed(names[at].as_str()),
            Self::Numbered(_) => Cow::Owned(at.to_string()),
        }
    }

    /// All ids in order.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.len()).map(|at| self.name(at))
    }
}
