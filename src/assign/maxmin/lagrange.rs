//! Thresholds priced into the scores.

use super::super::deadline::on_time;
use super::super::held::Held;
use super::places::{Places, places};
use super::repair::repair;
use super::threshold::Threshold;
use super::weights::{sums, unweighted, weighted};
use crate::flow::Solution;
use std::time::Instant;

/// One unit of a weight.
pub(in crate::assign) const UNIT: i128 = 1 << 10;
/// Maximum weight of a row, in units of `UNIT`.
const HEAVY: f64 = 1e6;
/// Rounds of weights per threshold.
const ROUNDS: usize = 100;
/// Rounds or steps that suffice for easy cases; places are counted only afterwards.
pub(in crate::assign) const EASY: usize = 4;
/// Step length at which the subgradient method has converged.
const SHORT: f64 = 1e-3;
/// Steps without a better bound before the step length is halved.
const PATIENCE: usize = 8;

/// Whether a threshold can be reached.
pub(in crate::assign) enum Verdict {
    /// Yes, by this assignment.
    Reached(Held),
    /// No: the weights of the rows prove it.
    OutOfReach,
    /// Undecided within the permitted effort.
    Unknown,
}

/// Searches for an assignment in which every row reaches its minimum sum.
///
/// Rows that miss it gain weight from round to round (multiplicative weights, Plotkin, Shmoys and
/// Tardos 1995); each round's best assignment under the weights is repaired. It is proven out of
/// reach if even the best assignment under some weights stays below the weighted minimum sums.
pub(super) fn reachable(
    threshold: &Threshold,
    start: &Solution<i128>,
    deadline: Option<Instant>,
) -> Verdict {
    let mut weights = vec![UNIT; threshold.least.len()];
    let mut prices: Vec<i128> = start.prices.iter().map(|price| price * UNIT).collect();
    for round in 0..ROUNDS {
        if round == EASY {
            match places(threshold) {
                Places::TooFew => return Verdict::OutOfReach,
                Places::Most(_, Some(mut held)) => {
                    if repair(threshold, &weights, &prices, &mut held) {
                        return Verdict::Reached(held);
                    }
                }
                Places::Most(_, None) | Places::Open => {}
            }
        }
        let Some(solution) = weighted(&threshold.problem, &weights, prices) else {
            return Verdict::OutOfReach;
        };
        let needed: i128 = weights
            .iter()
            .zip(&threshold.least)
            .filter(|(_, least)| **least != i128::MIN)
            .map(|(weight, least)| weight * least)
            .sum();
        if solution.bound < needed {
            return Verdict::OutOfReach;
        }
        let mut held = unweighted(&solution, &weights);
        let sums = sums(&held);
        if repair(threshold, &weights, &solution.prices, &mut held) {
            return Verdict::Reached(held);
        }
        if !on_time(deadline) {
            return Verdict::Unknown;
        }
        for ((weight, sum), least) in weights.iter_mut().zip(&sums).zip(&threshold.least) {
            if sum < least {
                *weight = (*weight * 3 / 2).min(UNIT * (HEAVY as i128));
            }
        }
        prices = solution.prices;
    }
    Verdict::Unknown
}

/// The remaining problem after some pairs were granted and some removed.
pub(super) struct Node {
    pub threshold: Threshold,
    /// Pairs that were granted: row, column, score.
    pub granted: Vec<(u32, u32, i128)>,
    /// Price of each row's threshold.
    pub multipliers: Vec<f64>,
    /// Upper limit of the total.
    pub bound: i128,
}

/// A pair that the bound depends on.
pub(super) type Pivot = (u32, u32, i128);

