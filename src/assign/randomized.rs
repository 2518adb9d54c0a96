//! A random assignment whose pairs have capped probabilities.

use super::decimal::Decimal;
use super::total::wide;
use super::{Assignment, Instance};
use crate::transport::{Problem, Shortage, Solution};
use rand::{RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeMap;

/// Most pairs of the flow problem that finds the marginals.
const PAIRS: usize = 40_000_000;

/// A probability as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probability {
    numerator: u32,
    denominator: u32,
}

impl Probability {
    /// Reads a decimal above 0 and up to 1, such as `0.35`, with at most four decimal places.
    pub fn parse(text: &str) -> Option<Self> {
        let Decimal { digits, exponent } = Decimal::parse(text.as_bytes()).ok()?;
        if !(-4..=0).contains(&exponent) {
            return None;
        }
        let denominator = 10u32.pow(exponent.unsigned_abs());
        let numerator = u32::try_from(digits).ok()?;
        let common = gcd(numerator, denominator);
        let whole = Self {
            numerator: numerator / common,
            denominator: denominator / common,
        };
        (numerator > 0 && numerator <= denominator).then_some(whole)
    }

    /// The largest fraction not above this whose numerator is at most `most`.
    fn coarser(self, most: u32) -> Self {
        if self.numerator <= most {
            return self;
        }
        let scale = |numerator: u32| {
            (u64::from(numerator) * u64::from(self.denominator)).div_ceil(u64::from(self.numerator))
                as u32
        };
        // n / ceil(n d / m) is at most m / d; the best n has the smallest remainder.
        let best = (1..=most.max(1)).rev().map(|numerator| Self {
            numerator,
            denominator: scale(numerator),
        });
        best.max_by(|a, b| {
            let left = u64::from(a.numerator) * u64::from(b.denominator);
            left.cmp(&(u64::from(b.numerator) * u64::from(a.denominator)))
        })
        .unwrap_or(self)
    }

