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
        let mut people: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for &member in &panel.members {
            let expert = view.expert(member);
            let region = view.ties.region(&expert.region);
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
                "专业组 {id} 的 {size} 名组员中有 {number} 名来自{region}，超过 {percent}% 的上限。",
                "Members of group {id} from {region}: {number} of {size}; at most {percent}% allowed."
            );
            let subjects: Vec<_> = std::iter::once(id).chain(neighbours).collect();
            let violation = Violation::new(Rule::RegionCap, &subjects, words);
            found.push(violation.measured(number as f64, limit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};

    #[test]
    fn a_share_of_the_group_is_the_limit_and_unknown_regions_are_free() {
        let of_region = |region: &str, share: f64| {
            season()
                .change(|season| {
                    season.experts[2].region = region.to_owned();
                    season.experts[3].region = region.to_owned();
                })
                .rules(|rules| rules.balance.max_region_share = share)
                .build()
        };
        let found = broken(Rule::RegionCap, &of_region("浙江", 0.5), |_| ());
        assert_eq!(subjects(&found), [["G01", "A1", "A2"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(1.5)));
        assert!(found[0].words.zh.contains("50%"), "{found:?}");
        // Two of three is exactly the share.
        assert_eq!(violations(&of_region("浙江", 2.0 / 3.0), &plan()), []);
        assert_eq!(violations(&of_region("浙江", 0.0), &plan()), []);
        assert_eq!(violations(&of_region("", 0.3), &plan()), []);
    }
}
