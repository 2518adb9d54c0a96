//! R02: nobody sits twice.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use std::collections::BTreeMap;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let mut seats: BTreeMap<&str, usize> = BTreeMap::new();
    let members = view.plan.groups.iter().flat_map(|group| &group.members);
    for id in members {
        *seats.entry(id).or_default() += 1;
    }
    let committee = &view.plan.committee;
    let heads_may_sit = view.season.rules.groups.chairs_in_groups;
    for id in [&committee.chair, &committee.vice_chair] {
        let own = seats.entry(id).or_default();
        if !heads_may_sit || *own == 0 {
            *own += 1;
        }
    }
    if committee.chair == committee.vice_chair && heads_may_sit {
        *seats.entry(&committee.chair).or_default() += 1;
    }
    seats.remove("");
    for (id, number) in seats {
        if number > 1 {
            let words = bilingual!(
                "专家 {id} 在评审委员会中占 {number} 个席位，每人只能有一席。",
                "Expert {id} has {number} seats; nobody sits twice."
            );
            found.push(Violation::new(Rule::OneSeat, &[id], words).counted(number, 1));
        }
    }
}