    /// Returns the probability as a number.
    pub fn value(self) -> f64 {
        f64::from(self.numerator) / f64::from(self.denominator)
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The marginals of a random assignment and one that was drawn.
#[derive(Debug, Clone)]
pub struct Randomized {
    /// The assignment that was drawn.
    pub drawn: Assignment,
    /// Probability of each pair that may be drawn: submission, reviewer, parts of `parts`.
    pub marginals: Vec<(u32, u32, u32)>,
    /// What makes a probability of 1.
    pub parts: u32,
    /// The cap that was kept: the one asked for unless the instance is so large that a coarser
    /// fraction below it was taken.
    pub cap: Probability,
    /// Expected total, times `parts`.
    pub expected: i128,
    /// Proven upper limit of the expected total under the cap, times `parts`.
    pub bound: i128,
}

/// Finds the random assignment with the highest expected total in which no pair is more likely
/// than `cap`, and draws from it (Jecmen, Zhang, Liu, Shah, Conitzer and Fang 2020, "Mitigating
/// Manipulation in Peer Review via Randomized Reviewer Assignments").
///
/// With the cap `n / d` the marginals, counted in parts of `d`, are a flow: every submission needs
/// `d * k` parts, a pair carries at most `n`, a reviewer `d * load`. A submission is split into
/// `n` rows of nearly equal demands, each using a reviewer once, which is the same (any vector of
/// parts up to `n` can be dealt out to `n` rows in turn), so the transport solver finds the exact
/// optimum with its proof. The draw rounds the marginals by shifting along cycles and paths of
/// fractional pairs (dependent rounding, Gandhi, Khuller, Parthasarathy and Srinivasan 2006), in integers:
/// every pair is drawn with exactly its probability, demands are met exactly and loads differ from
/// their expectation by less than one. Forced pairs are certain.
///
/// # Errors
/// [`Shortage`] when demands cannot be met under the cap; counts are in parts.
pub fn randomized(
    instance: &Instance,
    cap: Probability,
    seed: u64,
) -> Result<Randomized, Shortage> {
    let problem = instance.pairs.widened();
    let most = (PAIRS / problem.columns.len().max(1)).max(1);
    let cap = cap.coarser(u32::try_from(most).unwrap_or(u32::MAX));
    let split = split(&problem, cap);
    let solution = wide(&split, Vec::new()).map_err(|shortage| joined(shortage, cap.numerator))?;
    let parts = gather(&problem, &solution, cap.numerator);
    let granted: i128 =
        instance.forced.iter().map(|pair| pair.2).sum::<i128>() * i128::from(cap.denominator);
    let mut rounding = Rounding::new(&problem, &parts, cap.denominator);
    rounding.run(&mut Xoshiro256PlusPlus::seed_from_u64(seed));
    let mut starts = vec![0u32];
    let (mut columns, mut scores) = (Vec::new(), Vec::new());
    for row in 0..problem.rows() {
        for position in problem
            .row(row)
            .filter(|&position| rounding.parts[position] > 0)
        {
            columns.push(problem.columns[position]);
            scores.push(problem.scores[position]);
        }
        starts.push(columns.len() as u32);
    }
    let mut marginals: Vec<(u32, u32, u32)> = instance
        .forced
        .iter()
        .map(|pair| (pair.0, pair.1, cap.denominator))
        .collect();
    for row in 0..problem.rows() {
        let likely = problem.row(row).filter(|&position| parts[position] > 0);
        marginals.extend(
            likely.map(|position| (row as u32, problem.columns[position], parts[position])),
        );
    }
    marginals.sort_unstable();
    Ok(Randomized {
        drawn: instance.grant(&starts, &columns, &scores, None),
        marginals,
        parts: cap.denominator,
        cap,
        expected: solution.total + granted,
        bound: solution.bound + granted,
    })
}

/// `numerator` rows for each row, with the demands dealt out evenly.
fn split(problem: &Problem<i128>, cap: Probability) -> Problem<i128> {
    let mut split = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    for row in 0..problem.rows() {
        let need = problem.demands[row] * cap.denominator;
        for part in 0..cap.numerator {
            split
                .columns
                .extend_from_slice(&problem.columns[problem.row(row)]);
            split
                .scores
                .extend_from_slice(&problem.scores[problem.row(row)]);
            split.starts.push(split.columns.len());
            split
                .demands
                .push(need / cap.numerator + u32::from(part < need % cap.numerator));
        }
    }
    split.floors = problem
        .floors
        .iter()
        .map(|floor| floor * cap.denominator)
        .collect();
    split.caps = problem
        .caps
        .iter()
        .map(|load| load.saturating_mul(cap.denominator))
        .collect();
    split
}

/// Names the rows of a shortage as they were before the split.
fn joined(shortage: Shortage, numerator: u32) -> Shortage {
    match shortage {
        Shortage::Supply {
            mut rows,
            columns,
            needed,
            available,
        } => {
            rows.iter_mut().for_each(|row| *row /= numerator);
            rows.dedup();
            Shortage::Supply {
                rows,
                columns,
                needed,
                available,
            }
        }
        demand @ Shortage::Demand { .. } => demand,
    }
}

/// Parts of each pair.
fn gather(problem: &Problem<i128>, solution: &Solution<i128>, numerator: u32) -> Vec<u32> {
    let mut parts = vec![0; problem.columns.len()];
    let mut at: BTreeMap<u32, usize> = BTreeMap::new();
    for row in 0..problem.rows() {
        at.clear();
        at.extend(
            problem
                .row(row)
                .map(|position| (problem.columns[position], position)),
        );
        for part in 0..numerator as usize {
            for held in solution.row(row * numerator as usize + part) {
                if let Some(&position) = at.get(&solution.columns[held]) {
                    parts[position] += 1;
                }
            }
        }
    }
    parts
}

/// Dependent rounding of parts to none or all.
struct Rounding<'p> {
    problem: &'p Problem<i128>,
    whole: u32,
    parts: Vec<u32>,
    row_of: Vec<u32>,
    /// Fractional pairs of each row, then of each column; some already rounded.
    pairs: Vec<Vec<usize>>,
}

impl<'p> Rounding<'p> {
    fn new(problem: &'p Problem<i128>, parts: &[u32], whole: u32) -> Self {
        let rows = problem.rows();
        let mut row_of = vec![0; parts.len()];
        let mut pairs = vec![Vec::new(); rows + problem.width()];
        for row in 0..rows {
            for position in problem.row(row) {
                row_of[position] = row as u32;
                if parts[position] > 0 && parts[position] < whole {
                    pairs[row].push(position);
                    pairs[rows + problem.columns[position] as usize].push(position);
                }
            }
        }
        Self {
            problem,
            whole,
            parts: parts.to_vec(),
            row_of,
            pairs,
        }
    }

    fn run(&mut self, dice: &mut Xoshiro256PlusPlus) {
        for node in 0..self.pairs.len() {
            while self.next(node, usize::MAX).is_some() {
                let (walk, end) = self.walk(node);
                // A walk that ends is taken again from its end, a column with one fractional pair:
                // whatever it comes to then, only such columns change their sums.
                let walk = end.map_or(walk, |end| self.walk(end).0);
                self.shift(&walk, dice);
            }
        }
    }

    fn fractional(&self, position: usize) -> bool {
        self.parts[position] > 0 && self.parts[position] < self.whole
    }

    /// A fractional pair of a node other than `not`.
    fn next(&mut self, node: usize, not: usize) -> Option<usize> {
        let mut at = 0;
        while at < self.pairs[node].len() {
            let position = self.pairs[node][at];
            if !self.fractional(position) {
                self.pairs[node].swap_remove(at);
            } else if position == not {
                at += 1;
            } else {
                return Some(position);
            }
        }
        None
    }

    fn other_end(&self, node: usize, position: usize) -> usize {
        let rows = self.problem.rows();
        if node < rows {
            rows + self.problem.columns[position] as usize
        } else {
            self.row_of[position] as usize
        }
    }

