//! The highest total score, and what to do where demands cannot be met.

use super::{Assignment, Instance, Pairs};
use crate::transport::{Amount, Failure, Problem, Shortage, Solution, solve};

/// Finds the assignment with the highest total score, with its proof.
///
/// # Errors
/// [`Shortage`] when demands and loads cannot be kept.
pub fn total(instance: &Instance) -> Result<Assignment, Shortage> {
    let solution = match &instance.pairs {
        Pairs::Narrow(problem) => match solve(problem, Vec::new()) {
            Err(Failure::Overflow) => wide(&instance.pairs.widened(), Vec::new())?,
            Err(Failure::Short(shortage)) => return Err(shortage),
            Ok(solution) => widen(&solution),
        },
        Pairs::Wide(problem) => wide(problem, Vec::new())?,
    };
    Ok(instance.grant(
        &solution.starts,
        &solution.columns,
        &solution.scores,
        Some(solution.bound),
    ))
}

/// Finds the assignment with the fewest missing reviews and, among those, the highest total:
/// every submission may leave reviews to a reviewer that does not exist, each at a loss above all
/// other differences together. The bound is the highest total among the assignments with as few
/// missing reviews.
///
/// # Errors
/// [`Shortage`] when even so the least loads cannot be kept.
pub fn partial(instance: &Instance) -> Result<Assignment, Shortage> {
    let problem = instance.pairs.widened();
    let nobody = problem.width() as u32;
    let top = problem.scores.iter().copied().max().unwrap_or(0) + 1;
    let loss = top * (i128::from(problem.units()) + 1);
    let mut padded = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    for row in 0..problem.rows() {
        padded
            .columns
            .extend_from_slice(&problem.columns[problem.row(row)]);
        padded
            .scores
            .extend_from_slice(&problem.scores[problem.row(row)]);
        for _ in 0..problem.demands[row] {
            padded.columns.push(nobody);
            padded.scores.push(-loss);
        }
        padded.starts.push(padded.columns.len());
    }
    padded.demands = problem.demands;
    padded.floors = problem.floors;
    padded.floors.push(0);
    padded.caps = problem.caps;
    padded.caps.push(padded.demands.iter().sum());
    let solution = wide(&padded, Vec::new())?;
    let (mut starts, mut columns, mut scores) = (vec![0u32], Vec::new(), Vec::new());
    for row in 0..padded.rows() {
        for at in solution
            .row(row)
            .filter(|&at| solution.columns[at] != nobody)
        {
            columns.push(solution.columns[at]);
            scores.push(solution.scores[at]);
        }
        starts.push(columns.len() as u32);
    }
    let missing = (solution.columns.len() - columns.len()) as i128;
    Ok(instance.grant(
        &starts,
        &columns,
        &scores,
        Some(solution.bound + missing * loss),
    ))
}

/// Solves with 128 bits.
pub(super) fn wide(problem: &Problem<i128>, prices: Vec<i128>) -> Result<Solution<i128>, Shortage> {
    match solve(problem, prices) {
        Ok(solution) => Ok(solution),
        Err(Failure::Short(shortage)) => Err(shortage),
        Err(Failure::Overflow) => unreachable!("scores below 2^115 leave prices room in 128 bits"),
    }
}

pub(super) fn widen(solution: &Solution<i64>) -> Solution<i128> {
    Solution {
        starts: solution.starts.clone(),
        columns: solution.columns.clone(),
        scores: solution.scores.iter().map(|score| score.widen()).collect(),
        total: solution.total,
        prices: solution.prices.iter().map(|price| price.widen()).collect(),
        bound: solution.bound,
    }
}

impl Instance {
    /// Returns how many reviewers a submission asks for, forced ones included.
    pub fn demand(&self, submission: usize) -> u32 {
        let left = match &self.pairs {
            Pairs::Narrow(problem) => problem.demands[submission],
            Pairs::Wide(problem) => problem.demands[submission],
        };
        let row = submission as u32;
        let from = self.forced.partition_point(|pair| pair.0 < row);
        let to = self.forced.partition_point(|pair| pair.0 <= row);
        left + (to - from) as u32
    }

    /// Joins what a method decided with the forced pairs. A bound of what was decided becomes one
    /// of the whole, rounding included.
    pub(super) fn grant(
        &self,
        starts: &[u32],
        columns: &[u32],
        scores: &[i128],
        bound: Option<i128>,
    ) -> Assignment {
        let mut reviewers: Vec<Vec<(u32, i128)>> = starts
            .windows(2)
            .map(|range| {
                let range = range[0] as usize..range[1] as usize;
                columns[range.clone()]
                    .iter()
                    .copied()
                    .zip(scores[range].iter().copied())
                    .collect()
            })
            .collect();
        for &(row, column, score) in &self.forced {
            reviewers[row as usize].push((column, score));
        }
        reviewers.iter_mut().for_each(|held| held.sort_unstable());
        let asked: u64 = (0..reviewers.len())
            .map(|row| u64::from(self.demand(row)))
            .sum();
        let held: u64 = reviewers.iter().map(|held| held.len() as u64).sum();
        let granted: i128 = self.forced.iter().map(|pair| pair.2).sum();
        let slack = self.rounding * i128::from(asked);
        Assignment {
            reviewers,
            unfilled: asked - held,
            bound: bound.map(|bound| bound + granted + slack),
            worst_bound: None,
        }
    }
}
