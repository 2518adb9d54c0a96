//! Envy-free up to one reviewer, by taking turns.

use super::total::wide;
use super::{Assignment, Instance};
use crate::transport::{Problem, Shortage};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// Lets submissions pick reviewers in turn: FairSequence (Payan and Zick 2022, "I Will Have Order!
/// Optimizing Orders for Fair Reviewer Assignment").
///
/// The next to pick is the submission that has picked the smallest share of its demand (a weighted
/// picking sequence, Chakraborty, Schmidt-Kraepelin and Suksompong 2021), ties to the one that
/// gains most by its pick, then to the order of the table. It takes the reviewer with the highest
/// score among those that have room and that it can take without making another submission
/// envious: `i` envies `j` when `v_i(own) / k_i < v_i(those of j without the best of them) / k_j`
/// (weighted envy-freeness up to one item, WEF1). There is no bound: this aims at fairness, not
/// at a total. Costs O(units * pairs of a reviewer * k log).
///
/// Where the turns end with demands open or least loads unmet, the rest is assigned at the
/// highest total that keeps as many picks as possible; then WEF1 no longer follows, and
/// [`envious`] counts who envies whom.
///
/// # Errors
/// [`Shortage`] when demands and loads cannot be kept.
pub fn wef1(instance: &Instance) -> Result<Assignment, Shortage> {
    let problem = instance.pairs.widened();
    let mut picking = Picking::new(&problem);
    picking.run();
    if !picking.complete() {
        return complete(instance, &problem, &picking.held);
    }
    let mut starts = vec![0u32];
    let (mut columns, mut scores) = (Vec::new(), Vec::new());
    for held in &picking.held {
        columns.extend(held.iter().map(|&position| problem.columns[position]));
        scores.extend(held.iter().map(|&position| problem.scores[position]));
        starts.push(columns.len() as u32);
    }
    Ok(instance.grant(&starts, &columns, &scores, None))
}

/// Keeps as many picks as possible and assigns the rest at the highest total.
fn complete(
    instance: &Instance,
    problem: &Problem<i128>,
    picks: &[Vec<usize>],
) -> Result<Assignment, Shortage> {
    let top = problem
        .scores
        .iter()
        .map(|score| score.abs())
        .max()
        .unwrap_or(0)
        + 1;
    // One pick outweighs all other differences together.
    let bonus = 2 * top * (i128::from(problem.units()) + 1);
    let mut kept = problem.clone();
    for &position in picks.iter().flatten() {
        kept.scores[position] += bonus;
    }
    let mut solution = wide(&kept, Vec::new())?;
    for score in &mut solution.scores {
        if *score >= bonus - top {
            *score -= bonus;
        }
    }
    Ok(instance.grant(&solution.starts, &solution.columns, &solution.scores, None))
}

/// Counts the ordered pairs of submissions of which the first envies the second by more than one
/// reviewer (see [`wef1`]). Costs O(submissions² k log pairs).
pub fn envious(instance: &Instance, assignment: &Assignment) -> usize {
    let problem = instance.pairs.widened();
    // A row's own forced pairs are no longer among those to decide, and worth what they score.
    let score = |row: usize, column: u32| {
        let key = (row as u32, column);
        let forced = instance
            .forced
            .binary_search_by_key(&key, |pair| (pair.0, pair.1));
        forced.map_or_else(
            |_| score_of(&problem, row, column),
            |at| instance.forced[at].2,
        )
    };
    let rows = assignment.reviewers.len();
    let mut count = 0;
    for row in 0..rows {
        let own = assignment.sum(row);
        for other in (0..rows).filter(|&other| other != row) {
            let theirs = assignment.reviewers[other]
                .iter()
                .map(|pair| score(row, pair.0));
            let demands = (instance.demand(row), instance.demand(other));
            count += usize::from(envies(own, theirs, demands));
        }
    }
    count
}

/// Whether `own` per head is less than theirs without the best.
fn envies(own: i128, theirs: impl Iterator<Item = i128>, (demand, other): (u32, u32)) -> bool {
    let (mut sum, mut best) = (0i128, 0i128);
    for score in theirs {
        sum += score;
        best = best.max(score);
    }
    own * i128::from(other) < (sum - best) * i128::from(demand)
}

/// The score of a pair, 0 where there is none. The columns of a row are in rising order.
fn score_of(problem: &Problem<i128>, row: usize, column: u32) -> i128 {
    let range = problem.row(row);
    let found = problem.columns[range.clone()].binary_search(&column);
    found.map_or(0, |at| problem.scores[range.start + at])
}

/// A fraction, compared exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share(u32, u32);

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u64::from(self.0) * u64::from(other.1);
        left.cmp(&(u64::from(other.0) * u64::from(self.1)))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Picking<'p> {
    problem: &'p Problem<i128>,
    /// Positions of each row, best first.
    order: Vec<Vec<usize>>,
    /// How far each row has looked: what stands before is full, held or unsafe for good.
    looked: Vec<usize>,
    held: Vec<Vec<usize>>,
    sums: Vec<i128>,
    room: Vec<u32>,
    /// Rows of each column.
    askers: Vec<Vec<u32>>,
}

impl<'p> Picking<'p> {
    fn new(problem: &'p Problem<i128>) -> Self {
        let rows = problem.rows();
        let mut askers = vec![Vec::new(); problem.width()];
        let mut order = Vec::with_capacity(rows);
        for row in 0..rows {
            let mut positions: Vec<usize> = problem.row(row).collect();
            positions.sort_by_key(|&position| Reverse(problem.scores[position]));
            for &position in &positions {
                askers[problem.columns[position] as usize].push(row as u32);
            }
            order.push(positions);
        }
        Self {
            problem,
            order,
            looked: vec![0; rows],
            held: vec![Vec::new(); rows],
            sums: vec![0; rows],
            room: problem.caps.clone(),
            askers,
        }
    }

