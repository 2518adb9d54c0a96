//! R12: each group has one leader among its members who may lead.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for panel in &view.groups {
        let (id, leader) = (&panel.group.id, &panel.group.leader);
        if leader.is_empty() {
            let words = bilingual!("专业组 {id} 没有组长。", "Group {id} has no leader.");
            found.push(Violation::new(Rule::Leader, &[id], words));
            continue;
        }
        if !panel.group.members.contains(leader) {
            let words = bilingual!(
                "专业组 {id} 的组长 {leader} 不是本组组员。",
                "The leader {leader} of group {id} is not one of its members."
            );
            found.push(Violation::new(Rule::Leader, &[id, leader], words));
        }
        let may_lead =
            (view.experts.get(leader.as_str())).is_none_or(|&expert| view.expert(expert).can_lead);
        if !may_lead {
            let words = bilingual!(
                "专业组 {id} 的组长 {leader} 不可任组长。",
                "The leader {leader} of group {id} may not lead a group."
            );
            found.push(Violation::new(Rule::Leader, &[id, leader], words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, season, subjects};

    #[test]
    fn a_leader_is_a_member_who_may_lead() {
        let season = season().build();
        for (leader, words) in [
            ("A2", "may not lead"),
            ("C1", "not one of its members"),
            ("B1", "not one of its members"),
        ] {
            let found = broken(Rule::Leader, &season, |plan| {
                plan.groups[0].leader = leader.to_owned();
            });
            assert_eq!(subjects(&found), [["G01", leader]]);
            assert!(found[0].words.en.contains(words), "{found:?}");
        }
        let found = broken(Rule::Leader, &season, |plan| plan.groups[1].leader.clear());
        assert_eq!(subjects(&found), [["G02"]]);
    }
}
