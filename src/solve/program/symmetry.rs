//! Groups that can be swapped without changing anything, and an order that breaks the symmetry.

use crate::solve::rule::{Decisions, Linear, Part, Place};

/// Interchangeable groups, and the order of the submissions that distinguishes them.
#[derive(Debug, Clone, Default)]
pub(super) struct Symmetry {
    /// Classes of two or more interchangeable groups, by index, ascending.
    pub classes: Vec<Vec<usize>>,
    /// All submissions, by index: the groups of a class are numbered by the first of their
    /// submissions in this order.
    pub order: Vec<usize>,
}

impl Symmetry {
    /// Finds the interchangeable groups of `part`: they have no pinned leader, and every expert and
    /// submission is allowed in all of them or in none.
    /// submission may be in all of them or in none.
    pub(super) fn find(part: &Part) -> Self {
        if part.placed.is_some() || part.seated.is_some() {
            return Self::default();
        }
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for group in 0..part.groups.len() {
            match classes
                .iter_mut()
                .find(|class| alike(part, class[0], group))
            {
                Some(class) => class.push(group),
                None => classes.push(vec![group]),
            }
        }
        classes.retain(|class| class.len() > 1);
        let order = if classes.is_empty() {
            Vec::new()
        } else {
            far_apart_first(part)
        };
        Self { classes, order }
    }

    /// Adds, for the j-th group of a class and the i-th submission in order,
    /// `place[i, j] <= sum over i' < i of place[i', j - 1]`.
    pub(super) fn rows(&self, decisions: &Decisions, model: &mut Linear) {
        for class in &self.classes {
            for pair in class.windows(2) {
                let mut before = Vec::new();
                for &submission in &self.order {
                    if let Place::Free(here) = decisions.place(submission, pair[1]) {
                        if before.is_empty() {
                            model.fix(here, 0.0);
                        } else {
                            let earlier = before.iter().copied();
                            model.at_most(earlier.chain([(here, 1.0)]), 0.0);
                        }
                    }
                    if let Place::Free(there) = decisions.place(submission, pair[0]) {
                        before.push((there, -1.0));
                    }
                }
            }
        }
    }

    /// Returns the index that each group gets so that the order holds, where `first` returns the
    /// rank of a group's first submission in the order (`None` if the group is empty).
    pub(super) fn relabelled(
        &self,
        groups: usize,
        first: impl Fn(usize) -> Option<usize>,
    ) -> Vec<usize> {
        let mut label: Vec<usize> = (0..groups).collect();
        for class in &self.classes {
            let mut sorted = class.clone();
            sorted.sort_by_key(|&group| (first(group).unwrap_or(usize::MAX), group));
            for (&group, &position) in sorted.iter().zip(class) {
                label[group] = position;
            }
        }
        label
    }
}

fn alike(part: &Part, a: usize, b: usize) -> bool {
    let (a, b) = (part.groups[a] as usize, part.groups[b] as usize);
    let groups = &part.instance.groups;
    groups[a].leader.is_none()
        && groups[b].leader.is_none()
        && (0..part.experts.len()).all(|expert| {
            let candidate = part.expert(expert);
            candidate.allowed.allows(a) == candidate.allowed.allows(b)
                && candidate.may_lead.allows(a) == candidate.may_lead.allows(b)
        })
        && (0..part.submissions.len()).all(|submission| {
            let allowed = &part.submission(submission).allowed;
            allowed.allows(a) == allowed.allows(b)
        })
}

/// Orders the submissions so that each is as different as possible from those before it (farthest
/// first). The first few then tend to be in different groups, so that fixing them is effective. Any
/// order is valid.
fn far_apart_first(part: &Part) -> Vec<usize> {
    let many = part.submissions.len();
    let likeness = |a: usize, b: usize| -> u64 {
        (0..part.experts.len())
            .map(|expert| {
                let (a, b) = (part.cell(a, expert), part.cell(b, expert));
                // Squares favour experts who are good for both.
                let least = u64::from(a.score().min(b.score()) >> 10);
                (least * least) >> 10
            })
            .sum()
    };
    let mut order = Vec::with_capacity(many);
    let mut left: Vec<(u64, usize)> = (0..many).map(|submission| (0, submission)).collect();
    let mut next = (0..many).max_by_key(|&s| (likeness(s, s), usize::MAX - s));
    while let Some(submission) = next {
        order.push(submission);
        left.retain(|&(_, other)| other != submission);
        for (closest, other) in &mut left {
            *closest = (*closest).max(likeness(submission, *other));
        }
        next = left.iter().min().map(|&(_, other)| other);
    }
    order
}
