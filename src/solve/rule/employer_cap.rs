//! R08: members of one employer in a group.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R08";
/// Name of the rule.
pub const KEY: &str = "employer_cap";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "同一工作单位在同一专业组中的组员不超过规定人数。",
        "no group has more members of one employer than allowed."
    )
}

/// Adds `members of the employer in the group <= cap` for every employer; whoever has two counts
/// for both. An unknown employer is never capped.
#[allow(clippy::cast_precision_loss)] // caps that matter are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let cap = part.instance.employer_cap;
    for colleagues in super::colleagues(part).into_values() {
        if colleagues.len() <= cap {
            continue;
        }
        for group in 0..decisions.groups() {
            let seats: Vec<_> = colleagues
                .iter()
                .filter_map(|&expert| decisions.seat(expert, group))
                .collect();
            if seats.len() > cap {
                model.at_most(seats.into_iter().map(|seat| (seat, 1.0)), cap as f64);
            }
        }
    }
}
