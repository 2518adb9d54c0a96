//! Shortest augmenting paths from columns with too many units to columns with room.

use super::{Amount, solver::NONE, solver::Solver};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The search did not end with a full assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// No room can be reached: the rows that were, whose units cannot be placed otherwise.
    Stuck(Vec<u32>),
    /// A price left the safe range of the amounts.
    Overflow,
}

/// Nodes of the search: columns `0..width`, spare capacity `width`, then rows.
struct Search<C> {
    distance: Vec<C>,
    /// In which search the distance was set; a node is settled when its mark is `2 * round + 1`.
    mark: Vec<u32>,
    /// For a column: position of the pair that leads to it (its row is in `via`); for a row: the
    /// unit through which it was entered; `NONE` for the source.
    via: Vec<u32>,
    place: Vec<usize>,
    heap: BinaryHeap<Reverse<(C, u32)>>,
    /// Nodes at the distance of the last one settled.
    level: Vec<u32>,
    settled: Vec<u32>,
    round: u32,
    nearest: C,
    /// A distance was too long to be counted.
    far: bool,
}

/// Moves every surplus unit to where there is room, each along a shortest path under the reduced
/// losses, which complementary slackness keeps at zero or above (Busacker and Gowen 1960; with
/// potentials, Edmonds and Karp 1972; Dijkstra over a heap, pruned at the nearest room).
/// Each search costs at most O(pairs + nodes log nodes); in practice it sees a neighbourhood.
pub(super) fn settle_loads<C: Amount>(solver: &mut Solver<C>) -> Result<Settled<C>, Stop> {
    let mut state = Settled::new(solver);
    let nodes = state.spare + 1 + solver.problem.rows();
    let mut search = Search {
        distance: vec![C::ZERO; nodes],
        mark: vec![0; nodes],
        via: vec![NONE; nodes],
        place: vec![0; state.spare],
        heap: BinaryHeap::new(),
        level: Vec::new(),
        settled: Vec::new(),
        round: 0,
        nearest: C::LIMIT,
        far: false,
    };
    for column in 0..state.spare {
        while solver.loads[column] > state.flow[column] {
            search.augment(solver, &mut state, column)?;
        }
    }
    while state.placed > state.units {
        let spare = state.spare;
        search.augment(solver, &mut state, spare)?;
    }
    Ok(state)
}

/// What the path search knows beside the solver.
pub(super) struct Settled<C> {
    /// Node of spare capacity.
    spare: usize,
    /// How much of each column's load counts as placed: between its floor and its cap, at the cap
    /// while its price is above that of spare capacity, at the floor while below.
    flow: Vec<u32>,
    placed: u64,
    units: u64,
    /// What each row's last unit is worth: at most every held value, at least every free one.
    pub row_prices: Vec<C>,
}

impl<C: Amount> Settled<C> {
    fn new(solver: &Solver<C>) -> Self {
        let problem = solver.problem;
        let spare = problem.width();
        let flow: Vec<u32> = (0..spare)
            .map(|column| {
                let (floor, cap) = (problem.floors[column], problem.caps[column]);
                match solver.prices[column].cmp(&solver.prices[spare]) {
                    std::cmp::Ordering::Greater => cap,
                    std::cmp::Ordering::Equal => solver.loads[column].clamp(floor, cap),
                    std::cmp::Ordering::Less => floor,
                }
            })
            .collect();
        let row_prices = (0..problem.rows())
            .map(|row| row_price(solver, row))
            .collect();
        Self {
            spare,
            placed: flow.iter().map(|&units| u64::from(units)).sum(),
            flow,
            units: problem.units(),
            row_prices,
        }
    }
}

fn row_price<C: Amount>(solver: &Solver<C>, row: usize) -> C {
    let free = solver.free(row);
    let held = solver.problem.starts[row]..free.start;
    let best = free.map(|position| solver.value(position)).max();
    best.or_else(|| held.map(|position| solver.value(position)).min())
        .unwrap_or(C::ZERO)
}

impl<C: Amount> Search<C> {
    fn augment(
        &mut self,
        solver: &mut Solver<C>,
        state: &mut Settled<C>,
        source: usize,
    ) -> Result<(), Stop> {
        self.round += 1;
        self.heap.clear();
        self.level.clear();
        self.settled.clear();
        self.nearest = C::LIMIT;
        self.reach(source, C::ZERO, C::ZERO);
        self.via[source] = NONE;
        if source < state.spare {
            self.place[source] = 0;
        }
        let mut now = C::ZERO;
        loop {
            let node = match self.level.pop() {
                Some(node) => node as usize,
                None => match self.heap.pop() {
                    Some(Reverse((distance, node))) => {
                        now = distance;
                        node as usize
                    }
                    None => return Err(self.stuck(state.spare)),
                },
            };
            if self.mark[node] == 2 * self.round + 1 || self.distance[node] < now {
                continue;
            }
            self.mark[node] = 2 * self.round + 1;
            if self.has_room(solver, state, node) {
                self.update_prices(solver, state, now)?;
                self.apply(solver, state, node);
                return Ok(());
            }
            self.settled.push(node as u32);
            self.relax(solver, state, node, now);
        }
    }

