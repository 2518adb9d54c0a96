//! Scores with few values, such as bids: the number of submissions that must stay at or below each
//! sum, by an integer program over the patterns of scores that a submission can have.

use super::super::held::Held;
use super::level::Level;
use super::patterns::{Line, lines};
use crate::flow::{Problem, flag, solve};
use crate::solve::program::Stop;
use crate::solve::program::process::{Deadline, End, Job, Options, default_runner};
use crate::solve::rule::{Column, Linear};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// Maximum number of distinct sums; each may require an integer program.
const SUMS: usize = 400;
/// Maximum number of columns of an integer program.
const COLUMNS: usize = 2_000_000;
/// A bound on a count closer than this to an integer is taken as that integer.
const NEAR: f64 = 1e-6;
/// The same for a bound on a total, in units of the scores.
const TOTAL_NEAR: f64 = 1e-2;
/// Larger totals are not entrusted to the solver's floating-point arithmetic.
const LARGE: i128 = 10_000_000_000;

/// Decides levels from the worst upwards until `deadline`, all of them proven; `held` becomes the
/// best assignment for them. Returns no level if scores have too many values.
///
/// Each submission has one pattern (the number of pairs of each score). Given all patterns, the
/// pairs are a transport problem, so only the patterns need to be integers, and the linear
/// relaxation is as strong as one over the convex hull of each submission's choices. From the
/// lowest sum upwards the number of submissions at or below it is minimised, with those below fixed
/// before; for finitely many sums this is the leximin order itself (Ogryczak and Sliwinski 2003).
/// If most pairs have the lowest score, these pairs are left out of the program at first, which
/// only weakens the bound; the transport solver then finds them.
///
/// Bounds are those of the integer solver on counts, rounded to integers; attained values are
/// counted exactly.
pub(super) fn levels(
    problem: &Problem<i128>,
    granted: &[Option<i128>],
    held: &mut Held,
    deadline: Option<Instant>,
) -> Vec<Level> {
    let Some(mut bids) = Bids::new(problem, granted) else {
        return Vec::new();
    };
    let mut levels = Vec::new();
    let mut below = 0;
    for value in bids.sums() {
        if bids.at_most(held, value) > below {
            let Some(found) = bids.fewest(value, held, deadline) else {
                break;
            };
            *held = found;
        }
        let count = bids.at_most(held, value);
        if count > below {
            levels.push(Level {
                score: value,
                submissions: count - below,
                proven: true,
            });
        }
        bids.decide(value, count);
        below = count;
    }
    levels
}

/// Raises the worst sum of `held` as far as possible; returns whether it is proven maximal. Returns
/// `false` immediately if scores have too many values.
pub(in crate::assign) fn raise_worst(
    problem: &Problem<i128>,
    granted: &[Option<i128>],
    held: &mut Held,
    deadline: Option<Instant>,
) -> bool {
    let Some(mut bids) = Bids::new(problem, granted) else {
        return false;
    };
    let sums = bids.sums();
    while let Some(&worst) = sums.iter().find(|&&sum| bids.at_most(held, sum) > 0) {
        bids.nobody_below(worst);
        let Some(found) = bids.fewest(worst, held, deadline) else {
            return false;
        };
        if bids.at_most(&found, worst) > 0 {
            return true;
        }
        *held = found;
    }
    true
}

/// Finds the assignment with the highest total among those whose sums are all at least `worst`, and
/// an upper limit of that total; `None` if scores have too many values or are too large for the
/// solver's arithmetic, or time ran out.
pub(in crate::assign) fn highest_total(
    problem: &Problem<i128>,
    granted: &[Option<i128>],
    worst: i128,
    held: &Held,
    deadline: Option<Instant>,
) -> Option<(i128, Held)> {
    let mut bids = Bids::new(problem, granted)?;
    let tops = bids.lines.iter().map(|line| {
        let sums = line.patterns.iter().map(|pattern| pattern.sum.abs());
        sums.max().unwrap_or(0)
    });
    if tops.sum::<i128>() > LARGE {
        return None;
    }
    bids.nobody_below(worst);
    let before: i128 = bids.lines.iter().map(|line| line.granted).sum();
    let (bound, found) = bids.solve(Aim::Total, held, deadline)?;
    Some(((bound + TOTAL_NEAR).floor() as i128 - before, found))
}

