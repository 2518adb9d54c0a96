//! The solver for whole units, and the proof of its solution.

use super::path::{Patience, Stop, settle_loads, surplus};
use super::{Amount, Problem, Shortage, auction::Auction, solver::Solver};

/// Number of scans over all pairs after which it is asked whether paths are worth going on with.
const EFFORT: usize = 2;
/// They are if at that pace at most so many further times `EFFORT` would do. Prices from scaling
/// take some dozens of scans, and where many scores are equal (made of few fields and industries)
/// the rows that choose again at such prices leave more to move than before.
const PACE: usize = 4;
/// The same if scores have fewer than `LEVELS` steps between them: scaling gains little there, and
/// a phase of paths at one distance moves many units.
const LEVELLED: usize = 40;
const LEVELS: i128 = 64;
/// In this case a phase with few paths ends a distance, and the next one finds many again.
const AGAIN: Patience = Patience {
    poor: 2,
    share: usize::MAX,
};
/// Otherwise one that moves few of the units costs more than the same moves one by one.
const ONCE: Patience = Patience { poor: 1, share: 8 };
/// If at most one in so many of the units that had to move is left then, paths go on as long: what
/// they reached would be lost.
const NEARLY: usize = 8;
/// The first increment of the scaled auction, as a fraction of the range of scores.
const COARSE: i128 = 16;
/// The smallest increment, as a fraction of the range of scores (but at least one unit).
const FINE: i128 = 1 << 15;
/// Factor by which the increments shrink.
const SHRINK: i128 = 5;
/// Maximum number of moves of one round of the scaled auction, per unit of demand.
const MOVES: usize = 100;

/// A maximum total score with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution<C> {
    /// Start of each row's columns in `columns`; one longer than the rows.
    pub starts: Vec<u32>,
    /// The columns of each row, ascending.
    pub columns: Vec<u32>,
    /// The score of each of these pairs.
    pub scores: Vec<C>,
    /// Sum of the scores.
    pub total: i128,
    /// Price of each column: positive only at its cap, negative only at its floor.
    pub prices: Vec<C>,
    /// The upper limit of every total that the prices prove; equal to `total`. [`bound`] recomputes
    /// it from the problem alone.
    pub bound: i128,
}

impl<C> Solution<C> {
    /// Returns the positions of a row's columns in `columns` and `scores`.
    pub fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row] as usize..self.starts[row + 1] as usize
    }
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Demands, floors and caps cannot all be satisfied.
    Short(Shortage),
    /// The amounts require a wider integer type.
    Overflow,
}

/// Finds a maximum total score under demands, floors and caps, starting from the given prices
/// (empty: zero).
///
/// First every row takes its best columns and overfull columns raise their prices exactly
/// ([`super`], step 2); the remaining units are moved along shortest paths (step 3). If at
/// their pace (`PACE`) the rest would take too long, supply is tight. Scores of few levels (bids)
/// then continue with phases of paths, since ties are many and distances few; otherwise prices are
/// found by auctions with an increment that shrinks from round to round (Bertsekas 1988; Goldberg
/// 1997), the rows choose again at those prices, and shortest paths do the rest. Every variant ends
/// with exact complementary slackness, so the solution does not depend on the increments.
///
/// # Errors
/// [`Failure::Short`] if no assignment satisfies demands, floors and caps, with the proof;
/// [`Failure::Overflow`] if `C` is too narrow for the prices.
pub fn solve<C: Amount>(problem: &Problem<C>, prices: Vec<C>) -> Result<Solution<C>, Failure> {
    if let Some(shortage) = Shortage::of_rows(problem) {
        return Err(Failure::Short(shortage));
    }
    let mut solver = Solver::new(problem, prices);
    let units = solver.unit_row.len();
    solver.choose();
    Auction::new(&mut solver, C::ZERO).run(units);
    let over = all_surplus(&solver);
    let mut result = settle_at_pace(&mut solver);
    if result == Err(Stop::Slow) && all_surplus(&solver) * NEARLY <= over {
        result = settle_loads(&mut solver, LEVELLED * problem.columns.len(), AGAIN);
    }
    if result == Err(Stop::Slow) {
        result = settle_tight(&mut solver);
    }
    match result {
        Ok(()) => Ok(read(solver)),
        Err(Stop::Overflow | Stop::Slow) => Err(Failure::Overflow),
        Err(Stop::Stuck(nodes)) => Err(Failure::Short(Shortage::of_nodes(problem, &nodes))),
    }
}

