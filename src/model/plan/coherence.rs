//! Whether a plan contradicts itself, independently of the season: files edited by hand that have
//! no single reading.

use super::Plan;
use crate::bilingual;
use crate::model::words::{Bilingual, listed};
use crate::model::{Place, Problem, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// All contradictions within a plan; none in a plan written by this program. `file` is the path the
/// plan was read from. O(n log n) in the size of the plan.
pub fn contradictions(file: &str, plan: &Plan) -> Vec<Problem> {
    let groups = plan.groups.iter();
    let reviews = plan.reviews.iter();
    let twice = [
        repeated(groups.clone().map(|group| &group.id)),
        repeated(groups.clone().flat_map(|group| &group.members)),
        repeated(groups.flat_map(|group| &group.submissions)),
        repeated(reviews.clone().map(|review| &review.submission)),
    ];
    let mut found: Vec<Problem> = twice
        .iter()
        .flatten()
        .map(|id| stands_twice(file, id))
        .collect();
    let committee = &plan.committee;
    if committee.chair == committee.vice_chair && !committee.chair.is_empty() {
        found.push(one_head(file, &committee.chair));
    }
    let elsewhere = reviews.clone().filter(|review| {
        let holder = plan.group_of_submission(&review.submission);
        holder.is_none_or(|group| group.id != review.group)
    });
    found.extend(of(
        elsewhere.map(|review| review.submission.as_str()),
        |ids| group_differs(file, ids),
    ));
    let again = reviews.filter(|review| !repeated(review.reviewers.iter()).is_empty());
    found.extend(of(again.map(|review| review.submission.as_str()), |ids| {
        reviewer_twice(file, ids)
    }));
    let led = plan.groups.iter();
    let strange =
        led.filter(|group| !group.leader.is_empty() && !group.members.contains(&group.leader));
    found.extend(strange.map(|group| strange_leader(file, &group.id, &group.leader)));
    // If somebody sits in two groups, it is undecidable which group's reviews are wrong.
    if twice.iter().all(BTreeSet::is_empty) {
        let strange = outsiders(plan).into_iter();
        found.extend(of(strange, |ids| not_a_member(file, ids)));
    }
    found
}

/// Submissions with a reviewer who is not a member of the submission's group.
fn outsiders(plan: &Plan) -> BTreeSet<&str> {
    let seats = plan.groups.iter().flat_map(|group| {
        let members = group.members.iter();
        members.map(|member| (member.as_str(), group.id.as_str()))
    });
    let seats: BTreeMap<&str, &str> = seats.collect();
    let strange = plan.reviews.iter().filter(|review| {
        let mut reviewers = review.reviewers.iter();
        reviewers.any(|id| seats.get(id.as_str()) != Some(&review.group.as_str()))
    });
    strange.map(|review| review.submission.as_str()).collect()
}

fn repeated<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    ids.map(String::as_str)
        .filter(|id| !seen.insert(*id))
        .collect()
}

/// The problem for these ids, if there are any; only the first few are listed.
fn of<'a>(
    ids: impl Iterator<Item = &'a str>,
    problem: impl FnOnce(&str) -> Problem,
) -> Option<Problem> {
    let ids: Vec<&str> = ids.collect();
    (!ids.is_empty()).then(|| problem(&listed(&ids)))
}

fn error(code: &'static str, file: &str, value: &str, what: Bilingual) -> Problem {
    Problem {
        severity: Severity::Error,
        code,
        place: Place::file(file),
        value: value.to_owned(),
        what,
        action: bilingual!(
            "改正方案文件，或用 empanel undo 恢复先前的版本",
            "Correct the plan, or restore an earlier version with empanel undo"
        ),
    }
}

fn stands_twice(file: &str, id: &str) -> Problem {
    error(
        "N103",
        file,
        id,
        bilingual!(
            "在方案里出现在两个位置，无法判断以哪个为准",
            "This id is in two places of the plan; it is not clear which is right"
        ),
    )
}

/// A warning instead of an error: the members are clear, and the group counts as having no leader.
fn strange_leader(file: &str, group: &str, leader: &str) -> Problem {
    Problem {
        severity: Severity::Warning,
        code: "N111",
        place: Place::file(file),
        value: leader.to_owned(),
        what: bilingual!(
            "方案写其任 {group} 组长，但其不是该组组员；按没有组长处理",
            "The plan names this expert as leader of {group} but not as a member of it; the group counts as having no leader"
        ),
        action: bilingual!("核对方案文件", "Check the plan"),
    }
}

fn one_head(file: &str, id: &str) -> Problem {
    error(
        "N116",
        file,
        id,
        bilingual!(
            "方案里主任委员与副主任委员是同一人",
            "The plan has the same person as chair and as vice chair"
        ),
    )
}

fn group_differs(file: &str, submissions: &str) -> Problem {
    error(
        "N117",
        file,
        submissions,
        bilingual!(
            "评审分配所写的专业组不是这些申报所在的专业组",
            "The reviews of these submissions name a different group from the one that has them"
        ),
    )
}

fn reviewer_twice(file: &str, submissions: &str) -> Problem {
    error(
        "N118",
        file,
        submissions,
        bilingual!(
            "这些申报的评审专家中有人出现两次",
            "The reviews of these submissions name the same expert twice"
        ),
    )
}

fn not_a_member(file: &str, submissions: &str) -> Problem {
    error(
        "N119",
        file,
        submissions,
        bilingual!(
            "这些申报的评审专家中有人不是所在专业组的组员",
            "Some reviewers of these submissions are not members of their group"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture;

    fn codes(change: impl FnOnce(&mut Plan)) -> Vec<&'static str> {
        let mut plan = fixture::plan();
        change(&mut plan);
        let found = contradictions("plan.json", &plan);
        found.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn every_contradiction_is_named() {
        assert!(codes(|_| ()).is_empty());
        let twice = |plan: &mut Plan| plan.groups[1].id = plan.groups[0].id.clone();
        assert!(codes(twice).contains(&"N103"));
        let head = |plan: &mut Plan| plan.committee.vice_chair = plan.committee.chair.clone();
        assert_eq!(codes(head), ["N116"]);
        assert_eq!(
            codes(|plan| plan.reviews[0].group = "G99".to_owned())[0],
            "N117"
        );
        let again = |plan: &mut Plan| {
            let first = plan.reviews[0].reviewers[0].clone();
            plan.reviews[0].reviewers.push(first);
        };
        assert_eq!(codes(again), ["N118"]);
        let led = |plan: &mut Plan| plan.groups[0].leader = plan.groups[1].members[0].clone();
        assert_eq!(codes(led), ["N111"]);
        let swapped = |plan: &mut Plan| {
            let (one, other) = plan.groups.split_at_mut(1);
            std::mem::swap(&mut one[0].members, &mut other[0].members);
        };
        assert_eq!(codes(swapped), ["N111", "N111", "N119"]);
    }
}
