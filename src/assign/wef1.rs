//! Envy-free up to one reviewer, by taking turns.

use super::total::wide;
use super::{Assignment, Instance};
use crate::flow::{Problem, Shortage, heed};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

/// Lets submissions pick reviewers in turn: FairSequence (Payan and Zick 2022, "I Will Have Order!
/// Optimizing Orders for Fair Reviewer Assignment").
///
/// The next to pick is the submission that has picked the smallest share of its demand (a weighted
/// picking sequence, Chakraborty, Schmidt-Kraepelin and Suksompong 2021), ties to the one that
/// gains most by its pick, then in table order. It takes the reviewer with the highest score, the
/// least loaded among equal ones, among those that have room and that it can take without making
/// another submission envious: `i` envies `j` if `v_i(own) / k_i < v_i(those of j without the best
/// of them) / k_j` (weighted envy-freeness up to one item, WEF1). There is no bound, since the
/// objective is fairness, not a total. O(units * (pairs of a reviewer * k + pairs of a
/// submission)); pairs that score 0 cause no envy and cost almost nothing if no score is negative.
///
/// If the turns end with open demands or unmet minimum loads, the rest is assigned at the highest
/// total that keeps as many picks as possible; WEF1 is then not guaranteed, and [`envious`] counts
/// the envious pairs.
///
/// # Errors
/// [`Shortage`] if demands and loads cannot be satisfied.
pub fn wef1(instance: &Instance) -> Result<Assignment, Shortage> {
    let problem = instance.pairs.widened();
    let mut picking = Picking::new(&problem, instance);
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
    // One pick outweighs all other differences combined.
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
/// reviewer (see [`wef1`]). Costs O(submissions² + reviews * pairs of a reviewer).
pub fn envious(instance: &Instance, assignment: &Assignment) -> usize {
    let problem = instance.pairs.widened();
    let rows = assignment.reviewers.len();
    // A row's own forced pairs are no longer among those to decide, but still count with their
    // scores.
    let mut askers = askers(&problem, |score| score != 0);
    for &(row, column, score) in &instance.forced {
        askers[column as usize].push((row, score));
    }
    let own: Vec<i128> = (0..rows).map(|row| assignment.sum(row)).collect();
    let demands: Vec<u32> = (0..rows).map(|row| instance.demand(row)).collect();
    let (mut sums, mut best) = (vec![0i128; rows], vec![0i128; rows]);
    let mut count = 0;
    for other in 0..rows {
        sums.fill(0);
        best.fill(0);
        for &(column, _) in &assignment.reviewers[other] {
            for &(row, score) in &askers[column as usize] {
                sums[row as usize] += score;
                best[row as usize] = best[row as usize].max(score);
            }
        }
        let envies = (0..rows).filter(|&row| {
            let less = own[row] * i128::from(demands[other]);
            row != other && less < (sums[row] - best[row]) * i128::from(demands[row])
        });
        count += envies.count();
    }
    count
}

/// The rows of each column with their scores, in the order of the rows.
fn askers(problem: &Problem<i128>, counts: impl Fn(i128) -> bool) -> Vec<Vec<(u32, i128)>> {
    let mut askers = vec![Vec::new(); problem.width()];
    for row in 0..problem.rows() {
        for position in problem.row(row) {
            let score = problem.scores[position];
            if counts(score) {
                askers[problem.columns[position] as usize].push((row as u32, score));
            }
        }
    }
    askers
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
    /// Search position of each row: pairs before it are full, held or permanently unsafe.
    looked: Vec<usize>,
    held: Vec<Vec<usize>>,
    sums: Vec<i128>,
    room: Vec<u32>,
    /// Reviews of each column so far, forced ones included.
    loads: Vec<u32>,
    /// Rows of each column that may become envious because of it, with their scores, by row.
    askers: Vec<Vec<(u32, i128)>>,
}

impl<'p> Picking<'p> {
    fn new(problem: &'p Problem<i128>, instance: &Instance) -> Self {
        let rows = problem.rows();
        let best_first = |row: usize| {
            let mut positions: Vec<usize> = problem.row(row).collect();
            positions.sort_by_key(|&position| Reverse(problem.scores[position]));
            positions
        };
        let mut loads = vec![0; problem.width()];
        for pair in &instance.forced {
            loads[pair.1 as usize] += 1;
        }
        // A further reviewer with score 0 does not change a submission's envy, unless a submission
        // may lose by its own picks.
        let gains = problem.scores.iter().all(|&score| score >= 0);
        Self {
            problem,
            order: (0..rows).map(best_first).collect(),
            looked: vec![0; rows],
            held: vec![Vec::new(); rows],
            sums: vec![0; rows],
            room: problem.caps.clone(),
            loads,
            askers: askers(problem, |score| score != 0 || !gains),
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
            heed();
            let Some(position) = self.best(row) else {
                continue;
            };
            let score = self.problem.scores[position];
            if score < gain {
                // The gain was an estimate or another row was faster, so the turn is sorted in
                // again.
                turns.insert((share, Reverse(score), row));
                continue;
            }
            self.looked[row] += 1;
            self.held[row].push(position);
            self.sums[row] += score;
            let column = self.problem.columns[position] as usize;
            self.room[column] -= 1;
            self.loads[column] += 1;
            let picked = share.0 + 1;
            if picked < share.1 {
                turns.insert((Share(picked, share.1), Reverse(i128::MAX), row));
            }
        }
    }

    /// The best pair that a row can take now, moved to the row's search position: among equal
    /// scores the reviewer with the fewest reviews so far, then in table order.
    fn best(&mut self, row: usize) -> Option<usize> {
        loop {
            let from = self.looked[row];
            let score = self.problem.scores[*self.order[row].get(from)?];
            let (mut least, mut at) = (None, from);
            while let Some(&position) = self.order[row].get(at) {
                if self.problem.scores[position] != score {
                    break;
                }
                let column = self.problem.columns[position];
                if self.room[column as usize] == 0 {
                    // Permanently full: swapped before the search position with the pair there,
                    // which was already examined.
                    self.order[row].swap(self.looked[row], at);
                    self.looked[row] += 1;
                } else {
                    let key = (self.loads[column as usize], column, position);
                    least = least.min(Some(key)).or(Some(key));
                }
                at += 1;
            }
            let Some((_, _, position)) = least else {
                continue;
            };
            let next = self.looked[row];
            let mut open = self.order[row][next..at].iter();
            let found = open.position(|&other| other == position);
            self.order[row].swap(next, next + found.unwrap_or(0));
            if self.safe(row, position) {
                return Some(position);
            }
            self.looked[row] += 1;
        }
    }

    /// Whether no row would envy this one for a further reviewer. Only rows that score the reviewer
    /// can become envious.
    fn safe(&self, row: usize, position: usize) -> bool {
        let problem = self.problem;
        let demand = i128::from(problem.demands[row]);
        let held = self.held[row].iter();
        let mut lists: Vec<_> = held
            .map(|&position| self.askers[problem.columns[position] as usize].as_slice())
            .collect();
        let askers = &self.askers[problem.columns[position] as usize];
        askers.iter().all(|&(other, score)| {
            let (mut sum, mut best) = (score, score.max(0));
            for list in &mut lists {
                // Lists are sorted by row, like the askers; dense ones need no search.
                if list.first().is_some_and(|next| next.0 < other) {
                    let one = list.get(1).is_none_or(|next| next.0 >= other);
                    let skipped = if one {
                        1
                    } else {
                        list.partition_point(|next| next.0 < other)
                    };
                    *list = &list[skipped..];
                }
                if let Some(&(_, theirs)) = list.first().filter(|next| next.0 == other) {
                    sum += theirs;
                    best = best.max(theirs);
                }
            }
            let at = other as usize;
            let own = self.sums[at] * demand;
            at == row
                || problem.demands[at] == 0
                || own >= (sum - best) * i128::from(problem.demands[at])
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

    /// All scores are equal, so nothing is lost by sharing: everybody reviews two, not the first
    /// two everything.
    #[test]
    fn among_equal_scores_the_least_loaded_is_picked() {
        let lines: String = ["A", "B", "C", "D"]
            .iter()
            .flat_map(|row| (1..=4).map(move |column| format!("{row},r{column},0.5\n")))
            .collect();
        let instance = instance(
            &format!("s,r,x\n{lines}"),
            "r1,0,4\nr2,0,4\nr3,0,4\nr4,0,4\n",
            "A,2\nB,2\nC,2\nD,2\n",
        );
        let assignment = wef1(&instance).expect("enough reviewers");
        assert_eq!(assignment.loads(4), [2, 2, 2, 2]);
        assert_eq!(envious(&instance, &assignment), 0);
    }

    /// r1 is best for all and is taken as often as it may; only what is equal is shared.
    #[test]
    fn a_better_reviewer_is_picked_however_loaded() {
        let instance = instance(
            "s,r,x\nA,r1,9\nA,r2,1\nA,r3,1\nB,r1,9\nB,r2,1\nB,r3,1\n",
            "r1,0,2\nr2,0,2\nr3,0,2\n",
            "A,2\nB,2\n",
        );
        let assignment = wef1(&instance).expect("enough reviewers");
        assert_eq!(assignment.loads(3), [2, 1, 1]);
    }

    /// The turns end with B unserved: A holds the only reviewer B can use. The rest is assigned
    /// again, and everybody is served.
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