/// Moves units along paths until all are moved or the rest would take too long.
fn settle_at_pace<C: Amount>(solver: &mut Solver<C>) -> Result<(), Stop> {
    loop {
        let before = all_surplus(solver);
        let result = settle_loads(solver, EFFORT * solver.problem.columns.len(), ONCE);
        let left = all_surplus(solver);
        if result != Err(Stop::Slow) || left > PACE * before.saturating_sub(left) {
            return result;
        }
    }
}

/// Continues if supply is tight: along paths only if scores have few levels, otherwise from prices
/// found by scaling.
fn settle_tight<C: Amount>(solver: &mut Solver<C>) -> Result<(), Stop> {
    let problem = solver.problem;
    let range = range(&problem.scores);
    if range < LEVELS {
        let result = settle_loads(solver, LEVELLED * problem.columns.len(), AGAIN);
        if result != Err(Stop::Slow) {
            return result;
        }
    }
    let units = solver.unit_row.len();
    let mut increment = (range / COARSE).max(1);
    while increment >= (range / FINE).max(1) {
        solver.choose();
        Auction::new(solver, C::narrow(increment)).run(MOVES * units);
        increment /= SHRINK;
    }
    solver.choose();
    Auction::new(solver, C::ZERO).run(units);
    settle_loads(solver, usize::MAX, ONCE)
}

/// The number of units that must still move.
fn all_surplus<C: Amount>(solver: &Solver<C>) -> usize {
    let nodes = 0..=solver.problem.width();
    nodes.map(|node| surplus(solver, node)).sum()
}

fn range<C: Amount>(scores: &[C]) -> i128 {
    let (Some(least), Some(most)) = (scores.iter().min(), scores.iter().max()) else {
        return 0;
    };
    most.widen() - least.widen()
}

fn read<C: Amount>(solver: Solver<C>) -> Solution<C> {
    let problem = solver.problem;
    let spare = solver.prices[problem.width()];
    let prices = &solver.prices[..problem.width()];
    let prices: Vec<C> = prices.iter().map(|&price| price - spare).collect();
    let mut held: Vec<(u32, C)> = Vec::new();
    let mut columns = Vec::with_capacity(solver.unit_row.len());
    let mut scores = Vec::with_capacity(solver.unit_row.len());
    for row in 0..problem.rows() {
        let range = problem.starts[row]..solver.free(row).start;
        held.clear();
        held.extend(range.map(|position| (solver.columns[position], solver.scores[position])));
        held.sort_unstable_by_key(|pair| pair.0);
        columns.extend(held.iter().map(|pair| pair.0));
        scores.extend(held.iter().map(|pair| pair.1));
    }
    let total: i128 = scores.iter().map(|score| score.widen()).sum();
    let paid = columns
        .iter()
        .map(|&column| prices[column as usize].widen());
    Solution {
        starts: solver.units,
        total,
        bound: total - paid.sum::<i128>() + worth(problem, &prices),
        columns,
        scores,
        prices,
    }
}

/// The value of the columns' loads at their prices: caps if positive, floors if negative.
fn worth<C: Amount>(problem: &Problem<C>, prices: &[C]) -> i128 {
    let loads = problem.floors.iter().zip(&problem.caps);
    let priced = prices.iter().zip(loads);
    let worth = priced.map(|(&price, (&floor, &cap))| {
        let load = if price > C::ZERO { cap } else { floor };
        price.widen() * i128::from(load)
    });
    worth.sum()
}

/// Returns the upper limit of every total that the columns' prices prove, by weak duality: `sum
/// over rows of the best demand (score - price) + sum over columns of price * cap` (floor instead
/// of cap if a price is negative). It examines every pair of the original problem and relies on
/// nothing else from the solver. O(pairs).
///
/// A row with fewer pairs than its demand counts those it has.
pub fn bound<C: Amount>(problem: &Problem<C>, prices: &[C]) -> i128 {
    let mut bound = 0i128;
    let mut values: Vec<i128> = Vec::new();
    for row in 0..problem.rows() {
        let demand = problem.demands[row] as usize;
        values.clear();
        values.extend(problem.row(row).map(|position| {
            problem.scores[position].widen() - prices[problem.columns[position] as usize].widen()
        }));
        if demand > 0 && demand < values.len() {
            values.select_nth_unstable_by(demand - 1, |a, b| b.cmp(a));
        }
        bound += values.iter().take(demand).sum::<i128>();
    }
    bound += worth(problem, prices);
    bound
}
