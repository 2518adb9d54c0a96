//! The seats during a rerun, and which places are still deficient.

use super::before::number;
use super::task::Task;
use crate::solve::instance::{Assignment, Instance, NOWHERE, Seating};
use crate::solve::rule::chairs;
use crate::solve::search::seat_rules;

/// A change of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The expert gets a seat in the group, or loses the seat.
    Seat(u32, Option<u32>),
    /// The expert, already a member of the group, becomes its leader.
    Lead(u32, u32),
    /// The expert takes the chair (0) or the vice chair (1).
    Office(u32, usize),
}

/// An expert's role: group, whether leading it, office.
pub type Role = (Option<u32>, bool, Option<usize>);

/// An expert with the present role, and whether the expert's seat or office was changed.
pub type Trace = (u32, Role, [bool; 2]);

/// Seats, leaders and chairs between the prior plan and a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats {
    /// Group of each expert.
    pub seat: Vec<Option<u32>>,
    /// Members of each group, sorted.
    pub members: Vec<Vec<u32>>,
    /// Leader of each group.
    pub leaders: Vec<Option<u32>>,
    /// Chair and vice chair.
    pub chairs: [Option<u32>; 2],
    /// Experts who were changed; none is changed twice, except in seat and in office if the chairs
    /// may sit in groups.
    pub edited: Vec<u32>,
    /// Those of them whose office was changed.
    called: Vec<u32>,
    /// Experts whose role may differ from the prior one.
    touched: Vec<u32>,
}

impl Seats {
    /// The remains of the prior committee.
    pub fn retained(instance: &Instance, before: &super::before::Before) -> Self {
        let mut seats = Self {
            members: vec![Vec::new(); instance.groups.len()],
            seat: before.seat.clone(),
            leaders: before.leaders.clone(),
            chairs: before.chairs,
            edited: Vec::new(),
            called: Vec::new(),
            touched: Vec::new(),
        };
        for (expert, seat) in (0_u32..).zip(&before.seat) {
            if let Some(group) = seat {
                seats.members[*group as usize].push(expert);
            }
        }
        for group in 0..instance.groups.len() {
            seats.lead(instance, group);
        }
        seats
    }

    /// The seats of a whole committee.
    pub fn of(instance: &Instance, assignment: &Assignment) -> Self {
        Self {
            seat: assignment.seat.clone(),
            members: assignment.members(instance.groups.len()),
            leaders: assignment.leaders.clone(),
            chairs: [assignment.chair, assignment.vice_chair],
            edited: Vec::new(),
            called: Vec::new(),
            touched: (0..).take(instance.experts.len()).collect(),
        }
    }

