//! What more shortfalls would bring, as people see it.

use crate::model::plan::{EXCHANGE_SCHEMA, Exchange, ExchangeRow, Plan};
use std::collections::BTreeMap;

/// Makes the table of plans with the fewest shortfalls, one more, and so on; `proven` says of each
/// whether its total is the highest.
pub fn exchange(plans: &[Plan], proven: impl Iterator<Item = bool>, searched: usize) -> Exchange {
    let first = plans.first().map(|plan| &plan.quality);
    let least = first.map_or(0.0, |quality| quality.total_score);
    let row = |(more, (plan, proven)): (usize, (&Plan, bool))| {
        let quality = &plan.quality;
        let mut kinds = BTreeMap::new();
        for shortfall in &plan.shortfalls {
            *kinds.entry(shortfall.kind).or_insert(0) += 1;
        }
        ExchangeRow {
            more,
            shortfalls: quality.coverage_shortfalls,
            kinds,
            total_score: quality.total_score,
            gained: quality.total_score - least,
            bound: quality.bound,
            bound_groups: quality.bound_groups,
            proven,
        }
    };
    Exchange {
        schema: EXCHANGE_SCHEMA.to_owned(),
        fewest: first.map_or(0, |quality| quality.coverage_shortfalls),
        searched,
        taken: 0,
        rows: plans.iter().zip(proven).enumerate().map(row).collect(),
    }
}
