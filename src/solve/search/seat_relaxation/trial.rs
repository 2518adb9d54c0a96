//! Changes of seats, tried without making them.

use super::super::block::Context;
use super::super::change::{Move, people};
use super::super::seat_rules;
use super::super::state::across;
use super::offers::Offer;
use super::state::SeatRelaxation;
use crate::solve::instance::{NOWHERE, Seating};
use crate::solve::rule::chairs::may_take;

/// One group as a change would leave it.
#[derive(Debug, Default)]
struct Side {
    group: usize,
    members: Vec<u32>,
    broken: i64,
    /// Who leaves and who comes, if just one does.
    change: Option<(u32, u32)>,
    /// Submissions whose offers may change.
    touched: Vec<u32>,
    /// Offers that change, by submission.
    offers: Vec<(u32, Offer)>,
}

/// A change being tried; kept so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Trial {
    sides: [Side; 2],
    used: usize,
    chairs: [u32; 2],
    seated: usize,
    new_members: usize,
    /// Submissions that go elsewhere.
    moved: Vec<(u32, u32)>,
    /// Sides that touch each submission, as bits.
    touched: Vec<u8>,
    counts: Vec<usize>,
    value: i64,
}

impl Trial {
    /// Makes room for the changes of seats.
    pub fn new(relaxed: &SeatRelaxation<'_>) -> Self {
        let rows = relaxed.home.len();
        Self {
            touched: vec![0; rows],
            ..Self::default()
        }
    }

    /// Returns by how much a change would raise the value, or `None` where it cannot be made.
    pub fn try_move(&mut self, relaxed: &mut SeatRelaxation<'_>, change: Move) -> Option<i64> {
        self.used = 0;
        self.chairs = relaxed.chairs;
        self.seated = relaxed.seated;
        self.new_members = relaxed.new_members;
        match change {
            Move::Replace { out, into } => {
                let group = relaxed.seat[out as usize];
                let fits = group != NOWHERE
                    && relaxed.is_free(into)
                    && may_leave(relaxed, out)
                    && may_sit(relaxed, into, group);
                if !fits {
                    return None;
                }
                self.count(relaxed, out, into);
                self.replace(relaxed, out, into);
            }
            Move::SwapMembers(a, b) => {
                let (g, h) = (relaxed.seat[a as usize], relaxed.seat[b as usize]);
                let fits = g != h
                    && g != NOWHERE
                    && h != NOWHERE
                    && may_sit(relaxed, a, h)
                    && may_sit(relaxed, b, g);
                if !fits {
                    return None;
                }
                self.replace(relaxed, a, b);
                self.replace(relaxed, b, a);
            }
            Move::Grow(group, who) => self.resize(relaxed, None, Some(group), who)?,
            Move::Shrink(group, who) => self.resize(relaxed, Some(group), None, who)?,
            Move::Transfer(from, to, who) => self.resize(relaxed, Some(from), Some(to), who)?,
            Move::Chair(which, expert) => self.chair(relaxed, which, expert)?,
            Move::SwapSubmissions(..) | Move::Regroup(..) => return None,
        }
        Some(self.judge(relaxed))
    }

    /// Puts the change last tried in force.
    pub fn commit(&mut self, relaxed: &mut SeatRelaxation<'_>) {
        let rows = relaxed.home.len();
        for side in &self.sides[..self.used] {
            for &member in &relaxed.members[side.group] {
                relaxed.seat[member as usize] = NOWHERE;
            }
        }
        for side in &mut self.sides[..self.used] {
            for &(submission, offer) in &side.offers {
                relaxed.offers[side.group * rows + submission as usize] = offer;
            }
            relaxed.broken[side.group] = side.broken;
            std::mem::swap(&mut relaxed.members[side.group], &mut side.members);
            for (slot, &member) in (0_u32..).zip(&relaxed.members[side.group]) {
                #[allow(clippy::cast_possible_truncation)]
                let group = side.group as u32;
                relaxed.seat[member as usize] = group;
                relaxed.slot[member as usize] = slot;
            }
        }
        for &(submission, home) in &self.moved {
            let home_before = &mut relaxed.home[submission as usize];
            relaxed.counts[*home_before as usize] -= 1;
            relaxed.counts[home as usize] += 1;
            *home_before = home;
        }
        relaxed.chairs = self.chairs;
        relaxed.seated = self.seated;
        relaxed.new_members = self.new_members;
        relaxed.value = self.value;
    }

