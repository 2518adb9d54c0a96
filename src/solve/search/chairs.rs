//! Who may be chair and vice chair (selection measures, art. 13).

use super::state::NOWHERE;
use crate::solve::instance::{Instance, Seating};

/// Whether `expert` may take the chair (`which` 0) or the vice chair (1) beside the other one.
pub fn may_take(instance: &Instance, chairs: [u32; 2], which: usize, expert: u32) -> bool {
    let pins = &instance.chairs;
    let (pinned, refused) = match which {
        0 => (pins.chair, &pins.not_chair),
        _ => (pins.vice_chair, &pins.not_vice_chair),
    };
    let own = &instance.experts[expert as usize];
    let other = chairs[1 - which];
    let apart = other == NOWHERE || {
        let other_expert = &instance.experts[other as usize];
        other != expert && !own.is_colleague_of(other_expert)
    };
    let sits = own.seating != Seating::Free && !instance.chairs_in_groups;
    own.quality_lead
        && apart
        && !sits
        && pinned.is_none_or(|pinned| pinned == expert)
        && !refused.contains(&expert)
}

/// Returns every pair of experts who may be chair and vice chair together, those who are worth
/// least to the groups (by `worth`) first, or nothing where there is none.
pub fn pairs(instance: &Instance, worth: impl Fn(u32) -> i64) -> Vec<[u32; 2]> {
    let leads: Vec<u32> = (0..)
        .zip(&instance.experts)
        .filter(|(_, expert)| expert.quality_lead)
        .map(|(number, _)| number)
        .collect();
    let mut pairs: Vec<[u32; 2]> = Vec::new();
    for &chair in &leads {
        for &vice in &leads {
            let pair = [chair, vice];
            let fits = chair != vice
                && may_take(instance, pair, 0, chair)
                && may_take(instance, pair, 1, vice);
            if fits {
                pairs.push(pair);
            }
        }
    }
    pairs.sort_by_key(|pair| (worth(pair[0]) + worth(pair[1]), *pair));
    pairs
}
