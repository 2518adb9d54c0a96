//! Changes by hand to reviews, and what is kept in place or no longer is.

use super::{edit, formed, roomy};
use empanel::checker::check;
use empanel::model::Season;
use empanel::model::plan::{Plan, PlanPin};
use empanel::model::words::Lang;
use empanel::solve::rerun::{Edit, Failed};

fn pin(kind: &str, subject: &str, object: &str) -> PlanPin {
    PlanPin {
        kind: kind.to_owned(),
        subject: subject.to_owned(),
        object: object.to_owned(),
    }
}

/// A submission with a reviewer, and another member of its group who may take the review by the
/// checker's judgement.
fn exchange(season: &Season, plan: &Plan) -> (String, String, String) {
    for review in &plan.reviews {
        let group = plan
            .group_of_submission(&review.submission)
            .expect("a group");
        let others = group
            .members
            .iter()
            .filter(|id| !review.reviewers.contains(id));
        for other in others {
            let own = (
                review.submission.clone(),
                review.reviewers[0].clone(),
                other.clone(),
            );
            let change = Edit::Review(own.0.clone(), own.1.clone(), own.2.clone());
            let edited = edit(season, plan, &[change], Lang::En).expect("an edit");
            if check(&edited.season, &edited.plan).accepted() {
                return own;
            }
        }
    }
    panic!("some review can be handed on");
}

#[test]
fn a_review_is_handed_on_and_all_others_stay() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let (submission, out, into) = exchange(&season, &prior);
    let change = Edit::Review(submission.clone(), out.clone(), into.clone());
    let edited = edit(&season, &prior, &[change], Lang::En).expect("an edit");
    let now = edited.plan.reviewers(&submission);
    assert!(now.contains(&into) && !now.contains(&out), "{now:?}");
    for review in prior
        .reviews
        .iter()
        .filter(|own| own.submission != submission)
    {
        assert_eq!(edited.plan.reviewers(&review.submission), review.reviewers);
    }
    let pins = [
        pin("not_reviewer", &out, &submission),
        pin("reviewer", &into, &submission),
    ];
    assert_eq!(edited.plan.pins, pins);
    // A later change keeps it.
    let member = edited.plan.groups[0].members[0].clone();
    let again = edit(&season, &edited.plan, &[Edit::Keep(member)], Lang::En).expect("an edit");
    assert_eq!(again.plan.reviewers(&submission), now);
    // And back.
    let back = Edit::Review(submission.clone(), into.clone(), out.clone());
    let back = edit(&season, &edited.plan, &[back], Lang::En).expect("an edit");
    assert_eq!(
        back.plan.reviewers(&submission),
        prior.reviewers(&submission)
    );
    let pins = [
        pin("not_reviewer", &into, &submission),
        pin("reviewer", &out, &submission),
    ];
    assert_eq!(back.plan.pins, pins);
}

#[test]
fn a_group_is_kept_as_a_whole_and_released_again() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let group = prior.groups[0].clone();
    let kept = edit(&season, &prior, &[Edit::Keep(group.id.clone())], Lang::En);
    let kept = kept.expect("an edit");
    assert!(check(&kept.season, &kept.plan).accepted());
    let mut expected: Vec<PlanPin> = Vec::new();
    for id in &group.members {
        let kind = if *id == group.leader {
            "leader"
        } else {
            "member"
        };
        expected.push(pin(kind, id, &group.id));
    }
    expected.extend(
        group
            .submissions
            .iter()
            .map(|id| pin("submission", id, &group.id)),
    );
    let sorted = |mut pins: Vec<PlanPin>| {
        pins.sort_by(|a, b| (&a.kind, &a.subject).cmp(&(&b.kind, &b.subject)));
        pins
    };
    assert_eq!(sorted(kept.plan.pins.clone()), sorted(expected));
    assert_eq!(kept.plan.groups, prior.groups);
    let one = group.members[0].clone();
    let fewer = edit(&season, &kept.plan, &[Edit::Release(one.clone())], Lang::En);
    let fewer = fewer.expect("an edit").plan.pins;
    assert!(fewer.len() + 1 == kept.plan.pins.len() && fewer.iter().all(|pin| pin.subject != one));
    let none = edit(&season, &kept.plan, &[Edit::Release(group.id)], Lang::En);
    assert_eq!(none.expect("an edit").plan.pins, []);
    // A chair is kept in office.
    let chair = prior.committee.chair.clone();
    let kept = edit(&season, &prior, &[Edit::Keep(chair.clone())], Lang::En).expect("an edit");
    assert_eq!(kept.plan.pins, [pin("chair", &chair, "")]);
}

#[test]
fn what_is_impossible_in_itself_is_said() {
    let season = roomy();
    let prior = formed(&season).expect("a plan");
    let said = |change: Edit| match edit(&season, &prior, &[change], Lang::En) {
        Err(Failed::Input(problems)) => problems[0].what.en.clone(),
        other => panic!("{other:?}"),
    };
    let (submission, out, _) = exchange(&season, &prior);
    let home = prior.group_of_submission(&submission).expect("a group");
    let mut others = prior.groups.iter().filter(|group| group.id != home.id);
    let stranger = others.next().expect("another group").members[0].clone();
    let review =
        |out: &str, into: &str| Edit::Review(submission.clone(), out.to_owned(), into.to_owned());
    assert!(said(review(&out, &stranger)).contains("no member of the submission's group"));
    assert!(said(review(&out, &out)).contains("named twice"));
    assert!(said(Edit::Release(out)).contains("The plan fixes nothing about it"));
    assert!(!said(Edit::Keep("nobody".to_owned())).is_empty());
}