    fn count(&mut self, relaxed: &SeatRelaxation<'_>, out: u32, into: u32) {
        let newcomer =
            |expert: u32| usize::from(relaxed.instance.experts[expert as usize].newcomer);
        self.new_members = self.new_members + newcomer(into) - newcomer(out);
    }

    /// Seats `into` where `out` sits.
    fn replace(&mut self, relaxed: &SeatRelaxation<'_>, out: u32, into: u32) {
        let group = relaxed.seat[out as usize] as usize;
        let slot = relaxed.slot[out as usize] as usize;
        let side = &mut self.sides[self.used];
        self.used += 1;
        side.group = group;
        side.members.clone_from(&relaxed.members[group]);
        side.members[slot] = into;
        side.broken = seat_rules::broken(relaxed.instance, group, &side.members);
        side.offers.clear();
        side.touched.clear();
        side.change = Some((out, into));
        let (old, new) = (relaxed.columns.expert(out), relaxed.columns.expert(into));
        let rows = relaxed.home.len();
        let offers = &relaxed.offers[group * rows..(group + 1) * rows];
        let pairs = old.iter().zip(new);
        for (row, ((offer, &need), (&old, &new))) in
            (0_u32..).zip(offers.iter().zip(&relaxed.needs).zip(pairs))
        {
            if !offer.stays(slot, old, new, need) {
                side.touched.push(row);
            }
        }
    }

    /// Gives a group these members.
    fn reseat(
        &mut self,
        relaxed: &SeatRelaxation<'_>,
        group: usize,
        members: impl Iterator<Item = u32>,
    ) {
        let side = &mut self.sides[self.used];
        self.used += 1;
        side.group = group;
        side.members.clear();
        side.members.extend(members);
        side.broken = seat_rules::broken(relaxed.instance, group, &side.members);
        side.offers.clear();
        side.touched.clear();
        side.touched.extend((0_u32..).take(relaxed.home.len()));
        side.change = None;
    }

    fn resize(
        &mut self,
        relaxed: &SeatRelaxation<'_>,
        from: Option<u32>,
        to: Option<u32>,
        who: [u32; 2],
    ) -> Option<()> {
        let count = people(who).count();
        let fits = people(who).all(|expert| {
            let sits = relaxed.seat[expert as usize] == from.unwrap_or(NOWHERE);
            let free = from.is_some() || relaxed.is_free(expert);
            sits && free
                && match to {
                    Some(to) => may_sit(relaxed, expert, to),
                    None => may_leave(relaxed, expert),
                }
        });
        let size = |group: u32| relaxed.members[group as usize].len();
        let allowed = |size: usize| relaxed.instance.shape.members.contains(&size);
        let smaller = from.is_none_or(|group| allowed(size(group).wrapping_sub(count)));
        let larger = to.is_none_or(|group| allowed(size(group) + count));
        if !fits || !smaller || !larger || from == to || who[0] == who[1] {
            return None;
        }
        let newcomers = people(who)
            .filter(|&expert| relaxed.instance.experts[expert as usize].newcomer)
            .count();
        if let Some(to) = to {
            let group = to as usize;
            let members = relaxed.members[group].iter().copied().chain(people(who));
            self.reseat(relaxed, group, members);
            self.seated += count;
            self.new_members += newcomers;
        }
        if let Some(from) = from {
            let group = from as usize;
            let stays = |member: &u32| people(who).all(|expert| expert != *member);
            let members = relaxed.members[group].iter().copied().filter(stays);
            self.reseat(relaxed, group, members);
            self.seated -= count;
            self.new_members -= newcomers;
        }
        Some(())
    }

    fn chair(&mut self, relaxed: &SeatRelaxation<'_>, which: usize, expert: u32) -> Option<()> {
        let before = relaxed.chairs[which];
        if !may_take(relaxed.instance, relaxed.chairs, which, expert) {
            return None;
        }
        self.chairs[which] = expert;
        let group = relaxed.seat[expert as usize];
        if group != NOWHERE && !relaxed.instance.chairs_in_groups {
            let fits =
                before != NOWHERE && may_leave(relaxed, expert) && may_sit(relaxed, before, group);
            if !fits {
                return None;
            }
            self.count(relaxed, expert, before);
            self.replace(relaxed, expert, before);
        }
        Some(())
    }