impl Node {
    /// Lowers the bound by a subgradient method over the multipliers (Polyak 1969) and raises
    /// `best` by repairing what it meets, until they meet or `steps` are spent. Returns a pair to
    /// branch on, or `None` when the node is closed.
    pub fn tighten(
        &mut self,
        best: &mut Best,
        steps: usize,
        deadline: Option<Instant>,
    ) -> Option<Pivot> {
        let least = self.threshold.least.clone();
        // Rows without a choice need no price: their sums were checked when pairs were removed.
        let problem = &self.threshold.problem;
        let counts = |row: usize| {
            problem.row(row).len() > problem.demands[row] as usize && problem.demands[row] > 0
        };
        let rows: Vec<usize> = (0..least.len()).filter(|&row| counts(row)).collect();
        for row in (0..least.len()).filter(|&row| !counts(row)) {
            self.multipliers[row] = 0.0;
        }
        let done: i128 = self.granted.iter().map(|pair| pair.2).sum();
        let mut centre = self.multipliers.clone();
        let (mut length, mut patience) = (1.0f64, 0);
        let mut prices = Vec::new();
        let mut pivot = None;
        for step in 0..steps {
            if step == EASY
                && let Some(closed) = self.count(best, done)
            {
                self.bound = closed;
                return None;
            }
            let weights: Vec<i128> = self
                .multipliers
                .iter()
                .map(|multiplier| UNIT + (multiplier * UNIT as f64).round() as i128)
                .collect();
            let Some(solution) = weighted(&self.threshold.problem, &weights, prices) else {
                self.bound = best.total;
                return None;
            };
            let priced: i128 = rows
                .iter()
                .map(|&row| (weights[row] - UNIT) * least[row])
                .sum();
            let value = solution.bound - priced + done * UNIT;
            let mut held = unweighted(&solution, &weights);
            let sums = sums(&held);
            if value.div_euclid(UNIT) < self.bound || pivot.is_none() {
                patience = 0;
                centre.clone_from(&self.multipliers);
                pivot = self.pivot(&held, &sums, &rows);
            } else {
                patience += 1;
                if patience >= PATIENCE {
                    (length, patience) = (length / 2.0, 0);
                    self.multipliers.clone_from(&centre);
                }
            }
            self.bound = self.bound.min(value.div_euclid(UNIT));
            if repair(&self.threshold, &weights, &solution.prices, &mut held) {
                best.offer(held, &self.granted);
            }
            if self.bound <= best.total {
                return None;
            }
            if length < SHORT || !on_time(deadline) {
                break;
            }
            let lack = |row: usize| (least[row] - sums[row]) as f64;
            let moving = rows
                .iter()
                .copied()
                .filter(|&row| self.multipliers[row] > 0.0 || lack(row) > 0.0);
            let norm: f64 = moving.map(|row| lack(row) * lack(row)).sum();
            if norm == 0.0 {
                break;
            }
            let gap = (value - best.total * UNIT) as f64 / UNIT as f64;
            for &row in &rows {
                let step = length * gap.max(0.5) / norm * lack(row);
                self.multipliers[row] = (self.multipliers[row] + step).clamp(0.0, HEAVY);
            }
            prices = solution.prices;
        }
        self.multipliers = centre;
        pivot
    }

    /// Counts the places ([`places`]): lowers the bound, offers an assignment that fills them, and
    /// returns the bound if that closes the node.
    fn count(&mut self, best: &mut Best, done: i128) -> Option<i128> {
        match places(&self.threshold) {
            Places::TooFew => return Some(best.total),
            Places::Most(bound, held) => {
                self.bound = self.bound.min(bound + done);
                let reaches = |held: &Held| {
                    let mut sums = sums(held).into_iter().zip(&self.threshold.least);
                    sums.all(|(sum, &least)| sum >= least)
                };
                if let Some(held) = held.filter(reaches) {
                    best.offer(held, &self.granted);
                }
            }
            Places::Open => {}
        }
        (self.bound <= best.total).then_some(self.bound)
    }

    /// The row that misses or exceeds its threshold the most, with the lowest of its pairs.
    fn pivot(&self, held: &Held, sums: &[i128], rows: &[usize]) -> Option<Pivot> {
        let weight = |row: usize| {
            let lack = (self.threshold.least[row] - sums[row]) as f64;
            if lack > 0.0 {
                lack * (1.0 + self.multipliers[row])
            } else {
                -lack * self.multipliers[row]
            }
        };
        let row = rows
            .iter()
            .copied()
            .max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(b.cmp(&a)))?;
        let pair = held[row].iter().min_by_key(|pair| pair.1)?;
        (weight(row) > 0.0).then_some((row as u32, pair.0, pair.1))
    }
}

/// The best assignment so far.
pub(super) struct Best {
    pub held: Held,
    pub total: i128,
}

impl Best {
    /// Replaces the best assignment by this one and its granted pairs if they are better.
    pub fn offer(&mut self, mut held: Held, granted: &[(u32, u32, i128)]) {
        for &(row, column, score) in granted {
            held[row as usize].push((column, score));
        }
        let total = held.iter().flatten().map(|pair| pair.1).sum::<i128>();
        if total > self.total {
            *self = Self { held, total };
        }
    }
}
