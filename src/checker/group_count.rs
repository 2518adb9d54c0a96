//! R01: the number of groups, and a group for every theme.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let themes = &view.season.themes;
    let wanted = view.season.rules.groups.count.max(themes.len());
    let number = view.groups.len();
    if wanted > 0 && number != wanted {
        let words = bilingual!(
            "方案有 {number} 个专业组，规定为 {wanted} 个。",
            "The plan has {number} groups; {wanted} are asked for."
        );
        found.push(Violation::new(Rule::GroupCount, &[], words).counted(number, wanted));
    }
    for theme in themes {
        if !view.groups.iter().any(|panel| panel.group.id == theme.id) {
            let id = &theme.id;
            let words = bilingual!(
                "分组表中的专业组 {id} 不在方案里。",
                "Group {id} of the groups table is not in the plan."
            );
            found.push(Violation::new(Rule::GroupCount, &[id], words));
        }
    }
}
