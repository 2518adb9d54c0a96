//! Shortest augmenting paths from columns with too many units to columns with room.

use super::stop::Glance;
use super::wave::Wave;
use super::{Amount, solver::NONE, solver::Solver};
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

/// Minimum number of units for which a phase of many paths pays off.
const PHASE: usize = 16;

/// How long phases of many paths go on. A phase is poor if it moves fewer than `PHASE` units, or
/// less than one in `share` of those that had to move.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// Number of consecutive poor phases that end them.
    pub poor: usize,
    pub share: usize,
}

/// Why the search ended without a full assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stop {
    /// The surplus cannot reach any room; the nodes it can reach.
    Stuck(Vec<u32>),
    /// A price exceeded the safe range.
    Overflow,
    /// The permitted effort was used up.
    Slow,
}

/// Nodes of the search: columns `0..spare`, spare capacity `spare`, then rows.
struct Search<C> {
    spare: usize,
    /// Value of each row's last unit: at most every held value, at least every free one.
    row_prices: Vec<C>,
    distance: Vec<C>,
    /// For each column its distance minus its price. A row reaches the column on a shorter path if
    /// the row's own value minus the pair's score is below this; a value larger than any other
    /// until the column is reached.
    gaps: Vec<C>,
    /// Columns reached in this round.
    touched: Vec<u32>,
    /// `2 * round` when the distance was set in this round, one more when the node is settled.
    mark: Vec<u32>,
    /// How a node was reached: a column from the row `via` by the pair at `place`, or from spare
    /// capacity if `place` is `usize::MAX`; a row by the unit `via`; spare capacity from the column
    /// `via`. `NONE` at a source.
    via: Vec<u32>,
    place: Vec<usize>,
    /// Number of steps from the source; valid only for nodes marked in this round.
    depth: Vec<u32>,
    /// Depth of the nodes reached now.
    step: u32,
    heap: BinaryHeap<Reverse<(C, u32)>>,
    /// Nodes at the distance of the last one settled.
    level: VecDeque<u32>,
    settled: Vec<u32>,
    round: u32,
    /// Distance of the nearest node with room.
    nearest: C,
    /// Whether a distance was too large to represent.
    far: bool,
    /// Whether many paths are wanted.
    wide: bool,
    /// Number of pairs that may still be examined.
    effort: usize,
    glance: Glance,
}

/// Moves every surplus unit to a node with room, each along a shortest path under the reduced
/// losses, which complementary slackness keeps nonnegative (Busacker and Gowen 1960; with
/// potentials, Edmonds and Karp 1972; Dijkstra with a heap, pruned at the nearest room). While many
/// paths of equal length can be expected, one search serves them all (a primal-dual phase, Ford and
/// Fulkerson 1957). Each search costs at most O(pairs + nodes log nodes); in practice it explores a
/// neighbourhood. `patience` tells when phases end; `effort` limits the number of pairs examined.
pub(super) fn settle_loads<C: Amount>(
    solver: &mut Solver<C>,
    effort: usize,
    patience: Patience,
) -> Result<(), Stop> {
    let mut search = Search::new(solver, effort);
    let mut poor = 0;
    while poor < patience.poor {
        match search.phase(solver, patience.share)? {
            Some(true) => poor = 0,
            Some(false) => poor += 1,
            None => break,
        }
    }
    for node in 0..=search.spare {
        while surplus(solver, node) > 0 {
            search.augment(solver, node)?;
        }
    }
    Ok(())
}

