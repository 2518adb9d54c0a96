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
            "The plan has {number} groups; {wanted} are required."
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::{Place, Theme};

    #[test]
    fn a_group_too_few_is_told_with_both_numbers() {
        let season = season().rules(|rules| rules.groups.count = 3).build();
        let found = broken(Rule::GroupCount, &season, |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(3.0)));
    }

    #[test]
    fn a_missing_theme_is_named() {
        let season = season()
            .change(|season| season.themes = vec![theme("G01"), theme("T9")])
            .build();
        let found = broken(Rule::GroupCount, &season, |_| ());
        assert_eq!(subjects(&found), [["T9"]]);
    }

    #[test]
    fn without_a_count_any_number_will_do_but_themes_count() {
        let free = season().rules(|rules| rules.groups.count = 0);
        assert_eq!(violations(&free.clone().build(), &plan()), []);
        let one = free
            .change(|season| season.themes = vec![theme("G01")])
            .build();
        broken(Rule::GroupCount, &one, |_| ());
    }

    fn theme(id: &str) -> Theme {
        Theme {
            id: id.to_owned(),
            name: String::new(),
            industries: Vec::new(),
            domains: Vec::new(),
            categories: Vec::new(),
            place: Place::default(),
        }
    }
}
