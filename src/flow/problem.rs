//! The input of the transport solver.

use super::Amount;

/// Rows that require columns. All vectors are indexed densely; pairs are stored by row.
#[derive(Debug, Clone, Default)]
pub struct Problem<C> {
    /// `starts[i]..starts[i + 1]` are the positions of row `i`'s pairs; one longer than the rows.
    pub starts: Vec<usize>,
    /// Column of each pair, distinct within a row.
    pub columns: Vec<u32>,
    /// Score of each pair.
    pub scores: Vec<C>,
    /// Number of distinct columns required by each row.
    pub demands: Vec<u32>,
    /// Minimum load of each column.
    pub floors: Vec<u32>,
    /// Maximum load of each column.
    pub caps: Vec<u32>,
}

impl<C: Amount> Problem<C> {
    /// Returns the number of rows.
    pub fn rows(&self) -> usize {
        self.demands.len()
    }

    /// Returns the number of columns.
    pub fn width(&self) -> usize {
        self.caps.len()
    }

    /// Returns the same problem with every score converted.
    pub fn converted<D>(self, convert: impl Fn(C) -> D) -> Problem<D> {
        Problem {
            starts: self.starts,
            columns: self.columns,
            scores: self.scores.into_iter().map(convert).collect(),
            demands: self.demands,
            floors: self.floors,
            caps: self.caps,
        }
    }

    /// Returns the sum of the demands.
    pub fn units(&self) -> u64 {
        self.demands.iter().map(|&demand| u64::from(demand)).sum()
    }

    /// Returns the positions of a row's pairs.
    pub fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }

    /// Returns the units between a column's floor and its cap. A column gets at most one unit from
    /// each row, so larger caps have no effect.
    pub(super) fn open(&self, column: usize) -> u32 {
        let rows = u32::try_from(self.rows()).unwrap_or(u32::MAX);
        let floor = self.floors[column];
        self.caps[column].min(rows).saturating_sub(floor)
    }
}

/// The parts of a unit, and the limit of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Number of parts in a unit.
    pub whole: u32,
    /// Maximum number of parts of a pair, at most `whole`.
    pub most: u32,
}