/// The number of surplus units of a column or of spare capacity.
pub(super) fn surplus<C: Amount>(solver: &Solver<C>, node: usize) -> usize {
    if node == solver.flow.len() {
        solver.placed.saturating_sub(solver.unit_row.len() as u64) as usize
    } else {
        solver.loads[node].saturating_sub(solver.flow[node]) as usize
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
    fn new(solver: &Solver<C>, effort: usize) -> Self {
        let spare = solver.flow.len();
        let rows = solver.problem.rows();
        let nodes = spare + 1 + rows;
        Self {
            spare,
            row_prices: (0..rows).map(|row| row_price(solver, row)).collect(),
            distance: vec![C::ZERO; nodes],
            gaps: (0..spare)
                .map(|column| C::LIMIT + C::LIMIT - solver.prices[column])
                .collect(),
            touched: Vec::new(),
            mark: vec![0; nodes],
            via: vec![NONE; nodes],
            place: vec![0; spare],
            depth: vec![NONE; nodes],
            step: 0,
            heap: BinaryHeap::new(),
            level: VecDeque::new(),
            settled: Vec::new(),
            round: 0,
            nearest: C::LIMIT,
            far: false,
            wide: false,
            effort,
            glance: Glance::default(),
        }
    }

    /// Searches from all surpluses at once, then moves units along every path without loss; returns
    /// whether these were many, or `None` if the surplus is too small to be worthwhile.
    fn phase(&mut self, solver: &mut Solver<C>, share: usize) -> Result<Option<bool>, Stop> {
        let sources: Vec<usize> = (0..=self.spare)
            .filter(|&node| surplus(solver, node) > 0)
            .collect();
        let units: usize = sources.iter().map(|&node| surplus(solver, node)).sum();
        if units < PHASE {
            return Ok(None);
        }
        self.begin(solver);
        self.depth.fill(NONE);
        self.wide = true;
        for &source in &sources {
            self.start_at(solver, source);
        }
        let (_, distance) = self.explore(solver)?;
        self.update_prices(solver, distance)?;
        let mut wave = Wave::new(solver, &self.row_prices, &self.depth);
        let mut moved = 0;
        for &source in &sources {
            while surplus(solver, source) > 0 && wave.push(solver, source) {
                moved += 1;
            }
        }
        self.effort = self.effort.saturating_sub(wave.effort);
        Ok(Some(moved >= PHASE && moved >= units / share))
    }

    /// Moves one unit of the source's surplus along a shortest path.
    fn augment(&mut self, solver: &mut Solver<C>, source: usize) -> Result<(), Stop> {
        self.begin(solver);
        self.wide = false;
        self.start_at(solver, source);
        let (end, distance) = self.explore(solver)?;
        self.update_prices(solver, distance)?;
        self.apply(solver, end);
        Ok(())
    }

    fn begin(&mut self, solver: &Solver<C>) {
        for column in self.touched.drain(..) {
            let column = column as usize;
            self.gaps[column] = C::LIMIT + C::LIMIT - solver.prices[column];
        }
        self.step = 0;
        self.round += 1;
        self.heap.clear();
        self.level.clear();
        self.settled.clear();
        self.nearest = C::LIMIT;
    }

    fn start_at(&mut self, solver: &Solver<C>, source: usize) {
        self.reach(source, C::ZERO, C::ZERO);
        if source < self.spare {
            self.note(solver, source);
        }
        self.via[source] = NONE;
        if source < self.spare {
            self.place[source] = 0;
        }
    }

    /// Settles nodes in the order of their distance until one has room, and returns it. If many
    /// paths are wanted, all nodes at that distance are settled too.
    fn explore(&mut self, solver: &Solver<C>) -> Result<(usize, C), Stop> {
        let mut now = C::ZERO;
        let mut found = None;
        loop {
            // First in, first out keeps the paths of a phase short; a single path is found faster
            // from the node reached last.
            let next = if self.wide {
                self.level.pop_front()
            } else {
                self.level.pop_back()
            };
            let node = match (next, found) {
                (Some(node), _) => node as usize,
                (None, Some(end)) => return Ok((end, now)),
                (None, None) => match self.heap.pop() {
                    Some(Reverse((distance, node))) => {
                        now = distance;
                        node as usize
                    }
                    None if self.far => return Err(Stop::Overflow),
                    None => return Err(Stop::Stuck(std::mem::take(&mut self.settled))),
                },
            };
            if self.mark[node] == 2 * self.round + 1 || self.distance[node] < now {
                continue;
            }
            self.mark[node] = 2 * self.round + 1;
            if solver.has_room(node) {
                if !self.wide {
                    return Ok((node, now));
                }
                found = Some(node);
                // Other nodes at this distance are still in the heap.
                while let Some(&Reverse((distance, other))) = self.heap.peek() {
                    if distance > now {
                        break;
                    }
                    self.heap.pop();
                    self.level.push_back(other);
                }
                continue;
            }
            if self.effort == 0 {
                return Err(Stop::Slow);
            }
            self.glance.step();
            self.settled.push(node as u32);
            self.step = self.depth[node] + 1;
            self.relax(solver, node, now);
        }
    }

    /// Records a node at `distance`; returns whether this is closer than before.
    fn reach(&mut self, node: usize, distance: C, now: C) -> bool {
        let seen = self.mark[node];
        if seen == 2 * self.round + 1 || seen == 2 * self.round && self.distance[node] <= distance {
            return false;
        }
        self.mark[node] = 2 * self.round;
        self.distance[node] = distance;
        self.depth[node] = self.step;
        if distance == now {
            self.level.push_back(node as u32);
        } else {
            self.heap.push(Reverse((distance, node as u32)));
        }
        true
    }

    /// Records the new distance of a column.
    fn note(&mut self, solver: &Solver<C>, column: usize) {
        self.gaps[column] = self.distance[column] - solver.prices[column];
        self.touched.push(column as u32);
    }

    fn relax(&mut self, solver: &Solver<C>, node: usize, now: C) {
        match node.cmp(&self.spare) {
            Ordering::Less => self.relax_column(solver, node, now),
            Ordering::Equal => self.relax_spare(solver, now),
            Ordering::Greater => self.relax_row(solver, node - self.spare - 1, now),
        }
    }

    fn relax_column(&mut self, solver: &Solver<C>, column: usize, now: C) {
        let spare = self.spare;
        if solver.flow[column] < solver.problem.caps[column] {
            let distance = now + solver.prices[spare] - solver.prices[column];
            self.step(solver, spare, distance, now, column as u32);
        }
        let mut unit = solver.head[column];
        while unit != NONE {
            let row = solver.unit_row[unit as usize] as usize;
            let slack = solver.value(solver.position(unit)) - self.row_prices[row];
            self.step(solver, spare + 1 + row, now + slack, now, unit);
            unit = solver.next[unit as usize];
        }
    }

    fn relax_spare(&mut self, solver: &Solver<C>, now: C) {
        let price = solver.prices[self.spare];
        for column in 0..self.spare {
            if solver.flow[column] > solver.problem.floors[column] {
                let distance = now + solver.prices[column] - price;
                if self.step(solver, column, distance, now, NONE) {
                    self.place[column] = usize::MAX;
                    self.note(solver, column);
                }
            }
        }
    }

    fn relax_row(&mut self, solver: &Solver<C>, row: usize, now: C) {
        let base = now + self.row_prices[row];
        let free = solver.free(row);
        self.effort = self.effort.saturating_sub(free.len());
        let pairs = solver.columns[free.clone()].iter();
        let pairs = pairs.zip(&solver.scores[free.clone()]).enumerate();
        for (at, (&column, &score)) in pairs {
            let column = column as usize;
            if base - score >= self.gaps[column] {
                continue;
            }
            let distance = base - score + solver.prices[column];
            if self.step(solver, column, distance, now, row as u32) {
                self.place[column] = free.start + at;
                self.note(solver, column);
            }
        }
    }

    fn step(&mut self, solver: &Solver<C>, node: usize, distance: C, now: C, via: u32) -> bool {
        if distance > self.nearest
            || distance == self.nearest && !(self.wide && distance < C::LIMIT)
        {
            self.far |= distance >= C::LIMIT;
            return false;
        }
        if !self.reach(node, distance, now) {
            return false;
        }
        self.via[node] = via;
        if solver.has_room(node) {
            self.nearest = distance;
        }
        true
    }

    /// Makes all shortest paths of length `end` free of loss.
    fn update_prices(&mut self, solver: &mut Solver<C>, end: C) -> Result<(), Stop> {
        for &node in &self.settled {
            let node = node as usize;
            let change = end - self.distance[node];
            if node <= self.spare {
                solver.prices[node] += change;
                if solver.prices[node] >= C::LIMIT {
                    return Err(Stop::Overflow);
                }
            } else {
                self.row_prices[node - self.spare - 1] -= change;
            }
        }
        Ok(())
    }

    /// Moves one unit from the source to `end`, following the search backwards.
    fn apply(&mut self, solver: &mut Solver<C>, end: usize) {
        let spare = self.spare;
        let mut node = end;
        loop {
            if node == spare {
                if self.via[spare] == NONE {
                    return;
                }
                node = self.via[spare] as usize;
                solver.flow[node] += 1;
                solver.placed += 1;
            } else if self.place[node] == usize::MAX {
                solver.flow[node] -= 1;
                solver.placed -= 1;
                node = spare;
            } else if self.via[node] == NONE {
                return;
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
