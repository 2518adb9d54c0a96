//! The seat relaxation: the committee has so many seats, and every submission takes its reviewers
//! from all who sit, as if the groups were one.
//!
//! With y(e) for a seat and r(e,s) for a review, the linking r(e,s) <= y(e) goes into the
//! objective with prices mu(e,s) >= 0 (Lagrangian relaxation; Cornuéjols, Fisher, Nemhauser 1977
//! for the location problem that this is). What is left falls apart: every submission takes its
//! best set of reviewers by score less price, and the seats go to the experts whose prices sum
//! highest. For any prices
//!
//!   L(mu, nu) = sum_s max_R [ sum_{e in R} (c(e,s) - mu(e,s)) - nu * short(R, s) ]
//!             + max_{|Y| <= N} sum_{e in Y} sum_s mu(e,s) + nu * F
//!
//! limits the total of every plan with at most N seats and at most F shortfalls: each plan is one
//! choice of R and Y (which leaves out two who may chair, where chairs sit in no group) with
//! r <= y, and its shortfalls are at most F. For fixed prices this is a
//! line in F, so that one run of steps limits plans of any number of shortfalls
//! ([`SeatLimits`]), and nothing of it depends on a plan: it can run beside the search.
//!
//! Rule R23 wants w(s) members of the group of s who know its industry, K(s). Those of its group are
//! among all who sit, so at least w(s) - |K(s) n Y| are lacking, and each is a shortfall. With prices
//! 0 <= sigma(s) <= nu the term
//!
//!   sum_s sigma(s) (|K(s) n Y| - w(s))
//!
//! is at least - nu * lacking: it joins L(mu, nu), where each member who knows s brings sigma(s).
//!
//! No total is below 0. Where L is, at some F, no plan has so few shortfalls
//! ([`SeatLimits::fewest`]), and prices are fitted to the fewest that are left.
//!
//! Prices are found by subgradient steps (Held, Wolfe, Crowder 1974) along directions that keep
//! a part of the last one (Camerini, Fratta, Maffioli 1975), towards a target a little below the
//! best limit that comes nearer where no step helps (variable target value: Sherali, Choi,
//! Tuncbilek 2000). Whatever the prices are, the limit holds. All arithmetic on limits is on
//! whole billionths, so nothing is lost to rounding.

use super::SeatLimits;
use crate::solve::instance::{Cells, Instance};
use crate::solve::search::choose_priced;

/// Reviewers beyond which a submission's sets are too many to go through.
const MOST_REVIEWERS: usize = 4;
/// Part of the last direction that the next one keeps. On the sample season 200 steps with it
/// come as near as 1,500 without.
const KEPT: f64 = 0.8;
/// How far the target lies below the best limit at first, relative.
const FIRST_TARGET: f64 = 0.05;
/// Steps without a better limit after which the target comes half as near.
const PATIENCE: u32 = 8;
/// Distance of the target, relative, at which nothing more is to be won.
const SETTLED: f64 = 1e-7;

/// Part of a limit that it must be possible to gain for prices to be fitted anew.
const LOOSE: f64 = 3e-3;

/// Prices and what they prove; work can go on where it stopped.
pub struct SeatBound<'a> {
    instance: &'a Instance,
    seats: usize,
    /// Seats that experts who may chair the committee can have: two of them do, and sit in no
    /// group.
    heads: usize,
    /// The number of shortfalls that prices are fitted to.
    shortfalls: i64,
    /// Free experts by submission: (expert, score, coverage).
    rows: Vec<Vec<(u32, i64, u32)>>,
    /// Prices, parallel to `rows`.
    prices: Vec<Vec<i64>>,
    /// The last direction, parallel to `rows`.
    directions: Vec<Vec<f32>>,
    /// Members who know its industry that a submission wants, and everybody who does, for those
    /// that want any.
    knowledge: Vec<(i64, Vec<u32>)>,
    /// Prices of such a member, and their last directions, parallel to `knowledge`.
    knowledge_prices: Vec<i64>,
    knowledge_directions: Vec<f64>,
    /// Price of a shortfall, and its last direction.
    shortfall_price: i64,
    shortfall_direction: f64,
    /// Distance of the target below the best limit, relative.
    target: f64,
    stale: u32,
    best: i64,
    /// The first limit of all: the target's distance is measured by half of it where the best limit
    /// comes near 0.
    first: Option<i64>,
    /// The prices of links, shortfalls and knowledge that proved it: steps go up and down.
    best_prices: (Vec<Vec<i64>>, i64, Vec<i64>),
}

