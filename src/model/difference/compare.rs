//! Comparing two plans.

use super::document::{Difference, Figure, Scores};
use super::{groups, people, work};
use crate::model::plan::Plan;

/// Compares two plans. Groups with the same id are the same group; groups without a counterpart by
/// id are matched by shared members and submissions, which [`Difference::groups`] records.
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
    /// Whether nobody needs to be notified and no submission, review or recusal changed.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.submissions.is_empty() && self.reviews.is_empty()
    }
}
