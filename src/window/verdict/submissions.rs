//! Submissions in another group, and their reviews by another member.

use super::words::{called, names, place};
use super::{Verdict, sort, verdict};
use crate::explain::{Standing, of_review, to_hold, to_review_all};
use crate::model::words::Lang;
use crate::solve::rerun::Edit;
use rayon::prelude::*;

/// The verdicts for a submission in every other group; best first. `None` for an unknown id.
pub(in crate::window) fn of_submission(
    standing: &Standing<'_>,
    id: &str,
    lang: Lang,
) -> Option<Vec<Verdict>> {
    let submission = standing.submission_number(id)?;
    let home = standing.assignment.group[submission as usize] as usize;
    let mut rest = standing.submissions[home].clone();
    rest.retain(|&one| one != submission);
    let left = standing.worth_with(home, &standing.members[home], &rest);
    let mut all: Vec<Verdict> = (0..standing.instance.groups.len())
        .into_par_iter()
        .filter(|&group| group != home)
        .map(|group| {
            let mut held = standing.submissions[group].clone();
            held.push(submission);
            held.sort_unstable();
            let after = standing.worth_with(group, &standing.members[group], &held);
            let before = [&standing.worth_now(home), &standing.worth_now(group)];
            let change = standing.change(&before, &[&left, &after]);
            let mut obstacles = to_hold(standing, submission, group);
            obstacles.extend(to_review_all(standing, &left));
            obstacles.extend(to_review_all(standing, &after));
            let group_id = standing.group_id(group).to_owned();
            Verdict {
                edits: vec![Edit::Move(id.to_owned(), group_id.clone())],
                group: group_id,
                name: place(standing, group),
                ..verdict(&change, &obstacles, &[], lang)
            }
        })
        .collect();
    sort(&mut all);
    Some(all)
}

/// The verdicts for the review of a submission by each other member of its group in the place of a
/// reviewer; best first. `None` for an unknown id, or somebody who does not review it.
pub(in crate::window) fn of_reviewer(
    standing: &Standing<'_>,
    (id, reviewer): (&str, &str),
    lang: Lang,
) -> Option<Vec<Verdict>> {
    let submission = standing.submission_number(id)?;
    let out = standing.expert_number(reviewer)?;
    let now = &standing.assignment.reviewers[submission as usize];
    now.contains(&out).then_some(())?;
    let group = standing.assignment.group[submission as usize] as usize;
    let others = standing.members[group].iter().copied();
    let others = others.filter(|member| !now.contains(member));
    let mut all: Vec<Verdict> = others
        .map(|into| {
            let effect = of_review(standing, submission, out, into);
            let person = standing.expert(into);
            let told = names(standing, &[out, into]);
            Verdict {
                group: standing.group_id(group).to_owned(),
                expert: Some(person.id.clone()),
                name: called(person),
                edits: vec![Edit::Review(
                    id.to_owned(),
                    reviewer.to_owned(),
                    person.id.clone(),
                )],
                ..verdict(&effect.change, &effect.obstacles, &told, lang)
            }
        })
        .collect();
    sort(&mut all);
    Some(all)
}
