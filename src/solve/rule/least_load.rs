//! R24: fewest reviews of a member, and the largest difference within a group.

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
    relaxation: Some(Relaxation { ease: 14, lift }),
    ..Home::new(Rule::LeastLoad, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每名组员的评审项数不少于规定的最低项数，同组组员之间的差不超过规定。",
        "every member of a group reviews at least the required number of submissions, and the loads of a group differ by no more than allowed."
    )
}

/// Adds the variable of a group's least load, where differences are limited.
pub(super) fn declare(part: &Part, decisions: &mut Decisions, model: &mut Linear) {
    if part.instance.load_difference < u32::MAX {
        for _ in 0..decisions.groups() {
            let least = model.column(0.0, largest(part), false);
            decisions.least_loads.push(least);
        }
    }
}

/// More reviews than anybody of the part can have.
#[allow(clippy::cast_precision_loss)] // loads are far below 2^52
fn largest(part: &Part) -> f64 {
    part.sizes.1.min(part.instance.submissions.len()) as f64
}

/// Adds `reviews of the expert in the group >= least x seat`; and, where differences are limited,
/// with the least load L of the group, `reviews <= L + difference` and `reviews >= L - most x (1 -
/// seat)`: reviews are 0 without a seat.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let least = f64::from(part.instance.min_load);
    let difference = f64::from(part.instance.load_difference);
    let most = largest(part);
    for group in 0..decisions.groups() {
        let lowest = decisions.least_loads.get(group).copied();
        for expert in 0..part.experts.len() {
            let Some(seat) = decisions.seat(expert, group) else {
                continue;
            };
            let reviews = decisions.reviews_by(expert, group);
            let terms: Vec<_> = reviews.map(|review| (review.column, 1.0)).collect();
            if least > 0.0 {
                let seat = [(seat, -least)];
                model.at_least(terms.iter().copied().chain(seat), 0.0);
            }
            if let Some(lowest) = lowest {
                let below = terms.iter().copied().chain([(lowest, -1.0)]);
                model.at_most(below, difference);
                let slack = [(lowest, -1.0), (seat, -most)];
                model.at_least(terms.into_iter().chain(slack), -most);
            }
        }
    }
}

/// Counts members with too few reviews, and groups whose loads differ too much.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let instance = proposal.instance;
    let mut loads = vec![0_u32; instance.experts.len()];
    for &reviewer in proposal.assignment.reviewers.iter().flatten() {
        loads[reviewer as usize] += 1;
    }
    proposal.in_groups(|group| {
        let members = proposal.members(group).iter();
        let own = members.map(|&member| loads[member as usize]);
        let few = own.clone().filter(|&load| load < instance.min_load);
        let most = own.clone().max().unwrap_or(0);
        let difference = most - own.clone().min().unwrap_or(0);
        few.count() + usize::from(difference > instance.load_difference)
    })
}

/// All reviews, and those of the largest group, against what the members of the smallest need.
fn needs(instance: &Instance) -> Vec<Condition> {
    let least = instance.min_load as usize;
    if least == 0 || instance.submissions.is_empty() {
        return Vec::new();
    }
    let reviews = instance.reviews();
    let smallest = instance.shape.min_members();
    let seats = instance.groups.len().saturating_mul(smallest);
    let all = seats.saturating_mul(least);
    let held = instance
        .shape
        .max_submissions
        .min(instance.submissions.len());
    let mut each: Vec<usize> = instance
        .submissions
        .iter()
        .map(|need| need.reviewers)
        .collect();
    each.sort_unstable_by(|a, b| b.cmp(a));
    let (of_group, own) = (
        each.iter().take(held).sum::<usize>(),
        smallest.saturating_mul(least),
    );
    vec![
        Condition {
            rule: Rule::LeastLoad,
            what: Some(bilingual!(
                "全部评审人次（最小各组每名组员的最低评审量）",
                "reviews to be done (least loads of the members of the smallest groups)"
            )),
            have: reviews,
            need: all,
            lacking: bilingual!(
                "最少 {seats} 个席位，每名组员至少评审 {least} 项，共需 {all} 人次，而全部评审只有 {reviews} 人次。",
                "at least {seats} seats with at least {least} reviews each need {all} reviews; there are {reviews}."
            ),
        },
        Condition {
            rule: Rule::LeastLoad,
            what: None,
            have: of_group,
            need: own,
            lacking: bilingual!(
                "最小的专业组 {smallest} 人，每人至少评审 {least} 项，共需 {own} 人次，而一组最多 {held} 项申报，只有 {of_group} 人次。",
                "the smallest group has {smallest} members with at least {least} reviews each, {own} in all; {held} submissions, the most of a group, make {of_group}."
            ),
        },
    ]
}

/// Asks for no least load and lets loads differ.
fn lift(season: &mut Season) {
    season.rules.reviews.min_per_member = 0;
    season.rules.balance.max_load_difference = 0;
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::model::Season;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn nobody_is_seated_for_less_and_loads_of_a_group_are_alike() {
        // Loads of the first group: E003 three, E005 two, E008 one.
        let least = |least| {
            toy(move |season| {
                season.rules.reviews.min_per_member = least;
                season.experts[7].max_reviews = None;
            })
        };
        let counted = |season: &Season| breaches(&HOME, &compiled(season), &committee());
        assert_eq!([1, 2, 3].map(|most| counted(&least(most))), [0, 1, 5]);
        assert_eq!(counted(&lifted(&HOME, least(3))), 0);
        let apart = |most| toy(move |season| season.rules.balance.max_load_difference = most);
        assert_eq!([0, 1, 2].map(|most| counted(&apart(most))), [0, 1, 0]);
    }

    #[test]
    fn twelve_reviews_are_enough_for_six_seats_of_two() {
        let least = |least| toy(move |season| season.rules.reviews.min_per_member = least);
        assert_eq!(needs(&HOME, &least(2)), [(12, 12), (6, 6)]);
        assert_eq!(needs(&HOME, &least(3)), [(12, 18), (6, 9)]);
        assert_eq!(needs(&HOME, &least(0)), []);
    }
}
