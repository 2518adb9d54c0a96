//! R06: reviewers of each submission.

use super::{Decisions, Linear, Part, Place};
use crate::bilingual;
use crate::text::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R06";
/// Name of the rule.
pub const KEY: &str = "reviewers";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每项申报恰好由规定人数的评审专家评审,且均为该申报所在专业组的组员,互不重复。",
        "every submission has exactly the asked number of reviewers, all different members of its group."
    )
}

/// Adds, for every submission and group it may be in, `reviews there = reviewers x place`; and
/// for every possible review `review <= seat` and `review <= place`, the tightest linear form of
/// "both in this group".
#[allow(clippy::cast_precision_loss)] // numbers of reviewers are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let each = part.instance.reviewers_each as f64;
    for submission in 0..part.submissions.len() {
        let mut sums = vec![Vec::new(); decisions.groups()];
        for review in decisions.reviews_of(submission) {
            sums[review.group].push((review.column, 1.0));
        }
        for (group, terms) in sums.into_iter().enumerate() {
            match decisions.place(submission, group) {
                Place::Never => {}
                Place::Here => model.exactly(terms, each),
                Place::Free(place) => {
                    model.exactly(terms.into_iter().chain([(place, -each)]), 0.0);
                }
            }
        }
    }
    for review in &decisions.reviews {
        if let Some(seat) = decisions.seat(review.expert, review.group) {
            model.at_most([(review.column, 1.0), (seat, -1.0)], 0.0);
        }
        if let Place::Free(place) = decisions.place(review.submission, review.group) {
            model.at_most([(review.column, 1.0), (place, -1.0)], 0.0);
        }
    }
}
