//! Branching on single pairs until the bound meets the best total.

use super::super::deadline::on_time;
use super::lagrange::{Best, Node, Verdict};
use super::threshold::Threshold;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::Instant;

/// Steps of the subgradient method at the root and at other nodes.
const STEPS: (usize, usize) = (300, 40);
/// Maximum number of open nodes.
const OPEN: usize = 4000;
/// No limit on splits other than time and [`OPEN`].
pub(super) const EVERY: usize = usize::MAX;

/// Open nodes by bound (older first among equals), with the pair to split on.
type Open = BTreeMap<(i128, Reverse<usize>), (Node, Option<(u32, u32, i128)>)>;

/// Raises `best` to the highest total among the assignments that reach the threshold, and returns
/// an upper limit of it. Branch and bound, best bound first; each node is bounded by Lagrangian
/// relaxation and split by granting or removing one pair, at most `splits` times. Without an
/// initial assignment, the search ends with the first one found.
pub(super) fn highest_total(
    root: Threshold,
    best: &mut Best,
    bound: i128,
    splits: usize,
    deadline: Option<Instant>,
) -> i128 {
    let rows = root.least.len();
    let mut open = Open::new();
    let mut count = 0;
    let known = best.held.len();
    let mut first = Node {
        threshold: root,
        granted: Vec::new(),
        multipliers: vec![0.0; rows],
        bound,
    };
    let pivot = first.tighten(best, STEPS.0, deadline);
    if pivot.is_some() {
        open.insert((first.bound, Reverse(count)), (first, pivot));
    } else {
        return first.bound.min(bound).max(best.total);
    }
    let mut split = 0;
    while let Some(((bound, order), (node, pivot))) = open.pop_last() {
        if bound <= best.total || best.held.len() > known {
            return best.total;
        }
        let more = split < splits && on_time(deadline) && open.len() < OPEN;
        let Some((row, column, score)) = pivot.filter(|_| more) else {
            open.insert((bound, order), (node, None));
            return bound;
        };
        split += 1;
        let without = node.threshold.without(row as usize, column);
        let granting = node.threshold.granting(row as usize, column, score);
        for (threshold, grants) in [(granting, true), (without, false)] {
            let Some(threshold) = threshold else {
                continue;
            };
            let mut granted = node.granted.clone();
            if grants {
                granted.push((row, column, score));
            }
            let mut child = Node {
                threshold,
                granted,
                multipliers: node.multipliers.clone(),
                bound,
            };
            let pivot = child.tighten(best, STEPS.1, deadline);
            if pivot.is_some() && child.bound > best.total {
                count += 1;
                open.insert((child.bound, Reverse(count)), (child, pivot));
            }
        }
    }
    best.total
}

/// Searches for any assignment that reaches the threshold in the same way: every one has a total of
/// at least the sum of the thresholds, so a lower bound proves the threshold out of reach.
pub(in crate::assign) fn any(root: Threshold, bound: i128, deadline: Option<Instant>) -> Verdict {
    let counted = root.least.iter().filter(|&&least| least != i128::MIN);
    let mut best = Best {
        held: Vec::new(),
        total: counted.sum::<i128>() - 1,
    };
    let nothing = best.total;
    let bound = highest_total(root, &mut best, bound, EVERY, deadline);
    if !best.held.is_empty() {
        Verdict::Reached(best.held)
    } else if bound <= nothing {
        Verdict::OutOfReach
    } else {
        Verdict::Unknown
    }
}
