//! R17: what the office has decided beforehand, demanding or forbidding.

use super::view::{Panel, View};
use super::{Rule, Violation};
use crate::bilingual;
use crate::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, SubmissionIndex};

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    for pin in &view.season.pins {
        let Some(holds) = holds(view, pin) else {
            continue;
        };
        if holds == pin.forbidden {
            found.push(violation(view, pin));
        }
    }
}

/// Whether the plan does what the pin speaks of; `None` when the pin speaks of nothing that a
/// plan holds (a submission that did not pass, a subject of the wrong sort).
fn holds(view: &View, pin: &Pin) -> Option<bool> {
    match (pin.kind, pin.subject) {
        (PinKind::Member, PinSubject::Expert(expert)) => Some(
            targets(view, &pin.object)?
                .iter()
                .any(|panel| panel.members.contains(&expert)),
        ),
        (PinKind::Leader, PinSubject::Expert(expert)) => Some(
            targets(view, &pin.object)?
                .iter()
                .any(|panel| panel.group.leader == view.expert(expert).id),
        ),
        (PinKind::Chair, PinSubject::Expert(expert)) => Some(view.chair() == Some(expert)),
        (PinKind::ViceChair, PinSubject::Expert(expert)) => Some(view.vice_chair() == Some(expert)),
        (PinKind::Submission, PinSubject::Submission(submission)) => {
            submission_holds(view, submission, &pin.object)
        }
        (PinKind::Reviewer, PinSubject::Expert(expert)) => {
            reviewer_holds(view, expert, &pin.object)
        }
        _ => None,
    }
}

fn submission_holds(view: &View, subject: SubmissionIndex, object: &PinObject) -> Option<bool> {
    if !view.submission(subject).passed || *object == PinObject::None {
        return None;
    }
    let panels = targets(view, object)?;
    let holds = |panel: &&Panel| panel.submissions.contains(&subject);
    Some(panels.iter().any(holds))
}

fn reviewer_holds(view: &View, expert: ExpertIndex, object: &PinObject) -> Option<bool> {
    let PinObject::Submission(submission) = object else {
        return None;
    };
    let reviewers = view.reviewers.get(submission);
    let reviews = reviewers.is_some_and(|people| people.contains(&expert));
    view.submission(*submission).passed.then_some(reviews)
}

/// The groups that an object means: the named one, all for none, those that hold a submission.
fn targets<'v, 'a>(view: &'v View<'a>, object: &PinObject) -> Option<Vec<&'v Panel<'a>>> {
    match object {
        PinObject::None => Some(view.groups.iter().collect()),
        PinObject::Group(id) => Some(
            (view.groups.iter())
                .filter(|panel| panel.group.id == *id)
                .collect(),
        ),
        PinObject::Submission(submission) => {
            (view.submission(*submission).passed).then(|| view.panels_of(*submission).collect())
        }
    }
}

fn violation(view: &View, pin: &Pin) -> Violation {
    let not = if pin.forbidden { "not_" } else { "" };
    let kind = format!("{not}{}", pin.kind.key());
    let subject = match pin.subject {
        PinSubject::Expert(expert) => view.expert(expert).id.as_str(),
        PinSubject::Submission(submission) => view.submission(submission).id.as_str(),
    };
    let object = match &pin.object {
        PinObject::None => "",
        PinObject::Group(id) => id.as_str(),
        PinObject::Submission(submission) => view.submission(*submission).id.as_str(),
    };
    let row = pin.place.row.unwrap_or(0);
    let words = bilingual!(
        "指定表第 {row} 行（{kind} {subject} {object}）没有得到遵守。",
        "Row {row} of the pins ({kind} {subject} {object}) is not kept."
    );
    let subjects: Vec<_> = [subject, object]
        .into_iter()
        .filter(|id| !id.is_empty())
        .collect();
    Violation::new(Rule::Pins, &subjects, words)
}
