//! R09: members of one region in a group.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use std::collections::BTreeMap;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let share = view.season.rules.balance.max_region_share;
    if share <= 0.0 {
        return;
    }
    for panel in &view.groups {
        let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for &member in &panel.members {
            let expert = view.expert(member);
            let region = expert.region.trim();
            if !region.is_empty() {
                people.entry(region).or_default().push(&expert.id);
            }
        }
        let limit = share * panel.size as f64;
        for (region, neighbours) in people {
            let (id, number) = (panel.group.id.as_str(), neighbours.len());
            if number as f64 <= limit + 1e-9 {
                continue;
            }
            let (size, percent) = (panel.size, (share * 1000.0).round() / 10.0);
            let words = bilingual!(
                "专业组 {id} 的 {size} 名成员中有 {number} 名来自{region}，超过 {percent}% 的上限。",
                "Of the {size} members of group {id}, {number} are from {region}: more than {percent} %."
            );
            let subjects: Vec<_> = std::iter::once(id).chain(neighbours).collect();
            let violation = Violation::new(Rule::RegionCap, &subjects, words);
            found.push(violation.measured(number as f64, limit));
        }
    }
}
