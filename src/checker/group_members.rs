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
                "专业组 {id} 只有 {size} 名组员，至少应有 {least} 名。",
                "Group {id} has {size} members; at least {least} are required."
            );
            report(least, words);
        }
        if size > most {
            let words = bilingual!(
                "专业组 {id} 有 {size} 名组员，至多 {most} 名。",
                "Group {id} has {size} members; at most {most} are allowed."
            );
            report(most, words);
        }
        if rules.odd_members && size.is_multiple_of(2) {
            let words = bilingual!(
                "专业组 {id} 有 {size} 名组员，人数应为单数。",
                "Group {id} has {size} members; the number must be odd."
            );
            found.push(Violation::new(Rule::GroupMembers, &[id], words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::plan::Plan;

    #[test]
    fn sizes_and_odd_numbers_are_kept() {
        let grow = |plan: &mut Plan| plan.groups[0].members.push("C1".to_owned());
        let season = season();
        let found = broken(Rule::GroupMembers, &season.clone().build(), grow);
        // Four of at most three, and even.
        assert_eq!(subjects(&found), [["G01"], ["G01"]]);
        let wide = season.clone().rules(|rules| rules.groups.max_members = 5);
        let found = broken(Rule::GroupMembers, &wide.clone().build(), grow);
        assert!(found[0].words.en.contains("odd"), "{found:?}");
        let even = wide.rules(|rules| rules.groups.odd_members = false).build();
        let mut grown = plan();
        grow(&mut grown);
        assert_eq!(violations(&even, &grown), []);
        let least = season.rules(|rules| rules.groups.min_members = 5).build();
        let found = broken(Rule::GroupMembers, &least, |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(3.0), Some(5.0)));
    }
}