    fn run(&mut self) {
        let mut turns: BTreeSet<(Share, Reverse<i128>, usize)> = BTreeSet::new();
        for row in 0..self.problem.rows() {
            if self.problem.demands[row] > 0 {
                turns.insert((Share(0, self.problem.demands[row]), Reverse(i128::MAX), row));
            }
        }
        while let Some((share, Reverse(gain), row)) = turns.pop_first() {
            let Some(position) = self.best(row) else {
                continue;
            };
            let score = self.problem.scores[position];
            if score < gain {
                // The gain was a guess or somebody was faster: the turn is sorted in anew.
                turns.insert((share, Reverse(score), row));
                continue;
            }
            self.looked[row] += 1;
            self.held[row].push(position);
            self.sums[row] += score;
            self.room[self.problem.columns[position] as usize] -= 1;
            let picked = share.0 + 1;
            if picked < share.1 {
                turns.insert((Share(picked, share.1), Reverse(i128::MAX), row));
            }
        }
    }

    /// The best pair that a row can take now.
    fn best(&mut self, row: usize) -> Option<usize> {
        while let Some(&position) = self.order[row].get(self.looked[row]) {
            if self.room[self.problem.columns[position] as usize] > 0 && self.safe(row, position) {
                return Some(position);
            }
            self.looked[row] += 1;
        }
        None
    }

    /// Whether nobody would envy the row for one more reviewer. Only rows that score the reviewer
    /// can begin to.
    fn safe(&self, row: usize, position: usize) -> bool {
        let problem = self.problem;
        let column = problem.columns[position];
        self.askers[column as usize].iter().all(|&other| {
            let other = other as usize;
            let theirs = self.held[row].iter().chain([&position]);
            let theirs =
                theirs.map(|&position| score_of(problem, other, problem.columns[position]));
            let demands = (problem.demands[other], problem.demands[row]);
            other == row || demands.0 == 0 || !envies(self.sums[other], theirs, demands)
        })
    }

    fn complete(&self) -> bool {
        let filled = self.held.iter().zip(&self.problem.demands);
        let loads = self
            .room
            .iter()
            .zip(&self.problem.caps)
            .zip(&self.problem.floors);
        filled
            .into_iter()
            .all(|(held, demand)| held.len() == *demand as usize)
            && loads
                .into_iter()
                .all(|((room, cap), floor)| cap - room >= *floor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::tests::instance;

    /// By hand. Both ask for two. Round 1: A and B both want r1 (9 and 8): A gains more and picks
    /// it; B then picks r2 (7). Round 2: B's next is r3 (6), A's r2 is full, then r3 (5): B gains
    /// more and picks r3; A is left with r4 (1). A has 10 and sees 4 + 5 for B's, less its best: 4. B has 13 and
    /// sees 8 + 2 for A's, less its best: 2. Nobody envies by more than one reviewer.
    #[test]
    fn turns_are_taken_as_by_hand() {
        let instance = instance(
            "s,r,x\nA,r1,9\nA,r2,4\nA,r3,5\nA,r4,1\nB,r1,8\nB,r2,7\nB,r3,6\nB,r4,2\n",
            "r1,0,1\nr2,0,1\nr3,0,1\nr4,0,1\n",
            "A,2\nB,2\n",
        );
        let assignment = wef1(&instance).expect("enough reviewers");
        assert_eq!(
            assignment.reviewers,
            [vec![(0, 9), (3, 1)], vec![(1, 7), (2, 6)]]
        );
        assert_eq!(envious(&instance, &assignment), 0);
    }

    /// A is forced to r1 (9), which D holds too, and has r3 beside: 10 for two. It values D's three
    /// at 9 + 12 + 12, less the best 21 for three: more than its own share. Were r1 worth nothing
    /// to A, because the forced pair is no pair to decide, it would see 12 for three and no envy.
    #[test]
    fn envy_counts_the_forced_pairs_of_the_one_who_envies() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("writable");
        };
        put(
            "scores.csv",
            "submission_id,reviewer_id,score\nA,r1,9\nA,r3,1\nA,r4,12\nA,r5,12\nD,r1,50\nD,r4,50\nD,r5,50\n",
        );
        put(
            "loads.csv",
            "reviewer_id,min_load,max_load\nr1,0,2\nr3,0,1\nr4,0,1\nr5,0,1\n",
        );
        put("demands.csv", "submission_id,k\nA,2\nD,3\n");
        put("forced.csv", "submission_id,reviewer_id\nA,r1\n");
        let (instance, _) = Instance::read(folder.path()).expect("nothing wrong");
        let assignment = crate::assign::total(&instance).expect("enough reviewers");
        assert_eq!(
            assignment.reviewers,
            [vec![(0, 9), (1, 1)], vec![(0, 50), (2, 50), (3, 50)]]
        );
        assert_eq!(envious(&instance, &assignment), 1);
    }

    /// The turns end with B unserved: A holds the only reviewer B can use. The rest is assigned
    /// anew, and everybody is served.
    #[test]
    fn turns_that_end_in_want_are_completed() {
        let instance = instance(
            "s,r,x\nA,r1,9\nA,r2,8\nB,r1,1\n",
            "r1,0,1\nr2,0,1\n",
            "A,1\nB,1\n",
        );
        let assignment = wef1(&instance).expect("enough reviewers");
        assert_eq!(assignment.reviewers, [vec![(1, 8)], vec![(0, 1)]]);
    }
}