    /// Experts with neither seat nor office who may be called, in the order of the table.
    pub fn idle<'a>(&'a self, task: &'a Task<'_>) -> impl Iterator<Item = u32> + 'a {
        (0_u32..).zip(&self.seat).filter_map(|(expert, seat)| {
            let called = seat.is_some() || self.chairs.contains(&Some(expert));
            (!called && !task.frozen.experts[expert as usize]).then_some(expert)
        })
    }

    /// The present role of an expert.
    pub fn role(&self, expert: u32) -> Role {
        let seat = self.seat[expert as usize];
        let leads = seat.is_some_and(|group| self.leaders[group as usize] == Some(expert));
        let office = self.chairs.iter().position(|&chair| chair == Some(expert));
        (seat, leads, office)
    }

    /// The number of people of the pool who lose, gain or change a seat, a role or an office
    /// relative to the prior plan; those whose group no longer exists always count.
    pub fn people(&self, task: &Task<'_>) -> usize {
        let mut touched = self.touched.clone();
        touched.sort_unstable();
        touched.dedup();
        let before = &task.before;
        let told = before.displaced.len();
        let others = touched
            .iter()
            .filter(|one| before.displaced(**one).is_none());
        let changed = others.filter(|&&expert| {
            let seat = before.seat[expert as usize];
            let leads = seat.is_some_and(|group| before.leaders[group as usize] == Some(expert));
            let office = before
                .chairs
                .iter()
                .position(|&chair| chair == Some(expert));
            self.role(expert) != (seat, leads, office)
        });
        told + changed.count()
    }

    /// A key that distinguishes this state from others of the same run.
    pub fn fingerprint(&self) -> Vec<Trace> {
        let mut touched = self.touched.clone();
        touched.sort_unstable();
        touched.dedup();
        let changes = |expert: u32| [false, true].map(|office| self.is_changed(expert, office));
        let trace = |expert: u32| (expert, self.role(expert), changes(expert));
        touched.into_iter().map(trace).collect()
    }

    /// The seats after `change`.
    pub fn after(&self, instance: &Instance, change: Change) -> Self {
        let mut next = self.clone();
        match change {
            Change::Seat(expert, to) => {
                next.edit(expert);
                next.leave_seat(instance, expert);
                if to.is_some() && !instance.chairs_in_groups {
                    next.leave_office(expert);
                }
                if let Some(group) = to {
                    next.join(instance, expert, group);
                }
            }
            Change::Lead(expert, group) => {
                next.edit(expert);
                if let Some(old) = next.leaders[group as usize] {
                    next.touched.push(old);
                }
                next.leaders[group as usize] = Some(expert);
            }
            Change::Office(expert, which) => {
                next.edit(expert);
                next.called.push(expert);
                next.leave_office(expert);
                if !instance.chairs_in_groups {
                    next.leave_seat(instance, expert);
                }
                next.touched.extend(next.chairs[which]);
                next.chairs[which] = Some(expert);
            }
        }
        next
    }

    /// Whether the expert's office, or seat, was changed.
    fn is_changed(&self, expert: u32, office: bool) -> bool {
        let of = |list: &[u32]| list.iter().filter(|&&one| one == expert).count();
        let (all, called) = (of(&self.edited), of(&self.called));
        if office { called > 0 } else { all > called }
    }

    fn edit(&mut self, expert: u32) {
        self.edited.push(expert);
        self.touched.push(expert);
    }

    fn leave_seat(&mut self, instance: &Instance, expert: u32) {
        if let Some(group) = self.seat[expert as usize].take() {
            self.members[group as usize].retain(|&member| member != expert);
            self.lead(instance, group as usize);
        }
    }

    fn leave_office(&mut self, expert: u32) {
        for chair in &mut self.chairs {
            if *chair == Some(expert) {
                *chair = None;
            }
        }
    }

    fn join(&mut self, instance: &Instance, expert: u32, group: u32) {
        self.seat[expert as usize] = Some(group);
        let members = &mut self.members[group as usize];
        if let Err(at) = members.binary_search(&expert) {
            members.insert(at, expert);
        }
        self.lead(instance, group as usize);
    }

    /// Determines the leader of a group without notifying anybody who would not otherwise be: the
    /// pinned one, else the previous leader, else the most recent member who may lead.
    fn lead(&mut self, instance: &Instance, group: usize) {
        let members = &self.members[group];
        let may = |expert: u32| may_lead(instance, group, expert);
        let so_far = self.leaders[group].filter(|leader| members.contains(leader) && may(*leader));
        let demanded = demanded_leader(instance, group, members);
        let newest = || {
            let mut edited = self.edited.iter().rev().copied();
            edited.find(|expert| members.contains(expert) && may(*expert))
        };
        let leader = match demanded {
            Some(demanded) => Some(demanded).filter(|leader| may(*leader)),
            None => so_far.or_else(newest),
        };
        self.touched.extend(self.leaders[group]);
        self.touched.extend(leader);
        self.leaders[group] = leader;
    }

    /// Whether a group or an office (numbered after the groups) is deficient.
    pub fn is_deficient(&self, instance: &Instance, unit: usize) -> bool {
        let groups = instance.groups.len();
        if unit >= groups {
            return !self.office_holds(instance, unit - groups);
        }
        let members = &self.members[unit];
        !instance.shape.members.contains(&members.len())
            || self.leaders[unit].is_none()
            || seat_rules::broken(instance, unit, members) > 0
    }

    fn office_holds(&self, instance: &Instance, which: usize) -> bool {
        let pair = self.chairs.map(|chair| chair.unwrap_or(NOWHERE));
        self.office_fits(instance, which, pair)
    }

    /// Whether an office is held by somebody who may hold it together with those in `pair`.
    fn office_fits(&self, instance: &Instance, which: usize, pair: [u32; 2]) -> bool {
        self.chairs[which].is_some_and(|chair| {
            let sits = self.seat[chair as usize].is_some() && !instance.chairs_in_groups;
            chairs::may_take(instance, pair, which, chair) && !sits
        })
    }

    /// The deficient groups and offices.
    pub fn deficient(&self, instance: &Instance) -> Vec<usize> {
        let units = 0..instance.groups.len() + 2;
        units
            .filter(|&unit| self.is_deficient(instance, unit))
            .collect()
    }

    /// The same after one change from `before`, whose deficient places are known: only these and
    /// the places affected by the change are examined.
    pub fn deficient_after(
        &self,
        instance: &Instance,
        before: &Self,
        lacking: &[usize],
    ) -> Vec<usize> {
        let groups = instance.groups.len();
        let touched = |unit: usize| {
            if unit >= groups {
                return self.chairs != before.chairs;
            }
            self.members[unit] != before.members[unit] || self.leaders[unit] != before.leaders[unit]
        };
        (0..groups + 2)
            .filter(|unit| lacking.contains(unit) || touched(*unit))
            .filter(|&unit| self.is_deficient(instance, unit))
            .collect()
    }

    /// Whether the rules across groups are satisfied: newcomers and seats required by pins.
    pub fn holds_across(&self, instance: &Instance) -> bool {
        self.newcomers_hold(instance) && self.unseated(instance).is_none()
    }

    /// Whether there are enough newcomers.
    pub fn newcomers_hold(&self, instance: &Instance) -> bool {
        let newcomer = |&expert: &u32| instance.experts[expert as usize].newcomer;
        let members = self.members.iter().flatten().copied();
        let (seated, fresh) = (members.clone().count(), members.filter(newcomer).count());
        // A head who sits in a group is one person, counted among the members.
        let sits = |expert: u32| self.seat[expert as usize].is_some();
        let heads = self.chairs.iter().flatten().copied();
        let outside = heads.filter(|&head| !sits(head));
        let fresh_outside = outside.clone().filter(newcomer).count();
        // A vacant office counts as one more person.
        let open = self.chairs.iter().filter(|head| head.is_none()).count();
        let people = seated + outside.count() + open;
        fresh >= instance.newcomers_needed(seated)
            && fresh + fresh_outside >= instance.newcomers_needed(people)
    }

    /// An expert who must be seated by a pin and is not.
    pub fn unseated(&self, instance: &Instance) -> Option<u32> {
        let all = (0_u32..).zip(self.seat.iter().zip(&instance.experts));
        all.filter(|(_, (seat, expert))| seat.is_none() && expert.seating != Seating::Free)
            .map(|(number, _)| number)
            .next()
    }

    /// A lower limit of the people still to be changed. A change of one person adds somebody to at
    /// most one place and removes somebody from at most one other, so the number of changes is at
    /// least the number of places that must gain somebody, and half the number of deficient places.
    /// Chairs who merely may not hold the offices together are one place, because a change of
    /// either fixes both. If chairs may sit in groups, one person may change seat and office, which
    /// counts as two changes, and those who changed one of them may change the other. People who
    /// lost their group are notified anyway, so that number of changes may be free.
    pub fn at_least(&self, task: &Task<'_>) -> usize {
        let instance = task.instance;
        let groups = instance.groups.len();
        let (mut gains, mut touches) = (0, 0);
        for unit in (0..groups).filter(|&unit| self.is_deficient(instance, unit)) {
            let least = instance.shape.min_members();
            let lacking = least.saturating_sub(self.members[unit].len());
            gains += lacking;
            touches += usize::from(lacking == 0);
        }
        let unfit = [0, 1].map(|which| match self.chairs[which] {
            Some(_) => !self.office_fits(instance, which, [NOWHERE; 2]),
            None => false,
        });
        let empty = self.chairs.iter().filter(|chair| chair.is_none()).count();
        let together = empty == 0 && unfit == [false; 2] && !self.office_holds(instance, 0);
        gains += empty;
        touches += unfit.into_iter().map(usize::from).sum::<usize>() + usize::from(together);
        let (each, known) = if instance.chairs_in_groups {
            (2, self.edited.len())
        } else {
            (1, 0)
        };
        let known = known + each * task.before.displaced.len();
        let by_gains = gains.saturating_sub(known).div_ceil(each);
        let by_touches = (gains + touches).saturating_sub(2 * known);
        by_gains.max(by_touches.div_ceil(2 * each))
    }

    /// Every change of an unchanged person that affects a group or an office, and for an office
    /// also every change of the other one, as the two may only be incompatible with each other.
    pub fn changes_at(&self, task: &Task<'_>, unit: usize) -> Vec<Change> {
        let instance = task.instance;
        let groups = instance.groups.len();
        let mut changes = Vec::new();
        for expert in (0_u32..).take(instance.experts.len()) {
            if unit >= groups {
                let both = self.chairs.iter().all(Option::is_some);
                let may = instance.experts[expert as usize].quality_lead;
                let offices = (0..2).filter(|&which| may && (both || which == unit - groups));
                changes.extend(offices.map(|which| Change::Office(expert, which)));
            } else if self.seat[expert as usize].map(|seat| seat as usize) == Some(unit) {
                self.changes_of_member(instance, expert, unit, &mut changes);
            } else {
                self.gain(instance, expert, unit, &mut changes);
            }
        }
        changes.retain(|change| self.may_make(task, *change));
        changes
    }

    /// Every change of an unchanged person.
    pub fn all_changes(&self, task: &Task<'_>) -> Vec<Change> {
        let units = 0..task.instance.groups.len() + 2;
        let mut changes: Vec<Change> = units.flat_map(|unit| self.changes_at(task, unit)).collect();
        changes.sort_unstable();
        changes.dedup();
        changes
    }

    /// Whether a change is about somebody who may change and was not changed yet, and takes no role
    /// from anybody who may not.
    fn may_make(&self, task: &Task<'_>, change: Change) -> bool {
        let frozen =
            |expert: Option<u32>| expert.is_some_and(|one| task.frozen.experts[one as usize]);
        let (expert, office, displaced) = match change {
            Change::Seat(expert, _) => (expert, false, None),
            Change::Lead(expert, group) => (expert, false, self.leaders[group as usize]),
            Change::Office(expert, which) => (expert, true, self.chairs[which]),
        };
        let changed = if task.instance.chairs_in_groups {
            self.is_changed(expert, office)
        } else {
            self.edited.contains(&expert)
        };
        !changed && !frozen(Some(expert)) && !frozen(displaced) && displaced != Some(expert)
    }

    fn gain(&self, instance: &Instance, expert: u32, group: usize, changes: &mut Vec<Change>) {
        if instance.experts[expert as usize].allowed.allows(group) {
            changes.push(Change::Seat(expert, Some(number(group))));
        }
    }

    fn changes_of_member(
        &self,
        instance: &Instance,
        expert: u32,
        group: usize,
        changes: &mut Vec<Change>,
    ) {
        let own = &instance.experts[expert as usize];
        if own.seating == Seating::Free {
            changes.push(Change::Seat(expert, None));
        }
        for to in (0..instance.groups.len()).filter(|&to| to != group) {
            self.gain(instance, expert, to, changes);
        }
        if own.quality_lead {
            changes.extend([0, 1].map(|which| Change::Office(expert, which)));
        }
        let leads = self.leaders[group] == Some(expert);
        if !leads && may_lead(instance, group, expert) {
            changes.push(Change::Lead(expert, number(group)));
        }
    }
}

