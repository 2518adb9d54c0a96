//! The proof that demands, floors and caps cannot all be satisfied.

use super::{Amount, Problem};

/// A cut (Hall 1935; Ford and Fulkerson 1956), which can be verified by adding up both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortage {
    /// These rows need more units from these columns than the columns may carry, even if all other
    /// pairs of the rows are used.
    Supply {
        /// The rows.
        rows: Vec<u32>,
        /// The columns.
        columns: Vec<u32>,
        /// Minimum number of units that the rows need from the columns.
        needed: u64,
        /// Sum of the columns' caps.
        available: u64,
    },
    /// These columns must carry more units than all rows together can give them.
    Demand {
        /// The columns.
        columns: Vec<u32>,
        /// Sum of the columns' floors.
        needed: u64,
        /// Maximum number of units that the rows can give them.
        available: u64,
    },
}

impl Shortage {
    /// Finds the rows that have fewer pairs than their demand.
    pub(super) fn of_rows<C: Amount>(problem: &Problem<C>) -> Option<Self> {
        let missing = |row: usize| {
            u64::from(problem.demands[row]).saturating_sub(problem.row(row).len() as u64)
        };
        let rows: Vec<u32> = (0..problem.rows())
            .filter(|&row| missing(row) > 0)
            .map(|row| row as u32)
            .collect();
        (!rows.is_empty()).then(|| Self::Supply {
            needed: rows.iter().map(|&row| missing(row as usize)).sum(),
            rows,
            columns: Vec::new(),
            available: 0,
        })
    }

    /// Reads the cut from the nodes (columns, spare capacity, rows) that surplus units reach.
    pub(super) fn of_nodes<C: Amount>(problem: &Problem<C>, nodes: &[u32]) -> Self {
        let width = problem.width();
        let mut reached = vec![false; width];
        let mut rows = Vec::new();
        let mut spare = false;
        for &node in nodes {
            match (node as usize).cmp(&width) {
                std::cmp::Ordering::Less => reached[node as usize] = true,
                std::cmp::Ordering::Equal => spare = true,
                std::cmp::Ordering::Greater => rows.push(node - width as u32 - 1),
            }
        }
        let columns: Vec<u32> = (0..width as u32)
            .filter(|&column| reached[column as usize] != spare)
            .collect();
        if spare {
            return Self::of_floors(problem, columns);
        }
        rows.sort_unstable();
        let elsewhere = |row: usize| {
            let columns = &problem.columns[problem.row(row)];
            let others = columns.iter().filter(|&&column| !reached[column as usize]);
            others.count() as u64
        };
        let needs = |row: usize| u64::from(problem.demands[row]).saturating_sub(elsewhere(row));
        Self::Supply {
            needed: rows.iter().map(|&row| needs(row as usize)).sum(),
            available: columns
                .iter()
                .map(|&c| u64::from(problem.caps[c as usize]))
                .sum(),
            rows,
            columns,
        }
    }

    /// Adds up what columns must carry and what all rows can give them.
    pub(crate) fn of_floors<C: Amount>(problem: &Problem<C>, columns: Vec<u32>) -> Self {
        let mut chosen = vec![false; problem.width()];
        for &column in &columns {
            chosen[column as usize] = true;
        }
        let gives = |row: usize| {
            let pairs = problem.columns[problem.row(row)].iter();
            let count = pairs.filter(|&&column| chosen[column as usize]).count();
            (count as u64).min(u64::from(problem.demands[row]))
        };
        let floors = columns
            .iter()
            .map(|&column| u64::from(problem.floors[column as usize]));
        Self::Demand {
            needed: floors.sum(),
            available: (0..problem.rows()).map(gives).sum(),
            columns,
        }
    }
}
