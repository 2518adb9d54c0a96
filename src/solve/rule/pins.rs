//! R17: what the office pinned.

use super::{Decisions, Home, Linear, Part, Proposal, Relaxation};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Seating;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    relaxation: Some(Relaxation { ease: 8, lift }),
    ..Home::new(Rule::Pins, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "指定表中的要求全部满足。",
        "all pins of the office are met."
    )
}

/// Adds `seats = 1` for everybody who must sit and `review = 1` for every demanded review. The
/// other pins leave variables out ([`Candidate::may_sit`], [`ChairPins::let_hold`]) or stand in
/// [`super::leader`] and [`super::recuse`].
///
/// [`Candidate::may_sit`]: crate::solve::instance::Candidate::may_sit
/// [`ChairPins::let_hold`]: crate::solve::instance::ChairPins::let_hold
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for expert in 0..part.experts.len() {
        if part.expert(expert).seating != Seating::Free {
            model.exactly(decisions.seats_of(expert).map(|seat| (seat, 1.0)), 1.0);
        }
    }
    for submission in 0..part.submissions.len() {
        for &demanded in &part.submission(submission).must_review {
            let expert = part.position(demanded);
            let reviews = decisions.reviews_of(submission).iter();
            let reviews = reviews.filter(|review| Some(review.expert) == expert);
            model.exactly(reviews.map(|review| (review.column, 1.0)), 1.0);
        }
    }
}

/// Counts pins that are not kept, those of submissions aside, which stand in [`super::themes`].
fn breaches(proposal: &Proposal<'_>) -> usize {
    let unseated = proposal.experts.iter().filter(|&&expert| {
        proposal.expert(expert).seating != Seating::Free && !proposal.sits(expert)
    });
    proposal.in_groups(|group| of_group(proposal, group))
        + proposal.at_submissions(|submission, _| {
            let need = &proposal.instance.submissions[submission as usize];
            let reviewers = proposal.reviewers(submission);
            let demanded = need.must_review.iter();
            demanded.filter(|one| !reviewers.contains(one)).count()
        })
        + unseated.count()
        + of_chairs(proposal)
}

/// Members who may not sit in the group; of those who must lead, all but one and each who may not
/// lead here; and whoever leads in the place of one who must. Where nobody leads, [`super::leader`]
/// says so.
fn of_group(proposal: &Proposal<'_>, group: u32) -> usize {
    let at = group as usize;
    let members = || proposal.members(group).iter().copied();
    let strange = members().filter(|&member| !proposal.expert(member).allowed.allows(at));
    let must = || members().filter(|&one| proposal.expert(one).seating == Seating::MustLead);
    let unable = must().filter(|&one| {
        let expert = proposal.expert(one);
        !(expert.can_lead && expert.may_lead.allows(at))
    });
    let demanded = must().count().saturating_sub(1) + unable.count();
    let leader = proposal.leader(group);
    let in_place_of = |one: u32| leader.is_some_and(|leader| leader != one);
    let set_aside = must().filter(|&one| in_place_of(one)).count();
    let pinned = proposal.instance.groups[at].leader;
    let replaced =
        pinned.is_some_and(|pinned| !members().any(|one| one == pinned)) && leader.is_some();
    strange.count() + demanded.max(set_aside) + usize::from(replaced)
}

/// Chairs whom a pin does not let hold their chair.
fn of_chairs(proposal: &Proposal<'_>) -> usize {
    if !proposal.chairs {
        return 0;
    }
    let made = proposal.assignment;
    let holders = [made.chair, made.vice_chair].into_iter().enumerate();
    let pins = &proposal.instance.chairs;
    let wrong = holders
        .filter(|&(which, holder)| holder.is_some_and(|holder| !pins.let_hold(which, holder)));
    wrong.count()
}

/// Forgets every pin.
fn lift(season: &mut Season) {
    season.pins.clear();
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, SubmissionIndex};
    use crate::solve::rule::tests::{breaches, committee, compiled, lifted, toy};

    fn pin(kind: PinKind, forbidden: bool, expert: u32, object: PinObject) -> Pin {
        Pin {
            kind,
            forbidden,
            subject: PinSubject::Expert(ExpertIndex(expert)),
            object,
            place: Place::default(),
        }
    }

    fn group(id: &str) -> PinObject {
        PinObject::Group(id.to_owned())
    }

    /// What the toy committee breaks of one more pin.
    fn broken(kind: PinKind, forbidden: bool, expert: u32, object: PinObject) -> usize {
        let season = toy(|season| season.pins.push(pin(kind, forbidden, expert, object)));
        let found = breaches(&HOME, &compiled(&season), &committee());
        let free = compiled(&lifted(&HOME, season));
        assert_eq!(breaches(&HOME, &free, &committee()), 0);
        found
    }

    #[test]
    fn every_kind_of_pin_is_counted() {
        assert_eq!(broken(PinKind::Member, true, 2, group("G01")), 1);
        assert_eq!(broken(PinKind::Member, true, 2, group("G02")), 0);
        assert_eq!(
            broken(PinKind::Member, false, 1, group("G02")),
            1,
            "E002 has no seat"
        );
        assert_eq!(broken(PinKind::Leader, false, 5, group("G02")), 0);
        assert_eq!(broken(PinKind::Chair, true, 1, PinObject::None), 0);
        assert_eq!(broken(PinKind::ViceChair, true, 1, PinObject::None), 1);
        let review = |at| PinObject::Submission(SubmissionIndex::new(at));
        assert_eq!(broken(PinKind::Reviewer, false, 2, review(0)), 0);
        assert_eq!(broken(PinKind::Reviewer, false, 7, review(0)), 1);
    }

    #[test]
    fn a_pinned_leader_in_whose_place_another_leads_is_counted_once() {
        let season = toy(|season| {
            season.experts[4].can_lead = true;
            season
                .pins
                .push(pin(PinKind::Leader, false, 4, group("G01")));
        });
        let instance = compiled(&season);
        let mut made = committee();
        assert_eq!(breaches(&HOME, &instance, &made), 1, "E003 leads");
        made.leaders[0] = Some(4);
        assert_eq!(breaches(&HOME, &instance, &made), 0);
    }
}
