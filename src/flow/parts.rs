//! Transport in parts: a pair carries any number of parts up to a limit; demands, floors and caps
//! are multiplied by the `whole` parts of a unit.

mod cut;
#[cfg(test)]
mod tests;

use self::cut::Cut;
use super::simplex::{Network, least_cost};
use super::{Amount, Parts, Problem, Shortage};
use std::time::Instant;

/// A maximum total in parts, with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divided {
    /// Parts of each pair, in the order of the problem.
    pub parts: Vec<u32>,
    /// Sum of scores times parts.
    pub total: i128,
    /// The upper limit of every total that the columns' prices prove, computed from the problem
    /// alone.
    pub bound: i128,
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undivided {
    /// Demands, floors and caps cannot all be satisfied; counts are in parts.
    Short(Shortage),
    /// The deadline passed.
    Late,
    /// Products of scores, parts and units exceed 128 bits.
    Large,
}

/// Finds a maximum total in parts by network simplex, which is integral because all capacities are.
/// Each change of the tree costs about one block of pairs.
///
/// # Errors
/// [`Undivided`], with the proof if demands and loads cannot be satisfied.
pub fn solve_parts(
    problem: &Problem<i128>,
    parts: Parts,
    deadline: Option<Instant>,
) -> Result<Divided, Undivided> {
    let cut = Cut { problem, parts };
    if let Some(shortage) = cut.plain() {
        return Err(Undivided::Short(shortage));
    }
    let top = problem.scores.iter().map(|score| score.abs()).max();
    let top = top.unwrap_or(0) + 1;
    let nodes = (problem.rows() + problem.width() + 2) as i128;
    let units = i128::from(problem.units().max(1)) * i128::from(parts.whole);
    // No path costs as much. Potentials stay below twice that value, and reduced costs below five
    // times.
    let dear = top.checked_mul(nodes);
    let dear = dear.filter(|&dear| dear < i128::MAX / 8 && top.checked_mul(8 * units).is_some());
    let Some(dear) = dear else {
        return Err(Undivided::Large);
    };
    let found = if dear < i128::from(i64::MAX / 8) {
        run::<i64>(&cut, dear, deadline)
    } else {
        run::<i128>(&cut, dear, deadline)
    };
    let (flows, prices) = found.ok_or(Undivided::Late)?.map_err(Undivided::Short)?;
    let pairs = problem.columns.len();
    let held: Vec<u32> = flows[..pairs].iter().map(|&flow| flow as u32).collect();
    let each = problem.scores.iter().zip(&held);
    Ok(Divided {
        total: each.map(|(score, &held)| score * i128::from(held)).sum(),
        bound: bound_of_parts(problem, parts, &prices),
        parts: held,
    })
}

type Found = Result<(Vec<i64>, Vec<i128>), Shortage>;

/// Flows, and prices of the columns; `None` if the deadline passed.
fn run<C: Amount>(cut: &Cut<'_>, dear: i128, deadline: Option<Instant>) -> Option<Found> {
    let problem = cut.problem;
    let flow = least_cost(network::<C>(problem, cut.parts), C::narrow(dear), deadline)?;
    if flow.unmet.iter().any(|&unmet| unmet != 0) {
        return Some(Err(cut.of_flow(&flow.flows, &flow.unmet)));
    }
    let (first, spare) = (problem.rows(), problem.rows() + problem.width());
    let price = |column: usize| flow.potentials[spare] - flow.potentials[first + column];
    let prices = (0..problem.width()).map(|column| price(column).widen());
    Some(Ok((flow.flows, prices.collect())))
}

/// Rows supply, columns take their floors, and amounts between floor and cap continue to a final
/// node, which takes the rest.
fn network<C: Amount>(problem: &Problem<i128>, parts: Parts) -> Network<C> {
    let (rows, width) = (problem.rows(), problem.width());
    let whole = i64::from(parts.whole);
    let mut network = Network::default();
    for row in 0..rows {
        for at in problem.row(row) {
            network.sources.push(row as u32);
            network.targets.push((rows as u32) + problem.columns[at]);
            network.costs.push(C::narrow(-problem.scores[at]));
            network.caps.push(i64::from(parts.most));
        }
        network
            .supplies
            .push(i64::from(problem.demands[row]) * whole);
    }
    let mut rest: i64 = -network.supplies.iter().sum::<i64>();
    for (column, &floor) in problem.floors.iter().enumerate() {
        network.sources.push((rows + column) as u32);
        network.targets.push((rows + width) as u32);
        network.costs.push(C::ZERO);
        network.caps.push(i64::from(problem.open(column)) * whole);
        network.supplies.push(-i64::from(floor) * whole);
        rest += i64::from(floor) * whole;
    }
    network.supplies.push(rest);
    network
}

/// The upper limit of every total in parts that the columns' prices prove, like [`super::bound`]
/// for whole units. O(pairs log pairs of a row).
pub fn bound_of_parts(problem: &Problem<i128>, parts: Parts, prices: &[i128]) -> i128 {
    let most = u64::from(parts.most);
    let mut bound = 0i128;
    let mut values: Vec<i128> = Vec::new();
    for row in 0..problem.rows() {
        let value = |at: usize| problem.scores[at] - prices[problem.columns[at] as usize];
        values.clear();
        values.extend(problem.row(row).map(value));
        values.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = u64::from(problem.demands[row]) * u64::from(parts.whole);
        for value in &values {
            let taken = left.min(most);
            bound += value * i128::from(taken);
            left -= taken;
        }
    }
    for (column, (&price, &floor)) in prices.iter().zip(&problem.floors).enumerate() {
        let more = if price > 0 { problem.open(column) } else { 0 };
        let load = floor + more;
        bound += price * i128::from(load) * i128::from(parts.whole);
    }
    bound
}
