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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::RelationKind;

    #[test]
    fn relatives_do_not_share_a_group_in_either_direction() {
        for (a, b) in [("A3", "A1"), ("A1", "A3")] {
            let season = season().relation(a, RelationKind::KinOf, b).build();
            let found = broken(Rule::Kin, &season, |_| ());
            assert_eq!(subjects(&found), [["G01", "A1", "A3"]]);
        }
        for (a, b) in [("A1", "B1"), ("A1", "A1"), ("A1", "某人")] {
            let season = season().relation(a, RelationKind::KinOf, b).build();
            assert_eq!(violations(&season, &plan()), []);
        }
        let ended = season().dated_relation("A1", RelationKind::KinOf, "A2", Some(2022));
        assert_eq!(violations(&ended.build(), &plan()), []);
    }
}
