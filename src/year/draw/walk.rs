//! The random walk through the committees that may be drawn.

use super::bar::Bar;
use super::lot::Lot;
use super::optimistic_bound::Profile;
use super::standing::{Rules, Seated};

/// The state of a walk.
pub(super) struct Walk<'a> {
    rules: &'a Rules<'a>,
    lot: &'a Lot,
    bars: &'a [Bar],
    /// Cumulative numbers of pairs of a place and an expert who may hold it, by place.
    pairs: Vec<usize>,
    /// The current committee.
    now: Seated,
    /// Profiles of its groups.
    profiles: Vec<Profile>,
    /// Steps so far, including those without effect.
    pub steps: u64,
    /// Steps that changed the committee.
    pub moved: u64,
}

impl<'a> Walk<'a> {
    /// Starts at a committee that reaches the bars.
    pub fn new(rules: &'a Rules<'a>, lot: &'a Lot, bars: &'a [Bar], start: Seated) -> Self {
        let mut sum = 0;
        let pairs = (0..rules.places(&start.committee)).map(|place| {
            sum += rules.able(&start.committee, place).len();
            sum
        });
        Self {
            rules,
            lot,
            bars,
            pairs: pairs.collect(),
            profiles: profiles(rules, &start),
            now: start,
            steps: 0,
            moved: 0,
        }
    }

    /// Takes one step: draws a pair of a place and an expert who may hold it, uniformly, and
    /// exchanges the places of the holder and this expert if the resulting committee may be drawn
    /// and its price is not higher (`price` is the cost of an expert's presence, 0 for all in a
    /// free walk). Otherwise everything stays.
    pub fn step(&mut self, price: impl Fn(u32) -> usize) {
        let committee = &self.now.committee;
        self.steps += 1;
        let Some(&pairs) = self.pairs.last().filter(|&&pairs| pairs > 0) else {
            return;
        };
        let (number, _) = self.lot.draw(&format!("step {}", self.steps), pairs);
        let place = self.pairs.partition_point(|&sum| sum <= number);
        let able = self.rules.able(committee, place);
        let expert = able[number + able.len() - self.pairs[place]];
        let joins = !committee.holds(expert);
        if joins && price(expert) > price(committee.holders[place]) {
            return;
        }
        let other = committee.place_beside(self.rules.instance, place, expert);
        if !self.may_meet((place, committee.holders[place]), (other, expert)) {
            return;
        }
        let made = self
            .rules
            .exchange(&mut self.now, (place, expert), self.bars);
        if made.is_some() {
            self.moved += 1;
            for place in [Some(place), other].into_iter().flatten() {
                if let Some(&group) = self.now.committee.groups.get(place) {
                    let profile = self.rules.profile(&self.now.committee, group);
                    self.profiles[group as usize] = profile;
                }
            }
        }
    }

    /// Whether the groups of two places might reach their bars after an exchange.
    fn may_meet(
        &self,
        (place, holder): (usize, u32),
        (other, expert): (Option<usize>, u32),
    ) -> bool {
        let group = |place: usize| self.now.committee.groups.get(place).copied();
        let meets = |group: u32, exchange: (u32, u32)| {
            let (profile, bar) = (&self.profiles[group as usize], &self.bars[group as usize]);
            profile.may_meet(self.rules.instance, exchange, bar)
        };
        group(place).is_none_or(|group| meets(group, (holder, expert)))
            && other
                .and_then(group)
                .is_none_or(|group| meets(group, (expert, holder)))
    }

    /// The current committee.
    pub fn now(&self) -> &Seated {
        &self.now
    }

    /// Moves to another committee that reaches the bars.
    pub fn stand_at(&mut self, seated: Seated) {
        self.profiles = profiles(self.rules, &seated);
        self.now = seated;
    }
}

fn profiles(rules: &Rules<'_>, seated: &Seated) -> Vec<Profile> {
    let groups = (0_u32..).take(seated.standings.len());
    groups
        .map(|group| rules.profile(&seated.committee, group))
        .collect()
}
