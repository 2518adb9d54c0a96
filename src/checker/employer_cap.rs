//! R08: members of one employer in a group.

use super::ties::House;
use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::{Expert, OrganizationKey, Role};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let limit = view.season.rules.balance.max_per_employer;
    if limit == 0 {
        return;
    }
    for panel in &view.groups {
        let mut people = BTreeMap::new();
        for &member in &panel.members {
            for employer in view.ties.houses(member) {
                let of_one: &mut Vec<_> = people.entry(employer).or_default();
                of_one.push(view.expert(member));
            }
        }
        let many = people.iter().filter(|(_, people)| people.len() > limit);
        for (house, colleagues) in many {
            let (id, number) = (panel.group.id.as_str(), colleagues.len());
            let words = match house {
                House::Alone(key) => {
                    let employer = written(view, key, colleagues);
                    bilingual!(
                        "专业组 {id} 有 {number} 名组员来自「{employer}」，同一单位至多 {limit} 名。",
                        "Group {id} has {number} members from {employer}; at most {limit} from one employer are allowed."
                    )
                }
                House::Family(_) => {
                    let names = |mark: &str| {
                        let all: BTreeSet<&str> =
                            colleagues.iter().map(|one| one.employer.as_str()).collect();
                        all.into_iter().collect::<Vec<_>>().join(mark)
                    };
                    let (zh, en) = (names("、"), names(", "));
                    bilingual!(
                        "专业组 {id} 有 {number} 名组员来自同一集团（{zh}），同一集团按一个单位计，至多 {limit} 名。",
                        "Group {id} has {number} members from one corporate family ({en}), which counts as one employer; at most {limit} are allowed."
                    )
                }
            };
            let subjects: Vec<_> = std::iter::once(id)
                .chain(colleagues.iter().map(|expert| expert.id.as_str()))
                .collect();
            let violation = Violation::new(Rule::EmployerCap, &subjects, words);
            found.push(violation.counted(number, limit));
        }
    }
}

/// The employer as the tables write it.
fn written(view: &View, key: &OrganizationKey, colleagues: &[&Expert]) -> String {
    let organizations = &view.season.organizations;
    let written = colleagues.iter().find_map(|expert| {
        let named = organizations.read(&expert.employer, Role::Employer).named;
        named.into_iter().find(|named| named.key == *key)
    });
    written.map_or_else(|| key.text().to_owned(), |named| named.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::RelationKind;

    #[test]
    fn spellings_of_one_employer_count_together_and_unknown_ones_do_not() {
        let employers = |first: &str, second: &str| {
            season().change(|season| {
                season.experts[2].employer = first.to_owned();
                season.experts[3].employer = second.to_owned();
            })
        };
        let same = employers("示例有限公司", "示例股份有限公司");
        let found = broken(Rule::EmployerCap, &same.clone().build(), |_| ());
        assert_eq!(subjects(&found), [["G01", "A1", "A2"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(1.0)));
        for cap in [0, 2] {
            let season = same
                .clone()
                .rules(|rules| rules.balance.max_per_employer = cap);
            assert_eq!(violations(&season.build(), &plan()), []);
        }
        for nobody in ["", " ", "退休", "无", "/"] {
            assert_eq!(violations(&employers(nobody, nobody).build(), &plan()), []);
        }
    }

    #[test]
    fn every_job_counts() {
        let two = season().change(|season| {
            season.experts[2].employer = "示例大学；示例有限公司".to_owned();
            season.experts[3].employer = "示例股份有限公司质量部".to_owned();
        });
        let found = broken(Rule::EmployerCap, &two.build(), |_| ());
        assert_eq!(subjects(&found), [["G01", "A1", "A2"]]);
        assert!(found[0].words.zh.contains("「示例有限公司」"), "{found:?}");
        let job = season().relation("A1", RelationKind::EmployedBy, "单位A2");
        let found = broken(Rule::EmployerCap, &job.build(), |_| ());
        assert_eq!(subjects(&found), [["G01", "A1", "A2"]]);
        let past = season().dated_relation("A1", RelationKind::EmployedBy, "单位A2", Some(2025));
        assert_eq!(violations(&past.build(), &plan()), []);
    }

    #[test]
    fn a_corporate_family_counts_as_one_employer_where_the_rules_say_so() {
        let family = |as_one: bool| {
            let season = season()
                .relation("总公司", RelationKind::ParentOf, "单位A1")
                .relation("总公司", RelationKind::ParentOf, "单位A2");
            season.rules(move |rules| rules.balance.family_as_one_employer = as_one)
        };
        assert_eq!(violations(&family(false).build(), &plan()), []);
        let found = broken(Rule::EmployerCap, &family(true).build(), |_| ());
        assert_eq!(subjects(&found), [["G01", "A1", "A2"]]);
        assert!(found[0].words.en.contains("one corporate family"));
        // And between the two who chair.
        let heads = season()
            .relation("总公司", RelationKind::ParentOf, "单位H1")
            .relation("单位H2", RelationKind::ParentOf, "总公司")
            .rules(|rules| rules.balance.family_as_one_employer = true);
        let found = broken(Rule::Chairs, &heads.build(), |_| ());
        assert_eq!(subjects(&found), [["H1", "H2"]]);
    }
}
