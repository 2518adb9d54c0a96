//! R05: each passed submission in exactly one group; submissions of each group.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use std::collections::BTreeMap;

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    check_places(view, found);
    check_reviews_agree(view, found);
    check_sizes(view, found);
}

fn check_places(view: &View, found: &mut Vec<Violation>) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for id in view.plan.groups.iter().flat_map(|group| &group.submissions) {
        *times.entry(id).or_default() += 1;
    }
    for submission in &view.season.submissions {
        let id = submission.id.as_str();
        let number = times.get(id).copied().unwrap_or(0);
        let wanted = usize::from(submission.passed);
        if number == wanted {
            continue;
        }
        let words = if !submission.passed {
            bilingual!(
                "申报 {id} 未通过形式审查，不应分入专业组。",
                "Submission {id} did not pass the form check and must not be in a group."
            )
        } else if number == 0 {
            bilingual!(
                "申报 {id} 没有分入任何专业组。",
                "Submission {id} is in no group."
            )
        } else {
            bilingual!(
                "申报 {id} 被分组 {number} 次，应只在一个专业组。",
                "Submission {id} is placed {number} times; it must be in exactly one group."
            )
        };
        let violation = Violation::new(Rule::GroupSubmissions, &[id], words);
        found.push(violation.counted(number, wanted));
    }
}

/// A review names the group of its submission; it must be the one that holds it.
fn check_reviews_agree(view: &View, found: &mut Vec<Violation>) {
    for review in &view.plan.reviews {
        let Some(&submission) = view.submissions.get(review.submission.as_str()) else {
            continue;
        };
        let named = &review.group;
        let is_group = view.groups.iter().any(|panel| panel.group.id == *named);
        let is_placed = view.holders.contains_key(&submission);
        let holds = view
            .panels_of(submission)
            .any(|panel| panel.group.id == *named);
        if is_group && is_placed && !holds {
            let id = &review.submission;
            let words = bilingual!(
                "申报 {id} 的评审分配写的是专业组 {named}，但该组没有这项申报。",
                "The review of submission {id} names group {named}, but that group does not have it."
            );
            found.push(Violation::new(Rule::GroupSubmissions, &[id, named], words));
        }
    }
}

fn check_sizes(view: &View, found: &mut Vec<Violation>) {
    let rules = &view.season.rules.groups;
    let (least, most) = (rules.min_submissions, rules.max_submissions);
    for panel in &view.groups {
        let (id, number) = (&panel.group.id, panel.submissions.len());
        if number < least {
            let words = bilingual!(
                "专业组 {id} 只有 {number} 项申报，至少应有 {least} 项。",
                "Group {id} has {number} submissions; at least {least} are required."
            );
            let violation = Violation::new(Rule::GroupSubmissions, &[id], words);
            found.push(violation.counted(number, least));
        }
        if most > 0 && number > most {
            let words = bilingual!(
                "专业组 {id} 有 {number} 项申报，至多 {most} 项。",
                "Group {id} has {number} submissions; at most {most} are allowed."
            );
            let violation = Violation::new(Rule::GroupSubmissions, &[id], words);
            found.push(violation.counted(number, most));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, season, subjects};

    #[test]
    fn a_submission_has_exactly_one_place() {
        let season = season().build();
        let found = broken(Rule::GroupSubmissions, &season, |plan| {
            plan.groups[0].submissions.pop();
        });
        assert_eq!(subjects(&found), [["S2"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(0.0), Some(1.0)));
        let found = broken(Rule::GroupSubmissions, &season, |plan| {
            plan.groups[1].submissions.push("S2".to_owned());
        });
        assert_eq!(found[0].value, Some(2.0));
        broken(Rule::GroupSubmissions, &season, |plan| {
            plan.groups[0].submissions.push("S2".to_owned());
        });
    }

    #[test]
    fn what_did_not_pass_is_left_out() {
        let found = broken(Rule::GroupSubmissions, &season().build(), |plan| {
            plan.groups[0].submissions.push("S5".to_owned());
        });
        assert!(found[0].words.en.contains("form check"), "{found:?}");
    }

    #[test]
    fn a_review_names_the_group_that_holds_its_submission() {
        let found = broken(Rule::GroupSubmissions, &season().build(), |plan| {
            plan.reviews[0].group = "G02".to_owned();
        });
        assert_eq!(subjects(&found), [["S1", "G02"]]);
    }

    #[test]
    fn sizes_are_kept_where_the_rules_give_them() {
        let most = season()
            .rules(|rules| rules.groups.max_submissions = 1)
            .build();
        let found = broken(Rule::GroupSubmissions, &most, |_| ());
        assert_eq!(subjects(&found), [["G01"], ["G02"]]);
        let least = season()
            .rules(|rules| rules.groups.min_submissions = 3)
            .build();
        let found = broken(Rule::GroupSubmissions, &least, |_| ());
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(3.0)));
    }
}
