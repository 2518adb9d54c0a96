//! A question of the leximin order: can all but the excused submissions reach a target?

use super::super::deadline::on_time;
use super::super::held::Held;
use super::super::maxmin::branch::any;
use super::super::maxmin::lagrange::{EASY, UNIT, Verdict};
use super::super::maxmin::places::{Places, places};
use super::super::maxmin::repair::repair;
use super::super::maxmin::threshold::Threshold;
use super::super::maxmin::weights::{sums, unweighted, weighted};
use super::state::{Levels, State};
use crate::flow::Problem;
use std::time::Instant;

/// Rounds of weights per choice of submissions that may be excused.
const ROUNDS: usize = 80;
/// Maximum weight of a row.
const HEAVY: i128 = UNIT << 30;

/// Answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// There is such an assignment.
    Reached,
    /// There is none.
    Refuted,
    /// Undecided within the permitted effort.
    Unknown,
}

pub(super) struct Search<'a> {
    problem: &'a Problem<i128>,
    /// Whether each row counts.
    counted: Vec<bool>,
    /// Amounts granted to each row before; 0 for rows that do not count.
    offsets: Vec<i128>,
    prices: Vec<i128>,
}

impl<'a> Search<'a> {
    pub fn new(problem: &'a Problem<i128>, granted: &[Option<i128>], prices: Vec<i128>) -> Self {
        Self {
            problem,
            counted: granted.iter().map(Option::is_some).collect(),
            offsets: granted.iter().map(|granted| granted.unwrap_or(0)).collect(),
            prices,
        }
    }

    /// Answers a question, with the assignment if there is one.
    pub fn ask(
        &self,
        levels: &Levels,
        target: i128,
        deadline: Option<Instant>,
    ) -> (Answer, Option<Held>) {
        let mut open = vec![State::new(levels, target, &self.counted)];
        // Refuted only if every choice is.
        let mut answer = Answer::Refuted;
        while let Some(state) = open.pop() {
            let (found, row) = self.look(&state, deadline);
            match found {
                Look::Reached(held) => return (Answer::Reached, Some(held)),
                Look::Refuted => {}
                Look::Unknown => {
                    let late = !on_time(deadline);
                    match row.filter(|_| !late) {
                        Some(row) => {
                            open.push(state.excuse(row));
                            open.push(state.demand_more(row));
                        }
                        None => answer = Answer::Unknown,
                    }
                    if late {
                        return (Answer::Unknown, None);
                    }
                }
            }
        }
        (answer, None)
    }

    /// Weighs and repairs; if that is not conclusive, returns the row to branch on, or searches
    /// pair by pair once all rows are settled.
    fn look(&self, state: &State, deadline: Option<Instant>) -> (Look, Option<usize>) {
        let below = |least: &[i128]| -> Vec<i128> {
            let rows = least.iter().zip(&self.offsets);
            rows.map(|(&least, offset)| {
                if least == i128::MIN {
                    least
                } else {
                    least - offset
                }
            })
            .collect()
        };
        let Some(mut threshold) = Threshold::strike(self.problem, below(&state.least)) else {
            return (Look::Refuted, None);
        };
        let mut weights = vec![UNIT; state.least.len()];
        let mut prices: Vec<i128> = self.prices.iter().map(|price| price * UNIT).collect();
        let mut lowest = None;
        for round in 0..ROUNDS {
            // If the minimum sums are refuted, so is every choice of excused rows.
            if round == EASY {
                threshold.least = below(&state.least);
                if matches!(places(&threshold), Places::TooFew) {
                    return (Look::Refuted, None);
                }
            }
            let Some(solution) = weighted(&threshold.problem, &weights, prices) else {
                return (Look::Refuted, None);
            };
            if solution.bound < state.needed(&weights, &self.offsets) {
                return (Look::Refuted, None);
            }
            let mut held = unweighted(&solution, &weights);
            let mut own = sums(&held);
            own.iter_mut()
                .zip(&self.offsets)
                .for_each(|(sum, offset)| *sum += offset);
            let open = (0..own.len()).filter(|&row| !state.settled[row] && own[row] < state.target);
            lowest = open.min_by_key(|&row| (own[row], row)).or(lowest);
            threshold.least = below(&state.excuse_lowest(&own));
            if repair(&threshold, &weights, &solution.prices, &mut held) {
                return (Look::Reached(held), None);
            }
            if !on_time(deadline) {
                return (Look::Unknown, None);
            }
            let asked = state.excuse_dearest(&weights);
            for ((weight, sum), least) in weights.iter_mut().zip(&own).zip(&asked) {
                if sum < least {
                    *weight = (*weight * 3 / 2).min(HEAVY);
                }
            }
            prices = solution.prices;
        }
        if let Some(row) = lowest.filter(|_| !state.free.is_empty()) {
            return (Look::Unknown, Some(row));
        }
        if let Some(row) = state.settled.iter().position(|settled| !settled) {
            return (Look::Unknown, Some(row));
        }
        threshold.least = below(&state.least);
        let top = self.highest();
        let found = match any(threshold, top, deadline) {
            Verdict::Reached(held) => Look::Reached(held),
            Verdict::OutOfReach => Look::Refuted,
            Verdict::Unknown => Look::Unknown,
        };
        (found, None)
    }

    /// An upper limit of every total.
    fn highest(&self) -> i128 {
        let mut total = 0i128;
        for row in 0..self.problem.rows() {
            let best = self.problem.scores[self.problem.row(row)].iter().copied();
            let best = best.max().unwrap_or(0);
            total += best * i128::from(self.problem.demands[row]);
        }
        total
    }
}

enum Look {
    Reached(Held),
    Refuted,
    Unknown,
}
