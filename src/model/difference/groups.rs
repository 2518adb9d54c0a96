//! Matching the groups of two plans.

use super::document::{GroupPair, MatchedBy};
use crate::model::plan::{Group, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// Matches groups by id, then the rest by the number of shared members and submissions, most first
/// (ties by their order in the plans). Groups that share nothing are never matched.
pub(super) fn pairs(before: &Plan, after: &Plan) -> Vec<GroupPair> {
    let old: BTreeMap<&str, &Group> = by_id(before);
    let new: BTreeMap<&str, &Group> = by_id(after);
    let mut counterpart: BTreeMap<&str, (&str, MatchedBy)> = BTreeMap::new();
    for id in new.keys().filter(|id| old.contains_key(*id)) {
        counterpart.insert(id, (id, MatchedBy::Id));
    }
    let left_old = || {
        before
            .groups
            .iter()
            .filter(|group| !new.contains_key(group.id.as_str()))
    };
    let left_new = || {
        after
            .groups
            .iter()
            .filter(|group| !old.contains_key(group.id.as_str()))
    };
    let mut overlaps: Vec<(usize, &str, &str)> = left_new()
        .flat_map(|new| left_old().map(move |old| (overlap(old, new), old, new)))
        .filter(|(shared, ..)| *shared > 0)
        .map(|(shared, old, new)| (shared, old.id.as_str(), new.id.as_str()))
        .collect();
    overlaps.sort_by_key(|(shared, ..)| std::cmp::Reverse(*shared));
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for (_, old, new) in overlaps {
        if !counterpart.contains_key(new) && taken.insert(old) {
            counterpart.insert(new, (old, MatchedBy::Overlap));
        }
    }
    let mut pairs: Vec<GroupPair> = Vec::new();
    for group in &after.groups {
        let found = counterpart.get(group.id.as_str()).copied();
        let other = found.and_then(|(id, _)| old.get(id).copied());
        let matched_by = found.map_or(MatchedBy::Nothing, |(_, by)| by);
        pairs.push(pair(other, Some(group), matched_by));
    }
    let matched: BTreeSet<&str> = counterpart.values().map(|(old, _)| *old).collect();
    let gone = left_old().filter(|group| !matched.contains(group.id.as_str()));
    pairs.extend(gone.map(|group| pair(Some(group), None, MatchedBy::Nothing)));
    pairs
}

fn by_id(plan: &Plan) -> BTreeMap<&str, &Group> {
    plan.groups
        .iter()
        .map(|group| (group.id.as_str(), group))
        .collect()
}

fn pair(before: Option<&Group>, after: Option<&Group>, matched_by: MatchedBy) -> GroupPair {
    let shared = |of: fn(&Group) -> &[String]| match (before, after) {
        (Some(before), Some(after)) => in_both(of(before), of(after)),
        _ => 0,
    };
    GroupPair {
        before: before.map(|group| group.id.clone()),
        after: after.map(|group| group.id.clone()),
        matched_by,
        shared_members: shared(|group| &group.members),
        shared_submissions: shared(|group| &group.submissions),
    }
}

fn overlap(a: &Group, b: &Group) -> usize {
    in_both(&a.members, &b.members) + in_both(&a.submissions, &b.submissions)
}

fn in_both(a: &[String], b: &[String]) -> usize {
    let b: BTreeSet<&String> = b.iter().collect();
    a.iter().filter(|id| b.contains(id)).count()
}
