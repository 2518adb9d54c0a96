//! How good a submission's best, second best … reviewer has to be, and whether there are enough.

use super::super::held::Held;
use super::threshold::Threshold;
use super::weights::weighted;
use crate::flow::Problem;

/// Most pairs of the places together: beyond, the check would cost more than it tells.
const MOST: usize = 12_000_000;

/// What the places of all rows say about a threshold.
pub(in crate::assign) enum Places {
    /// There are not enough good pairs: no assignment reaches the threshold.
    TooFew,
    /// No assignment that reaches the threshold has a higher total, and this is the best one that
    /// fills the places; where a row has two of its places filled by one column, nothing is held.
    Most(i128, Option<Held>),
    /// Every place admits every pair (or there are too many pairs): nothing to be learnt.
    Open,
}

/// One place of a row: so many of its best pairs must score at least `score`.
struct Place {
    row: usize,
    units: u32,
    score: i128,
}

/// Counts in the manner of Hall: with a row's pairs sorted, best first, the `k`-th must score at
/// least `s`, or even the best `k - 1` pairs with the best of the rest below `s` miss the row's
/// least sum. Every place becomes a row of its own that asks for one such pair; whether all places
/// can be filled within the loads, and at which highest total, is a transport problem. Forgotten
/// is only that one column must not fill two places of a row, so that every assignment that
/// reaches the threshold fills the places: what is proven of these holds for those.
///
/// Weights on the rows see sums only, so that half a good reviewer each seems enough to them;
/// counting sees that it is not. Costs one transport problem of at most `demand` times the pairs.
pub(in crate::assign) fn places(threshold: &Threshold) -> Places {
    let problem = &threshold.problem;
    let mut scores = Vec::new();
    let mut all = Vec::new();
    let (mut size, mut limited) = (0usize, false);
    for (row, &least) in threshold.least.iter().enumerate() {
        let range = problem.row(row);
        scores.clear();
        scores.extend_from_slice(&problem.scores[range.clone()]);
        scores.sort_unstable_by(|a, b| b.cmp(a));
        let from = all.len();
        place_row(row, &scores, problem.demands[row] as usize, least, &mut all);
        let lowest = scores.last().copied().unwrap_or(0);
        limited |= all[from..].iter().any(|place| place.score > lowest);
        size += range.len() * (all.len() - from);
        if size > MOST {
            return Places::Open;
        }
    }
    if !limited {
        return Places::Open;
    }
    let filled = transport(problem, &all);
    let weights = vec![1; all.len()];
    let Some(solution) = weighted(&filled, &weights, Vec::new()) else {
        return Places::TooFew;
    };
    let mut held: Held = vec![Vec::new(); problem.rows()];
    for (at, place) in all.iter().enumerate() {
        let pairs = solution.row(at);
        held[place.row].extend(pairs.map(|at| (solution.columns[at], solution.scores[at])));
    }
    let twice = held.iter_mut().any(|pairs| {
        pairs.sort_unstable();
        pairs.windows(2).any(|two| two[0].0 == two[1].0)
    });
    Places::Most(solution.bound, (!twice).then_some(held))
}

/// Adds the places of one row whose scores are sorted, best first; places that ask for the same
/// score are one.
fn place_row(row: usize, scores: &[i128], demand: usize, least: i128, all: &mut Vec<Place>) {
    let from = all.len();
    let mut before = 0;
    for place in 0..demand.min(scores.len()) {
        let rest = demand - place;
        // The best sum with this place at position `at` falls as `at` grows.
        let mut sum: i128 = scores[place..].iter().take(rest).sum();
        let mut at = place;
        while at + rest < scores.len() {
            let next = sum - scores[at] + scores[at + rest];
            if before + next < least {
                break;
            }
            (sum, at) = (next, at + 1);
        }
        // At the far end nothing is asked of the place: it takes any pair.
        let open = at + rest == scores.len();
        let score = scores[if open { scores.len() - 1 } else { at }];
        before += scores[place];
        match all[from..].last_mut() {
            Some(last) if last.score == score => last.units += 1,
            _ => all.push(Place {
                row,
                units: 1,
                score,
            }),
        }
    }
}

/// The transport problem whose rows are the places.
fn transport(problem: &Problem<i128>, places: &[Place]) -> Problem<i128> {
    let mut filled = Problem {
        starts: vec![0],
        floors: problem.floors.clone(),
        caps: problem.caps.clone(),
        ..Problem::default()
    };
    for place in places {
        for at in problem.row(place.row) {
            if problem.scores[at] >= place.score {
                filled.columns.push(problem.columns[at]);
                filled.scores.push(problem.scores[at]);
            }
        }
        filled.starts.push(filled.columns.len());
        filled.demands.push(place.units);
    }
    filled
}
