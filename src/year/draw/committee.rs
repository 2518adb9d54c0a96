//! The committee as places and their holders.

use crate::solve::instance::{Assignment, Instance};

/// The places of the committee: the seats of the groups in order, then the chair and the vice
/// chair. Places belong to a fixed group and experts exchange places, so a committee is an
/// assignment of experts to places; the order of seats within a group is irrelevant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Committee {
    /// Expert at each place.
    pub holders: Vec<u32>,
    /// Group of each place that belongs to a group.
    pub groups: Vec<u32>,
    /// Place in a group of each expert, if any.
    pub seat: Vec<Option<usize>>,
}

impl Committee {
    /// Converts an assignment with known heads.
    pub fn new(instance: &Instance, assignment: &Assignment, heads: [u32; 2]) -> Self {
        let members = assignment.members(instance.groups.len());
        let (mut holders, mut groups) = (Vec::new(), Vec::new());
        for (group, members) in (0_u32..).zip(members) {
            groups.extend(members.iter().map(|_| group));
            holders.extend(members);
        }
        let mut seat = vec![None; instance.experts.len()];
        for (place, &holder) in holders.iter().enumerate() {
            seat[holder as usize] = Some(place);
        }
        holders.extend(heads);
        Self {
            holders,
            groups,
            seat,
        }
    }

    /// Chair and vice chair.
    pub fn heads(&self) -> [u32; 2] {
        let seats = self.groups.len();
        [self.holders[seats], self.holders[seats + 1]]
    }

    /// The members of a group, sorted.
    pub fn members(&self, group: u32) -> Vec<u32> {
        let places = self.groups.iter().zip(&self.holders);
        let mut members: Vec<u32> = places
            .filter(|(own, _)| **own == group)
            .map(|(_, &holder)| holder)
            .collect();
        members.sort_unstable();
        members
    }

    /// The expert's place as chair or vice chair, if any.
    pub fn head(&self, expert: u32) -> Option<usize> {
        let at = self.heads().iter().position(|&head| head == expert);
        at.map(|at| at + self.groups.len())
    }

    /// Whether an expert has a place.
    pub fn holds(&self, expert: u32) -> bool {
        self.seat[expert as usize].is_some() || self.head(expert).is_some()
    }

    /// The expert's own place among those that `place` may be exchanged with: any place, or if
    /// heads of the committee may also sit in groups, only places of the same kind.
    pub fn place_beside(&self, instance: &Instance, place: usize, expert: u32) -> Option<usize> {
        let (seat, head) = (self.seat[expert as usize], self.head(expert));
        match (instance.chairs_in_groups, place >= self.groups.len()) {
            (false, _) => seat.or(head),
            (true, false) => seat,
            (true, true) => head,
        }
    }

    /// Gives `place` to `expert`, whose own place, `other`, goes to the previous holder. Calling it
    /// twice undoes the exchange. Returns the previous holder.
    pub fn exchange(&mut self, place: usize, expert: u32, other: Option<usize>) -> u32 {
        let before = self.holders[place];
        self.put(before, place, None);
        if let Some(other) = other {
            self.put(expert, other, None);
            self.put(before, other, Some(other));
        }
        self.put(expert, place, Some(place));
        before
    }

    /// Records that an expert takes or leaves a place.
    fn put(&mut self, expert: u32, place: usize, now: Option<usize>) {
        if now.is_some() {
            self.holders[place] = expert;
        }
        if place < self.groups.len() {
            self.seat[expert as usize] = now;
        }
    }

    /// The committee in solver form, with its people only.
    pub fn assignment(&self, like: &Assignment) -> Assignment {
        let [chair, vice_chair] = self.heads();
        let mut now = like.clone();
        now.chair = Some(chair);
        now.vice_chair = Some(vice_chair);
        now.seat = self
            .seat
            .iter()
            .map(|place| place.map(|place| self.groups[place]))
            .collect();
        now
    }
}
