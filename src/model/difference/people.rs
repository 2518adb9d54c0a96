//! Seats, and what changed for each person.

use super::document::{GroupPair, Office, PersonChange, PersonKind, Seat, Told};
use crate::model::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// The seats of all people in a plan, by expert id.
fn seats(plan: &Plan) -> BTreeMap<&str, Seat> {
    let mut seats: BTreeMap<&str, Seat> = BTreeMap::new();
    for group in &plan.groups {
        for member in &group.members {
            seats.entry(member).or_insert_with(|| Seat {
                office: None,
                group: Some(group.id.clone()),
                group_name: group.name.clone(),
                leader: group.leader.clone(),
                leads: group.leader == *member,
            });
        }
    }
    let heads = [
        (&plan.committee.chair, Office::Chair),
        (&plan.committee.vice_chair, Office::ViceChair),
    ];
    for (expert, office) in heads.into_iter().filter(|(expert, _)| !expert.is_empty()) {
        let none = || Seat {
            office: None,
            group: None,
            group_name: String::new(),
            leader: String::new(),
            leads: false,
        };
        seats
            .entry(expert)
            .or_insert_with(none)
            .office
            .get_or_insert(office);
    }
    seats
}

/// The submissions that each expert reviews, by expert id.
fn reviews(plan: &Plan) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut reviews: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for review in &plan.reviews {
        for reviewer in &review.reviewers {
            reviews
                .entry(reviewer)
                .or_default()
                .insert(&review.submission);
        }
    }
    reviews
}

/// Changes by person, in order of expert ids; people without a change are left out.
pub(super) fn changes(before: &Plan, after: &Plan, groups: &[GroupPair]) -> Vec<PersonChange> {
    let matched = groups
        .iter()
        .filter_map(|pair| pair.before.as_deref().zip(pair.after.as_deref()));
    let renamed: BTreeMap<&str, &str> = matched.collect();
    let (old_seats, new_seats) = (seats(before), seats(after));
    let (old_reviews, new_reviews) = (reviews(before), reviews(after));
    let none = BTreeSet::new();
    let seated = old_seats.keys().chain(new_seats.keys());
    let reviewing = old_reviews.keys().chain(new_reviews.keys());
    let everybody: BTreeSet<&str> = seated.chain(reviewing).copied().collect();
    let change = |expert: &str| {
        let (before, after) = (old_seats.get(expert), new_seats.get(expert));
        let old = old_reviews.get(expert).unwrap_or(&none);
        let new = new_reviews.get(expert).unwrap_or(&none);
        let kind = kind(before, after, old != new, &renamed)?;
        Some(PersonChange {
            expert: expert.to_owned(),
            kind,
            before: before.cloned(),
            after: after.cloned(),
            reviews_added: new.difference(old).map(ToString::to_string).collect(),
            reviews_removed: old.difference(new).map(ToString::to_string).collect(),
            reviews: new.iter().map(ToString::to_string).collect(),
        })
    };
    everybody.into_iter().filter_map(change).collect()
}

fn kind(
    before: Option<&Seat>,
    after: Option<&Seat>,
    reviews_differ: bool,
    renamed: &BTreeMap<&str, &str>,
) -> Option<PersonKind> {
    let (before, after) = match (before, after) {
        (None, Some(_)) => return Some(PersonKind::New),
        (Some(_), None) => return Some(PersonKind::Gone),
        (None, None) => return reviews_differ.then_some(PersonKind::Reviews),
        (Some(before), Some(after)) => (before, after),
    };
    let old = before.group.as_deref();
    let expected = old.map(|id| renamed.get(id).copied());
    let moved = expected.flatten() != after.group.as_deref();
    if moved && old.is_some() && after.group.is_some() {
        Some(PersonKind::Moved)
    } else if moved || before.office != after.office || before.leads != after.leads {
        Some(PersonKind::Role)
    } else if reviews_differ {
        Some(PersonKind::Reviews)
    } else if before.leader != after.leader {
        Some(PersonKind::Leader)
    } else {
        None
    }
}

/// Counts the people to notify.
pub(super) fn told(people: &[PersonChange]) -> Told {
    let count = |kind| people.iter().filter(|person| person.kind == kind).count();
    let new = count(PersonKind::New);
    let gone = count(PersonKind::Gone);
    let moved = count(PersonKind::Moved);
    let role = count(PersonKind::Role);
    Told {
        seats: new + gone + moved + role,
        new,
        gone,
        moved,
        role,
        reviews_only: count(PersonKind::Reviews),
        leader_only: count(PersonKind::Leader),
    }
}
