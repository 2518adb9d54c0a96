//! R04: members of each group, odd where asked.

use super::{Rule, Violation, view::View};
use crate::bilingual;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let rules = &view.season.rules.groups;
    for panel in &view.groups {
        let (id, size) = (&panel.group.id, panel.size);
        let (least, most) = (rules.min_members, rules.max_members);
        let mut report = |limit, words| {
            let violation = Violation::new(Rule::GroupMembers, &[id], words);
            found.push(violation.counted(size, limit));
        };
        if size < least {
            let words = bilingual!(
                "专业组 {id} 只有 {size} 名成员，至少应有 {least} 名。",
                "Group {id} has {size} members; at least {least} are asked for."
            );
            report(least, words);
        }
        if size > most {
            let words = bilingual!(
                "专业组 {id} 有 {size} 名成员，至多 {most} 名。",
                "Group {id} has {size} members; at most {most} are allowed."
            );
            report(most, words);
        }
        if rules.odd_members && size.is_multiple_of(2) {
            let words = bilingual!(
                "专业组 {id} 有 {size} 名成员，人数应为单数。",
                "Group {id} has {size} members; the number must be odd."
            );
            found.push(Violation::new(Rule::GroupMembers, &[id], words));
        }
    }
}
