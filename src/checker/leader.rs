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
                "专业组 {id} 的组长 {leader} 不是本组成员。",
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
