//! R16: kin never share a group.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for panel in &view.groups {
        for &first in &panel.members {
            for &second in panel.members.range(first..) {
                if view.ties.are_kin(first, second) {
                    let group = &panel.group.id;
                    let (a, b) = (&view.expert(first).id, &view.expert(second).id);
                    let words = bilingual!(
                        "专家 {a} 与 {b} 是亲属，不得同在专业组 {group}。",
                        "Experts {a} and {b} are relatives and may not share group {group}."
                    );
                    found.push(Violation::new(Rule::Kin, &[group, a, b], words));
                }
            }
        }
    }
}
