//! R08: members of one employer in a group.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use std::collections::BTreeMap;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let limit = view.season.rules.balance.max_per_employer;
    if limit == 0 {
        return;
    }
    for panel in &view.groups {
        let mut people = BTreeMap::new();
        for &member in &panel.members {
            let expert = view.expert(member);
            let employer = view.season.organizations.key(&expert.employer);
            if !employer.is_empty() {
                let of_one: &mut Vec<_> = people.entry(employer).or_default();
                of_one.push(expert);
            }
        }
        for colleagues in people.values().filter(|people| people.len() > limit) {
            let (id, number) = (panel.group.id.as_str(), colleagues.len());
            let employer = &colleagues[0].employer;
            let words = bilingual!(
                "专业组 {id} 有 {number} 名成员来自「{employer}」，同一单位至多 {limit} 名。",
                "Group {id} has {number} members of {employer}; at most {limit} of one employer are allowed."
            );
            let subjects: Vec<_> = std::iter::once(id)
                .chain(colleagues.iter().map(|expert| expert.id.as_str()))
                .collect();
            let violation = Violation::new(Rule::EmployerCap, &subjects, words);
            found.push(violation.counted(number, limit));
        }
    }
}