/// The objective of a program, to be maximised.
#[derive(Clone, Copy)]
enum Aim {
    /// Minus the number of submissions at or below this sum.
    Fewest(i128),
    /// The total of all sums.
    Total,
}

struct Bids<'a> {
    problem: &'a Problem<i128>,
    lines: Vec<Line>,
    /// Sums with the maximum number of submissions at or below each, both ascending.
    decided: Vec<(i128, usize)>,
    /// The score whose pairs are left out of the program.
    left_out: Option<i128>,
}

/// A program with the columns of each line's patterns and pairs.
#[derive(Default)]
struct Program {
    model: Linear,
    /// For each line its patterns' columns, with the pattern's index.
    patterns: Vec<Vec<(Column, usize)>>,
    start: Vec<f64>,
}

impl<'a> Bids<'a> {
    fn new(problem: &'a Problem<i128>, granted: &[Option<i128>]) -> Option<Self> {
        let lines = lines(problem, granted)?;
        let least = problem.scores.iter().min().copied();
        let lowest = problem.scores.iter().filter(|&&score| Some(score) == least);
        let many = 2 * lowest.count() > problem.scores.len();
        let free = problem.floors.iter().all(|&floor| floor == 0);
        let bids = Self {
            problem,
            lines,
            decided: Vec::new(),
            left_out: least.filter(|_| many && free),
        };
        let patterns: usize = bids.lines.iter().map(|line| line.patterns.len()).sum();
        let fits = bids.sums().len() <= SUMS && patterns + problem.columns.len() <= COLUMNS;
        fits.then_some(bids)
    }

    /// All sums that a submission can have, ascending.
    fn sums(&self) -> Vec<i128> {
        let patterns = self.lines.iter().flat_map(|line| &line.patterns);
        let mut sums: Vec<i128> = patterns.map(|pattern| pattern.sum).collect();
        sums.sort_unstable();
        sums.dedup();
        sums
    }

    /// Counts the submissions whose sum is at most `value`.
    fn at_most(&self, held: &Held, value: i128) -> usize {
        let low = |line: &&Line| {
            let sum: i128 = held[line.row].iter().map(|pair| pair.1).sum();
            line.granted + sum <= value
        };
        self.lines.iter().filter(low).count()
    }

    fn decide(&mut self, value: i128, count: usize) {
        // A limit at a higher sum with the same count implies the lower one.
        self.decided.retain(|decided| decided.1 < count);
        self.decided.push((value, count));
    }

    /// Requires that no submission has less than `worst`, and nothing else.
    fn nobody_below(&mut self, worst: i128) {
        let below = self.sums().into_iter().rfind(|&sum| sum < worst);
        self.decided = below.map(|sum| (sum, 0)).into_iter().collect();
    }

    /// Finds an assignment with the fewest submissions at or below `value` that satisfies what is
    /// decided; `None` if that could not be proven in time.
    fn fewest(&mut self, value: i128, held: &Held, deadline: Option<Instant>) -> Option<Held> {
        let (bound, found) = self.solve(Aim::Fewest(value), held, deadline)?;
        let count = self.at_most(&found, value) as f64;
        (count <= (-bound - NEAR).ceil()).then_some(found)
    }

    /// Solves the program of an objective to optimality: the solver's bound and an assignment that
    /// satisfies what is decided.
    fn solve(&mut self, aim: Aim, held: &Held, deadline: Option<Instant>) -> Option<(f64, Held)> {
        loop {
            let program = self.program(aim, held);
            let left = deadline.map(|at| at.saturating_duration_since(Instant::now()));
            let left = left.unwrap_or(Duration::from_secs(86_400));
            let job = Job {
                model: program.model,
                start: program.start,
                options: Options::plain(left.as_secs_f64()),
            };
            let runner = default_runner();
            let stop =
                flag().map(|flag| -> Stop { Arc::new(move || flag.load(Ordering::Relaxed)) });
            let report = runner.run(&job, &Deadline::after(left, stop)).ok()?;
            if report.end != End::Optimal {
                return None;
            }
            let chosen = program.patterns.iter().map(|columns| {
                let taken = |column: &&(Column, usize)| report.values[column.0.at()] > 0.5;
                columns.iter().find(taken).map(|column| column.1)
            });
            let chosen: Vec<usize> = chosen.collect::<Option<_>>()?;
            match self.realise(&chosen) {
                Some(found) if self.keeps(&found) => return Some((report.bound, found)),
                // The pairs left out were needed.
                None if self.left_out.is_some() => self.left_out = None,
                _ => return None,
            }
        }
    }

