//! R17: what the office pinned.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::solve::instance::{Candidate, ChairPins, Seating};

/// Code of the rule.
pub const CODE: &str = "R17";
/// Name of the rule.
pub const KEY: &str = "pins";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "指定表中的要求全部满足。",
        "everything that the office pinned holds."
    )
}

/// Adds `seats = 1` for everybody who must sit and `review = 1` for every demanded review. The
/// other pins leave variables out ([`may_sit`], [`may_hold`]) or stand in
/// [`super::leader`] and [`super::recuse`].
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

/// Whether pins let a candidate sit in group number `group`; who must lead sits only where the
/// candidate may lead.
pub fn may_sit(candidate: &Candidate, group: usize) -> bool {
    let leads = candidate.can_lead && candidate.may_lead.allows(group);
    candidate.allowed.allows(group) && (candidate.seating != Seating::MustLead || leads)
}

/// Whether pins let expert number `expert` hold a chair.
pub fn may_hold(pinned: Option<u32>, forbidden: &[u32], expert: u32) -> bool {
    pinned.is_none_or(|holder| holder == expert) && !forbidden.contains(&expert)
}

/// Whether pins tell chair and vice chair apart in no way.
pub fn chairs_are_alike(pins: &ChairPins) -> bool {
    *pins == ChairPins::default()
}
