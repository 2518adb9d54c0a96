//! What the form check asks for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What it means for a submission not to meet a condition of the form check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScreenPolicy {
    /// It does not pass; where nothing is stated, it waits until something is.
    Must,
    /// It is told, and passes.
    Tell,
    /// Nobody looks.
    Off,
}

/// `[screen]`: the checklist of the form check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScreenRules {
    /// The applicant is a legal person (art. 9 (1)).
    pub legal_person: ScreenPolicy,
    /// It made a profit in each of the last three years (art. 9 (1)).
    pub profitable: ScreenPolicy,
    /// It has no serious breach in quality, safety, environment or credit (art. 9 (1)).
    pub no_breach: ScreenPolicy,
    /// The method is in mature use there (art. 9 (2)).
    pub mature: ScreenPolicy,
    /// It consents to share the experience (art. 9 (3)).
    pub consents: ScreenPolicy,
    /// No organization and no title stands twice.
    pub duplicates: ScreenPolicy,
    /// The recommending unit keeps to its quota (art. 17).
    pub quota: ScreenPolicy,
}

impl Default for ScreenRules {
    fn default() -> Self {
        Self {
            legal_person: ScreenPolicy::Must,
            profitable: ScreenPolicy::Must,
            no_breach: ScreenPolicy::Must,
            mature: ScreenPolicy::Must,
            consents: ScreenPolicy::Must,
            duplicates: ScreenPolicy::Tell,
            quota: ScreenPolicy::Must,
        }
    }
}
