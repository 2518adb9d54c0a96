//! Reasons why no plan can exist.

use crate::model::Rule;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::Serialize;

/// A proven reason why no plan satisfies the hard rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason {
    /// Code of the rule that cannot be satisfied, such as `R12`.
    pub rule: &'static str,
    /// What was counted, and what is lacking.
    pub words: Bilingual,
}

impl Reason {
    /// A reason for `rule`.
    pub const fn of(rule: Rule, words: Bilingual) -> Self {
        Self {
            rule: rule.code(),
            words,
        }
    }
}
