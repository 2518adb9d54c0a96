//! R13: chair and vice chair (selection measures, art. 13).

use super::{Column, Condition, Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::{Instance, NOWHERE, Seating};
use std::collections::BTreeSet;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    relaxation: Some(Relaxation { ease: 5, lift }),
    ..Home::new(Rule::Chairs, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "主任委员和副主任委员为两名工作单位不同的质量综合专家；除规则另有规定外不进入专业组。",
        "chair and vice chair are two quality experts from different employers, and are in no group unless the rules allow it."
    )
}

/// Adds one chair and one vice chair, two people, at most one of each known employer. That they
/// sit in no group is in the rows of [`super::one_seat`].
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let Some(chairs) = &decisions.chairs else {
        return;
    };
    let ones = |columns: &[Option<Column>]| -> Vec<_> {
        columns
            .iter()
            .flatten()
            .map(|&column| (column, 1.0))
            .collect()
    };
    if chairs.pair {
        model.exactly(ones(&chairs.chair), 2.0);
    } else {
        model.exactly(ones(&chairs.chair), 1.0);
        model.exactly(ones(&chairs.vice_chair), 1.0);
    }
    for expert in 0..part.experts.len() {
        let own: Vec<_> = chairs.of(expert).map(|column| (column, 1.0)).collect();
        if own.len() > 1 {
            model.at_most(own, 1.0);
        }
    }
    for colleagues in super::alike::colleagues(part).into_values() {
        let columns = colleagues.iter().flat_map(|&expert| chairs.of(expert));
        let terms: Vec<_> = columns.map(|column| (column, 1.0)).collect();
        if terms.len() > 1 {
            model.at_most(terms, 1.0);
        }
    }
}

/// Whether `expert` may take the chair (`which` 0) or the vice chair (1) beside the other one.
pub fn may_take(instance: &Instance, chairs: [u32; 2], which: usize, expert: u32) -> bool {
    let own = &instance.experts[expert as usize];
    let other = chairs[1 - which];
    let apart = other == NOWHERE || {
        let other_expert = &instance.experts[other as usize];
        other != expert && !own.is_colleague_of(other_expert)
    };
    let sits = own.seating != Seating::Free && !instance.chairs_in_groups;
    own.quality_lead && apart && !sits && instance.chairs.let_hold(which, expert)
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

/// Counts chairs who are not chosen, no quality experts, or of one employer.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let made = proposal.assignment;
    let (Some(chair), Some(vice)) = (made.chair, made.vice_chair) else {
        return usize::from(proposal.chairs);
    };
    let (a, b) = (proposal.expert(chair), proposal.expert(vice));
    let apart = chair != vice && !a.is_colleague_of(b);
    let wrong = [a, b].into_iter().filter(|e| !(e.quality_lead && apart));
    match proposal.chairs {
        true => wrong.count(),
        false => 0,
    }
}

/// The employers of those whom pins let take a chair, against chair and vice chair.
fn needs(instance: &Instance) -> Vec<Condition> {
    let leads = instance.experts.iter().filter(|e| e.quality_lead).count();
    let able = |expert: &u32| {
        let alone = [NOWHERE; 2];
        (0..2).any(|which| may_take(instance, alone, which, *expert))
    };
    let experts = (0_u32..).take(instance.experts.len()).filter(able);
    let employers: Vec<u32> = experts
        .map(|expert| instance.experts[expert as usize].first_employer())
        .collect();
    let unknown = employers.iter().filter(|employer| **employer == 0).count();
    let known: BTreeSet<u32> = employers.into_iter().filter(|&own| own != 0).collect();
    let mut have = known.len() + unknown;
    // Two who each have an employer of their own may share another one, or be pinned to one chair.
    if pairs(instance, |_| 0).is_empty() {
        have = have.min(1);
    }
    vec![Condition {
        rule: Rule::Chairs,
        what: Some(bilingual!(
            "质量综合专家所在的不同单位（正副主任委员各一）",
            "employers of quality experts (chair and vice chair must differ)"
        )),
        have,
        need: 2,
        lacking: bilingual!(
            "主任委员和副主任委员需要两位单位不同、未被指定入组的质量综合专家；本届可参加的质量综合专家有 {leads} 位，找不到符合指定的两位。",
            "chair and vice chair need two quality experts from different employers who are not pinned to a group; quality experts who can take part: {leads}, and no two of them fit the pins."
        ),
    }]
}

/// Lets everybody take a chair.
fn lift(season: &mut Season) {
    for expert in &mut season.experts {
        expert.quality_lead = true;
    }
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn chairs_are_two_quality_experts_of_different_employers() {
        let season = toy(|_| ());
        let mut made = committee();
        made.vice_chair = None;
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        made.vice_chair = Some(4); // no quality expert
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
        let colleagues =
            toy(|season| season.experts[1].employer = season.experts[0].employer.clone());
        assert_eq!(breaches(&HOME, &compiled(&colleagues), &committee()), 2);
    }

    #[test]
    fn two_employers_are_needed() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(2, 2)]);
        let colleagues =
            toy(|season| season.experts[1].employer = season.experts[0].employer.clone());
        assert_eq!(needs(&HOME, &colleagues), [(1, 2)]);
        let one = toy(|season| season.experts[1].quality_lead = false);
        assert_eq!(needs(&HOME, &one), [(1, 2)]);
    }
}
