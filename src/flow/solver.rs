//! The state of a solve: assignment and prices.

use super::stop::Glance;
use super::{Amount, Problem};
use std::cmp::Ordering;

/// End of a linked list.
pub(super) const NONE: u32 = u32::MAX;

/// A pseudo-flow with prices that satisfies complementary slackness on every pair at all times:
/// whatever a row holds is worth at least as much, at the current prices, as any other pair of the
/// row. Only the loads of columns may be violated temporarily.
pub(super) struct Solver<'a, C> {
    pub problem: &'a Problem<C>,
    /// Pairs of each row, held ones first.
    pub columns: Vec<u32>,
    pub scores: Vec<C>,
    /// Price of each column, followed by that of spare capacity.
    pub prices: Vec<C>,
    /// Start of each row's held units among all units.
    pub units: Vec<u32>,
    /// Row of each unit.
    pub unit_row: Vec<u32>,
    /// The units of each column, as a doubly linked list.
    pub head: Vec<u32>,
    pub next: Vec<u32>,
    pub previous: Vec<u32>,
    /// Number of units of each column.
    pub loads: Vec<u32>,
    /// The part of each column's load that counts as placed: between its floor and its cap; the cap
    /// while its price is above that of spare capacity, the floor while below.
    pub flow: Vec<u32>,
    /// Sum of `flow`.
    pub placed: u64,
}

impl<'a, C: Amount> Solver<'a, C> {
    /// Starts with an empty assignment at the given prices. Every row must have at least as many
    /// pairs as its demand.
    pub fn new(problem: &'a Problem<C>, mut prices: Vec<C>) -> Self {
        let rows = problem.rows();
        let width = problem.width();
        prices.resize(width + 1, C::ZERO);
        let mut units = Vec::with_capacity(rows + 1);
        let mut unit_row = Vec::new();
        units.push(0);
        for (row, &demand) in problem.demands.iter().enumerate() {
            unit_row.resize(unit_row.len() + demand as usize, row as u32);
            units.push(unit_row.len() as u32);
        }
        Self {
            problem,
            columns: problem.columns.clone(),
            scores: problem.scores.clone(),
            prices,
            units,
            next: vec![NONE; unit_row.len()],
            previous: vec![NONE; unit_row.len()],
            unit_row,
            head: vec![NONE; width],
            loads: vec![0; width],
            flow: vec![0; width],
            placed: 0,
        }
    }

    /// Position of the pair that a unit holds.
    pub fn position(&self, unit: u32) -> usize {
        let row = self.unit_row[unit as usize] as usize;
        self.problem.starts[row] + (unit - self.units[row]) as usize
    }

    /// Positions of a row's pairs that are not held.
    pub fn free(&self, row: usize) -> std::ops::Range<usize> {
        self.problem.starts[row] + self.problem.demands[row] as usize..self.problem.starts[row + 1]
    }

    /// Whether a node (a column, spare capacity, a row) can take another unit permanently.
    pub fn has_room(&self, node: usize) -> bool {
        match node.cmp(&self.flow.len()) {
            Ordering::Less => self.loads[node] < self.flow[node],
            Ordering::Equal => self.placed < self.unit_row.len() as u64,
            Ordering::Greater => false,
        }
    }

    /// The value of the pair at a position at the current prices.
    pub fn value(&self, position: usize) -> C {
        self.scores[position] - self.prices[self.columns[position] as usize]
    }

    /// Adds a unit to the list of its column.
    pub fn link(&mut self, unit: u32, column: usize) {
        let first = self.head[column];
        self.next[unit as usize] = first;
        self.previous[unit as usize] = NONE;
        if first != NONE {
            self.previous[first as usize] = unit;
        }
        self.head[column] = unit;
        self.loads[column] += 1;
    }

    /// Removes a unit from the list of its column.
    pub fn unlink(&mut self, unit: u32, column: usize) {
        let (before, after) = (self.previous[unit as usize], self.next[unit as usize]);
        if before == NONE {
            self.head[column] = after;
        } else {
            self.next[before as usize] = after;
        }
        if after != NONE {
            self.previous[after as usize] = before;
        }
        self.loads[column] -= 1;
    }

    /// Replaces the pair of a unit by the free pair at `position`.
    pub fn shift(&mut self, unit: u32, position: usize) {
        let held = self.position(unit);
        self.unlink(unit, self.columns[held] as usize);
        self.columns.swap(held, position);
        self.scores.swap(held, position);
        self.link(unit, self.columns[held] as usize);
    }

    /// Lets every row take its best pairs at the current prices; ties go to the column with the
    /// smaller load so far.
    pub fn choose(&mut self) {
        self.head.fill(NONE);
        self.loads.fill(0);
        let mut best: Vec<(C, u32, usize)> = Vec::new();
        let mut glance = Glance::default();
        for row in 0..self.problem.rows() {
            glance.step();
            let demand = self.problem.demands[row] as usize;
            if demand == 0 {
                continue;
            }
            self.best_pairs(row, demand, &mut best);
            // In ascending order, so that no swap moves a pair that is still to come.
            best.sort_unstable_by_key(|&(_, _, position)| position);
            let start = self.problem.starts[row];
            for (slot, &(_, _, position)) in best.iter().enumerate() {
                self.columns.swap(start + slot, position);
                self.scores.swap(start + slot, position);
                let unit = self.units[row] + slot as u32;
                self.link(unit, self.columns[start + slot] as usize);
            }
        }
        self.place();
    }

    /// Derives the placed amounts from the prices by complementary slackness.
    fn place(&mut self) {
        let spare = self.problem.width();
        for column in 0..spare {
            let (floor, cap) = (self.problem.floors[column], self.problem.caps[column]);
            self.flow[column] = match self.prices[column].cmp(&self.prices[spare]) {
                Ordering::Greater => cap,
                Ordering::Equal => self.loads[column].clamp(floor, cap),
                Ordering::Less => floor,
            };
        }
        self.placed = self.flow.iter().map(|&units| u64::from(units)).sum();
    }

    /// The `demand` best pairs of a row as (value, load, position), best first.
    fn best_pairs(&self, row: usize, demand: usize, best: &mut Vec<(C, u32, usize)>) {
        let better =
            |a: &(C, u32, usize), b: &(C, u32, usize)| a.0 > b.0 || a.0 == b.0 && a.1 < b.1;
        best.clear();
        for position in self.problem.row(row) {
            let value = self.value(position);
            if best.len() == demand && value < best[demand - 1].0 {
                continue;
            }
            let entry = (value, self.loads[self.columns[position] as usize], position);
            if best.len() == demand {
                if !better(&entry, &best[demand - 1]) {
                    continue;
                }
                best.pop();
            }
            let at = best.partition_point(|other| !better(&entry, other));
            best.insert(at, entry);
        }
    }
}
