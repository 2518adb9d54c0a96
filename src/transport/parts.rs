//! Transport in parts: a pair carries any number of parts up to a limit, a row asks for `whole`
//! parts where it asked for one unit, a column's floor and cap count as many times over.

use super::simplex::{Network, least_cost};
use super::{Amount, Problem, Shortage};
use std::time::Instant;

/// What makes one unit, and how much of it a pair may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Parts of a unit.
    pub whole: u32,
    /// Most parts of a pair, at most `whole`.
    pub most: u32,
}

/// A greatest total in parts, with what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divided {
    /// Parts of each pair, in the order of the problem.
    pub parts: Vec<u32>,
    /// Sum of scores times parts.
    pub total: i128,
    /// The upper limit of every total that the columns' prices prove, from the problem alone.
    pub bound: i128,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undivided {
    /// Demands, floors and caps cannot be kept together; counts are in parts.
    Short(Shortage),
    /// The deadline came first.
    Late,
    /// Scores, parts and units multiply to more than 128 bits hold.
    Large,
}

/// Finds a greatest total in parts by network simplex, whose answer is whole because all
/// capacities are. Costs about one look at a block of pairs for each change of the tree.
///
/// # Errors
/// [`Undivided`], with the proof where demands and loads cannot be kept.
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
    // No path costs as much. Potentials stay below twice that, and what is priced below five times.
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

/// Flows, and prices of the columns; `None` when the deadline came first.
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

/// Rows supply, columns take their floors, and what is between floor and cap may go on to one last
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
        network.caps.push(i64::from(open(problem, column)) * whole);
        network.supplies.push(-i64::from(floor) * whole);
        rest += i64::from(floor) * whole;
    }
    network.supplies.push(rest);
    network
}

/// Units between a column's floor and its cap. No column gets more than one unit from each row: a
/// larger cap means nothing.
fn open(problem: &Problem<i128>, column: usize) -> u32 {
    let rows = u32::try_from(problem.rows()).unwrap_or(u32::MAX);
    let floor = problem.floors[column];
    problem.caps[column].min(rows).saturating_sub(floor)
}

/// The upper limit of every total in parts that the columns' prices prove, as
/// [`super::bound`] does for whole units. Costs O(pairs log pairs of a row).
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
        let more = if price > 0 { open(problem, column) } else { 0 };
        let load = floor + more;
        bound += price * i128::from(load) * i128::from(parts.whole);
    }
    bound
}

/// Finds the proof that demands and loads cannot be kept in parts.
struct Cut<'p> {
    problem: &'p Problem<i128>,
    parts: Parts,
}

