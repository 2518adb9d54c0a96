//! A minimum sum for every submission.

use crate::flow::Problem;

/// A transport problem whose rows each need a sum of at least `least`, without the pairs that no
/// row can then use.
pub(in crate::assign) struct Threshold {
    /// The problem with the remaining pairs.
    pub problem: Problem<i128>,
    /// Minimum sum of each row from its pairs; rows without demand have none.
    pub least: Vec<i128>,
}

impl Threshold {
    /// The smallest, over the rows that count, of a row's best sum plus its granted amount: an
    /// upper limit of the worst row.
    pub fn highest(problem: &Problem<i128>, granted: &[Option<i128>]) -> i128 {
        let mut scores = Vec::new();
        let best = granted.iter().enumerate().filter_map(|(row, granted)| {
            scores.clear();
            scores.extend_from_slice(&problem.scores[problem.row(row)]);
            scores.sort_unstable_by(|a, b| b.cmp(a));
            let top: i128 = scores.iter().take(problem.demands[row] as usize).sum();
            granted.map(|granted| granted + top)
        });
        best.min().unwrap_or(0)
    }

    /// Requires every row that counts to have `least` including its granted amount; `None` if a row
    /// cannot reach it.
    pub fn new(problem: &Problem<i128>, granted: &[Option<i128>], least: i128) -> Option<Self> {
        let least = granted
            .iter()
            .map(|granted| granted.map_or(i128::MIN, |granted| least - granted));
        Self::strike(problem, least.collect())
    }

    /// Removes the pairs that no row can use; `None` if a row cannot reach its minimum sum.
    pub fn strike(problem: &Problem<i128>, least: Vec<i128>) -> Option<Self> {
        let mut left = Problem {
            starts: vec![0],
            demands: problem.demands.clone(),
            floors: problem.floors.clone(),
            caps: problem.caps.clone(),
            ..Problem::default()
        };
        let mut scores = Vec::new();
        for (row, &least) in least.iter().enumerate() {
            let demand = problem.demands[row] as usize;
            if demand == 0 {
                if least > 0 {
                    return None;
                }
                left.starts.push(left.columns.len());
                continue;
            }
            let range = problem.row(row);
            scores.clear();
            scores.extend_from_slice(&problem.scores[range.clone()]);
            scores.sort_unstable_by(|a, b| b.cmp(a));
            let top: i128 = scores.iter().take(demand).sum();
            if scores.len() < demand || top < least {
                return None;
            }
            // A pair that is not among the best makes its best sum with the best others.
            let others = top - scores[demand - 1];
            for position in range {
                let score = problem.scores[position];
                if score + others >= least {
                    left.columns.push(problem.columns[position]);
                    left.scores.push(score);
                }
            }
            left.starts.push(left.columns.len());
        }
        Some(Self {
            problem: left,
            least,
        })
    }
}

impl Threshold {
    /// The problem without one pair of a row.
    pub fn without(&self, row: usize, column: u32) -> Option<Self> {
        Self::strike(&self.removed(row, column), self.least.clone())
    }

    /// The remaining problem when one pair of a row is granted.
    pub fn granting(&self, row: usize, column: u32, score: i128) -> Option<Self> {
        let mut problem = self.removed(row, column);
        problem.demands[row] -= 1;
        problem.caps[column as usize] = problem.caps[column as usize].checked_sub(1)?;
        problem.floors[column as usize] = problem.floors[column as usize].saturating_sub(1);
        let mut least = self.least.clone();
        least[row] -= score;
        Self::strike(&problem, least)
    }

    fn removed(&self, row: usize, column: u32) -> Problem<i128> {
        let mut problem = self.problem.clone();
        let found = problem
            .row(row)
            .find(|&position| problem.columns[position] == column);
        if let Some(position) = found {
            problem.columns.remove(position);
            problem.scores.remove(position);
            problem.starts[row + 1..]
                .iter_mut()
                .for_each(|start| *start -= 1);
        }
        problem
    }
}
