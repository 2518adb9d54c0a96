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
//! choice of R and Y with r <= y, and its shortfalls are at most F. Prices are found by
//! subgradient steps (Held, Wolfe, Crowder 1974); whatever they are, the limit holds. All
//! arithmetic is on whole billionths, so nothing is lost to rounding.

use crate::instance::{Cells, Instance};
use crate::solve::search::choose_priced;

/// Reviewers beyond which a submission's sets are too many to go through.
const MOST_REVIEWERS: usize = 4;

/// Prices and the best limit so far; work can go on where it stopped.
pub struct SeatBound<'a> {
    instance: &'a Instance,
    seats: usize,
    shortfalls: i64,
    /// Free experts by submission: (expert, score, coverage).
    rows: Vec<Vec<(u32, i64, u32)>>,
    /// Prices, parallel to `rows`.
    prices: Vec<Vec<i64>>,
    /// Price of a shortfall.
    shortfall_price: i64,
    step: f64,
    stale: u32,
    /// The best limit so far.
    pub limit: i64,
}

impl<'a> SeatBound<'a> {
    /// Starts with prices of zero. `None` where the season is too large for it, or reviewers too
    /// many. Memory O(submissions x experts).
    pub fn new(instance: &'a Instance, shortfalls: usize) -> Option<Self> {
        let Cells::Dense { experts, .. } = &instance.cells else {
            return None;
        };
        if instance.reviewers_each > MOST_REVIEWERS || instance.chairs_in_groups {
            return None;
        }
        let rows: Vec<Vec<(u32, i64, u32)>> = (0..instance.submissions.len())
            .map(|submission| {
                let mask = instance.submissions[submission].mask;
                let free = (0..*experts).filter_map(|expert| {
                    let cell = instance.cells.get(submission, expert);
                    // Numbers of experts fit 32 bits.
                    #[allow(clippy::cast_possible_truncation)]
                    let number = expert as u32;
                    cell.free()
                        .then(|| (number, i64::from(cell.score()), cell.mask() & mask))
                });
                free.collect()
            })
            .collect();
        if rows.iter().any(|row| row.len() < instance.reviewers_each) {
            return None;
        }
        let seats = instance.groups.len() * instance.shape.max_members();
        Some(Self {
            prices: rows.iter().map(|row| vec![0; row.len()]).collect(),
            instance,
            seats,
            shortfalls: i64::try_from(shortfalls).ok()?,
            rows,
            shortfall_price: 0,
            step: 1.0,
            stale: 0,
            limit: i64::MAX,
        })
    }

    /// One subgradient step towards a total of `target` (that of the best plan known). Returns
    /// whether the limit became better. O(submissions x experts).
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // far below 2^53
    pub fn improve(&mut self, target: i64) -> bool {
        let k = self.instance.reviewers_each;
        let mut sums = vec![0_i64; self.instance.experts.len()];
        for (row, prices) in self.rows.iter().zip(&self.prices) {
            for (pair, price) in row.iter().zip(prices) {
                sums[pair.0 as usize] += price;
            }
        }
        let mut order: Vec<u32> = (0..).take(sums.len()).collect();
        order.sort_unstable_by_key(|&expert| (std::cmp::Reverse(sums[expert as usize]), expert));
        order.truncate(self.seats);
        let mut value: i64 = order.iter().map(|&expert| sums[expert as usize]).sum();
        let mut seated = vec![false; sums.len()];
        order
            .iter()
            .for_each(|&expert| seated[expert as usize] = true);

        let mut chosen = vec![[usize::MAX; MOST_REVIEWERS]; self.rows.len()];
        let mut short = 0;
        for (submission, row) in self.rows.iter().enumerate() {
            let mask = self.instance.submissions[submission].mask;
            let best = choose_priced(
                row,
                &self.prices[submission],
                mask,
                self.shortfall_price,
                &mut chosen[submission][..k],
            );
            value += best.0;
            short += i64::from(best.1);
        }
        value += self.shortfall_price * self.shortfalls;
        let better = value < self.limit;
        self.limit = self.limit.min(value);
        self.stale = if better { 0 } else { self.stale + 1 };
        if self.stale >= 12 {
            self.step *= 0.6;
            self.stale = 0;
        }

        let mut norm = ((short - self.shortfalls) as f64).powi(2);
        for (row, chosen) in self.rows.iter().zip(&chosen) {
            for (at, pair) in row.iter().enumerate() {
                let taken = chosen[..k].contains(&at);
                norm += f64::from(u8::from(taken != seated[pair.0 as usize]));
            }
        }
        let length = self.step * (value - target).max(0) as f64 / norm.max(1.0);
        for (submission, row) in self.rows.iter().enumerate() {
            for (at, pair) in row.iter().enumerate() {
                let taken = chosen[submission][..k].contains(&at);
                let slope = f64::from(i8::from(taken) - i8::from(seated[pair.0 as usize]));
                let price = &mut self.prices[submission][at];
                *price = (*price + (slope * length) as i64).max(0);
            }
        }
        let slope = (short - self.shortfalls) as f64;
        self.shortfall_price = (self.shortfall_price + (slope * length) as i64).max(0);
        better
    }
}
