//! The verdict.

use super::{Figures, Rule, Violation};
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::Serialize;

/// What the checker found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// Broken rules, by rule, then by who is involved.
    pub violations: Vec<Violation>,
    /// Unmet coverage (rule R19), in words; soft, so no violation.
    pub shortfalls: Vec<Violation>,
    /// What a person should know but no rule forbids: other rules, other input files, alternates
    /// who could not step in.
    pub remarks: Vec<Bilingual>,
    /// The figures, counted again.
    pub figures: Figures,
}

impl Report {
    /// Whether the plan keeps every hard rule.
    pub fn accepted(&self) -> bool {
        self.violations.is_empty()
    }

    /// The broken rules, each once, in order.
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules: Vec<_> = self.violations.iter().map(|found| found.rule).collect();
        rules.dedup();
        rules
    }
}
