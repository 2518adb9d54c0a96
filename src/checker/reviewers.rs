//! R06: each submission has one review with the right number of different reviewers, all members
//! of its group.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::plan::Review;
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
    let wanted = view.season.rules.reviews.per_submission;
    let people: BTreeSet<&str> = review.reviewers.iter().map(String::as_str).collect();
    let number = people.len();
    if number != wanted {
        let words = bilingual!(
            "申报 {id} 有 {number} 名评审专家，应为 {wanted} 名。",
            "Submission {id} has {number} reviewers; {wanted} are asked for."
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
                "专家 {expert} 评审申报 {id}，但不是其所在专业组的成员。",
                "Expert {expert} reviews submission {id} without being a member of its group."
            );
            found.push(Violation::new(Rule::Reviewers, &[id, expert], words));
        }
    }
}
