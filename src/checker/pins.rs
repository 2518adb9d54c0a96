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

/// Whether a `not_reviewer` pin keeps the expert from reviewing the submission.
pub(super) fn forbids_review(
    view: &View,
    expert: ExpertIndex,
    submission: SubmissionIndex,
) -> bool {
    view.season.pins.iter().any(|pin| {
        pin.forbidden
            && pin.kind == PinKind::Reviewer
            && pin.subject == PinSubject::Expert(expert)
            && pin.object == PinObject::Submission(submission)
    })
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
        "指定表第 {row} 行（{kind} {subject} {object}）没有满足。",
        "Row {row} of the pins table ({kind} {subject} {object}) is not met."
    );
    let subjects: Vec<_> = [subject, object]
        .into_iter()
        .filter(|id| !id.is_empty())
        .collect();
    Violation::new(Rule::Pins, &subjects, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, violations};
    use crate::model::{Place, Season};

    const A1: PinSubject = PinSubject::Expert(ExpertIndex(2));
    const A2: PinSubject = PinSubject::Expert(ExpertIndex(3));
    const C1: PinSubject = PinSubject::Expert(ExpertIndex(8));
    const H1: PinSubject = PinSubject::Expert(ExpertIndex(0));
    const H2: PinSubject = PinSubject::Expert(ExpertIndex(1));
    const S1: PinSubject = PinSubject::Submission(SubmissionIndex(0));
    const S5: PinSubject = PinSubject::Submission(SubmissionIndex(4));
    const ANY: PinObject = PinObject::None;

    fn group(id: &str) -> PinObject {
        PinObject::Group(id.to_owned())
    }

    fn submission(at: u32) -> PinObject {
        PinObject::Submission(SubmissionIndex(at))
    }

    /// Pins that the plan keeps; each one's opposite is broken.
    #[test]
    fn each_kind_demands_and_its_not_forbids() {
        for (kind, subject, object) in [
            (PinKind::Member, A1, group("G01")),
            (PinKind::Member, A1, ANY),
            (PinKind::Member, A1, submission(0)),
            (PinKind::Leader, A1, group("G01")),
            (PinKind::Leader, A1, ANY),
            (PinKind::Chair, H1, ANY),
            (PinKind::ViceChair, H2, ANY),
            (PinKind::Submission, S1, group("G01")),
            (PinKind::Submission, S1, submission(1)),
            (PinKind::Reviewer, A2, submission(0)),
        ] {
            assert_pin(kind, subject, &object, true);
        }
        for (kind, subject, object) in [
            (PinKind::Member, A1, group("G02")),
            (PinKind::Member, A1, group("G99")),
            (PinKind::Member, A1, submission(2)),
            (PinKind::Member, C1, ANY),
            (PinKind::Member, H1, ANY),
            (PinKind::Leader, A2, group("G01")),
            (PinKind::Leader, A2, ANY),
            (PinKind::Leader, A1, group("G02")),
            (PinKind::Chair, H2, ANY),
            (PinKind::ViceChair, H1, ANY),
            (PinKind::Submission, S1, group("G02")),
            (PinKind::Submission, S1, submission(2)),
            (PinKind::Reviewer, A2, submission(2)),
        ] {
            assert_pin(kind, subject, &object, false);
        }
    }

    /// Whether the plan keeps the pin, and breaks its opposite.
    fn assert_pin(kind: PinKind, subject: PinSubject, object: &PinObject, holds: bool) {
        for forbidden in [false, true] {
            let season = pinned(kind, forbidden, subject, object.clone());
            if holds != forbidden {
                assert_eq!(violations(&season, &plan()), []);
            } else {
                let found = broken(Rule::Pins, &season, |_| ());
                assert_eq!(found.len(), 1);
                assert!(found[0].words.en.contains(kind.key()));
                assert_eq!(found[0].words.en.contains("not_"), forbidden);
            }
        }
    }

    #[test]
    fn pins_on_what_did_not_pass_ask_for_nothing() {
        for (kind, subject, object) in [
            (PinKind::Submission, S5, group("G01")),
            (PinKind::Submission, S1, ANY),
            (PinKind::Reviewer, A1, submission(4)),
            (PinKind::Member, A1, submission(4)),
            (PinKind::Member, S1, group("G02")),
        ] {
            for forbidden in [false, true] {
                let season = pinned(kind, forbidden, subject, object.clone());
                assert_eq!(violations(&season, &plan()), []);
            }
        }
    }

    fn pinned(kind: PinKind, forbidden: bool, subject: PinSubject, object: PinObject) -> Season {
        let pin = Pin {
            kind,
            forbidden,
            subject,
            object,
            place: Place::row("pins.csv", 2),
        };
        season().change(|season| season.pins.push(pin)).build()
    }
}