    fn stuck(&self, spare: usize) -> Stop {
        if self.far {
            return Stop::Overflow;
        }
        let rows = self.settled.iter().filter(|&&node| node as usize > spare);
        Stop::Stuck(rows.map(|&node| node - spare as u32 - 1).collect())
    }

    fn has_room(&self, solver: &Solver<C>, state: &Settled<C>, node: usize) -> bool {
        match node.cmp(&state.spare) {
            std::cmp::Ordering::Less => solver.loads[node] < state.flow[node],
            std::cmp::Ordering::Equal => state.placed < state.units,
            std::cmp::Ordering::Greater => false,
        }
    }

    /// Notes a node at `distance`; returns whether this is nearer than before.
    fn reach(&mut self, node: usize, distance: C, now: C) -> bool {
        let seen = self.mark[node];
        if seen == 2 * self.round + 1 || seen == 2 * self.round && self.distance[node] <= distance {
            return false;
        }
        self.mark[node] = 2 * self.round;
        self.distance[node] = distance;
        if distance == now {
            self.level.push(node as u32);
        } else {
            self.heap.push(Reverse((distance, node as u32)));
        }
        true
    }

    fn relax(&mut self, solver: &Solver<C>, state: &Settled<C>, node: usize, now: C) {
        let spare = state.spare;
        if node < spare {
            if state.flow[node] < solver.problem.caps[node] {
                let distance = now + solver.prices[spare] - solver.prices[node];
                self.step(solver, state, spare, distance, now, node as u32);
            }
            let mut unit = solver.head[node];
            while unit != NONE {
                let row = solver.unit_row[unit as usize] as usize;
                let slack = solver.value(solver.position(unit)) - state.row_prices[row];
                self.step(solver, state, spare + 1 + row, now + slack, now, unit);
                unit = solver.next[unit as usize];
            }
        } else if node == spare {
            for column in 0..spare {
                if state.flow[column] > solver.problem.floors[column] {
                    let distance = now + solver.prices[column] - solver.prices[spare];
                    if self.step(solver, state, column, distance, now, NONE) {
                        self.place[column] = usize::MAX;
                    }
                }
            }
        } else {
            let row = node - spare - 1;
            let base = now + state.row_prices[row];
            for position in solver.free(row) {
                let column = solver.columns[position] as usize;
                let distance = base - solver.scores[position] + solver.prices[column];
                if self.step(solver, state, column, distance, now, row as u32) {
                    self.place[column] = position;
                }
            }
        }
    }

    fn step(
        &mut self,
        solver: &Solver<C>,
        state: &Settled<C>,
        node: usize,
        distance: C,
        now: C,
        via: u32,
    ) -> bool {
        if distance >= self.nearest {
            self.far |= distance >= C::LIMIT;
            return false;
        }
        if !self.reach(node, distance, now) {
            return false;
        }
        self.via[node] = via;
        if self.has_room(solver, state, node) {
            self.nearest = distance;
        }
        true
    }

    fn update_prices(
        &mut self,
        solver: &mut Solver<C>,
        state: &mut Settled<C>,
        end: C,
    ) -> Result<(), Stop> {
        for &node in &self.settled {
            let node = node as usize;
            let change = end - self.distance[node];
            if node <= state.spare {
                solver.prices[node] += change;
                if solver.prices[node] >= C::LIMIT {
                    return Err(Stop::Overflow);
                }
            } else {
                state.row_prices[node - state.spare - 1] -= change;
            }
        }
        Ok(())
    }

    /// Moves one unit from the source to `end`, following the search backwards.
    fn apply(&mut self, solver: &mut Solver<C>, state: &mut Settled<C>, end: usize) {
        let spare = state.spare;
        let mut node = end;
        while self.via[node] != NONE || node < spare && self.place[node] == usize::MAX {
            if node == spare {
                node = self.via[node] as usize;
                state.flow[node] += 1;
                state.placed += 1;
            } else if self.place[node] == usize::MAX {
                state.flow[node] -= 1;
                state.placed -= 1;
                node = spare;
            } else {
                let row = self.via[node] as usize;
                let unit = self.via[spare + 1 + row];
                let from = solver.columns[solver.position(unit)] as usize;
                solver.shift(unit, self.place[node]);
                node = from;
            }
        }
    }
}
