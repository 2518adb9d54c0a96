//! Scores multiplied by weights of the rows.

use super::super::held::Held;
use super::super::total::{wide, widen};
use crate::flow::{Amount, Failure, Problem, Solution, solve};

/// Larger scores are solved with 128 bits.
const NARROW: i128 = 1 << 58;

/// The best assignment for weighted scores; `None` if demands and loads cannot be satisfied.
pub(in crate::assign) fn weighted(
    problem: &Problem<i128>,
    weights: &[i128],
    prices: Vec<i128>,
) -> Option<Solution<i128>> {
    let top = problem
        .scores
        .iter()
        .map(|score| score.abs())
        .max()
        .unwrap_or(0);
    let heavy = weights.iter().copied().max().unwrap_or(1);
    if top * heavy < NARROW && prices.iter().all(|price| price.abs() < NARROW) {
        let narrow: Problem<i64> = rescored(problem, weights);
        let prices = prices.iter().map(|&price| i64::narrow(price)).collect();
        match solve(&narrow, prices) {
            Ok(solution) => return Some(widen(&solution)),
            Err(Failure::Short(_)) => return None,
            Err(Failure::Overflow) => {}
        }
    }
    wide(&rescored(problem, weights), prices).ok()
}

fn rescored<C: Amount>(problem: &Problem<i128>, weights: &[i128]) -> Problem<C> {
    let mut scores = Vec::with_capacity(problem.scores.len());
    for (row, weight) in weights.iter().enumerate() {
        scores.extend(
            problem.scores[problem.row(row)]
                .iter()
                .map(|score| C::narrow(score * weight)),
        );
    }
    Problem {
        starts: problem.starts.clone(),
        columns: problem.columns.clone(),
        scores,
        demands: problem.demands.clone(),
        floors: problem.floors.clone(),
        caps: problem.caps.clone(),
    }
}

pub(in crate::assign) fn unweighted(solution: &Solution<i128>, weights: &[i128]) -> Held {
    let line = |(row, weight): (usize, &i128)| {
        solution
            .row(row)
            .map(|at| (solution.columns[at], solution.scores[at] / weight))
            .collect()
    };
    weights.iter().enumerate().map(line).collect()
}

pub(in crate::assign) fn sums(held: &Held) -> Vec<i128> {
    held.iter()
        .map(|held| held.iter().map(|pair| pair.1).sum())
        .collect()
}
