//! R04: sizes of groups.

use super::{Condition, Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    relaxation: Some(Relaxation { ease: 13, lift }),
    ..Home::new(Rule::GroupMembers, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每个专业组的组员人数在规定的上下限之内；要求单数时为单数。",
        "the number of members of every group is within the limits, and odd where required."
    )
}

/// Adds, for every group, one choice among the allowed sizes and `members = chosen size`.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for (group, sizes) in decisions.sizes.iter().enumerate() {
        model.exactly(sizes.iter().map(|&size| (size, 1.0)), 1.0);
        let seats = (0..part.experts.len()).filter_map(|expert| decisions.seat(expert, group));
        let allowed = part.instance.shape.members.iter();
        // Sizes are far below 2^52.
        #[allow(clippy::cast_precision_loss)]
        let chosen = sizes
            .iter()
            .zip(allowed)
            .map(|(&size, &many)| (size, -(many as f64)));
        model.exactly(seats.map(|seat| (seat, 1.0)).chain(chosen), 0.0);
    }
}

/// Counts groups of a size that is not allowed.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let allowed = &proposal.instance.shape.members;
    proposal.in_groups(|group| usize::from(!allowed.contains(&proposal.members(group).len())))
}

/// Everybody who can serve, against the smallest groups with chair and vice chair.
fn needs(instance: &Instance) -> Vec<Condition> {
    let groups = instance.groups.len();
    let needed = groups
        .saturating_mul(instance.shape.min_members())
        .saturating_add(instance.heads_outside());
    let there = instance.experts.iter().filter(|e| e.has_a_place()).count();
    vec![Condition {
        rule: Rule::GroupMembers,
        what: Some(bilingual!(
            "可参加的专家（席位：最小的组加正副主任）",
            "experts who can serve (seats of the smallest groups, chair and vice chair)"
        )),
        have: there,
        need: needed,
        lacking: bilingual!(
            "{groups} 个专业组连同主任委员、副主任委员至少需要 {needed} 位专家，本届可参加的只有 {there} 位。",
            "{groups} groups with chair and vice chair need at least {needed} experts; experts who can take part: {there}."
        ),
    }]
}

/// Allows any number of members.
fn lift(season: &mut Season) {
    let groups = &mut season.rules.groups;
    groups.min_members = 1;
    groups.max_members = groups.max_members.max(31);
    groups.odd_members = false;
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn a_group_of_two_and_one_of_four_are_two_breaches() {
        let mut made = committee();
        made.seat[4] = Some(1); // E005 goes from the first group to the second
        let season = toy(|_| ());
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 2);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
    }

    #[test]
    fn two_groups_of_three_and_two_chairs_need_eight_experts() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(8, 8)]);
        let fewer = toy(|season| season.experts[7].available = false);
        assert_eq!(needs(&HOME, &fewer), [(7, 8)]);
        // Chairs who sit in groups need no places of their own.
        let seated = toy(|season| season.rules.groups.chairs_in_groups = true);
        assert_eq!(needs(&HOME, &seated), [(8, 6)]);
    }
}
