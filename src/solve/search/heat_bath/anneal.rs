//! The course of an annealing: temperature, price of a shortfall, prices of sizes.

use super::candidates::Bath;
use super::chance::{Chance, cooled};
use super::exchange::Exchange;
use super::seats::Seats;
use crate::solve::instance::NOWHERE;
use crate::solve::rule::chairs::may_take;

/// Draws between two looks at the clock.
const BATCH: u64 = 32;
/// Exchanges tried per draw.
const EXCHANGES: u64 = 20;
/// Moves that a draw counts for where the run is counted: it takes about as long.
const MOVES_PER_DRAW: u64 = 10;
/// What the price of a size changes by at a time, in billionths.
const SIZE_STEP: i64 = 10_000_000;
/// Sweeps of a quench at most; few change anything after the second.
const SWEEPS: usize = 6;

/// How an annealing goes.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Temperature at the start and at the end, in millionths of a point.
    pub temperatures: (u32, u32),
    /// What a shortfall costs at the start and at the end, in billionths.
    pub prices: (i64, i64),
    /// Where the price begins to rise and where it is at its end, in 65536ths of the way.
    pub rise: (u32, u32),
}

/// Where the price of a shortfall stands is looked at this often, in 65536ths of the way: every
/// change values everything again.
const PRICE_STEP: u32 = 1_024;

impl Course {
    /// The price of a shortfall after `share` of the way.
    fn price(&self, share: u32) -> i64 {
        let (from, to) = self.rise;
        let share = share / PRICE_STEP * PRICE_STEP;
        let (low, high) = self.prices;
        let gone = i64::from(share.clamp(from, to) - from);
        // Straight in the logarithm would hardly differ between prices this near.
        low + (high - low) * gone / i64::from((to - from).max(1))
    }
}

/// An annealing under way.
#[derive(Debug, Clone)]
pub struct HeatBath<'a> {
    /// Where it stands.
    pub seats: Seats<'a>,
    bath: Bath,
    exchange: Exchange,
    pub(super) chance: Chance,
    leads: Vec<u32>,
}

impl<'a> HeatBath<'a> {
    /// Starts from these seats.
    pub fn new(seats: Seats<'a>, seed: u64) -> Self {
        let leads = (0..).zip(&seats.instance.experts);
        let leads = leads.filter(|(_, expert)| expert.quality_lead);
        Self {
            leads: leads.map(|(number, _)| number).collect(),
            seats,
            bath: Bath::default(),
            exchange: Exchange::default(),
            chance: Chance::new(seed),
        }
    }

    /// Anneals the seats of `groups` while `progress`, which is told the moves tried, returns how far
    /// the run is, 0 to 1.
    pub fn run(
        &mut self,
        course: Course,
        groups: &[usize],
        mut progress: impl FnMut(u64, &Self) -> Option<f64>,
    ) {
        if groups
            .iter()
            .all(|&group| self.seats.members[group].is_empty())
        {
            return;
        }
        let mut done = 0;
        let mut price = None;
        while let Some(share) = progress(done, self) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let share = (share.clamp(0.0, 1.0) * 65_536.0) as u32;
            let (hot, cold) = course.temperatures;
            self.set_temperature(cooled(hot, cold, share));
            let now = course.price(share);
            if price != Some(now) {
                price = Some(now);
                self.seats.set_price(now);
            }
            for _ in 0..BATCH {
                done += self.step(groups);
            }
            self.change_chair();
            self.price_sizes();
        }
    }

    /// Sets the temperature, in millionths of a point.
    pub(super) fn set_temperature(&mut self, millionths: u32) {
        let units = self.seats.scores.units(i64::from(millionths) * 1_000);
        self.chance.set_temperature(units.unsigned_abs());
    }

    /// One draw and some exchanges; returns the moves that they count for.
    fn step(&mut self, groups: &[usize]) -> u64 {
        if let Some(seat) = self.any_seat(groups) {
            self.bath.draw(&mut self.seats, &mut self.chance, seat);
        }
        if groups.len() > 1 {
            for _ in 0..EXCHANGES {
                if let (Some(one), Some(two)) = (self.any_seat(groups), self.any_seat(groups)) {
                    self.exchange
                        .attempt(&mut self.seats, &mut self.chance, [one, two]);
                }
            }
        }
        MOVES_PER_DRAW + EXCHANGES
    }

    fn any_seat(&mut self, groups: &[usize]) -> Option<(usize, usize)> {
        let group = groups[self.chance.below(groups.len())];
        let size = self.seats.members[group].len();
        (size > 0).then(|| (group, self.chance.below(size)))
    }

    /// Makes somebody without a seat chair or vice chair, where that keeps the rules: the one
    /// before may then sit in a group.
    fn change_chair(&mut self) {
        let seats = &mut self.seats;
        if self.leads.is_empty() || seats.instance.chairs_in_groups {
            return;
        }
        let which = self.chance.below(2);
        let expert = self.leads[self.chance.below(self.leads.len())];
        let before = seats.chairs[which];
        let free = seats.seat[expert as usize] == NOWHERE && !seats.chairs.contains(&expert);
        if !free || !may_take(seats.instance, seats.chairs, which, expert) {
            return;
        }
        let lacking = seats.newcomers_lacking(seats.new_members);
        seats.chairs[which] = expert;
        if seats.newcomers_lacking(seats.new_members) > lacking {
            seats.chairs[which] = before;
        } else {
            seats.fill_pool();
        }
    }

    /// Raises the price of groups with too many submissions, lowers that of groups with too few,
    /// and lets the others fade.
    fn price_sizes(&mut self) {
        let step = self.seats.scores.units(SIZE_STEP).max(1);
        let (least, most) = self.seats.instance.shape.usual_submissions;
        let mut changed = false;
        for (group, count) in self.seats.counts().into_iter().enumerate() {
            let price = &mut self.seats.size_price[group];
            let before = *price;
            if count > most {
                *price += step;
            } else if count < least {
                *price -= step;
            } else {
                *price -= *price / 16;
            }
            changed |= *price != before;
        }
        if changed {
            (0..self.seats.scores.rows).for_each(|row| self.seats.rank(row));
        }
    }

    /// Goes to the nearest seats that no draw and no exchange betters, at this price of a shortfall.
    pub fn quench(&mut self, price: i64, groups: &[usize]) {
        self.seats.set_price(price);
        self.chance.set_temperature(1);
        for _ in 0..SWEEPS {
            let mut changed = false;
            for &group in groups {
                for slot in 0..self.seats.members[group].len() {
                    let seat = (group, slot);
                    changed |= self.bath.draw(&mut self.seats, &mut self.chance, seat);
                }
            }
            for (at, &one) in groups.iter().enumerate() {
                for &two in &groups[at + 1..] {
                    changed |= self.exchange_all(one, two);
                }
            }
            self.price_sizes();
            if !changed {
                return;
            }
        }
    }

    fn exchange_all(&mut self, one: usize, two: usize) -> bool {
        let mut changed = false;
        for a in 0..self.seats.members[one].len() {
            for b in 0..self.seats.members[two].len() {
                let pair = [(one, a), (two, b)];
                changed |= self
                    .exchange
                    .attempt(&mut self.seats, &mut self.chance, pair);
            }
        }
        changed
    }
}
