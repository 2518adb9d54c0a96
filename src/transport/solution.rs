//! Solving, and the proof of the answer.

use super::path::{Stop, settle_loads};
use super::{Amount, Problem, auction, solver::Solver};

/// A greatest total score with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution<C> {
    /// Where each row's columns start in `columns`; one longer than the rows.
    pub starts: Vec<u32>,
    /// The columns of each row, in rising order.
    pub columns: Vec<u32>,
    /// The score of each of these pairs.
    pub scores: Vec<C>,
    /// Sum of the scores.
    pub total: i128,
    /// Price of each column: above zero only at its cap, below only at its floor.
    pub prices: Vec<C>,
    /// The upper limit that the prices prove (weak duality); equal to `total`.
    pub bound: i128,
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// These rows cannot all be served: see [`super::Problem`].
    Short(Vec<u32>),
    /// The amounts need a wider integer.
    Overflow,
}

/// Finds a greatest total score under demands, floors and caps, starting at the given prices
/// (empty: zero).
///
/// # Errors
/// [`Failure::Short`] when no assignment keeps demands, floors and caps, [`Failure::Overflow`] when `C` is
/// too narrow.
pub fn solve<C: Amount>(problem: &Problem<C>, prices: Vec<C>) -> Result<Solution<C>, Failure> {
    let poor = |row: &usize| problem.row(*row).len() < problem.demands[*row] as usize;
    let short: Vec<u32> = (0..problem.rows())
        .filter(poor)
        .map(|row| row as u32)
        .collect();
    if !short.is_empty() {
        return Err(Failure::Short(short));
    }
    let mut solver = Solver::new(problem, prices);
    solver.choose();
    let moves = 4 * solver.unit_row.len();
    auction::raise_prices(&mut solver, moves);
    match settle_loads(&mut solver) {
        Ok(_) => Ok(read(solver)),
        Err(Stop::Overflow) => Err(Failure::Overflow),
        Err(Stop::Stuck(rows)) => Err(Failure::Short(rows)),
    }
}

fn read<C: Amount>(solver: Solver<C>) -> Solution<C> {
    let problem = solver.problem;
    let spare = solver.prices[problem.width()];
    let prices: Vec<C> = solver.prices[..problem.width()]
        .iter()
        .map(|&price| price - spare)
        .collect();
    let mut held: Vec<(u32, C)> = Vec::new();
    let mut columns = Vec::with_capacity(solver.unit_row.len());
    let mut scores = Vec::with_capacity(solver.unit_row.len());
    let (mut total, mut bound) = (0i128, 0i128);
    for row in 0..problem.rows() {
        let start = problem.starts[row];
        held.clear();
        for position in start..start + problem.demands[row] as usize {
            held.push((solver.columns[position], solver.scores[position]));
        }
        held.sort_unstable_by_key(|pair| pair.0);
        for &(column, score) in &held {
            columns.push(column);
            scores.push(score);
            total += score.widen();
            bound += (score - prices[column as usize]).widen();
        }
    }
    for (column, price) in prices.iter().enumerate() {
        let load = if *price > C::ZERO {
            problem.caps[column]
        } else {
            problem.floors[column]
        };
        bound += price.widen() * i128::from(load);
    }
    Solution {
        starts: solver.units,
        columns,
        scores,
        total,
        prices,
        bound,
    }
}
