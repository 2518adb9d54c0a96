//! A requirement that a plan does not meet: a shortfall, which breaks no rule but is counted.

use crate::model::plan::ShortfallKind;
use schemars::JsonSchema;
use serde::Serialize;

/// An unmet requirement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Unmet {
    /// Submission id; of a mix of a group's members the id of the group.
    pub submission: String,
    /// Industry, domain, group or mix.
    pub kind: ShortfallKind,
    /// The industry code (several joined by `;`), domain code, or what the mix is called.
    pub code: String,
    /// People who meet it.
    pub found: usize,
    /// People who should; of a mix with too many, the most allowed.
    pub wanted: usize,
}
