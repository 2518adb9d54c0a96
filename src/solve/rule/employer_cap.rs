//! R08: members of one employer in a group.

use super::{Condition, Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;
use std::collections::BTreeMap;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    relaxation: Some(Relaxation { ease: 10, lift }),
    ..Home::new(Rule::EmployerCap, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "同一工作单位在同一专业组中的组员不超过规定人数。",
        "no group has more members from one employer than allowed."
    )
}

/// Adds `members of the employer in the group <= cap` for every employer; anyone who has two counts
/// for both. An unknown employer is never capped.
#[allow(clippy::cast_precision_loss)] // caps that matter are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let cap = part.instance.employer_cap;
    for colleagues in super::alike::colleagues(part).into_values() {
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

/// Counts members beyond the cap, of each employer in each group.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let cap = proposal.instance.employer_cap;
    proposal.in_groups(|group| {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        let members = proposal.members(group).iter();
        for employer in members.flat_map(|&member| &proposal.expert(member).employers) {
            *counts.entry(*employer).or_default() += 1;
        }
        let beyond = counts.into_values().map(|count| count.saturating_sub(cap));
        beyond.sum()
    })
}

/// Seats that the cap lets be filled, against those of the smallest groups. Of anyone who has two
/// employers only one is looked at: the count is a limit all the same. Nothing where there are too
/// few experts for the seats anyway: that is another rule's shortage.
fn needs(instance: &Instance) -> Vec<Condition> {
    let (groups, cap) = (instance.groups.len(), instance.employer_cap);
    let needed = groups.saturating_mul(instance.shape.min_members());
    if cap == usize::MAX || instance.experts.len() < needed {
        return Vec::new();
    }
    let mut employers: BTreeMap<u32, usize> = BTreeMap::new();
    for expert in &instance.experts {
        *employers.entry(expert.first_employer()).or_default() += 1;
    }
    let most = cap.saturating_mul(groups);
    let of = |(&employer, &count): (&u32, &usize)| match employer {
        0 => count, // unknown: never capped
        _ => count.min(most),
    };
    let able: usize = employers.iter().map(of).sum();
    vec![Condition {
        rule: Rule::EmployerCap,
        what: Some(bilingual!(
            "同单位上限下可坐的席位（最少席位）",
            "seats the pool can fill under the employer cap (fewest seats)"
        )),
        have: able,
        need: needed,
        lacking: bilingual!(
            "{groups} 个专业组至少需要 {needed} 位组员，而每组同单位至多 {cap} 人，最多只能入席 {able} 人。",
            "members that {groups} groups need at least: {needed}; seats that can be filled with at most {cap} from one employer in a group: {able}."
        ),
    }]
}

/// Takes the cap away.
fn lift(season: &mut Season) {
    season.rules.balance.max_per_employer = 0;
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn two_of_one_employer_are_one_too_many() {
        let season = toy(|season| season.experts[4].employer = season.experts[2].employer.clone());
        let made = committee(); // E003 and E005 share the first group
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        let two = toy(|season| {
            season.experts[4].employer = season.experts[2].employer.clone();
            season.rules.balance.max_per_employer = 2;
        });
        assert_eq!(breaches(&HOME, &compiled(&two), &made), 0);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
    }

    #[test]
    fn an_unknown_employer_has_no_cap() {
        let season = toy(|season| {
            for expert in &mut season.experts {
                expert.employer.clear();
            }
        });
        assert_eq!(breaches(&HOME, &compiled(&season), &committee()), 0);
        assert_eq!(needs(&HOME, &season), [(8, 6)]);
    }

    #[test]
    fn an_employer_fills_as_many_seats_as_there_are_groups() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(8, 6)]);
        let same = |season: &mut crate::model::Season| {
            for expert in &mut season.experts[2..] {
                expert.employer = "示例机械研究院".to_owned();
            }
        };
        // Two chairs of other employers, and two of the six.
        assert_eq!(needs(&HOME, &toy(same)), [(4, 6)]);
        // Too few experts for the seats is another rule's shortage, and told once.
        let few = toy(|season| {
            for expert in &mut season.experts[3..] {
                expert.available = false;
            }
        });
        assert_eq!(needs(&HOME, &few), []);
        assert_eq!(needs(&HOME, &lifted(&HOME, toy(same))), []);
    }
}
