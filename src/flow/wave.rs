//! Many augmentations along pairs without loss, between two searches for shortest paths.

use super::{Amount, solver::NONE, solver::Solver};

/// One wave of depth-first searches over the pairs with zero reduced loss. Nodes that led nowhere
/// are not tried again (as in the phases of Hopcroft and Karp 1973).
pub(super) struct Wave<'r, C> {
    row_prices: &'r [C],
    /// Number of steps of each node from the surplus; `NONE` if the search did not reach it. Only
    /// paths that gain a step at each node are followed: they are short, and one always exists.
    depth: &'r [u32],
    spare: usize,
    seen: Vec<bool>,
    path: Vec<Frame>,
    /// Number of pairs examined.
    pub effort: usize,
}

/// A node on the current path, with the position to continue from.
#[derive(Clone, Copy)]
struct Frame {
    node: usize,
    /// A column's next unit, a row's next position, the next column of spare capacity.
    cursor: usize,
    /// How the node was entered: the unit for a row, the position for a column.
    via: usize,
}

impl<'r, C: Amount> Wave<'r, C> {
    /// Prepares a wave.
    pub fn new(solver: &Solver<C>, row_prices: &'r [C], depth: &'r [u32]) -> Self {
        let spare = solver.flow.len();
        Self {
            row_prices,
            depth,
            spare,
            seen: vec![false; spare + 1 + row_prices.len()],
            path: Vec::new(),
            effort: 0,
        }
    }

    /// Moves one unit from `source` to a node with room; `false` if no path is left.
    pub fn push(&mut self, solver: &mut Solver<C>, source: usize) -> bool {
        self.path.clear();
        self.enter(solver, source, 0);
        while let Some(&frame) = self.path.last() {
            if solver.has_room(frame.node) {
                self.apply(solver);
                return true;
            }
            let next = if frame.node < self.spare {
                self.after_column(solver, frame)
            } else if frame.node == self.spare {
                self.after_spare(solver, frame)
            } else {
                self.after_row(solver, frame)
            };
            match next {
                Some((node, via)) => self.enter(solver, node, via),
                None => {
                    self.path.pop();
                }
            }
        }
        false
    }

    fn enter(&mut self, solver: &Solver<C>, node: usize, via: usize) {
        self.seen[node] = true;
        let cursor = if node < self.spare {
            solver.head[node] as usize
        } else if node == self.spare {
            0
        } else {
            solver.free(node - self.spare - 1).start
        };
        self.path.push(Frame { node, cursor, via });
    }

    /// Whether `node` may follow `before`.
    fn follows(&self, before: usize, node: usize) -> bool {
        !self.seen[node] && self.depth[node] == self.depth[before] + 1
    }

    fn advance(&mut self, cursor: usize) {
        if let Some(frame) = self.path.last_mut() {
            frame.cursor = cursor;
        }
    }

    fn after_column(&mut self, solver: &Solver<C>, frame: Frame) -> Option<(usize, usize)> {
        let column = frame.node;
        let open = solver.flow[column] < solver.problem.caps[column];
        if open
            && self.follows(column, self.spare)
            && solver.prices[column] == solver.prices[self.spare]
        {
            return Some((self.spare, 0));
        }
        let mut unit = frame.cursor as u32;
        while unit != NONE {
            let row = solver.unit_row[unit as usize] as usize;
            let node = self.spare + 1 + row;
            let after = solver.next[unit as usize];
            if self.follows(column, node)
                && solver.value(solver.position(unit)) == self.row_prices[row]
            {
                self.advance(after as usize);
                return Some((node, unit as usize));
            }
            unit = after;
        }
        None
    }

    fn after_spare(&mut self, solver: &Solver<C>, frame: Frame) -> Option<(usize, usize)> {
        let price = solver.prices[self.spare];
        let found = (frame.cursor..self.spare).find(|&column| {
            let open = solver.flow[column] > solver.problem.floors[column];
            open && self.follows(self.spare, column) && solver.prices[column] == price
        })?;
        self.advance(found + 1);
        Some((found, usize::MAX))
    }

    fn after_row(&mut self, solver: &Solver<C>, frame: Frame) -> Option<(usize, usize)> {
        let row = frame.node - self.spare - 1;
        let price = self.row_prices[row];
        let end = solver.problem.starts[row + 1];
        let found = (frame.cursor..end).find(|&position| {
            let column = solver.columns[position] as usize;
            self.follows(frame.node, column) && solver.value(position) == price
        });
        self.effort += found.unwrap_or(end) - frame.cursor;
        let found = found?;
        self.advance(found + 1);
        Some((solver.columns[found] as usize, found))
    }

    /// Moves a unit along the path and makes its nodes available again.
    fn apply(&mut self, solver: &mut Solver<C>) {
        for step in (1..self.path.len()).rev() {
            let (from, to) = (self.path[step - 1], self.path[step]);
            if to.node == self.spare {
                solver.flow[from.node] += 1;
                solver.placed += 1;
            } else if from.node == self.spare {
                solver.flow[to.node] -= 1;
                solver.placed -= 1;
            } else if to.node < self.spare {
                solver.shift(from.via as u32, to.via);
            }
        }
        for frame in &self.path {
            self.seen[frame.node] = false;
        }
    }
}
