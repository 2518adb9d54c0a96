//! R06: reviewers of each submission.

use super::{Decisions, Linear, Part, Place, Review};
use crate::bilingual;
use crate::model::words::Bilingual;
use std::cmp::Reverse;

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
/// for the possible reviews `review <= seat` and `review <= place`, the tightest linear form of
/// "both in this group".
///
/// In large models only the best experts of each submission get these two rows
/// ([`Decisions::linked`]). The others are linked by the rows of sums, which are valid alone: the
/// row above makes reviews 0 where the submission is not, and the load row
/// ([`super::load`]) makes them 0 where the expert does not sit.
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
    for submission in 0..part.submissions.len() {
        let reviews = decisions.reviews_of(submission);
        for review in best(reviews, decisions.linked) {
            let seat = decisions.seat(review.expert, review.group);
            if let Some(seat) = seat.filter(|_| part.seated.is_none()) {
                model.at_most([(review.column, 1.0), (seat, -1.0)], 0.0);
            }
            if let Place::Free(place) = decisions.place(review.submission, review.group) {
                model.at_most([(review.column, 1.0), (place, -1.0)], 0.0);
            }
        }
    }
}

/// Returns the reviews of the `many` experts with the best scores, ties by position.
fn best(reviews: &[Review], many: usize) -> impl Iterator<Item = &Review> {
    let rank = |review: &Review| (Reverse(review.cell.score()), review.expert);
    let mut ranks: Vec<_> = reviews.iter().map(rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    let first_left_out = ranks.get(many).copied();
    let kept = move |review: &&Review| first_left_out.is_none_or(|out| rank(review) < out);
    reviews.iter().filter(kept)
}