/// Prices of a seat bound, for those who go on from them, in billionths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatPrices {
    /// What each submission brings beyond the prices of its reviewers.
    pub submission: Vec<i64>,
    /// What each expert's reviews pay for the seat.
    pub expert: Vec<i64>,
    /// Price of a shortfall.
    pub shortfall: i64,
    /// By submission: experts, and what their review of it takes from the seat; only what is above
    /// 0.
    pub links: Vec<Vec<(u32, i64)>>,
}

/// What one choice of prices comes to.
struct Relaxed {
    /// The Lagrangian without its term in F.
    value: i64,
    /// Whether an expert has a seat.
    seated: Vec<bool>,
    /// Positions in the row of those who review a submission.
    chosen: Vec<[usize; MOST_REVIEWERS]>,
    /// Shortfalls less those allowed.
    excess: i64,
}

impl<'a> SeatBound<'a> {
    /// Starts with prices of zero, to be fitted to plans with so many shortfalls. `None` where
    /// the season is too large for it, or reviewers too many. Memory O(submissions x experts).
    pub fn new(instance: &'a Instance, shortfalls: usize) -> Option<Self> {
        let Cells::Dense { experts, .. } = &instance.cells else {
            return None;
        };
        if instance.reviewers_each > MOST_REVIEWERS {
            return None;
        }
        let rows: Vec<Vec<(u32, i64, u32)>> = (0..instance.submissions.len())
            .map(|submission| free(instance, submission, *experts))
            .collect();
        let enough = |(at, row): (usize, &Vec<_>)| row.len() >= instance.reviewers_of(at);
        if !rows.iter().enumerate().all(enough) {
            return None;
        }
        let prices: Vec<Vec<i64>> = rows.iter().map(|row| vec![0; row.len()]).collect();
        let leads = instance.experts.iter().filter(|expert| expert.quality_lead);
        let knowledge = knowledge(instance, *experts);
        let none = vec![0; knowledge.len()];
        Some(Self {
            heads: leads.count().saturating_sub(instance.heads_outside()),
            directions: rows.iter().map(|row| vec![0.0; row.len()]).collect(),
            instance,
            seats: instance.groups.len() * instance.shape.max_members(),
            shortfalls: i64::try_from(shortfalls).ok()?,
            rows,
            shortfall_price: 0,
            shortfall_direction: 0.0,
            target: FIRST_TARGET,
            stale: 0,
            best: i64::MAX,
            first: None,
            best_prices: (prices.clone(), 0, none.clone()),
            prices,
            knowledge_directions: vec![0.0; knowledge.len()],
            knowledge_prices: none,
            knowledge,
        })
    }

    /// Makes at most so many steps, noting in `limits` what each proves, until nothing more is
    /// to be won or `is_over` says so. Each step is O(submissions x experts).
    pub fn improve(&mut self, steps: usize, limits: &SeatLimits, is_over: impl Fn() -> bool) {
        for _ in 0..steps {
            if self.target < SETTLED || is_over() {
                return;
            }
            let relaxed = self.relax();
            limits.add(relaxed.value, self.shortfall_price);
            let value = relaxed.value + self.shortfall_price * self.shortfalls;
            if value < 0 {
                let own = usize::try_from(self.shortfalls).unwrap_or(0);
                self.go_on(limits.fewest().max(own));
                continue;
            }
            let first = *self.first.get_or_insert(value);
            if value < self.best {
                (self.best, self.stale) = (value, 0);
                self.best_prices.0.clone_from(&self.prices);
                self.best_prices.1 = self.shortfall_price;
                self.best_prices.2.clone_from(&self.knowledge_prices);
            } else {
                self.stale += 1;
            }
            if self.stale >= PATIENCE {
                (self.target, self.stale) = (self.target / 2.0, 0);
            }
            let norm = self.turn(&relaxed);
            #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
            let above = value as f64 - self.goal(first);
            self.step(above / norm.max(1.0));
        }
    }

    /// Where steps aim: a little below the best limit. Where that comes near 0, which is to be
    /// passed, the distance no longer shrinks with it.
    #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
    fn goal(&self, first: i64) -> f64 {
        let best = self.best as f64;
        if self.best >= first / 2 {
            best * (1.0 - self.target)
        } else {
            best - first as f64 / 2.0 * self.target
        }
    }

