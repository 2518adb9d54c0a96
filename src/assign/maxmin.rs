//! Max-min: the worst submission as high as possible, then the highest total.

pub(super) mod branch;
pub(super) mod lagrange;
pub(super) mod places;
pub(super) mod repair;
pub(super) mod threshold;
pub(super) mod weights;

use self::branch::{EVERY, any, highest_total};
use self::lagrange::{Best, Verdict, reachable};
use self::threshold::Threshold;
use super::deadline::on_time;
use super::held::Held;
use super::leximin::bids;
use super::total::wide;
use super::{Assignment, Instance};
use crate::flow::Shortage;
use std::time::Instant;

/// Finds an assignment whose worst submission is as high as possible and, among those, one with the
/// highest total.
///
/// For demands above one this is NP-hard (Garg, Kavitha, Kumar, Mehlhorn and Mestre 2010), so it is
/// a search with two proofs. Thresholds are bisected between a worst score that was reached and one
/// that is proven out of reach. For one threshold, pairs that are in no set of reviewers above it
/// are removed; the thresholds of the remaining problem are priced into the scores (Lagrangian
/// relaxation, Held and Karp 1971: the inner problem is a transport problem, so the bound equals
/// that of the linear program); assignments of the inner problem are repaired by exchange paths
/// that keep every submission above the threshold; counting the number of good reviewers each
/// submission needs at least (`places`) excludes fractional reviewers, which weights cannot; and
/// the remaining gap is closed by an integer program if scores have few values (`bids`), and
/// otherwise by branching on single pairs. Before `deadline` both values are closed, or their
/// bounds limit the distance to the optimum.
///
/// # Errors
/// [`Shortage`] if demands and loads cannot be satisfied.
pub fn maxmin(instance: &Instance, deadline: Option<Instant>) -> Result<Assignment, Shortage> {
    let problem = instance.pairs.widened();
    let start = wide(&problem, Vec::new())?;
    let granted = instance.granted();
    let total = start.bound;
    let mut best: Held = (0..problem.rows())
        .map(|row| {
            start
                .row(row)
                .map(|at| (start.columns[at], start.scores[at]))
                .collect()
        })
        .collect();
    let mut reached = worst(&best, &granted);
    // Limited by the best reviewers of the submission that has the poorest ones.
    let mut limit = Threshold::highest(&problem, &granted).max(reached);
    // The highest score still to be tried: a score that was neither reached nor disproved is not
    // tried again, but stays below the limit.
    let mut high = limit;
    // Reserves half of the time for the total.
    let half = halved(deadline);
    let (mut first, mut asked) = (true, false);
    while reached < high && on_time(half) {
        instance.tell_worst(reached, limit);
        let attempt = if first {
            limit
        } else {
            reached + (high - reached + 1) / 2
        };
        first = false;
        let threshold = Threshold::new(&problem, &granted, attempt);
        let mut verdict = threshold
            .as_ref()
            .map(|threshold| reachable(threshold, &start, half));
        // Weights were not conclusive: there is a gap at this threshold.
        if let (Some(Verdict::Unknown), false) = (&verdict, asked) {
            asked = true;
            let proven = bids::raise_worst(&problem, &granted, &mut best, halved(half));
            reached = worst(&best, &granted);
            if proven {
                limit = reached;
                break;
            }
            if reached >= attempt {
                continue;
            }
        }
        if let (Some(Verdict::Unknown), Some(threshold)) = (&verdict, threshold) {
            verdict = Some(any(threshold, total, half));
        }
        match verdict {
            Some(Verdict::Reached(held)) => {
                reached = worst(&held, &granted);
                best = held;
            }
            Some(Verdict::Unknown) => high = attempt - 1,
            None | Some(Verdict::OutOfReach) => {
                high = attempt - 1;
                limit = high;
            }
        }
    }
    instance.tell_worst(reached, limit);
    let mut best = Best {
        total: best.iter().flatten().map(|pair| pair.1).sum(),
        held: best,
    };
    let mut bound = total;
    instance.tell_total(best.total, Some(bound));
    let above = || Threshold::new(&problem, &granted, reached);
    if let Some(threshold) = above() {
        bound = highest_total(threshold, &mut best, bound, 0, deadline);
        instance.tell_total(best.total, Some(bound));
    }
    if bound > best.total {
        let known = bids::highest_total(&problem, &granted, reached, &best.held, halved(deadline));
        if let Some((limit, held)) = known {
            bound = bound.min(limit);
            best.offer(held, &[]);
            instance.tell_total(best.total, Some(bound));
        }
    }
    if let Some(threshold) = above().filter(|_| bound > best.total) {
        bound = highest_total(threshold, &mut best, bound, EVERY, deadline);
    }
    let held = best.held;
    let mut starts = vec![0u32];
    for line in &held {
        starts.push(starts[starts.len() - 1] + line.len() as u32);
    }
    let (columns, scores): (Vec<u32>, Vec<i128>) = held.into_iter().flatten().unzip();
    let mut assignment = instance.grant(&starts, &columns, &scores, Some(bound));
    assignment.worst_bound = Some(limit + instance.slack_of_one());
    Ok(assignment)
}

/// Half of the remaining time.
fn halved(deadline: Option<Instant>) -> Option<Instant> {
    let now = Instant::now();
    deadline.map(|deadline| now + deadline.saturating_duration_since(now) / 2)
}

fn worst(held: &Held, granted: &[Option<i128>]) -> i128 {
    let sums = held.iter().zip(granted).filter_map(|(held, granted)| {
        let sum: i128 = held.iter().map(|pair| pair.1).sum();
        granted.map(|granted| granted + sum)
    });
    sums.min().unwrap_or(0)
}

impl Instance {
    /// Amounts of each submission from forced pairs; `None` for those without demand.
    pub(super) fn granted(&self) -> Vec<Option<i128>> {
        let rows = 0..self.submissions.len();
        let mut granted: Vec<Option<i128>> = rows
            .map(|row| (self.demand(row) > 0).then_some(0))
            .collect();
        for &(row, _, score) in &self.forced {
            if let Some(sum) = &mut granted[row as usize] {
                *sum += score;
            }
        }
        granted
    }
}
