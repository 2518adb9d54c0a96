//! The few best free pairs of each row, kept while prices only rise.

use super::{Amount, solver::Solver};

/// Number of pairs kept for each row.
const KEPT: usize = 6;

/// For each row, positions of free pairs and a limit on the value of all its other free pairs.
/// Prices only rise during a round of the auction, so values only fall and the limit stays valid; a
/// row that takes a listed pair puts the one given up in its place, so the list stays complete. A
/// row is scanned again only if all listed values have fallen below the limit (candidate lists as
/// in Bertsekas 1988 and in Jonker and Volgenant 1987).
pub(super) struct Shortlists<C> {
    positions: Vec<[u32; KEPT]>,
    counts: Vec<u8>,
    /// `None` if the list contains every free pair.
    limits: Vec<Option<C>>,
    /// Whether the row was scanned at all.
    known: Vec<bool>,
}

impl<C: Amount> Shortlists<C> {
    /// Starts without lists.
    pub fn new(rows: usize) -> Self {
        Self {
            positions: vec![[0; KEPT]; rows],
            counts: vec![0; rows],
            limits: vec![None; rows],
            known: vec![false; rows],
        }
    }

    /// The best free pair of a row, as (value, position); ties within the list go to the column
    /// with the smaller load.
    pub fn best(&mut self, solver: &Solver<C>, row: usize) -> Option<(C, usize)> {
        if self.known[row] {
            let best = self.listed(solver, row);
            let holds = |limit: C| best.is_some_and(|best| best.0 >= limit);
            if self.limits[row].is_none_or(holds) {
                return best;
            }
        }
        self.look(solver, row);
        self.listed(solver, row)
    }

    fn listed(&self, solver: &Solver<C>, row: usize) -> Option<(C, usize)> {
        let mut best: Option<(C, usize)> = None;
        for &position in &self.positions[row][..usize::from(self.counts[row])] {
            let position = position as usize;
            let value = solver.value(position);
            let load = |position: usize| solver.loads[solver.columns[position] as usize];
            let better = best
                .is_none_or(|(old, at)| value > old || value == old && load(position) < load(at));
            if better {
                best = Some((value, position));
            }
        }
        best
    }

    /// Scans all free pairs of a row.
    fn look(&mut self, solver: &Solver<C>, row: usize) {
        let mut best: [(C, u32); KEPT] = [(C::ZERO, 0); KEPT];
        let mut count = 0;
        let mut limit: Option<C> = None;
        for position in solver.free(row) {
            let value = solver.value(position);
            if count == KEPT && value <= best[KEPT - 1].0 {
                limit = Some(limit.map_or(value, |limit| limit.max(value)));
                continue;
            }
            if count == KEPT {
                let last = best[KEPT - 1].0;
                limit = Some(limit.map_or(last, |limit| limit.max(last)));
            } else {
                count += 1;
            }
            let mut at = count - 1;
            while at > 0 && best[at - 1].0 < value {
                best[at] = best[at - 1];
                at -= 1;
            }
            // Pairs are counted in 32 bits throughout.
            best[at] = (value, position as u32);
        }
        self.positions[row] = best.map(|entry| entry.1);
        self.counts[row] = count as u8;
        self.limits[row] = limit;
        self.known[row] = true;
    }
}
