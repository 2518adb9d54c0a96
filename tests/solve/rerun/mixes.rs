//! Rules about the mix of people (R25) in the seasons that are enumerated: counted one by one, from
//! the contract.

use empanel::model::{Amount, MixRule, MixScope, Season};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Words of the column that the rules ask for, by expert.
const KINDS: [&str; 5] = ["甲", "乙", "甲；丙", "", "丙"];

/// The season with up to two rules about the mix of people.
pub fn with_mixes(seasons: impl Strategy<Value = Season>) -> impl Strategy<Value = Season> {
    (seasons, vec(rule(), 0..3)).prop_map(|(mut season, rules)| {
        for (at, expert) in season.experts.iter_mut().enumerate() {
            expert.columns = vec![("资格".to_owned(), KINDS[at % KINDS.len()].to_owned())];
        }
        season.rules.mix = rules;
        season
    })
}

fn rule() -> impl Strategy<Value = MixRule> {
    let amount = prop_oneof![
        (0..3_u32).prop_map(Amount::Count),
        select(&[0.25, 0.34, 0.5][..]).prop_map(Amount::Share),
    ];
    let limits = (option::of(amount.clone()), option::of(amount));
    let limits = limits.prop_filter("no limit at all", |(least, most)| {
        least.is_some() || most.is_some()
    });
    let of = select(&[MixScope::Group, MixScope::Submission][..]);
    let value = select(&["甲", "丙"][..]);
    (limits, of, value, any::<bool>()).prop_map(|((at_least, at_most), of, value, hard)| MixRule {
        name: String::new(),
        of,
        column: "资格".to_owned(),
        values: vec![value.to_owned()],
        at_least,
        at_most,
        hard,
    })
}

/// How many limits of the hard, or of the counted, rules these members or reviewers miss.
pub fn missed(season: &Season, of: MixScope, hard: bool, people: &[usize]) -> usize {
    let rules = season.rules.mix.iter();
    rules
        .filter(|rule| rule.of == of && rule.hard == hard)
        .map(|rule| {
            let is_of = |at: &&usize| {
                let cell = &season.experts[**at].columns[0].1;
                cell.split('；').any(|part| part == rule.values[0])
            };
            let there = people.iter().filter(is_of).count() as f64;
            let amount = |amount: Amount| match amount {
                Amount::Count(count) => f64::from(count),
                Amount::Share(share) => share * people.len() as f64,
            };
            let low = rule
                .at_least
                .is_some_and(|least| there < amount(least) - 1e-6);
            let high = rule.at_most.is_some_and(|most| there > amount(most) + 1e-6);
            usize::from(low) + usize::from(high)
        })
        .sum()
}
