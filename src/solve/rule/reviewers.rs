//! R06: reviewers of each submission.

use super::{Condition, Decisions, Home, Linear, Part, Place, Proposal, Review, supply};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;
use std::cmp::Reverse;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    anyway,
    ..Home::new(Rule::Reviewers, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每项申报恰好由规定人数的评审专家评审，且均为该申报所在专业组的组员，互不重复。",
        "every submission has exactly the required number of reviewers, all different and all members of its group."
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
    for submission in 0..part.submissions.len() {
        let each = part.submission(submission).reviewers as f64;
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

/// Counts reviewers missing or too many, reviewers from outside the group, and those named twice.
fn breaches(proposal: &Proposal<'_>) -> usize {
    proposal.at_submissions(|submission, group| {
        let reviewers = proposal.reviewers(submission);
        let members = proposal.members(group);
        let strange = reviewers.iter().filter(|one| !members.contains(one));
        let wanted = proposal.instance.reviewers_of(submission as usize);
        let twice = reviewers.windows(2).filter(|pair| pair[0] >= pair[1]);
        wanted.abs_diff(reviewers.len()) + strange.count() + twice.count()
    })
}

/// The largest group, against the reviewers of one submission.
fn needs(instance: &Instance) -> Vec<Condition> {
    let most = instance.shape.max_members();
    let k = match instance.submissions.len() {
        0 => 0,
        _ => instance.reviewers_each,
    };
    vec![Condition {
        rule: Rule::Reviewers,
        what: Some(bilingual!(
            "一组最多人数（每项申报的评审专家）",
            "most members of a group (reviewers of a submission)"
        )),
        have: most,
        need: k,
        lacking: bilingual!(
            "每项申报需要 {k} 位评审专家，而每组最多 {most} 人。",
            "every submission needs {k} reviewers, and a group has at most {most} members."
        ),
    }]
}

/// The experts free of conflicts with the submission that has fewest. O(pairs) where all pairs are
/// kept, else O(submissions).
fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    let free = |submission: usize| {
        let lost = instance.cells.in_conflict(submission);
        instance.experts.len() - lost
    };
    let all: Vec<usize> = (0..instance.submissions.len()).map(free).collect();
    let of = |submission: usize| instance.reviewers_of(submission);
    // The scarcest is the one with the fewest beyond those it needs.
    let spare =
        |(at, free): &(usize, &usize)| free.saturating_add(instance.reviewers_each) - of(*at);
    let Some((scarcest, &have)) = all.iter().enumerate().min_by_key(spare) else {
        return Vec::new();
    };
    let id = supply::submission(instance, season, scarcest);
    let k = of(scarcest);
    let short = || all.iter().enumerate().filter(|(at, free)| **free < of(*at));
    let missing: usize = short().map(|(at, free)| of(at) - free).sum();
    let ids = short().map(|(submission, _)| supply::submission(instance, season, submission));
    let Bilingual { zh, en } = supply::named(&ids.collect::<Vec<_>>());
    vec![Condition {
        rule: Rule::Reviewers,
        what: Some(bilingual!(
            "{id} 无冲突的专家（每项申报的评审专家；{id} 最少）",
            "experts without a conflict with {id} (reviewers of a submission; {id} has fewest)"
        )),
        have,
        need: k,
        lacking: bilingual!(
            "{zh}：无需回避的专家不足 {k} 位，还差 {missing} 人次。",
            "{en}: fewer than {k} experts without a conflict; reviews still missing: {missing}."
        ),
    }]
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{anyway, breaches, committee, compiled, needs, toy};

    #[test]
    fn reviewers_are_as_many_as_asked_for_and_of_the_group() {
        let instance = compiled(&toy(|_| ()));
        let mut made = committee();
        made.reviewers[0].pop();
        assert_eq!(breaches(&HOME, &instance, &made), 1, "one is missing");
        made.reviewers[0] = vec![2, 5];
        assert_eq!(
            breaches(&HOME, &instance, &made),
            1,
            "one is of the other group"
        );
        made.reviewers[0] = vec![2, 2];
        assert_eq!(breaches(&HOME, &instance, &made), 1, "one is named twice");
    }

    #[test]
    fn a_submission_may_have_a_number_of_its_own() {
        let season = toy(|season| season.submissions[0].reviewers = Some(3));
        let instance = compiled(&season);
        assert_eq!((instance.reviews(), instance.reviewers_each), (13, 3));
        let mut made = committee();
        assert_eq!(
            breaches(&HOME, &instance, &made),
            1,
            "S001 has two of three"
        );
        made.reviewers[0] = vec![2, 4, 7];
        assert_eq!(breaches(&HOME, &instance, &made), 0);
        // Eight experts, of whom one is in conflict with S001 and one with S003.
        assert_eq!(anyway(&HOME, &season), [(7, 3)]);
    }

    #[test]
    fn a_group_of_three_has_reviewers_for_a_submission() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(3, 2)]);
        let many = toy(|season| season.rules.reviews.per_submission = 4);
        assert_eq!(needs(&HOME, &many), [(3, 4)]);
    }

    #[test]
    fn the_scarcest_submission_is_counted_and_every_short_one_is_named() {
        // E004 is barred from S001, of the eight.
        assert_eq!(anyway(&HOME, &toy(|_| ())), [(7, 2)]);
        let season = toy(|season| season.rules.reviews.per_submission = 8);
        let found = (HOME.anyway)(&compiled(&season), &season);
        let said = &found[0].lacking.en;
        assert!(said.contains("S001, S003"), "{said}");
        assert!(said.contains("reviews still missing: 2"), "{said}");
    }
}
