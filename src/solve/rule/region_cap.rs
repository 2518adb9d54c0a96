//! R09: share of one region in a group.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R09";
/// Name of the rule.
pub const KEY: &str = "region_cap";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "同一省份(地区)的组员在专业组中的占比不超过规定比例。",
        "the members of one region are at most the allowed share of a group."
    )
}

/// Adds `members of the region in the group <= cap of the chosen size`. An unknown region is
/// never capped.
#[allow(clippy::cast_precision_loss)] // sizes are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    if part.instance.region_share >= 1.0 {
        return;
    }
    for (region, neighbours) in super::alike(part, |candidate| candidate.region) {
        if region == 0 {
            continue;
        }
        for (group, sizes) in decisions.sizes.iter().enumerate() {
            let seats: Vec<_> = neighbours
                .iter()
                .filter_map(|&expert| decisions.seat(expert, group))
                .map(|seat| (seat, 1.0))
                .collect();
            let allowed = part.instance.shape.members.iter();
            let caps = sizes
                .iter()
                .zip(allowed)
                .map(|(&size, &members)| (size, -(part.instance.region_cap(members) as f64)));
            model.at_most(seats.into_iter().chain(caps), 0.0);
        }
    }
}