    /// Sends the submissions that are touched where they are worth most, and values all.
    fn judge(&mut self, relaxed: &mut SeatRelaxation<'_>) -> i64 {
        self.moved.clear();
        self.counts.clone_from(&relaxed.counts);
        let mut gain = 0;
        for (number, side) in self.sides[..self.used].iter().enumerate() {
            for &submission in &side.touched {
                self.touched[submission as usize] |= 1 << number;
            }
            gain -= (side.broken - relaxed.broken[side.group]) * relaxed.weights.hard;
        }
        for number in 0..self.used {
            for at in 0..self.sides[number].touched.len() {
                let submission = self.sides[number].touched[at];
                let touched = std::mem::take(&mut self.touched[submission as usize]);
                if touched != 0 {
                    gain += self.follow(relaxed, submission, touched);
                }
            }
        }
        if self.seated != relaxed.seated
            || self.new_members != relaxed.new_members
            || self.chairs != relaxed.chairs
        {
            let across = |chairs, seated, new| {
                across(relaxed.instance, &relaxed.weights, chairs, seated, new)
            };
            gain += across(self.chairs, self.seated, self.new_members)
                - across(relaxed.chairs, relaxed.seated, relaxed.new_members);
        }
        if !self.moved.is_empty() {
            for (&after, &before) in self.counts.iter().zip(&relaxed.counts) {
                gain += relaxed.size_cost(after) - relaxed.size_cost(before);
            }
        }
        self.value = relaxed.value + gain;
        gain
    }

    /// Sends one submission where it is worth most now; returns what that brings.
    fn follow(&mut self, relaxed: &mut SeatRelaxation<'_>, submission: u32, touched: u8) -> i64 {
        let row = submission as usize;
        let home = relaxed.home[row] as usize;
        let before = relaxed.worth(home, row);
        let mut best = (before, home);
        // First what becomes of it at home: elsewhere only more than that matters.
        for number in 0..self.used {
            if touched >> number & 1 == 1 && self.sides[number].group == home {
                best.0 = self.exact(relaxed, number, submission);
            }
        }
        let fell = best.0 < before;
        for number in 0..self.used {
            if touched >> number & 1 == 1 && self.sides[number].group != home {
                let worth = self.beyond(relaxed, number, submission, best.0);
                if worth > best.0 {
                    best = (worth, self.sides[number].group);
                }
            }
        }
        if fell {
            for group in 0..relaxed.members.len() {
                let changes = (0..self.used)
                    .any(|number| touched >> number & 1 == 1 && self.sides[number].group == group);
                if changes || group == home || relaxed.worth(group, row) <= best.0 {
                    continue;
                }
                let worth = relaxed.exact(group, row);
                if worth > best.0 {
                    best = (worth, group);
                }
            }
        }
        if best.1 != home {
            #[allow(clippy::cast_possible_truncation)]
            self.moved.push((submission, best.1 as u32));
            self.counts[home] -= 1;
            self.counts[best.1] += 1;
        }
        best.0 - before
    }

    /// What a changed group offers.
    fn exact(&mut self, relaxed: &SeatRelaxation<'_>, number: usize, submission: u32) -> i64 {
        let side = &mut self.sides[number];
        let context = Context {
            instance: relaxed.instance,
            weights: &relaxed.weights,
        };
        let offer = Offer::new(
            context,
            &relaxed.columns,
            side.group,
            &side.members,
            submission,
        );
        side.offers.push((submission, offer));
        offer.worth
    }

    /// What a changed group offers where that is more than `least`, else a limit of it.
    fn beyond(
        &mut self,
        relaxed: &SeatRelaxation<'_>,
        number: usize,
        submission: u32,
        least: i64,
    ) -> i64 {
        let side = &mut self.sides[number];
        let row = submission as usize;
        if let Some((out, into)) = side.change {
            let context = Context {
                instance: relaxed.instance,
                weights: &relaxed.weights,
            };
            let (old, new) = (
                relaxed.columns.expert(out)[row],
                relaxed.columns.expert(into)[row],
            );
            let offer = &relaxed.offers[side.group * relaxed.home.len() + row];
            let limit = offer.limit(context, old, new, row, side.group);
            if limit.worth <= least {
                side.offers.push((submission, limit));
                return limit.worth;
            }
        }
        self.exact(relaxed, number, submission)
    }
}

fn may_leave(relaxed: &SeatRelaxation<'_>, expert: u32) -> bool {
    relaxed.instance.experts[expert as usize].seating == Seating::Free
}

fn may_sit(relaxed: &SeatRelaxation<'_>, expert: u32, group: u32) -> bool {
    relaxed.instance.experts[expert as usize]
        .allowed
        .allows(group as usize)
}
