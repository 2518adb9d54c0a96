//! R09: share of one region in a group.

use super::{Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use std::collections::BTreeMap;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    relaxation: Some(Relaxation { ease: 4, lift }),
    ..Home::new(Rule::RegionCap, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "同一省份（地区）的组员在专业组中的占比不超过规定比例。",
        "the share of members from one region in a group is at most the one allowed."
    )
}

/// Adds `members of the region in the group <= cap of the chosen size`. An unknown region is
/// never capped.
#[allow(clippy::cast_precision_loss)] // sizes are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    if part.instance.region_share >= 1.0 {
        return;
    }
    for (region, neighbours) in super::alike::alike(part, |candidate| candidate.region) {
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

/// Counts members beyond the share, of each known region in each group.
fn breaches(proposal: &Proposal<'_>) -> usize {
    proposal.in_groups(|group| {
        let members = proposal.members(group);
        let cap = proposal.instance.region_cap(members.len());
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for &member in members {
            *counts.entry(proposal.expert(member).region).or_default() += 1;
        }
        let known = counts.into_iter().filter(|&(region, _)| region != 0);
        known.map(|(_, count)| count.saturating_sub(cap)).sum()
    })
}

/// Takes the limit away.
fn lift(season: &mut Season) {
    season.rules.balance.max_region_share = 0.0;
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, toy};

    #[test]
    fn a_third_of_three_is_one() {
        let change = |season: &mut crate::model::Season| {
            season.rules.balance.max_region_share = 0.34;
            season.experts[4].region = season.experts[2].region.clone();
        };
        let season = toy(change);
        assert_eq!(breaches(&HOME, &compiled(&season), &committee()), 1);
        assert_eq!(
            breaches(&HOME, &compiled(&lifted(&HOME, season)), &committee()),
            0
        );
        let unknown = toy(|season| {
            change(season);
            season.experts[2].region.clear();
            season.experts[4].region.clear();
        });
        assert_eq!(breaches(&HOME, &compiled(&unknown), &committee()), 0);
    }
}
