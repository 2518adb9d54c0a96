//! R10: share of people on the committee who never served before.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::ExpertIndex;
use crate::model::words::Bilingual;
use std::collections::BTreeSet;

/// The share holds among the members of groups, and over the whole committee with chair and vice
/// chair: newcomers in the chair do not stand in for those who review.
pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let members = view.groups.iter().flat_map(|panel| &panel.members);
    let members: BTreeSet<_> = members.copied().collect();
    let among_members = |new: usize, all: usize, percent: f64| {
        bilingual!(
            "各专业组组员 {all} 人中只有 {new} 名新专家，低于 {percent}% 的要求。",
            "Newcomers among the {all} group members: {new}; at least {percent}% required."
        )
    };
    let on_committee = |new: usize, all: usize, percent: f64| {
        bilingual!(
            "评审委员会 {all} 人中只有 {new} 名新专家，低于 {percent}% 的要求。",
            "Newcomers among the {all} people on the committee: {new}; at least {percent}% required."
        )
    };
    let short = too_few(view, &members, among_members)
        .or_else(|| too_few(view, &view.seated(), on_committee));
    found.extend(short);
}

fn too_few(
    view: &View,
    people: &BTreeSet<ExpertIndex>,
    words: impl Fn(usize, usize, f64) -> Bilingual,
) -> Option<Violation> {
    let share = view.season.rules.balance.min_new_share;
    let is_new = |expert: &&ExpertIndex| view.expert(**expert).is_newcomer();
    let new = people.iter().filter(is_new).count();
    let limit = share * people.len() as f64;
    let percent = (share * 1000.0).round() / 10.0;
    ((new as f64) < limit - 1e-9).then(|| {
        Violation::new(Rule::Newcomers, &[], words(new, people.len(), percent))
            .measured(new as f64, limit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, violations};

    #[test]
    fn the_share_counts_everybody_seated() {
        let with_new = |people: &[usize]| {
            season()
                .rules(|rules| rules.balance.min_new_share = 0.25)
                .change(|season| {
                    for &expert in people {
                        season.experts[expert].served_years.clear();
                    }
                })
                .build()
        };
        // Six are members (2 to 7) of eight seated; the spare (8) does not count.
        let found = broken(Rule::Newcomers, &with_new(&[2, 8]), |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(1.0), Some(1.5)));
        // A newcomer in the chair does not stand in for one who reviews.
        let found = broken(Rule::Newcomers, &with_new(&[0, 2]), |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(1.0), Some(1.5)));
        assert_eq!(violations(&with_new(&[2, 3]), &plan()), []);
    }

    #[test]
    fn heads_who_served_before_count_too() {
        let season = season()
            .rules(|rules| rules.balance.min_new_share = 0.3)
            .change(|season| {
                for expert in [2, 3] {
                    season.experts[expert].served_years.clear();
                }
            })
            .build();
        let found = broken(Rule::Newcomers, &season, |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(2.4)));
    }
}
