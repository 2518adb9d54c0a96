//! Absent pairs as pairs with a score of 0.

use super::{Instance, Pairs};
use crate::flow::{Amount, Problem};

/// Maximum number of pairs created by [`Instance::allow_zero`].
const DENSE: usize = 30_000_000;

impl Instance {
    /// Adds every absent pair without a conflict with a score of 0; `false` if that would be too
    /// many pairs.
    pub fn allow_zero(&mut self) -> bool {
        if self.submissions.len().saturating_mul(self.reviewers.len()) > DENSE {
            return false;
        }
        match &mut self.pairs {
            Pairs::Narrow(problem) => fill(problem, &self.conflicts, &self.forced),
            Pairs::Wide(problem) => fill(problem, &self.conflicts, &self.forced),
        }
        true
    }
}

fn fill<C: Amount>(
    problem: &mut Problem<C>,
    conflicts: &[(u32, u32)],
    forced: &[(u32, u32, i128)],
) {
    let mut full = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    let mut line: Vec<Option<C>> = Vec::new();
    for row in 0..problem.rows() {
        line.clear();
        line.resize(problem.width(), Some(C::ZERO));
        let here = conflicts
            .iter()
            .copied()
            .skip(conflicts.partition_point(|pair| (pair.0 as usize) < row));
        for pair in here.take_while(|pair| pair.0 as usize == row) {
            line[pair.1 as usize] = None;
        }
        for pair in forced.iter().filter(|pair| pair.0 as usize == row) {
            line[pair.1 as usize] = None;
        }
        for position in problem.row(row) {
            line[problem.columns[position] as usize] = Some(problem.scores[position]);
        }
        for (column, score) in line.iter().enumerate() {
            if let Some(score) = score {
                full.columns.push(column as u32);
                full.scores.push(*score);
            }
        }
        full.starts.push(full.columns.len());
    }
    problem.starts = full.starts;
    problem.columns = full.columns;
    problem.scores = full.scores;
}