/// Whether rules and pins let an expert lead a group.
pub fn may_lead(instance: &Instance, group: usize, expert: u32) -> bool {
    let own = &instance.experts[expert as usize];
    let pinned = instance.groups[group].leader;
    own.can_lead && own.may_lead.allows(group) && pinned.is_none_or(|leader| leader == expert)
}

fn demanded_leader(instance: &Instance, group: usize, members: &[u32]) -> Option<u32> {
    let must = |expert: &&u32| instance.experts[**expert as usize].seating == Seating::MustLead;
    let pinned = instance.groups[group].leader;
    let pinned = pinned.filter(|leader| members.contains(leader));
    pinned.or_else(|| members.iter().find(must).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::rule::tests::{committee, compiled, toy};

    #[test]
    fn roles_follow_changes() {
        let instance = compiled(&toy(|_| ()));
        let seats = Seats::of(&instance, &committee());
        assert_eq!(seats.role(0), (None, false, Some(0)), "E001 is the chair");
        assert_eq!(
            seats.role(2),
            (Some(0), true, None),
            "E003 leads the first group"
        );
        let out = seats.after(&instance, Change::Seat(2, None));
        assert_eq!(out.role(2), (None, false, None));
        assert_eq!(out.members[0], [4, 7]);
        assert_eq!(out.leaders[0], None, "neither of the two may lead");
        let vice = seats.after(&instance, Change::Office(4, 1));
        assert_eq!(
            vice.role(4),
            (None, false, Some(1)),
            "who takes a chair leaves the group"
        );
        assert_eq!(vice.role(1), (None, false, None));
    }

    #[test]
    fn places_that_lack_something_are_known_and_found_after_a_change() {
        let instance = compiled(&toy(|_| ()));
        let seats = Seats::of(&instance, &committee());
        assert!(seats.deficient(&instance).is_empty());
        for change in [
            Change::Seat(2, None),
            Change::Seat(4, Some(1)),
            Change::Office(4, 1),
        ] {
            let after = seats.after(&instance, change);
            let lacking = after.deficient(&instance);
            assert!(!lacking.is_empty(), "{change:?}");
            assert_eq!(
                after.deficient_after(&instance, &seats, &[]),
                lacking,
                "{change:?}"
            );
        }
        // Offices are numbered after the two groups: the vice chair is the fourth place.
        let vice = seats.after(&instance, Change::Office(4, 1));
        assert_eq!(vice.deficient(&instance), [0, 3]);
    }
}
