//! The proof that demands and loads cannot be kept in parts.

use crate::flow::{Parts, Problem, Shortage};

/// Finds the proof that demands and loads cannot be satisfied in parts.
pub(super) struct Cut<'p> {
    pub problem: &'p Problem<i128>,
    pub parts: Parts,
}

impl Cut<'_> {
    fn wanted(&self, row: usize) -> u64 {
        u64::from(self.problem.demands[row]) * u64::from(self.parts.whole)
    }

    /// The sum of all loads in parts.
    fn sum<'l>(&self, loads: impl Iterator<Item = &'l u32>) -> u64 {
        let units: u64 = loads.map(|&load| u64::from(load)).sum();
        units.saturating_mul(u64::from(self.parts.whole))
    }

    /// The maximum carried by a row's pairs with some columns.
    fn carried(&self, row: usize, counts: impl Fn(usize) -> bool) -> u64 {
        let columns = &self.problem.columns[self.problem.row(row)];
        let count = columns.iter().filter(|&&column| counts(column as usize));
        count.count() as u64 * u64::from(self.parts.most)
    }

    /// Simple proofs: rows with too few pairs, or floors above the total demand.
    pub fn plain(&self) -> Option<Shortage> {
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

    /// Follows the surplus as far as it can be moved. It does not reach the deficit, and the
    /// boundary is the cut (Ford and Fulkerson 1956).
    pub fn of_flow(&self, flows: &[i64], unmet: &[i64]) -> Shortage {
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
            between[column] < i64::from(problem.open(column)) * i64::from(self.parts.whole)
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
            problem.floors[column] + problem.open(column)
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
