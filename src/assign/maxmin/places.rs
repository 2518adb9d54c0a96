//! Minimum scores of a submission's best, second best, … reviewer, and whether there are enough
//! such reviewers.

use super::super::held::Held;
use super::threshold::Threshold;
use super::weights::weighted;
use crate::flow::Problem;

/// Maximum total number of pairs of the places; beyond that, the check costs more than it gains.
const MOST: usize = 12_000_000;

/// Result of counting the places of all rows.
pub(in crate::assign) enum Places {
    /// There are too few good pairs: no assignment reaches the threshold.
    TooFew,
    /// Upper limit of the total of any assignment that reaches the threshold, and the best
    /// assignment that fills the places; none if one column fills two places of a row.
    Most(i128, Option<Held>),
    /// Every place admits every pair (or there are too many pairs), so nothing can be concluded.
    Open,
}

/// A place of a row: this many of its best pairs must score at least `score`.
struct Place {
    row: usize,
    units: u32,
    score: i128,
}

/// A counting argument like Hall's: with a row's pairs sorted, best first, the `k`-th must score at
/// least `s`, because otherwise even the best `k - 1` pairs and the best of the rest below `s` miss
/// the row's minimum sum. Every place becomes a row that requires one such pair; whether all places
/// can be filled within the loads, and at which highest total, is a transport problem. The only
/// relaxation is that one column may fill two places of a row, so every assignment that reaches the
/// threshold fills the places, and whatever is proven for these holds for it.
///
/// Weights on the rows only see sums and admit half a good reviewer for each row; counting does
/// not. Costs one transport problem of at most `demand` times the pairs.
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

/// Adds the places of one row whose scores are sorted, best first; places with the same minimum
/// score are merged.
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
        // At the far end the place has no minimum: it takes any pair.
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

/// The transport problem with places as rows.
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
