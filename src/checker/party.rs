//! Who and what relations speak of, which of them still count, and corporate families.

use crate::model::words::person_key;
use crate::model::{
    ExpertIndex, OrganizationKey, Party, Relation, RelationKind, Season, SubmissionIndex,
};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody or something that relations speak of. Whether a name is a person's or an
/// organization's follows from the relation it stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Expert(ExpertIndex),
    Submission(SubmissionIndex),
    Organization(OrganizationKey),
    Person(String),
}

pub(super) fn subject(season: &Season, relation: &Relation) -> Node {
    let is_organization = matches!(
        relation.kind,
        RelationKind::ParentOf | RelationKind::CompetitorOf | RelationKind::Supplies
    );
    node(season, &relation.subject, !is_organization)
}

pub(super) fn object(season: &Season, relation: &Relation) -> Node {
    let is_person = matches!(
        relation.kind,
        RelationKind::KinOf | RelationKind::MentorOf | RelationKind::CoauthorOf
    );
    node(season, &relation.object, is_person)
}

fn node(season: &Season, party: &Party, is_person: bool) -> Node {
    match party {
        Party::Expert(index) => Node::Expert(*index),
        Party::Submission(index) => Node::Submission(*index),
        Party::Named(name) if is_person => match season.organizations.nobody(name) {
            Some(_) => Node::Person(String::new()),
            None => Node::Person(person_key(name)),
        },
        Party::Named(name) => Node::Organization(season.organizations.key(name)),
    }
}

pub(super) fn still_holds(season: &Season, relation: &Relation) -> bool {
    let year = season.rules.conflicts.year;
    relation.until.is_none_or(|until| until >= year)
}

/// Whether a relation still matters: an ended one does for the years of the look-back, a waiver
/// only while it holds and says why.
pub(super) fn counts(season: &Season, relation: &Relation) -> bool {
    if relation.kind == RelationKind::Waived {
        return still_holds(season, relation) && !relation.note.trim().is_empty();
    }
    counts_until(season, relation.until)
}

/// Whether what ended in `until` is within the look-back; what has no end is.
pub(super) fn counts_until(season: &Season, until: Option<i32>) -> bool {
    let rules = &season.rules.conflicts;
    let since = |until: i32| i64::from(rules.year) - i64::from(until);
    until.is_none_or(|until| since(until) <= i64::from(rules.lookback_years))
}

/// Numbers the connected components of the links: every organization reached from another, by
/// links of either direction, is of its family. A single submission may be tied to families but
/// joins none of them to another.
pub(super) fn families(links: &[(Node, Node)]) -> BTreeMap<Node, BTreeSet<usize>> {
    let mut next: BTreeMap<&Node, Vec<&Node>> = BTreeMap::new();
    for (parent, child) in links {
        next.entry(parent).or_default().push(child);
        next.entry(child).or_default().push(parent);
    }
    let is_single = |node: &Node| matches!(node, Node::Submission(_));
    let mut families: BTreeMap<Node, BTreeSet<usize>> = BTreeMap::new();
    let organizations = next.keys().copied().filter(|node| !is_single(node));
    for (number, start) in organizations.enumerate() {
        if families.contains_key(start) {
            continue;
        }
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            let is_new = families.entry(node.clone()).or_default().insert(number);
            if is_new && !is_single(node) {
                open.extend(&next[node]);
            }
        }
    }
    families
}