    fn keeps(&self, held: &Held) -> bool {
        let mut decided = self.decided.iter();
        decided.all(|&(value, count)| self.at_most(held, value) <= count)
    }

    fn program(&self, aim: Aim, held: &Held) -> Program {
        let mut program = Program::default();
        let mut loads = vec![Vec::new(); self.problem.width()];
        let mut limited = vec![Vec::new(); self.decided.len()];
        for line in &self.lines {
            let now = line.mixture_of(&held[line.row]);
            let mut columns = Vec::new();
            for (index, pattern) in line.patterns.iter().enumerate() {
                let open = |limit: &(i128, usize)| pattern.sum > limit.0 || limit.1 > 0;
                if !self.decided.iter().all(open) {
                    continue;
                }
                let column = program.model.binary();
                program.start.push(f64::from(now == Some(index)));
                program.model.columns[column.at()].cost = match aim {
                    Aim::Fewest(value) if pattern.sum <= value => -1.0,
                    Aim::Fewest(_) => 0.0,
                    Aim::Total => pattern.sum as f64,
                };
                for (limit, terms) in self.decided.iter().zip(&mut limited) {
                    if pattern.sum <= limit.0 {
                        terms.push((column, 1.0));
                    }
                }
                columns.push((column, index));
            }
            let one = columns.iter().map(|&(column, _)| (column, 1.0));
            program.model.exactly(one, 1.0);
            self.pairs(line, &columns, held, &mut program, &mut loads);
            program.patterns.push(columns);
        }
        for (terms, limit) in limited.into_iter().zip(&self.decided) {
            program.model.at_most(terms, limit.1 as f64);
        }
        for (column, terms) in loads.into_iter().enumerate() {
            let floor = f64::from(self.problem.floors[column]);
            let cap = f64::from(self.problem.caps[column]);
            program.model.row(floor, cap, terms);
        }
        program
    }

    /// Adds a line's pairs: as many of each score as its pattern has.
    fn pairs(
        &self,
        line: &Line,
        columns: &[(Column, usize)],
        held: &Held,
        program: &mut Program,
        loads: &mut [Vec<(Column, f64)>],
    ) {
        for (class, (score, reviewers)) in line.classes.iter().enumerate() {
            if self.left_out == Some(*score) {
                continue;
            }
            let mut terms = Vec::with_capacity(reviewers.len() + columns.len());
            for &reviewer in reviewers {
                let pair = program.model.column(0.0, 1.0, false);
                let now = held[line.row].iter().any(|held| held.0 == reviewer);
                program.start.push(f64::from(now));
                terms.push((pair, 1.0));
                loads[reviewer as usize].push((pair, 1.0));
            }
            let counts = columns.iter().filter_map(|&(column, index)| {
                let count = line.patterns[index].counts[class];
                (count > 0).then_some((column, -f64::from(count)))
            });
            terms.extend(counts);
            program.model.exactly(terms, 0.0);
        }
    }

    /// Finds pairs for the chosen patterns: a transport problem with a row for each submission and
    /// score. `None` if there are none.
    fn realise(&self, chosen: &[usize]) -> Option<Held> {
        let mut parts: Problem<i64> = Problem {
            starts: vec![0],
            floors: self.problem.floors.clone(),
            caps: self.problem.caps.clone(),
            ..Problem::default()
        };
        let mut owners = Vec::new();
        for (line, &pattern) in self.lines.iter().zip(chosen) {
            let counts = &line.patterns[pattern].counts;
            for ((score, reviewers), &count) in line.classes.iter().zip(counts) {
                if count > 0 {
                    owners.push((line.row, *score));
                    parts.demands.push(count);
                    parts.columns.extend_from_slice(reviewers);
                    parts.starts.push(parts.columns.len());
                }
            }
        }
        parts.scores = vec![0; parts.columns.len()];
        let solution = solve(&parts, Vec::new()).ok()?;
        let mut held: Held = vec![Vec::new(); self.problem.rows()];
        for (part, (row, score)) in owners.into_iter().enumerate() {
            let reviewers = &solution.columns[solution.row(part)];
            held[row].extend(reviewers.iter().map(|&reviewer| (reviewer, score)));
        }
        held.iter_mut().for_each(|pairs| pairs.sort_unstable());
        Some(held)
    }
}