    /// Walks along fractional pairs from `start` to a column that has no other, which is returned
    /// with the walk, or until a node is met again: then the walk is that cycle.
    fn walk(&mut self, start: usize) -> (Vec<usize>, Option<usize>) {
        let mut visited: BTreeMap<usize, usize> = BTreeMap::new();
        let mut walk: Vec<usize> = Vec::new();
        let (mut at, mut came) = (start, usize::MAX);
        loop {
            if let Some(&from) = visited.get(&at) {
                walk.drain(..from);
                return (walk, None);
            }
            visited.insert(at, walk.len());
            let Some(position) = self.next(at, came) else {
                return (walk, Some(at));
            };
            walk.push(position);
            at = self.other_end(at, position);
            came = position;
        }
    }

    /// Shifts parts along a walk, one way or the other, so that the expectation stays.
    fn shift(&mut self, walk: &[usize], dice: &mut Xoshiro256PlusPlus) {
        // Along the walk, pairs gain and lose in turn.
        let room = |index: usize, up: bool| {
            let parts = self.parts[walk[index]];
            if index.is_multiple_of(2) == up {
                self.whole - parts
            } else {
                parts
            }
        };
        let forth = (0..walk.len())
            .map(|index| room(index, true))
            .min()
            .unwrap_or(0);
        let back = (0..walk.len())
            .map(|index| room(index, false))
            .min()
            .unwrap_or(0);
        let up = dice.random_range(0..forth + back) < back;
        let amount = if up { forth } else { back };
        for (index, &position) in walk.iter().enumerate() {
            if index.is_multiple_of(2) == up {
                self.parts[position] += amount;
            } else {
                self.parts[position] -= amount;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::tests::instance;

    #[test]
    fn probabilities_are_fractions() {
        let fraction = |text| Probability::parse(text).map(|p| (p.numerator, p.denominator));
        assert_eq!(fraction("0.5"), Some((1, 2)));
        assert_eq!(fraction("0.35"), Some((7, 20)));
        assert_eq!(fraction("1"), Some((1, 1)));
        for bad in ["0", "1.1", "-0.5", "x", "0.33333"] {
            assert_eq!(fraction(bad), None, "{bad}");
        }
        let coarse = Probability {
            numerator: 35,
            denominator: 100,
        }
        .coarser(6);
        assert_eq!((coarse.numerator, coarse.denominator), (1, 3));
    }

    /// Two submissions, three reviewers, at most half a chance each: the best marginals give A r1
    /// and r2 by halves, B the same, and the draws keep them.
    #[test]
    fn draws_follow_the_marginals() {
        let instance = instance(
            "s,r,x\nA,r1,9\nA,r2,5\nA,r3,1\nB,r1,8\nB,r2,6\nB,r3,1\n",
            "r1,0,1\nr2,0,1\nr3,0,1\n",
            "A,1\nB,1\n",
        );
        let half = Probability::parse("0.5").expect("a probability");
        let first = randomized(&instance, half, 0).expect("enough");
        assert_eq!(first.parts, 2);
        assert_eq!(
            first.marginals,
            [(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]
        );
        assert_eq!((first.expected, first.bound), (28, 28));
        let mut seen = 0;
        for seed in 0..1000 {
            let draw = randomized(&instance, half, seed).expect("enough").drawn;
            assert_eq!(draw.unfilled, 0);
            assert_eq!(draw.loads(3), [1, 1, 0]);
            seen += u32::from(draw.reviewers[0][0].0 == 0);
        }
        assert!(
            (430..=570).contains(&seen),
            "{seen} of 1000: four standard deviations are 63"
        );
    }

    /// Marginals in thirds over a larger instance: loads stay within one of their expectation.
    #[test]
    fn draws_keep_demands_and_loads() {
        let mut lines = "s,r,x\n".to_owned();
        for submission in 0..12 {
            for reviewer in 0..8 {
                lines.push_str(&format!(
                    "s{submission},r{reviewer},{}\n",
                    (submission * 5 + reviewer * 7) % 11
                ));
            }
        }
        let loads: String = (0..8)
            .map(|reviewer| format!("r{reviewer},1,5\n"))
            .collect();
        let demands: String = (0..12)
            .map(|submission| format!("s{submission},2\n"))
            .collect();
        let instance = instance(&lines, &loads, &demands);
        let cap = Probability::parse("0.4").expect("a probability");
        for seed in 0..50 {
            let random = randomized(&instance, cap, seed).expect("enough");
            assert_eq!(random.drawn.unfilled, 0);
            let mut expected = vec![0; 8];
            for &(_, reviewer, parts) in &random.marginals {
                assert!(parts <= 2);
                expected[reviewer as usize] += parts;
            }
            for (load, parts) in random.drawn.loads(8).iter().zip(expected) {
                assert!(
                    (load * 5).abs_diff(parts) < 5,
                    "load {load}, expected {parts} fifths"
                );
            }
        }
    }
}
