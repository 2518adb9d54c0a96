//! What changed for submissions: group, reviewers, recusals, shortfalls.

use super::document::{GroupPair, ReviewChange, SubmissionChange, SubmissionKind};
use crate::model::plan::{Plan, Review, Shortfall, ShortfallKind};
use std::collections::{BTreeMap, BTreeSet};

/// Submissions that were added, removed or moved to another group, by id.
pub(super) fn submissions(
    before: &Plan,
    after: &Plan,
    groups: &[GroupPair],
) -> Vec<SubmissionChange> {
    let matched = groups
        .iter()
        .filter_map(|pair| pair.before.as_deref().zip(pair.after.as_deref()));
    let renamed: BTreeMap<&str, &str> = matched.collect();
    let (old, new) = (holders(before), holders(after));
    let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let change = |id: &str| {
        let (from, to) = (old.get(id).copied(), new.get(id).copied());
        let kind = match (from, to) {
            (None, _) => SubmissionKind::New,
            (_, None) => SubmissionKind::Gone,
            (Some(from), Some(to)) if renamed.get(from) == Some(&to) => return None,
            _ => SubmissionKind::Moved,
        };
        Some(SubmissionChange {
            submission: id.to_owned(),
            kind,
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        })
    };
    ids.into_iter().filter_map(change).collect()
}

fn holders(plan: &Plan) -> BTreeMap<&str, &str> {
    let pairs = plan.groups.iter().flat_map(|group| {
        let submissions = group.submissions.iter();
        submissions.map(|id| (id.as_str(), group.id.as_str()))
    });
    pairs.collect()
}

/// Submissions whose reviewers or recusals changed, by id.
pub(super) fn reviews(before: &Plan, after: &Plan) -> Vec<ReviewChange> {
    let by_id = |plan: &'_ Plan| -> BTreeMap<String, Review> {
        let reviews = plan.reviews.iter();
        reviews
            .map(|review| (review.submission.clone(), review.clone()))
            .collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let nothing = Review::default();
    let change = |id: &String| {
        let old = old.get(id).unwrap_or(&nothing);
        let new = new.get(id).unwrap_or(&nothing);
        let change = ReviewChange {
            submission: id.clone(),
            added: only_in(&new.reviewers, &old.reviewers),
            removed: only_in(&old.reviewers, &new.reviewers),
            recusals_added: only_in(&new.recused, &old.recused),
            recusals_removed: only_in(&old.recused, &new.recused),
        };
        let unchanged = ReviewChange {
            submission: id.clone(),
            ..ReviewChange::default()
        };
        (change != unchanged).then_some(change)
    };
    ids.into_iter().filter_map(change).collect()
}

fn only_in(these: &[String], those: &[String]) -> Vec<String> {
    let those: BTreeSet<&String> = those.iter().collect();
    let only: BTreeSet<&String> = these.iter().filter(|id| !those.contains(id)).collect();
    only.into_iter().cloned().collect()
}

/// The shortfalls of `these` that `those` does not have, or has less often; reasons are not
/// compared.
pub fn shortfalls(these: &Plan, those: &Plan) -> Vec<Shortfall> {
    fn key(shortfall: &Shortfall) -> (&str, ShortfallKind, &str) {
        (&shortfall.submission, shortfall.kind, &shortfall.code)
    }
    let mut there: BTreeMap<_, usize> = BTreeMap::new();
    for shortfall in &those.shortfalls {
        *there.entry(key(shortfall)).or_default() += 1;
    }
    let only = these.shortfalls.iter().filter(|shortfall| {
        let left = there.get_mut(&key(shortfall)).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_none()
    });
    only.cloned().collect()
}
