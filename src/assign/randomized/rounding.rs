//! Dependent rounding (Gandhi, Khuller, Parthasarathy and Srinivasan 2006), in integers.

use crate::flow::Problem;
use rand::RngExt as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeMap;

/// Dependent rounding of parts to none or all.
pub(super) struct Rounding<'p> {
    problem: &'p Problem<i128>,
    whole: u32,
    /// Current parts of each pair.
    pub parts: Vec<u32>,
    row_of: Vec<u32>,
    /// Fractional pairs of each row, then of each column; may include pairs already rounded.
    pairs: Vec<Vec<usize>>,
}

impl<'p> Rounding<'p> {
    pub fn new(problem: &'p Problem<i128>, parts: &[u32], whole: u32) -> Self {
        let rows = problem.rows();
        let mut row_of = vec![0; parts.len()];
        let mut pairs = vec![Vec::new(); rows + problem.width()];
        for row in 0..rows {
            for position in problem.row(row) {
                row_of[position] = row as u32;
                if parts[position] > 0 && parts[position] < whole {
                    pairs[row].push(position);
                    pairs[rows + problem.columns[position] as usize].push(position);
                }
            }
        }
        Self {
            problem,
            whole,
            parts: parts.to_vec(),
            row_of,
            pairs,
        }
    }

    pub fn run(&mut self, dice: &mut Xoshiro256PlusPlus) {
        for node in 0..self.pairs.len() {
            while self.next(node, usize::MAX).is_some() {
                let (walk, end) = self.walk(node);
                // An open walk is taken again from its end, a column with a single fractional pair,
                // so that only such columns change their sums.
                let walk = end.map_or(walk, |end| self.walk(end).0);
                self.shift(&walk, dice);
            }
        }
    }

    fn fractional(&self, position: usize) -> bool {
        self.parts[position] > 0 && self.parts[position] < self.whole
    }

    /// A fractional pair of a node other than `not`.
    fn next(&mut self, node: usize, not: usize) -> Option<usize> {
        let mut at = 0;
        while at < self.pairs[node].len() {
            let position = self.pairs[node][at];
            if !self.fractional(position) {
                self.pairs[node].swap_remove(at);
            } else if position == not {
                at += 1;
            } else {
                return Some(position);
            }
        }
        None
    }

    fn other_end(&self, node: usize, position: usize) -> usize {
        let rows = self.problem.rows();
        if node < rows {
            rows + self.problem.columns[position] as usize
        } else {
            self.row_of[position] as usize
        }
    }

    /// Walks along fractional pairs from `start` to a column without another one, which is returned
    /// with the walk, or until a node is met again, in which case the walk is that cycle.
    fn walk(&mut self, start: usize) -> (Vec<usize>, Option<usize>) {
        let mut visited: BTreeMap<usize, usize> = BTreeMap::new();
        let mut walk: Vec<usize> = Vec::new();
        let (mut at, mut came) = (start, usize::MAX);
        loop {
            if let Some(&from) = visited.get(&at) {
                walk.drain(..from);
                return (walk, None);
            }
            visited.insert(at, walk.len());
            let Some(position) = self.next(at, came) else {
                return (walk, Some(at));
            };
            walk.push(position);
            at = self.other_end(at, position);
            came = position;
        }
    }

    /// Shifts parts along a walk in one of both directions, preserving the expectation.
    fn shift(&mut self, walk: &[usize], dice: &mut Xoshiro256PlusPlus) {
        // Pairs gain and lose alternately along the walk.
        let room = |index: usize, up: bool| {
            let parts = self.parts[walk[index]];
            if index.is_multiple_of(2) == up {
                self.whole - parts
            } else {
                parts
            }
        };
        let forth = (0..walk.len())
            .map(|index| room(index, true))
            .min()
            .unwrap_or(0);
        let back = (0..walk.len())
            .map(|index| room(index, false))
            .min()
            .unwrap_or(0);
        let up = dice.random_range(0..forth + back) < back;
        let amount = if up { forth } else { back };
        for (index, &position) in walk.iter().enumerate() {
            if index.is_multiple_of(2) == up {
                self.parts[position] += amount;
            } else {
                self.parts[position] -= amount;
            }
        }
    }
}
