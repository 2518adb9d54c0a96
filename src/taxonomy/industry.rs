//! Industry codes as paths from the section down.

use serde::{Deserialize, Serialize};

/// An industry at any depth of its taxonomy, as the path from its section: `["C", "38", "381",
/// "3812"]` is a class, `["C"]` a whole section. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IndustryCode {
    path: Vec<String>,
}

impl IndustryCode {
    /// Makes a code from its path, section first.
    ///
    /// # Panics
    /// When the path is empty or has more than four levels.
    pub fn from_path(path: Vec<String>) -> Self {
        assert!(
            (1..=4).contains(&path.len()),
            "an industry has one to four levels"
        );
        Self { path }
    }

    /// The code as people write it: `C` or `3812`.
    pub fn text(&self) -> &str {
        &self.path[self.path.len() - 1]
    }

    /// The path from the section to the code itself.
    pub fn path(&self) -> &[String] {
        &self.path
    }

    /// How many levels the two share from the section down: 0 to 4.
    pub fn shared_levels(&self, other: &Self) -> usize {
        self.path
            .iter()
            .zip(&other.path)
            .take_while(|(a, b)| a == b)
            .count()
    }

    /// Whether `other` is this industry or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        self.shared_levels(other) == self.path.len()
    }
}
