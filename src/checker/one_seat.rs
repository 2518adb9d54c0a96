//! R02: an expert has one seat only.

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
                "Expert {id} has {number} seats; only one is allowed."
            );
            found.push(Violation::new(Rule::OneSeat, &[id], words).counted(number, 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::plan::Plan;

    #[test]
    fn nobody_sits_twice_in_a_group_or_in_two() {
        let season = season().rules(|rules| rules.groups.max_members = 5).build();
        let found = broken(Rule::OneSeat, &season, |plan| {
            plan.groups[0].members.push("A2".to_owned());
        });
        assert_eq!(subjects(&found), [["A2"]]);
        let found = broken(Rule::OneSeat, &season, |plan| {
            plan.groups[0]
                .members
                .extend(["B2".to_owned(), "B3".to_owned()]);
        });
        assert_eq!(subjects(&found), [["B2"], ["B3"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(1.0)));
    }

    #[test]
    fn heads_sit_in_a_group_only_where_the_rules_allow_it() {
        let closed = season().build();
        let put = |plan: &mut Plan| {
            plan.groups[0].members[2] = "H1".to_owned();
            plan.reviews[1].reviewers[1] = "A1".to_owned();
        };
        assert_eq!(subjects(&broken(Rule::OneSeat, &closed, put)), [["H1"]]);
        let open = season()
            .rules(|rules| rules.groups.chairs_in_groups = true)
            .build();
        let mut plan = plan();
        put(&mut plan);
        assert_eq!(violations(&open, &plan), []);
        for season in [closed, open] {
            let one_person = |plan: &mut Plan| plan.committee.vice_chair = "H1".to_owned();
            assert_eq!(
                subjects(&broken(Rule::OneSeat, &season, one_person)),
                [["H1"]]
            );
        }
    }
}
