//! Two plans in, their difference out.

use super::document::{Difference, Figure, Scores};
use super::{groups, people, work};
use crate::model::plan::Plan;

/// Compares two plans. Groups are the same when their ids are; where ids differ, by what they
/// share, and [`Difference::groups`] says so.
pub fn compare(before: &Plan, after: &Plan) -> Difference {
    let groups = groups::pairs(before, after);
    let people = people::changes(before, after, &groups);
    let (old, new) = (&before.quality, &after.quality);
    let count = |plan: &Plan| plan.shortfalls.len() as f64;
    Difference {
        told: people::told(&people),
        people,
        submissions: work::submissions(before, after, &groups),
        reviews: work::reviews(before, after),
        shortfalls_gone: work::shortfalls(before, after),
        shortfalls_new: work::shortfalls(after, before),
        scores: Scores {
            total: Figure::new(old.total_score, new.total_score),
            worst: Figure::new(old.worst_score, new.worst_score),
            shortfalls: Figure::new(count(before), count(after)),
        },
        groups,
    }
}

impl Difference {
    /// Whether no one has to be told anything and no submission, review or recusal changed.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.submissions.is_empty() && self.reviews.is_empty()
    }
}
