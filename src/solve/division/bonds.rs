//! What pins keep together: submissions, groups and experts that are to be in one part.

use crate::model::{PinKind, PinObject, PinSubject, Season};
use crate::solve::instance::Instance;
use std::collections::BTreeMap;

/// Sets of submissions, groups and experts, by their numbers in an instance.
pub struct Bonds {
    parent: Vec<usize>,
    /// Whether a number stands for a set of several.
    several: Vec<bool>,
    submissions: usize,
    groups: usize,
}

impl Bonds {
    /// The bonds of a season's pins.
    pub fn of(season: &Season, instance: &Instance) -> Self {
        let (submissions, groups) = (instance.submissions.len(), instance.groups.len());
        let all = submissions + groups + instance.experts.len();
        let mut bonds = Self {
            parent: (0..all).collect(),
            several: vec![false; all],
            submissions,
            groups,
        };
        let of_submission: BTreeMap<_, usize> = instance
            .submissions
            .iter()
            .map(|need| need.season)
            .zip(0..)
            .collect();
        let of_group: BTreeMap<&str, usize> = instance
            .groups
            .iter()
            .map(|group| group.id.as_str())
            .zip(submissions..)
            .collect();
        let of_expert: BTreeMap<_, usize> = instance
            .experts
            .iter()
            .map(|expert| expert.season)
            .zip(submissions + groups..)
            .collect();
        for pin in season.pins.iter().filter(|pin| !pin.forbidden) {
            if matches!(pin.kind, PinKind::Chair | PinKind::ViceChair) {
                continue;
            }
            let subject = match pin.subject {
                PinSubject::Expert(expert) => of_expert.get(&expert),
                PinSubject::Submission(submission) => of_submission.get(&submission),
            };
            let object = match &pin.object {
                PinObject::None => None,
                PinObject::Group(id) => of_group.get(id.as_str()),
                PinObject::Submission(submission) => of_submission.get(submission),
            };
            if let (Some(&subject), Some(&object)) = (subject, object) {
                bonds.join(subject, object);
            }
        }
        bonds
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smallest number stands for a set, so that submissions do where there are any.
        self.parent[one.max(other)] = one.min(other);
        self.several[one.min(other)] |= one != other;
    }

    fn root(&self, of: usize) -> usize {
        let mut at = of;
        while self.parent[at] != at {
            at = self.parent[at];
        }
        at
    }

    /// The first submission that each one is bound to: itself, if none before it is.
    pub fn label(&self) -> Vec<u32> {
        // Numbers of submissions fit 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let label = |submission| self.root(submission) as u32;
        (0..self.submissions).map(label).collect()
    }

    /// Whether pins bind a submission to anything.
    pub fn is_bound(&self, submission: usize) -> bool {
        self.bound(submission).is_some()
    }

    /// The set of a group, if pins bind anything to it.
    pub fn of_group(&self, group: usize) -> Option<usize> {
        self.bound(self.submissions + group)
    }

    /// The set of an expert, if pins bind the expert to anything.
    pub fn of_expert(&self, expert: usize) -> Option<usize> {
        self.bound(self.submissions + self.groups + expert)
    }

    fn bound(&self, number: usize) -> Option<usize> {
        let root = self.root(number);
        let alone = root == number && !self.several[number];
        (!alone).then_some(root)
    }

    /// The submission that stands for a set, if it has one.
    pub fn submission(&self, set: usize) -> Option<usize> {
        (set < self.submissions).then_some(set)
    }
}
