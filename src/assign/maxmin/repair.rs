//! Exchanges that lift rows above their thresholds without pushing others below.

use super::super::held::Held;
use super::threshold::Threshold;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The state of an assignment during repair.
struct Exchange<'t> {
    threshold: &'t Threshold,
    weights: &'t [i128],
    prices: &'t [i128],
    held: &'t mut Held,
    sums: Vec<i128>,
    loads: Vec<u32>,
    /// Rows that hold each column.
    holders: Vec<Vec<u32>>,
}

/// How a column was reached: `row` gave up `from` for it.
#[derive(Clone, Copy)]
struct Step {
    row: u32,
    from: u32,
    score: i128,
}

/// Lifts rows to their minimum sums by exchange paths: a row takes a better column, the column
/// drops another row that can afford it, and so on to a column with room or back to the column
/// given up. Paths are searched in the order of their loss under the weighted scores. Returns
/// whether all rows reach their minimum sums.
pub(in crate::assign) fn repair(
    threshold: &Threshold,
    weights: &[i128],
    prices: &[i128],
    held: &mut Held,
) -> bool {
    let width = threshold.problem.width();
    let mut holders = vec![Vec::new(); width];
    for (row, line) in held.iter().enumerate() {
        for pair in line {
            holders[pair.0 as usize].push(row as u32);
        }
    }
    let sums: Vec<i128> = held
        .iter()
        .map(|line| line.iter().map(|pair| pair.1).sum())
        .collect();
    let loads = holders.iter().map(|rows| rows.len() as u32).collect();
    let mut exchange = Exchange {
        threshold,
        weights,
        prices,
        held,
        sums,
        loads,
        holders,
    };
    let mut failed = false;
    for row in 0..threshold.least.len() {
        while exchange.sums[row] < threshold.least[row] {
            if !exchange.lift(row) {
                failed = true;
                break;
            }
        }
    }
    !failed
}

impl Exchange<'_> {
    fn lift(&mut self, row: usize) -> bool {
        let mut given: Vec<(u32, i128)> = self.held[row].clone();
        given.sort_unstable_by_key(|pair| pair.1);
        given.into_iter().any(|pair| self.lift_from(row, pair))
    }

    /// Lets a row replace one column by a better one.
    fn lift_from(&mut self, row: usize, (column, score): (u32, i128)) -> bool {
        let width = self.loads.len();
        let mut best: Vec<i128> = vec![i128::MAX; width];
        let mut step: Vec<Option<Step>> = vec![None; width];
        let mut done = vec![false; width];
        let mut heap = BinaryHeap::new();
        for position in self.threshold.problem.row(row) {
            let (to, gain) = (
                self.threshold.problem.columns[position],
                self.threshold.problem.scores[position],
            );
            if gain > score && !self.holds(row, to) {
                let loss = self.prices[to as usize] - self.weights[row] * gain;
                if loss < best[to as usize] {
                    best[to as usize] = loss;
                    step[to as usize] = Some(Step {
                        row: row as u32,
                        from: column,
                        score: gain,
                    });
                    heap.push(Reverse((loss, to)));
                }
            }
        }
        while let Some(Reverse((loss, at))) = heap.pop() {
            if done[at as usize] || loss > best[at as usize] {
                continue;
            }
            done[at as usize] = true;
            if at == column {
                return self.apply(&step, column, column, row);
            }
            let floor = self.threshold.problem.floors[column as usize];
            if self.loads[at as usize] < self.threshold.problem.caps[at as usize]
                && self.loads[column as usize] > floor
            {
                return self.apply(&step, column, at, row);
            }
            for index in 0..self.holders[at as usize].len() {
                let other = self.holders[at as usize][index] as usize;
                if other != row {
                    self.relax(other, at, loss, &mut best, &mut step, &mut heap);
                }
            }
        }
        false
    }

    fn holds(&self, row: usize, column: u32) -> bool {
        self.held[row].iter().any(|pair| pair.0 == column)
    }

    fn relax(
        &self,
        row: usize,
        from: u32,
        loss: i128,
        best: &mut [i128],
        step: &mut [Option<Step>],
        heap: &mut BinaryHeap<Reverse<(i128, u32)>>,
    ) {
        let Some(given) = self.held[row]
            .iter()
            .find(|pair| pair.0 == from)
            .map(|pair| pair.1)
        else {
            return;
        };
        let least = self.threshold.least[row];
        let problem = &self.threshold.problem;
        let value = self.weights[row] * given - self.prices[from as usize];
        for position in problem.row(row) {
            let (to, score) = (problem.columns[position], problem.scores[position]);
            // A row below its threshold may still move if its sum does not decrease.
            let after = self.sums[row] - given + score;
            if after < least && score < given || self.holds(row, to) {
                continue;
            }
            let worth = self.weights[row] * score - self.prices[to as usize];
            let next = loss + (value - worth).max(0);
            if next < best[to as usize] {
                best[to as usize] = next;
                step[to as usize] = Some(Step {
                    row: row as u32,
                    from,
                    score,
                });
                heap.push(Reverse((next, to)));
            }
        }
    }

    /// Applies the steps backwards from `end`; rejects a path that uses a row twice.
    fn apply(&mut self, step: &[Option<Step>], start: u32, end: u32, row: usize) -> bool {
        let mut moves: Vec<(u32, Step)> = Vec::new();
        let mut at = end;
        loop {
            let Some(next) = step[at as usize] else {
                return false;
            };
            if moves.iter().any(|other| other.1.row == next.row) {
                return false;
            }
            moves.push((at, next));
            at = next.from;
            if next.row as usize == row {
                break;
            }
        }
        for (to, next) in moves {
            let row = next.row as usize;
            let Some(slot) = self.held[row].iter_mut().find(|pair| pair.0 == next.from) else {
                return false;
            };
            self.sums[row] += next.score - slot.1;
            *slot = (to, next.score);
            let holders = &mut self.holders[next.from as usize];
            holders.retain(|&holder| holder as usize != row);
            self.holders[to as usize].push(next.row);
        }
        if start != end {
            self.loads[start as usize] -= 1;
            self.loads[end as usize] += 1;
        }
        true
    }
}
