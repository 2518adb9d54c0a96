//! R06: each submission has one review with the right number of different reviewers, all members
//! of its group.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::plan::Review;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for review in &view.plan.reviews {
        *times.entry(&review.submission).or_default() += 1;
        if view.submissions.contains_key(review.submission.as_str()) {
            check_review(view, review, found);
        }
    }
    for (at, submission) in view.season.submissions.iter().enumerate() {
        let id = submission.id.as_str();
        let number = times.get(id).copied().unwrap_or(0);
        let is_placed = (view.holders).contains_key(&crate::model::SubmissionIndex::new(at));
        // A submission without a place is R05's matter, with or without a review.
        let wanted = if is_placed || !submission.passed {
            usize::from(submission.passed)
        } else {
            number.min(1)
        };
        if number == wanted {
            continue;
        }
        let words = if number == 0 {
            bilingual!("申报 {id} 没有评审分配。", "Submission {id} has no review.")
        } else if wanted == 0 {
            bilingual!(
                "申报 {id} 未通过形式审查，却有评审分配。",
                "Submission {id} did not pass the form check but has a review."
            )
        } else {
            bilingual!(
                "申报 {id} 的评审分配出现 {number} 次。",
                "Submission {id} has {number} reviews in the plan instead of one."
            )
        };
        found.push(Violation::new(Rule::Reviewers, &[id], words).counted(number, wanted));
    }
}

fn check_review(view: &View, review: &Review, found: &mut Vec<Violation>) {
    let id = &review.submission;
    let usual = view.season.rules.reviews.per_submission;
    let own = view.submissions.get(id.as_str());
    let own = own.and_then(|&submission| view.submission(submission).reviewers);
    let wanted = own.unwrap_or(usual);
    let people: BTreeSet<&str> = review.reviewers.iter().map(String::as_str).collect();
    let number = people.len();
    if number != wanted {
        let words = bilingual!(
            "申报 {id} 有 {number} 名评审专家，应为 {wanted} 名。",
            "Submission {id} has {number} reviewers; {wanted} are required."
        );
        found.push(Violation::new(Rule::Reviewers, &[id], words).counted(number, wanted));
    }
    if review.reviewers.len() > number {
        let words = bilingual!(
            "申报 {id} 的评审专家有重复。",
            "Submission {id} names a reviewer more than once."
        );
        found.push(Violation::new(Rule::Reviewers, &[id], words));
    }
    let Some(&submission) = view.submissions.get(id.as_str()) else {
        return;
    };
    if !view.holders.contains_key(&submission) {
        return;
    }
    for expert in people {
        let Some(&index) = view.experts.get(expert) else {
            continue;
        };
        if !view.sits_with(index, submission) {
            let words = bilingual!(
                "专家 {expert} 评审申报 {id}，但不是其所在专业组的组员。",
                "Expert {expert} reviews submission {id} without being a member of its group."
            );
            found.push(Violation::new(Rule::Reviewers, &[id, expert], words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, season, subjects};

    #[test]
    fn reviewers_are_counted_once_each() {
        let season = season().build();
        let found = broken(Rule::Reviewers, &season, |plan| {
            plan.reviews[0].reviewers.pop();
        });
        assert_eq!((found[0].value, found[0].limit), (Some(1.0), Some(2.0)));
        let found = broken(Rule::Reviewers, &season, |plan| {
            plan.reviews[0].reviewers.push("A3".to_owned());
        });
        assert_eq!(found[0].value, Some(3.0));
        let found = broken(Rule::Reviewers, &season, |plan| {
            plan.reviews[0].reviewers.push("A1".to_owned());
        });
        assert!(found[0].words.en.contains("more than once"), "{found:?}");
    }

    #[test]
    fn reviewers_are_members_of_the_group() {
        let season = season().build();
        for outsider in ["B1", "H1", "C1"] {
            let found = broken(Rule::Reviewers, &season, |plan| {
                plan.reviews[0].reviewers[1] = outsider.to_owned();
            });
            assert_eq!(subjects(&found), [["S1", outsider]]);
        }
    }

    #[test]
    fn every_placed_submission_has_one_review() {
        let season = season().build();
        let found = broken(Rule::Reviewers, &season, |plan| {
            plan.reviews.remove(2);
        });
        assert_eq!(subjects(&found), [["S3"]]);
        broken(Rule::Reviewers, &season, |plan| {
            plan.reviews.push(plan.reviews[3].clone());
        });
        let found = broken(Rule::Reviewers, &season, |plan| {
            let mut extra = plan.reviews[0].clone();
            extra.submission = "S5".to_owned();
            plan.reviews.push(extra);
        });
        assert_eq!(subjects(&found), [["S5"]]);
    }
}
