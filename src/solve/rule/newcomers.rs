//! R10: share of newcomers.

use super::{Column, Condition, Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::{Assignment, Instance};

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    relaxation: Some(Relaxation { ease: 3, lift }),
    ..Home::new(Rule::Newcomers, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "新参评专家（无历年参评记录）在各组组员中、在整个评审委员会（含主任、副主任）中的占比都不低于规定比例。",
        "newcomers (experts who never served) make up at least the required share of the group members, and of the whole committee with chair and vice chair."
    )
}

/// Whether a share of newcomers is asked for at all.
pub fn are_counted(part: &Part) -> bool {
    part.instance.new_share > 0.0
}

/// Adds `sum of (newcomer - share) over everybody seated >= 0`, once over the members of groups
/// and once with the chairs, counting in who sits outside the model. Somebody who chairs and sits
/// in a group is one person.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let instance = part.instance;
    if !are_counted(part) {
        return;
    }
    let weight = |expert: u32| {
        f64::from(u8::from(instance.experts[expert as usize].newcomer)) - instance.new_share
    };
    let outside: f64 = part
        .outside
        .members
        .iter()
        .map(|&expert| weight(expert))
        .sum();
    let mut terms: Vec<(Column, f64)> = Vec::new();
    for (position, &expert) in part.experts.iter().enumerate() {
        terms.extend(
            decisions
                .seats_of(position)
                .map(|seat| (seat, weight(expert))),
        );
    }
    let slack = -1e-9 - outside;
    model.at_least(terms.iter().copied(), slack);

    let mut fixed = 0.0;
    for &chair in part.chairs.iter().flatten() {
        if part.outside.members.binary_search(&chair).is_err() {
            fixed += weight(chair);
        }
        if let Some(position) = part.position(chair) {
            // Counted as a chair already: the seat adds nobody.
            terms.retain(|&(column, _)| !decisions.seats_of(position).any(|seat| seat == column));
        }
    }
    for (position, &expert) in part.experts.iter().enumerate() {
        let columns: Vec<Column> = match &decisions.chairs {
            Some(chairs) => chairs.of(position).collect(),
            None => Vec::new(),
        };
        if columns.is_empty() {
            continue;
        }
        if let Some(only) = decisions.only_chairs[position] {
            only_chair(only, &columns, decisions, position, model);
            terms.push((only, weight(expert)));
        } else {
            terms.extend(columns.into_iter().map(|column| (column, weight(expert))));
        }
    }
    model.at_least(terms, slack - fixed);
}

/// Makes `only` 1 exactly when the expert chairs and sits in no group.
fn only_chair(
    only: Column,
    columns: &[Column],
    decisions: &Decisions,
    position: usize,
    model: &mut Linear,
) {
    let chairs = || columns.iter().map(|&column| (column, -1.0));
    let seats = || decisions.seats_of(position);
    model.at_most(chairs().chain([(only, 1.0)]), 0.0);
    model.at_most(seats().map(|seat| (seat, 1.0)).chain([(only, 1.0)]), 1.0);
    let both = seats().map(|seat| (seat, 1.0)).chain(chairs());
    model.at_least(both.chain([(only, 1.0)]), 0.0);
}

/// Counts newcomers who are missing.
fn breaches(proposal: &Proposal<'_>) -> usize {
    missing(proposal.instance, proposal.assignment)
}

/// Counts newcomers who are missing: among the members, and with the heads of the committee.
pub fn missing(instance: &Instance, assignment: &Assignment) -> usize {
    let new = |expert: usize| instance.experts[expert].newcomer;
    let members = (0..assignment.seat.len()).filter(|&expert| assignment.seat[expert].is_some());
    let seated = members.clone().count();
    let fresh = members.filter(|&expert| new(expert)).count();
    // A head who sits in a group is one person, counted among the members.
    let heads = [assignment.chair, assignment.vice_chair];
    let heads = heads.into_iter().flatten().map(|expert| expert as usize);
    let heads = heads.filter(|&expert| assignment.seat[expert].is_none());
    let fresh_heads = heads.clone().filter(|&expert| new(expert)).count();
    instance.newcomers_needed(seated).saturating_sub(fresh)
        + instance
            .newcomers_needed(seated + heads.count())
            .saturating_sub(fresh + fresh_heads)
}

/// The newcomers who can serve, against what the smallest committee needs: a larger one needs no
/// fewer.
fn needs(instance: &Instance) -> Vec<Condition> {
    if instance.new_share <= 0.0 {
        return Vec::new();
    }
    let people = instance
        .groups
        .len()
        .saturating_mul(instance.shape.min_members())
        .saturating_add(instance.heads_outside());
    let needed = instance.newcomers_needed(people);
    let newcomers = instance.experts.iter().filter(|e| e.newcomer);
    let there = newcomers.filter(|e| e.has_a_place()).count();
    vec![Condition {
        rule: Rule::Newcomers,
        what: Some(bilingual!(
            "可参加的新专家（最小的委员会所需）",
            "newcomers who can serve (needed by the smallest committee)"
        )),
        have: there,
        need: needed,
        lacking: bilingual!(
            "评审委员会至少 {people} 人，其中至少要有 {needed} 位新专家，可参加的新专家只有 {there} 位。",
            "a committee of at least {people} people needs at least {needed} newcomers; newcomers who can take part: {there}."
        ),
    }]
}

/// Asks for no newcomers.
fn lift(season: &mut Season) {
    season.rules.balance.min_new_share = 0.0;
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn newcomers_are_counted_among_members_and_in_the_whole_committee() {
        // Three of six members are new (E004, E006, E008), and three of eight people.
        let half = toy(|season| season.rules.balance.min_new_share = 0.5);
        assert_eq!(breaches(&HOME, &compiled(&half), &committee()), 1);
        let more = toy(|season| season.rules.balance.min_new_share = 0.6);
        assert_eq!(breaches(&HOME, &compiled(&more), &committee()), 1 + 2);
        let third = toy(|season| season.rules.balance.min_new_share = 0.375);
        assert_eq!(breaches(&HOME, &compiled(&third), &committee()), 0);
        assert_eq!(
            breaches(&HOME, &compiled(&lifted(&HOME, more)), &committee()),
            0
        );
    }

    #[test]
    fn the_smallest_committee_needs_its_share() {
        assert_eq!(needs(&HOME, &toy(|_| ())), []);
        let half = |season: &mut crate::model::Season| season.rules.balance.min_new_share = 0.5;
        assert_eq!(needs(&HOME, &toy(half)), [(3, 4)]);
        // Chairs who may sit in groups need not add to the members.
        let seated = toy(|season| {
            half(season);
            season.rules.groups.chairs_in_groups = true;
        });
        assert_eq!(needs(&HOME, &seated), [(3, 3)]);
    }
}
