//! Raises the prices of columns with too many units.

use super::shortlist::Shortlists;
use super::stop::Glance;
use super::{Amount, solver::NONE, solver::Solver};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Number of consecutive times a column may pass on units without a price increase.
const STALLS: u8 = 2;

/// One round of price raises. With an increment of zero it preserves complementary slackness; with
/// a positive one it may violate it by the increment, but cannot stall.
///
/// One step takes a column with `e` surplus units, finds the margin of each unit (the loss of its
/// row by taking the next best column), sends the `e` units with the smallest margins to their next
/// best columns and raises the price by the margin of the next unit, the most that preserves
/// complementary slackness, plus the increment. With zero this is the augmenting row reduction of
/// Jonker and Volgenant (1987) from the column's side, for columns of many units and rows of many
/// demands; otherwise it is an auction (Bertsekas 1988), or equivalently a cost-scaling
/// push-relabel with double pushes (Goldberg and Kennedy 1995). Spare capacity is a node of its
/// own: it takes units from columns below their caps and, if too much counts as placed, returns
/// them to the cheapest columns above their floors.
pub(super) struct Auction<'s, 'p, C> {
    solver: &'s mut Solver<'p, C>,
    increment: C,
    queue: VecDeque<u32>,
    queued: Vec<bool>,
    stalls: Vec<u8>,
    margins: Vec<(C, u32, usize)>,
    shortlists: Shortlists<C>,
    /// Columns above their floors by price, some outdated; filled when spare capacity first has to
    /// return units.
    cheapest: Option<BinaryHeap<Reverse<(C, u32)>>>,
}

impl<'s, 'p, C: Amount> Auction<'s, 'p, C> {
    /// Prepares a round for a solver whose rows have chosen.
    pub fn new(solver: &'s mut Solver<'p, C>, increment: C) -> Self {
        let (rows, width) = (solver.problem.rows(), solver.problem.width());
        let mut auction = Self {
            solver,
            increment,
            queue: VecDeque::new(),
            queued: vec![false; width + 1],
            stalls: vec![0; width],
            margins: Vec::new(),
            shortlists: Shortlists::new(rows),
            cheapest: None,
        };
        (0..=width).for_each(|node| auction.enqueue(node));
        auction
    }

    /// Runs until no column has too many units, all prices stall or `moves` units were moved;
    /// returns the moves that are left.
    pub fn run(mut self, moves: usize) -> usize {
        let mut left = moves;
        let mut glance = Glance::default();
        while let Some(node) = self.queue.pop_front() {
            glance.step();
            let node = node as usize;
            self.queued[node] = false;
            let over = self.surplus(node);
            if over > left {
                return 0;
            }
            left -= over;
            if node == self.solver.problem.width() {
                self.give_back(over);
            } else if over > 0 {
                self.raise(node, over);
            }
        }
        left
    }

    fn surplus(&self, node: usize) -> usize {
        let solver = &*self.solver;
        if node == solver.problem.width() {
            solver.placed.saturating_sub(solver.unit_row.len() as u64) as usize
        } else {
            solver.loads[node].saturating_sub(solver.flow[node]) as usize
        }
    }

    fn enqueue(&mut self, node: usize) {
        if !self.queued[node] && self.surplus(node) > 0 {
            self.queued[node] = true;
            self.queue.push_back(node as u32);
        }
    }

    fn raise(&mut self, column: usize, over: usize) {
        self.find_margins(column, over);
        let mut margins = std::mem::take(&mut self.margins);
        if margins.len() > over {
            margins.select_nth_unstable(over);
        }
        if margins.len() >= over {
            let limit = margins.get(over).or_else(|| margins.iter().max());
            let raise = limit.map_or(C::ZERO, |margin| margin.0) + self.increment;
            let stalled = raise == C::ZERO;
            self.stalls[column] = if stalled { self.stalls[column] + 1 } else { 0 };
            if self.stalls[column] <= STALLS {
                self.solver.prices[column] += raise;
                for &(_, unit, position) in &margins[..over] {
                    self.send(column, unit, position);
                }
            }
        }
        self.margins = margins;
    }

    fn send(&mut self, column: usize, unit: u32, position: usize) {
        let spare = self.solver.problem.width();
        if unit == NONE {
            self.solver.flow[column] += 1;
            self.solver.placed += 1;
            if let Some(heap) = &mut self.cheapest {
                heap.push(Reverse((self.solver.prices[column], column as u32)));
            }
            self.enqueue(spare);
        } else {
            let target = self.solver.columns[position] as usize;
            self.solver.shift(unit, position);
            self.enqueue(target);
        }
    }

    /// Collects the ways in which a column can lose units: (margin, unit, position of the next best
    /// pair), or `NONE` as the unit if spare capacity takes it.
    fn find_margins(&mut self, column: usize, over: usize) {
        let solver = &*self.solver;
        self.margins.clear();
        let room = solver.problem.caps[column] - solver.flow[column];
        let spare = solver.prices[solver.problem.width()] - solver.prices[column];
        for _ in 0..room.min(over as u32 + 1) {
            self.margins.push((spare, NONE, 0));
        }
        let mut unit = solver.head[column];
        while unit != NONE {
            let row = solver.unit_row[unit as usize] as usize;
            if let Some((value, position)) = self.shortlists.best(solver, row) {
                let margin = solver.value(solver.position(unit)) - value;
                self.margins.push((margin, unit, position));
            }
            unit = solver.next[unit as usize];
        }
    }

    /// Lets the cheapest columns above their floors count fewer units as placed and raises the
    /// price of spare capacity to the next cheapest.
    fn give_back(&mut self, mut over: usize) {
        let spare = self.solver.problem.width();
        let mut heap = self.cheapest.take().unwrap_or_else(|| {
            let solver = &*self.solver;
            (0..spare)
                .map(|column| Reverse((solver.prices[column], column as u32)))
                .collect()
        });
        while let Some(Reverse((price, node))) = heap.pop() {
            let column = node as usize;
            let solver = &mut *self.solver;
            let room = (solver.flow[column] - solver.problem.floors[column]) as usize;
            if room == 0 {
                continue;
            }
            if price < solver.prices[column] {
                heap.push(Reverse((solver.prices[column], node)));
                continue;
            }
            let back = room.min(over);
            solver.flow[column] -= back as u32;
            solver.placed -= back as u64;
            over -= back;
            let raised = &mut solver.prices[spare];
            *raised = (*raised).max(price + self.increment);
            self.enqueue(column);
            if room > back {
                heap.push(Reverse((price, node)));
                break;
            }
        }
        self.cheapest = Some(heap);
    }
}
