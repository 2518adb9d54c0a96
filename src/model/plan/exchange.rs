//! What each avoided shortfall costs: the best totals found for the fewest shortfalls, for one
//! more, for two more, and so on.

use super::ShortfallKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema name that every exchange carries.
pub const EXCHANGE_SCHEMA: &str = "empanel/exchange@1";

/// The totals that can be had for more shortfalls. Fewest shortfalls come first in the order of a
/// plan; this says what that order gives up, so that the office may choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// Always [`EXCHANGE_SCHEMA`].
    pub schema: String,
    /// The fewest shortfalls of any plan found.
    pub fewest: usize,
    /// Most shortfalls beyond the fewest that were searched. Where there are fewer rows, more
    /// shortfalls than the last row allows brought no higher total.
    pub searched: usize,
    /// Shortfalls beyond the fewest that were allowed for the plan that was written.
    pub taken: usize,
    /// One row for each number of shortfalls, in ascending order; totals never fall.
    pub rows: Vec<ExchangeRow>,
}

/// The best plan found with at most so many shortfalls. The checker accepted it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExchangeRow {
    /// Shortfalls allowed beyond the fewest.
    pub more: usize,
    /// Shortfalls of the plan: the fewest and `more`, or less.
    pub shortfalls: usize,
    /// The same by kind; kinds without any are absent.
    pub kinds: BTreeMap<ShortfallKind, usize>,
    /// Total score of the plan.
    pub total_score: f64,
    /// How much more that is than with the fewest shortfalls.
    pub gained: f64,
    /// Proven upper limit of the total of all plans with at most so many shortfalls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// The number of groups of the plans that `bound` limits, where it does not limit all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_groups: Option<usize>,
    /// Whether it is proven that no plan with at most so many shortfalls has a higher total, to
    /// 1e-6 relative.
    pub proven: bool,
}

impl Exchange {
    /// The row that the plan was taken from: the last one where more was allowed than brings
    /// anything.
    pub fn row_taken(&self) -> Option<&ExchangeRow> {
        self.rows.get(self.taken).or(self.rows.last())
    }
}
