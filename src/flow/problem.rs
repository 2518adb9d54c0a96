//! The transport problem as a solver takes it.

use super::Amount;

/// Rows that ask for columns. All vectors are indexed densely; pairs are stored by row.
#[derive(Debug, Clone, Default)]
pub struct Problem<C> {
    /// `starts[i]..starts[i + 1]` are the positions of row `i`'s pairs; one longer than the rows.
    pub starts: Vec<usize>,
    /// Column of each pair; no column twice in a row.
    pub columns: Vec<u32>,
    /// Score of each pair.
    pub scores: Vec<C>,
    /// How many distinct columns each row asks for.
    pub demands: Vec<u32>,
    /// Least load of each column.
    pub floors: Vec<u32>,
    /// Most load of each column.
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

    /// Returns the sum of the demands.
    pub fn units(&self) -> u64 {
        self.demands.iter().map(|&demand| u64::from(demand)).sum()
    }

    /// Returns the positions of a row's pairs.
    pub fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }

    /// Returns the units between a column's floor and its cap. No column gets more than one unit
    /// from each row: a larger cap means nothing.
    pub(super) fn open(&self, column: usize) -> u32 {
        let rows = u32::try_from(self.rows()).unwrap_or(u32::MAX);
        let floor = self.floors[column];
        self.caps[column].min(rows).saturating_sub(floor)
    }
}

/// What makes one unit, and how much of it a pair may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Parts of a unit.
    pub whole: u32,
    /// Most parts of a pair, at most `whole`.
    pub most: u32,
}
