//! The highest total score, also when demands cannot be met.

use super::{Assignment, Instance, Pairs};
use crate::flow::{Amount, Failure, Problem, Shortage, Solution, solve};

/// Finds the assignment with the highest total score, with its proof.
///
/// # Errors
/// [`Shortage`] if demands and loads cannot be satisfied.
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

/// Finds the assignment with the fewest missing reviews and, among those, the highest total. A
/// fictitious reviewer takes the missing reviews of every submission: their number is first
/// minimised regardless of scores, then fixed while the total is maximised. So no score, however
/// negative, outweighs a review, and no number is larger than the scores. The bound is the highest
/// total among the assignments with as few missing reviews.
///
/// # Errors
/// [`Shortage`] if the minimum loads cannot be satisfied even so.
pub fn partial(instance: &Instance) -> Result<Assignment, Shortage> {
    let problem = instance.pairs.widened();
    let nobody = problem.width();
    let mut padded = with_nobody(&problem);
    let missing = fewest(&padded).map_err(|shortage| of_people(shortage, &problem))?;
    (padded.floors[nobody], padded.caps[nobody]) = (missing, missing);
    let solution = wide(&padded, Vec::new())?;
    let (mut starts, mut columns, mut scores) = (vec![0u32], Vec::new(), Vec::new());
    for row in 0..padded.rows() {
        let held = solution.row(row);
        for at in held.filter(|&at| (solution.columns[at] as usize) < nobody) {
            columns.push(solution.columns[at]);
            scores.push(solution.scores[at]);
        }
        starts.push(columns.len() as u32);
    }
    Ok(instance.grant(&starts, &columns, &scores, Some(solution.bound)))
}

/// The problem with an additional column at score 0 that every row may use any number of times.
fn with_nobody(problem: &Problem<i128>) -> Problem<i128> {
    let nobody = problem.width() as u32;
    let mut padded = Problem {
        starts: vec![0],
        demands: problem.demands.clone(),
        floors: problem.floors.iter().copied().chain([0]).collect(),
        caps: problem.caps.clone(),
        ..Problem::default()
    };
    for row in 0..problem.rows() {
        let pairs = problem.row(row);
        let length = pairs.len() + problem.demands[row] as usize;
        padded.columns.extend(&problem.columns[pairs.clone()]);
        padded.scores.extend(&problem.scores[pairs]);
        let end = padded.starts[row] + length;
        padded.columns.resize(end, nobody);
        padded.scores.resize(end, 0);
        padded.starts.push(end);
    }
    let all = u32::try_from(problem.units()).unwrap_or(u32::MAX);
    padded.caps.push(all);
    padded
}

/// The minimum number of units in the last column of a padded problem.
fn fewest(padded: &Problem<i128>) -> Result<u32, Shortage> {
    let nobody = padded.width() as u32 - 1;
    let loss = |&column: &u32| -i64::from(column == nobody);
    let counted = Problem {
        starts: padded.starts.clone(),
        columns: padded.columns.clone(),
        scores: padded.columns.iter().map(loss).collect(),
        demands: padded.demands.clone(),
        floors: padded.floors.clone(),
        caps: padded.caps.clone(),
    };
    match solve(&counted, Vec::new()) {
        Ok(solution) => Ok(u32::try_from(-solution.total).unwrap_or(u32::MAX)),
        Err(Failure::Short(shortage)) => Err(shortage),
        Err(Failure::Overflow) => unreachable!("no path loses more than there are units"),
    }
}

/// A shortage without the fictitious reviewer, whose minimum load is 0; removing it does not weaken
/// the proof.
fn of_people(shortage: Shortage, problem: &Problem<i128>) -> Shortage {
    match shortage {
        Shortage::Demand { mut columns, .. } => {
            columns.retain(|&column| (column as usize) < problem.width());
            Shortage::of_floors(problem, columns)
        }
        supply @ Shortage::Supply { .. } => supply,
    }
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
    /// Returns the number of reviewers that a submission requires, including forced ones.
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

    /// The number of reviews that all submissions require, including forced ones.
    pub(super) fn asked(&self) -> u64 {
        let rows = 0..self.submissions.len();
        rows.map(|row| u64::from(self.demand(row))).sum()
    }

    /// The total score of the forced pairs.
    pub(super) fn granted_total(&self) -> i128 {
        self.forced.iter().map(|pair| pair.2).sum()
    }

    /// A bound on the total without forced pairs as one on the whole, including rounding.
    pub(super) fn bound_with_forced(&self, bound: i128) -> i128 {
        bound + self.granted_total() + self.rounding * i128::from(self.asked())
    }

    /// Combines a method's decisions with the forced pairs. A bound on the decisions becomes one on
    /// the whole, including rounding.
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
        let held: u64 = reviewers.iter().map(|held| held.len() as u64).sum();
        Assignment {
            reviewers,
            unfilled: self.asked() - held,
            bound: bound.map(|bound| self.bound_with_forced(bound)),
            worst_bound: None,
        }
    }
}
