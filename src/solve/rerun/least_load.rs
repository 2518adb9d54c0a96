//! Rule R24 for the reviewers of one group: no member with too few reviews, loads near to each
//! other.

use super::objective::Cost;
use super::staffed::{Row, Staffed, cost_of, exchanged};
use crate::solve::instance::Instance;
use std::collections::{BTreeMap, VecDeque};

/// Moves reviews until loads are as the rule asks, and notes by how much they are not.
///
/// Where no single exchange helps, reviews are handed on along the shortest chain, so that the
/// least load is reached wherever the caps allow it (augmenting paths). Where differences are
/// limited, the least loads that fit the limit are tried from the mean down.
pub(super) fn even_out(
    instance: &Instance,
    members: &[u32],
    rows: &[Row<'_>],
    staffed: &mut Staffed,
) {
    let loads = |staffed: &Staffed| {
        let mut load: BTreeMap<u32, u32> = members.iter().map(|&member| (member, 0)).collect();
        for &expert in staffed.reviewers.values().flatten() {
            *load.entry(expert).or_default() += 1;
        }
        load
    };
    let uneven = |staffed: &Staffed| instance.uneven(loads(staffed).values().copied());
    if uneven(staffed) == 0 {
        return;
    }
    let reviews: usize = staffed.reviewers.values().map(Vec::len).sum();
    let mean = u32::try_from(reviews / members.len().max(1)).unwrap_or(u32::MAX);
    let mut best: Option<(u64, Staffed)> = None;
    let lowest = instance.min_load.min(mean);
    let tried = match instance.load_difference {
        u32::MAX => lowest..=lowest,
        _ => lowest..=mean,
    };
    for least in tried.rev() {
        let mut made = staffed.clone();
        let mut load = loads(&made);
        let floor = least.max(instance.min_load);
        let ceiling = least.saturating_add(instance.load_difference);
        let mut hands = Hands {
            instance,
            rows,
            staffed: &mut made,
            load: &mut load,
        };
        hands.raise(floor);
        hands.lower(ceiling);
        let left = uneven(&made);
        if best.as_ref().is_none_or(|(fewest, _)| left < *fewest) {
            best = Some((left, made));
        }
        if left == 0 {
            break;
        }
    }
    if let Some((left, made)) = best {
        *staffed = made;
        staffed.uneven = left;
    }
}

/// Reviews being handed on.
struct Hands<'a, 'r> {
    instance: &'a Instance,
    rows: &'a [Row<'r>],
    staffed: &'a mut Staffed,
    load: &'a mut BTreeMap<u32, u32>,
}

impl Hands<'_, '_> {
    /// Gives reviews to members with fewer than `floor`, from those with more.
    fn raise(&mut self, floor: u32) {
        let mut stuck: Vec<u32> = Vec::new();
        loop {
            let few = self
                .load
                .iter()
                .find(|(member, load)| **load < floor && !stuck.contains(member));
            let Some((&to, _)) = few else { return };
            if !self.chain(|load, member| load[&member] > floor, to) {
                stuck.push(to);
            }
        }
    }

    /// Takes reviews from members with more than `ceiling`, for those below it.
    fn lower(&mut self, ceiling: u32) {
        let room = |hands: &Self, member: u32, load: u32| {
            let cap = hands.instance.experts[member as usize].load_cap;
            load < ceiling.min(cap)
        };
        while self.load.values().any(|&load| load > ceiling) {
            let over = |load: &BTreeMap<u32, u32>, member: u32| load[&member] > ceiling;
            let takers = self.load.iter();
            let takers = takers.filter(|&(&member, &load)| room(self, member, load));
            let mut takers: Vec<(u32, u32)> =
                takers.map(|(&member, &load)| (load, member)).collect();
            takers.sort_unstable();
            let given = takers.into_iter().any(|(_, to)| self.chain(over, to));
            if !given {
                return;
            }
        }
    }

    /// Hands reviews on so that `to` has one more and the first found of those whom `gives` names
    /// has one less: of the shortest chains the one that costs least where it has one step.
    fn chain(&mut self, gives: impl Fn(&BTreeMap<u32, u32>, u32) -> bool, to: u32) -> bool {
        if let Some((submission, from)) = self.cheapest(&gives, to) {
            self.hand(submission, from, to);
            self.count(from, to);
            return true;
        }
        // From whoever takes to whoever gives: (taker, submission) by giver.
        let mut reached: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut queue = VecDeque::from([to]);
        while let Some(taker) = queue.pop_front() {
            for (submission, giver) in self.givers(taker) {
                if giver == to || reached.contains_key(&giver) {
                    continue;
                }
                reached.insert(giver, (taker, submission));
                if gives(self.load, giver) {
                    let mut from = giver;
                    while from != to {
                        let (taker, submission) = reached[&from];
                        self.hand(submission, from, taker);
                        from = taker;
                    }
                    self.count(giver, to);
                    return true;
                }
                queue.push_back(giver);
            }
        }
        false
    }

    /// The single review for `to` that costs least.
    fn cheapest(
        &self,
        gives: impl Fn(&BTreeMap<u32, u32>, u32) -> bool,
        to: u32,
    ) -> Option<(u32, u32)> {
        let cost = |(submission, from): (u32, u32)| -> Cost {
            let before = self.rows.iter().find(|row| row.submission == submission);
            let before = before.map_or(&[][..], |row| row.before);
            let now = &self.staffed.reviewers[&submission];
            let then = exchanged(now, from, to);
            cost_of(self.instance, submission, &then, before)
                - cost_of(self.instance, submission, now, before)
        };
        let all = self.givers(to).into_iter();
        let all = all.filter(|&(_, from)| gives(self.load, from));
        all.min_by_key(|&one| (cost(one), one))
    }

    /// The reviews that `to` could take: submission and reviewer.
    fn givers(&self, to: u32) -> Vec<(u32, u32)> {
        let mut all = Vec::new();
        for row in self.rows {
            let chosen = &self.staffed.reviewers[&row.submission];
            if chosen.contains(&to) || !row.free.contains(&to) {
                continue;
            }
            let must = &self.instance.submissions[row.submission as usize].must_review;
            let able = chosen.iter().filter(|from| !must.contains(from));
            all.extend(able.map(|&from| (row.submission, from)));
        }
        all
    }

    fn hand(&mut self, submission: u32, from: u32, to: u32) {
        if let Some(chosen) = self.staffed.reviewers.get_mut(&submission) {
            *chosen = exchanged(chosen, from, to);
        }
    }

    fn count(&mut self, from: u32, to: u32) {
        *self.load.entry(from).or_default() -= 1;
        *self.load.entry(to).or_default() += 1;
    }
}