impl Cut<'_> {
    fn wanted(&self, row: usize) -> u64 {
        u64::from(self.problem.demands[row]) * u64::from(self.parts.whole)
    }

    /// What all loads add up to, in parts.
    fn sum<'l>(&self, loads: impl Iterator<Item = &'l u32>) -> u64 {
        let units: u64 = loads.map(|&load| u64::from(load)).sum();
        units.saturating_mul(u64::from(self.parts.whole))
    }

    /// The most that a row's pairs with some columns carry.
    fn carried(&self, row: usize, counts: impl Fn(usize) -> bool) -> u64 {
        let columns = &self.problem.columns[self.problem.row(row)];
        let count = columns.iter().filter(|&&column| counts(column as usize));
        count.count() as u64 * u64::from(self.parts.most)
    }

    /// Rows whose pairs are too few; floors above all demands together.
    fn plain(&self) -> Option<Shortage> {
        let problem = self.problem;
        let missing = |row: usize| self.wanted(row).saturating_sub(self.carried(row, |_| true));
        let rows = (0..problem.rows()).filter(|&row| missing(row) > 0);
        let rows: Vec<u32> = rows.map(|row| row as u32).collect();
        if !rows.is_empty() {
            return Some(Shortage::Supply {
                needed: rows.iter().map(|&row| missing(row as usize)).sum(),
                rows,
                columns: Vec::new(),
                available: 0,
            });
        }
        let floors: u64 = problem.floors.iter().map(|&floor| u64::from(floor)).sum();
        let must: Vec<bool> = problem.floors.iter().map(|&floor| floor > 0).collect();
        (floors > problem.units()).then(|| self.demand(&must))
    }

    /// Columns that must carry more than all rows can give them.
    fn demand(&self, chosen: &[bool]) -> Shortage {
        let problem = self.problem;
        let gives = |row: usize| {
            self.carried(row, |column| chosen[column])
                .min(self.wanted(row))
        };
        let columns = (0..chosen.len()).filter(|&column| chosen[column]);
        let columns: Vec<u32> = columns.map(|column| column as u32).collect();
        Shortage::Demand {
            needed: self.sum(columns.iter().map(|&c| &problem.floors[c as usize])),
            available: (0..problem.rows()).map(gives).sum(),
            columns,
        }
    }

    /// Follows what is left over as far as it can be moved: it does not come to what is lacking,
    /// and what lies between is the cut (Ford and Fulkerson 1956).
    fn of_flow(&self, flows: &[i64], unmet: &[i64]) -> Shortage {
        let problem = self.problem;
        let (rows, width) = (problem.rows(), problem.width());
        let spare = rows + width;
        let mut givers = vec![Vec::new(); width];
        for row in 0..rows {
            for at in problem.row(row).filter(|&at| flows[at] > 0) {
                givers[problem.columns[at] as usize].push(row);
            }
        }
        let most = i64::from(self.parts.most);
        let between = &flows[problem.columns.len()..];
        let room = |column: usize| {
            between[column] < i64::from(open(problem, column)) * i64::from(self.parts.whole)
        };
        let mut reached: Vec<bool> = unmet.iter().map(|&unmet| unmet > 0).collect();
        let mut stack: Vec<usize> = (0..=spare).filter(|&node| reached[node]).collect();
        while let Some(node) = stack.pop() {
            let mut ways: Vec<usize> = Vec::new();
            if node < rows {
                let open = problem.row(node).filter(|&at| flows[at] < most);
                ways.extend(open.map(|at| rows + problem.columns[at] as usize));
            } else if node < spare {
                ways.extend(&givers[node - rows]);
                ways.extend(room(node - rows).then_some(spare));
            } else {
                ways.extend((0..width).filter(|&c| between[c] > 0).map(|c| rows + c));
            }
            for way in ways {
                if !std::mem::replace(&mut reached[way], true) {
                    stack.push(way);
                }
            }
        }
        let of_columns = &reached[rows..spare];
        if reached[spare] {
            let left: Vec<bool> = of_columns.iter().map(|reached| !reached).collect();
            return self.demand(&left);
        }
        let needs = |row: usize| {
            let elsewhere = self.carried(row, |column| !of_columns[column]);
            self.wanted(row).saturating_sub(elsewhere)
        };
        let chosen: Vec<u32> = (0..rows as u32)
            .filter(|&row| reached[row as usize])
            .collect();
        let columns = (0..width).filter(|&column| of_columns[column]);
        let columns: Vec<u32> = columns.map(|column| column as u32).collect();
        let load = |&column: &u32| {
            let column = column as usize;
            problem.floors[column] + open(problem, column)
        };
        let loads: Vec<u32> = columns.iter().map(load).collect();
        Shortage::Supply {
            needed: chosen.iter().map(|&row| needs(row as usize)).sum(),
            available: self.sum(loads.iter()),
            rows: chosen,
            columns,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::solve;
    use proptest::prelude::*;

    type Rows = Vec<(u32, Vec<(u32, i128)>)>;

    fn problem(rows: &Rows, loads: &[(u32, u32)], copies: u32) -> Problem<i128> {
        let mut problem = Problem {
            starts: vec![0],
            floors: loads.iter().map(|load| load.0).collect(),
            caps: loads.iter().map(|load| load.1).collect(),
            ..Problem::default()
        };
        for (demand, pairs) in rows {
            for copy in 0..copies {
                problem
                    .demands
                    .push(demand / copies + u32::from(copy < demand % copies));
                problem.columns.extend(pairs.iter().map(|pair| pair.0));
                problem.scores.extend(pairs.iter().map(|pair| pair.1));
                problem.starts.push(problem.columns.len());
            }
        }
        problem
    }

    fn rows() -> impl Strategy<Value = Rows> {
        let pairs = proptest::collection::btree_map(0..4u32, -3..7i128, 0..=4);
        let row =
            (0..3u32, pairs).prop_map(|(demand, pairs)| (demand, pairs.into_iter().collect()));
        proptest::collection::vec(row, 1..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        /// A row of `most` parts to a pair is as good as `most` rows that use a pair once: the
        /// solver of whole units finds the same total, or none either; cuts prove themselves.
        #[test]
        fn parts_are_as_good_as_rows_split(
            rows in rows(),
            loads in proptest::collection::vec((0..2u32, 0..3u32), 4),
            (whole, most) in (1..6u32).prop_flat_map(|whole| (Just(whole), 1..=whole)),
        ) {
            let loads: Vec<(u32, u32)> = loads.into_iter().map(|(floor, more)| (floor, floor + more)).collect();
            let plain = problem(&rows, &loads, 1);
            let many: Rows = rows.iter().map(|(demand, pairs)| (demand * whole, pairs.clone())).collect();
            let wide: Vec<(u32, u32)> = loads.iter().map(|&(floor, cap)| (floor * whole, cap * whole)).collect();
            let expected = solve(&problem(&many, &wide, most), Vec::new()).ok();
            match solve_parts(&plain, Parts { whole, most }, None) {
                Ok(found) => {
                    prop_assert_eq!(Some(found.total), expected.map(|solution| solution.total));
                    prop_assert_eq!(found.bound, found.total);
                    prop_assert!(found.parts.iter().all(|&parts| parts <= most));
                    let mut sums = [0; 4];
                    for (&column, &parts) in plain.columns.iter().zip(&found.parts) {
                        sums[column as usize] += parts;
                    }
                    for (sum, (floor, cap)) in sums.iter().zip(&wide) {
                        prop_assert!((floor..=cap).contains(&sum));
                    }
                    for (row, &demand) in plain.demands.iter().enumerate() {
                        prop_assert_eq!(found.parts[plain.row(row)].iter().sum::<u32>(), demand * whole);
                    }
                }
                Err(Undivided::Short(
                    Shortage::Supply { needed, available, .. } | Shortage::Demand { needed, available, .. },
                )) => {
                    prop_assert!(expected.is_none());
                    prop_assert!(needed > available, "the cut proves the shortage");
                }
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
