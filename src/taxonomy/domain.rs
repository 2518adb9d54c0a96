//! Quality domains in two levels.

use serde::{Deserialize, Serialize};

/// A quality domain and the parent it belongs to, if any: `Q06.01` below `Q06`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DomainCode {
    /// The code itself.
    pub code: String,
    /// Code of its parent; `None` for a top-level domain.
    pub parent: Option<String>,
}

impl DomainCode {
    /// Whether both are the same, or one is the other's parent, or they have the same parent.
    pub fn same_parent(&self, other: &Self) -> bool {
        let own = self.parent.as_deref().unwrap_or(&self.code);
        own == other.parent.as_deref().unwrap_or(&other.code)
    }
}

/// An expert's skill in a domain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DomainSkill {
    /// The domain.
    pub domain: DomainCode,
    /// 1 knows it, 2 knows it well, 3 knows it fully (the default).
    pub level: u8,
}