    /// Whether prices fitted to plans with so many shortfalls could lower their limit by a part
    /// worth the work: a line fitted to few shortfalls says little of many. No limit for more
    /// shortfalls can be below that for fewer, so the difference of the two is all there is.
    #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
    pub fn is_loose(&self, shortfalls: usize, limits: &SeatLimits) -> bool {
        let fitted = usize::try_from(self.shortfalls).unwrap_or(0);
        let (here, there) = (limits.within(fitted), limits.within(shortfalls));
        match (here, there) {
            (Some(here), Some(there)) => (there - here) as f64 > here as f64 * LOOSE,
            _ => false,
        }
    }

    /// Begins anew, without prices, for plans with another number of shortfalls: prices that were
    /// fitted to few are farther from the best ones for many than none are. What was proven before
    /// holds as it did.
    pub fn refit(&mut self, shortfalls: usize) {
        for prices in &mut self.best_prices.0 {
            prices.fill(0);
        }
        self.best_prices.1 = 0;
        self.best_prices.2.fill(0);
        self.go_on(shortfalls);
    }

    /// Goes on from the best prices so far, for plans with another number of shortfalls.
    fn go_on(&mut self, shortfalls: usize) {
        self.shortfalls = i64::try_from(shortfalls).unwrap_or(self.shortfalls);
        self.prices.clone_from(&self.best_prices.0);
        self.shortfall_price = self.best_prices.1;
        self.knowledge_prices.clone_from(&self.best_prices.2);
        self.knowledge_directions.fill(0.0);
        for directions in &mut self.directions {
            directions.fill(0.0);
        }
        self.shortfall_direction = 0.0;
        (self.best, self.target, self.stale) = (i64::MAX, FIRST_TARGET, 0);
    }

    /// The prices with the best limit so far.
    pub fn prices(&self) -> SeatPrices {
        let mut chosen = [usize::MAX; MOST_REVIEWERS];
        let (links, shortfall) = (&self.best_prices.0, self.best_prices.1);
        let mut value = |submission: usize| {
            let chosen = &mut chosen[..self.instance.reviewers_of(submission)];
            let mask = self.instance.submissions[submission].mask;
            let (row, prices) = (&self.rows[submission], &links[submission]);
            choose_priced(row, prices, mask, shortfall, chosen).0
        };
        SeatPrices {
            submission: (0..self.rows.len()).map(&mut value).collect(),
            expert: self.sums(links),
            shortfall,
            links: self.links(),
        }
    }

    fn links(&self) -> Vec<Vec<(u32, i64)>> {
        let rows = self.rows.iter().zip(&self.best_prices.0);
        let paid = |(row, prices): (&Vec<(u32, i64, u32)>, &Vec<i64>)| {
            let links = row.iter().zip(prices);
            links
                .filter(|(_, price)| **price > 0)
                .map(|(pair, &price)| (pair.0, price))
                .collect()
        };
        rows.map(paid).collect()
    }

    /// What each expert's prices sum to.
    fn sums(&self, prices: &[Vec<i64>]) -> Vec<i64> {
        let mut sums = vec![0_i64; self.instance.experts.len()];
        for (row, prices) in self.rows.iter().zip(prices) {
            for (pair, price) in row.iter().zip(prices) {
                sums[pair.0 as usize] += price;
            }
        }
        sums
    }

    /// Solves what is left with the links in the objective.
    fn relax(&self) -> Relaxed {
        let (mut value, seated) = self.seat();
        let wanted = self.knowledge.iter().zip(&self.knowledge_prices);
        value -= wanted.map(|((many, _), price)| many * price).sum::<i64>();
        let mut chosen = vec![[usize::MAX; MOST_REVIEWERS]; self.rows.len()];
        let mut short = 0;
        for (submission, row) in self.rows.iter().enumerate() {
            let best = choose_priced(
                row,
                &self.prices[submission],
                self.instance.submissions[submission].mask,
                self.shortfall_price,
                &mut chosen[submission][..self.instance.reviewers_of(submission)],
            );
            value += best.0;
            short += i64::from(best.1);
        }
        Relaxed {
            value,
            seated,
            chosen,
            excess: short - self.shortfalls,
        }
    }

