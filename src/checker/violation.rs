//! A broken rule.

use super::Rule;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;

/// One place where a plan breaks a rule.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Violation {
    /// Code of the rule, such as `R04`.
    pub code: &'static str,
    /// The rule.
    pub rule: Rule,
    /// Ids of the groups, submissions and experts involved, in the order in which the words name
    /// them.
    pub subjects: Vec<String>,
    /// What was found, where it can be counted.
    #[serde(serialize_with = "number", skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What the rule allows.
    #[serde(serialize_with = "number", skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
    /// The whole matter in a sentence.
    pub words: Bilingual,
}

impl Violation {
    /// A violation without figures.
    pub(super) fn new(rule: Rule, subjects: &[&str], words: Bilingual) -> Self {
        Self {
            code: rule.code(),
            rule,
            subjects: subjects.iter().map(|id| (*id).to_owned()).collect(),
            value: None,
            limit: None,
            words,
        }
    }

    /// The same violation with what was found and what is allowed.
    pub(super) fn measured(mut self, value: f64, limit: f64) -> Self {
        self.value = Some(value);
        self.limit = Some(limit);
        self
    }

    /// The same violation with two counts.
    pub(super) fn counted(self, value: usize, limit: usize) -> Self {
        // Counts of a plan are far below 2^52.
        self.measured(value as f64, limit as f64)
    }

    /// Orders by rule, then by who is involved, then by the words.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let key = |item: &Self| (item.rule, item.subjects.clone(), item.words.clone());
        key(self).cmp(&key(other))
    }
}

/// Writes whole numbers without a decimal point.
fn number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() < 1e15 => {
            serializer.serialize_i64(*value as i64)
        }
        other => other.serialize(serializer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_written_whole() {
        let words = Bilingual::new("多", "too many");
        let violation = Violation::new(Rule::Load, &["E1"], words).measured(4.0, 2.5);
        let json = serde_json::to_string(&violation).unwrap();
        assert_eq!(
            json,
            r#"{"code":"R07","rule":"load","subjects":["E1"],"value":4,"limit":2.5,"words":{"zh":"多","en":"too many"}}"#
        );
    }
}
