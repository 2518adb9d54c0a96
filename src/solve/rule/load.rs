//! R07: load of each expert.

use super::{Condition, Decisions, Home, Linear, Part, Proposal, Relaxation, supply};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    anyway,
    relaxation: Some(Relaxation { ease: 12, lift }),
    ..Home::new(Rule::Load, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "每位专家的评审项数不超过其评审上限。",
        "no expert reviews more submissions than the expert's own limit."
    )
}

/// Adds `reviews of the expert in the group <= limit x seat`, where the limit can be reached at
/// all or where not every review is linked to the seat by itself. Reviews are only written in the
/// group where the expert sits, so the groups' rows together hold the expert's limit.
#[allow(clippy::cast_precision_loss)] // loads are far below 2^52
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for expert in 0..part.experts.len() {
        let limit = part.most_reviews(expert);
        for group in 0..decisions.groups() {
            let Some(seat) = decisions.seat(expert, group) else {
                continue;
            };
            let reviews = decisions.reviews_by(expert, group);
            let terms: Vec<_> = reviews.map(|review| (review.column, 1.0)).collect();
            let all_linked = decisions.linked == usize::MAX;
            if terms.len() > limit || !all_linked {
                let limit = limit.min(terms.len());
                model.at_most(terms.into_iter().chain([(seat, -(limit as f64))]), 0.0);
            }
        }
    }
}

/// Counts experts who review more than their limit.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let experts = &proposal.instance.experts;
    let mut loads = vec![0_u32; experts.len()];
    for &reviewer in proposal.assignment.reviewers.iter().flatten() {
        loads[reviewer as usize] += 1;
    }
    let over = loads
        .iter()
        .zip(experts)
        .filter(|(load, e)| **load > e.load_cap);
    over.count()
}

/// The limits of as many experts as there are seats, the highest first, against all reviews.
fn needs(instance: &Instance) -> Vec<Condition> {
    let needed = instance.reviews();
    let seated = instance.experts.iter().filter(|e| !e.allowed.is_empty());
    let mut caps: Vec<usize> = seated.map(|e| e.load_cap as usize).collect();
    caps.sort_unstable_by(|a, b| b.cmp(a));
    let seats = instance
        .groups
        .len()
        .saturating_mul(instance.shape.max_members());
    let there = caps.into_iter().take(seats).fold(0, usize::saturating_add);
    vec![Condition {
        rule: Rule::Load,
        what: Some(bilingual!(
            "席位坐满时的评审量上限之和（所需评审）",
            "load limits with all seats filled (reviews to be done)"
        )),
        have: there,
        need: needed,
        lacking: bilingual!(
            "共需 {needed} 次评审，而席位上专家的评审上限合计最多 {there} 次。",
            "reviews needed: {needed}; the load limits of the experts on the seats add up to {there} at most."
        ),
    }]
}

/// Submissions whose reviews fall to too few experts.
fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    supply::shortage(instance, season).into_iter().collect()
}

/// Lets everybody review everything.
fn lift(season: &mut Season) {
    let all = season.submissions.len();
    season.rules.reviews.max_per_expert = u32::try_from(all).unwrap_or(u32::MAX);
    for expert in &mut season.experts {
        expert.max_reviews = None;
    }
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, SubmissionIndex};
    use crate::solve::rule::tests::{anyway, breaches, committee, compiled, lifted, needs, toy};

    #[test]
    fn nobody_reviews_more_than_the_limit() {
        let season = toy(|season| season.experts[2].max_reviews = Some(2));
        let made = committee(); // E003 reviews three
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
    }

    #[test]
    fn six_seats_of_limit_three_are_enough_for_twelve_reviews() {
        assert_eq!(needs(&HOME, &toy(|_| ())), [(18, 12)]);
        let tight = toy(|season| season.rules.reviews.max_per_expert = 1);
        assert_eq!(needs(&HOME, &tight), [(6, 12)]);
    }

    #[test]
    fn reviews_that_fall_to_too_few_are_proven() {
        assert_eq!(anyway(&HOME, &toy(|_| ())), []);
        // Of S004 to S006 only E004 and E006 may review anything, two each; each needs both, and so
        // three reviews fall to one of them.
        let season = toy(|season| {
            season.rules.reviews.max_per_expert = 2;
            let others = [0, 1, 2, 4, 6, 7].into_iter();
            let pairs =
                others.flat_map(|expert| (3..6).map(move |submission| (expert, submission)));
            season.pins.extend(pairs.map(|(expert, submission)| Pin {
                kind: PinKind::Reviewer,
                forbidden: true,
                subject: PinSubject::Expert(ExpertIndex(expert)),
                object: PinObject::Submission(SubmissionIndex::new(submission)),
                place: Place::default(),
            }));
        });
        assert_eq!(anyway(&HOME, &season), [(2, 3)]);
        assert_eq!(needs(&HOME, &season), [(12, 12)]);
        // Where all limits together are too low, that alone is told.
        let tight = toy(|season| season.rules.reviews.max_per_expert = 1);
        assert_eq!(anyway(&HOME, &tight), []);
    }
}