    /// Gives the seats to those whose prices sum highest, leaving out two who may chair.
    fn seat(&self) -> (i64, Vec<bool>) {
        let mut sums = self.sums(&self.prices);
        for ((_, knowing), price) in self.knowledge.iter().zip(&self.knowledge_prices) {
            for &expert in knowing.iter().filter(|_| *price > 0) {
                sums[expert as usize] += price;
            }
        }
        let mut order: Vec<u32> = (0..).take(sums.len()).collect();
        order.sort_unstable_by_key(|&expert| (std::cmp::Reverse(sums[expert as usize]), expert));
        let (mut value, mut left, mut heads_left) = (0, self.seats, self.heads);
        let mut seated = vec![false; sums.len()];
        for expert in order {
            let is_head = self.instance.experts[expert as usize].quality_lead;
            if left == 0 {
                break;
            }
            if is_head && heads_left == 0 {
                continue;
            }
            heads_left -= usize::from(is_head);
            left -= 1;
            seated[expert as usize] = true;
            value += sums[expert as usize];
        }
        (value, seated)
    }

    /// Turns the direction towards the new subgradient, and returns its squared length. Where a
    /// price is zero already it cannot point down.
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // small numbers
    fn turn(&mut self, relaxed: &Relaxed) -> f64 {
        let mut norm = 0.0;
        for (submission, row) in self.rows.iter().enumerate() {
            let k = self.instance.reviewers_of(submission);
            let chosen = &relaxed.chosen[submission][..k];
            let prices = &self.prices[submission];
            let directions = &mut self.directions[submission];
            for (at, ((pair, price), direction)) in
                row.iter().zip(prices).zip(directions).enumerate()
            {
                let taken = i8::from(chosen.contains(&at));
                let slope = f32::from(taken - i8::from(relaxed.seated[pair.0 as usize]));
                let turned = slope + KEPT as f32 * *direction;
                *direction = if *price == 0 { turned.max(0.0) } else { turned };
                norm += f64::from(*direction).powi(2);
            }
        }
        // Members who are lacking at the full price of a shortfall are shortfalls like the others.
        let mut capped = 0.0;
        let knowledge = self.knowledge.iter().zip(&self.knowledge_prices);
        for (((wanted, knowing), price), direction) in knowledge.zip(&mut self.knowledge_directions)
        {
            let seated = |expert: &&u32| relaxed.seated[**expert as usize];
            let lacking = *wanted as f64 - knowing.iter().filter(seated).count() as f64;
            let turned = lacking + KEPT * *direction;
            *direction = if *price == 0 { turned.max(0.0) } else { turned };
            norm += direction.powi(2);
            if *price >= self.shortfall_price {
                capped += lacking.max(0.0);
            }
        }
        let excess = relaxed.excess as f64 + capped;
        self.shortfall_direction = excess + KEPT * self.shortfall_direction;
        norm + self.shortfall_direction.powi(2)
    }

    #[allow(clippy::cast_possible_truncation)] // prices are far below 2^53
    fn step(&mut self, length: f64) {
        for (prices, directions) in self.prices.iter_mut().zip(&self.directions) {
            for (price, direction) in prices.iter_mut().zip(directions) {
                *price = (*price + (f64::from(*direction) * length) as i64).max(0);
            }
        }
        let change = (self.shortfall_direction * length) as i64;
        let before = self.shortfall_price;
        self.shortfall_price = (before + change).max(0);
        let knowledge = self.knowledge_prices.iter_mut();
        for (price, direction) in knowledge.zip(&self.knowledge_directions) {
            let is_capped = *price >= before && *direction > 0.0;
            let moved = *price + (direction * length) as i64;
            *price = match is_capped {
                true => self.shortfall_price,
                false => moved.clamp(0, self.shortfall_price),
            };
        }
    }
}

/// How many members who know its industry each submission wants, and everybody who does.
fn knowledge(instance: &Instance, experts: usize) -> Vec<(i64, Vec<u32>)> {
    let submissions = instance.submissions.iter().enumerate();
    let wanting = submissions.filter(|(_, need)| need.industry_members > 0);
    let knowing = wanting.map(|(submission, need)| {
        let knows = |&expert: &u32| instance.cells.get(submission, expert as usize).knows();
        let knowing = (0..).take(experts).filter(knows);
        (i64::from(need.industry_members), knowing.collect())
    });
    knowing.collect()
}

/// The experts who may review a submission.
fn free(instance: &Instance, submission: usize, experts: usize) -> Vec<(u32, i64, u32)> {
    let mask = instance.submissions[submission].mask;
    let pairs = (0..).take(experts).filter_map(|expert: u32| {
        let cell = instance.cells.get(submission, expert as usize);
        cell.free()
            .then(|| (expert, i64::from(cell.score()), cell.mask() & mask))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests;
