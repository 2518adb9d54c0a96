//! The transport relaxation: every submission takes its best experts free of conflict out of the
//! whole pool, under their load limits, as if there were no groups.
//!
//! Every plan's reviews are a solution of it, so its optimum limits every plan's total; the
//! smallest sum that a submission can have by itself limits the worst submission; and what no
//! k experts free of conflict can cover together is short in every plan. A plan with no more
//! shortfalls than these has, for every submission, reviewers who miss as little as can be; the
//! best sum of such reviewers limits it too, and the smallest of these limits its worst.

use super::Bounds;
use crate::flow::{self, Problem, solve};
use crate::solve::instance::{Cell, Cells, Instance, Side};
use crate::solve::search::choose_priced;
use rayon::prelude::*;

/// Limits of total and worst score from above, and of shortfalls from below.
///
/// Exact arithmetic on whole billionths. O(submissions x experts) and one transport problem where
/// all pairs are kept. Where pairs are computed, each submission takes from its candidate list,
/// and in place of everybody else a reviewer without limit who scores as the last of the list.
pub fn relax(instance: &Instance) -> Bounds {
    let rows: Vec<Row> = (0..instance.submissions.len())
        .into_par_iter()
        .map(|submission| row(instance, submission))
        .collect();
    let all = rows.iter().enumerate();
    let sums = all.map(|(at, row)| best_sum(&row.pairs, row.others, instance.reviewers_of(at)));
    let loose: i64 = sums.clone().sum();
    let shortfalls = rows.iter().map(|row| row.shortfalls).sum();
    let covering: Option<Vec<i64>> = rows.iter().map(|row| row.covering).collect();
    Bounds {
        shortfalls,
        each: Some(loose),
        total: Some(transport(instance, &rows).map_or(loose, |total| total.min(loose))),
        worst: sums.min(),
        worst_within: covering
            .and_then(|sums| sums.into_iter().min())
            .map(|worst| (shortfalls, worst)),
    }
}

/// What holds whatever the number of groups, and beside it what holds for this one: a plan with as
/// few shortfalls misses no more coverage than is needed, nor more rules about members.
pub fn for_groups(instance: &Instance, anyway: Bounds) -> Bounds {
    let short = groups_short(instance);
    Bounds {
        shortfalls: anyway.shortfalls + short,
        worst_within: anyway
            .worst_within
            .map(|(most, worst)| (most + short, worst)),
        ..anyway
    }
}

/// Counted limits on the mix of members that groups miss in every plan: a group that has enough of
/// a kind, or leaves its other seats to others, takes that many people from the pool.
fn groups_short(instance: &Instance) -> usize {
    let members = instance.shape.min_members();
    let least = instance.mixes.groups.iter().filter(|mix| !mix.hard);
    let short = least.map(|mix| {
        let (of_kind, each) = match mix.side {
            Side::AtLeast(amount) => (true, amount.at_least_of(members)),
            Side::AtMost(amount) => (false, members.saturating_sub(amount.at_most_of(members))),
        };
        if each == 0 {
            return 0;
        }
        let able = instance.experts.iter().zip(&mix.has);
        let able = able.filter(|(expert, has)| **has == of_kind && !expert.allowed.is_empty());
        instance.groups.len().saturating_sub(able.count() / each)
    });
    short.sum()
}

/// What each submission can reach at most in a plan with no more shortfalls than are proven to be
/// needed, in billionths. `None` where not all pairs are kept. O(submissions x experts).
pub fn ceilings(instance: &Instance) -> Option<Vec<i64>> {
    (0..instance.submissions.len())
        .into_par_iter()
        .map(|submission| row(instance, submission).covering)
        .collect()
}

/// Reviewers beyond which a submission's sets are too many to go through.
const MOST_REVIEWERS: usize = 4;
/// More than any set of reviewers scores.
const MOST_SUM: i64 = 1 << 40;

struct Row {
    /// (expert, score) of everybody free of conflict who is looked at.
    pairs: Vec<(u32, i64)>,
    /// The score that somebody not looked at may have at most.
    others: Option<i64>,
    /// Requirements that no reviewers can meet together.
    shortfalls: usize,
    /// The best sum of reviewers who miss no more than these.
    covering: Option<i64>,
}

/// The sum of the k highest scores.
fn best_sum(pairs: &[(u32, i64)], others: Option<i64>, k: usize) -> i64 {
    let mut scores: Vec<i64> = pairs.iter().map(|&(_, score)| score).collect();
    scores.extend(std::iter::repeat_n(others, k).flatten());
    scores.sort_unstable_by(|a, b| b.cmp(a));
    scores.iter().take(k).sum()
}

fn row(instance: &Instance, submission: usize) -> Row {
    let (looked_at, others): (Vec<u32>, Option<i64>) = match &instance.cells {
        Cells::Dense { experts, .. } => ((0..).take(*experts).collect(), None),
        Cells::Computed(source) => {
            let rest = Cell::new(source.cutoff(submission), 0).score();
            (source.candidates(submission).collect(), Some(rest.into()))
        }
    };
    let mut having = [0_u32; 30];
    let mut pairs = Vec::with_capacity(looked_at.len());
    let mut masks = Vec::with_capacity(looked_at.len());
    for expert in looked_at {
        let cell = instance.cells.get(submission, expert as usize);
        if cell.free() {
            pairs.push((expert, i64::from(cell.score())));
            masks.push(cell.mask());
            for (bit, count) in having.iter_mut().enumerate() {
                *count += cell.mask() >> bit & 1;
            }
        }
    }
    let mask = instance.submissions[submission].mask;
    let each = instance.reviewers_of(submission);
    let lacks = |bit: u32| having[bit as usize] < instance.needed_for_bit(bit, each);
    let unmet = (0..30).filter(|&bit| mask >> bit & 1 == 1 && lacks(bit));
    // Lists of candidates may leave out somebody who covers; then nothing is proven.
    let (shortfalls, covering) = match others {
        Some(_) => (0, None),
        None => {
            let unmet = unmet.count();
            let covering = least_missing(each, &pairs, &masks, mask);
            match covering {
                Some((missing, sum)) if missing >= unmet => (missing, Some(sum)),
                // Where more than one reviewer is asked for, sets that miss little may miss much.
                Some(_) => (
                    unmet,
                    Some(best_sum(&pairs, None, instance.reviewers_of(submission))),
                ),
                None => (unmet, None),
            }
        }
    };
    Row {
        shortfalls,
        covering,
        others,
        pairs,
    }
}

/// The fewest requirements that a set of reviewers misses, and the best sum of such a set. Counts
/// one reviewer for each requirement, which is never more than the rules ask for.
fn least_missing(k: usize, pairs: &[(u32, i64)], masks: &[u32], mask: u32) -> Option<(usize, i64)> {
    if k > MOST_REVIEWERS || pairs.len() < k {
        return None;
    }
    let row: Vec<(u32, i64, u32)> = pairs
        .iter()
        .zip(masks)
        .map(|(&(expert, score), &covers)| (expert, score, covers & mask))
        .collect();
    let prices = vec![0; row.len()];
    let mut chosen = [0; MOST_REVIEWERS];
    let (value, missing) = choose_priced(&row, &prices, mask, MOST_SUM, &mut chosen[..k]);
    Some((missing as usize, value + i64::from(missing) * MOST_SUM))
}

fn transport(instance: &Instance, rows: &[Row]) -> Option<i64> {
    // Reviewers per submission are few.
    #[allow(clippy::cast_possible_truncation)]
    let most = instance.reviewers_each as u32;
    let demands = instance.submissions.iter();
    #[allow(clippy::cast_possible_truncation)]
    let demands = demands.map(|need| need.reviewers as u32);
    let experts = instance.experts.len();
    let mut problem = Problem::<i64> {
        starts: vec![0],
        caps: instance
            .experts
            .iter()
            .map(|expert| expert.load_cap)
            .collect(),
        demands: demands.collect(),
        ..Problem::default()
    };
    // One column beyond the experts per reviewer that somebody not looked at may be.
    let truncated = rows.iter().any(|row| row.others.is_some());
    if truncated {
        let everybody = most * u32::try_from(rows.len()).ok()?;
        problem
            .caps
            .extend(std::iter::repeat_n(everybody, instance.reviewers_each));
    }
    problem.floors = vec![0; problem.caps.len()];
    for row in rows {
        for &(expert, score) in &row.pairs {
            problem.columns.push(expert);
            problem.scores.push(score);
        }
        if let Some(score) = row.others {
            for extra in 0..most {
                problem.columns.push(u32::try_from(experts).ok()? + extra);
                problem.scores.push(score);
            }
        }
        problem.starts.push(problem.columns.len());
    }
    match solve(&problem, Vec::new()) {
        Ok(solution) => i64::try_from(flow::bound(&problem, &solution.prices)).ok(),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::least_missing;
    use proptest::prelude::*;

    /// The same by going through all sets of three.
    fn by_all_sets(pairs: &[(u32, i64)], masks: &[u32], mask: u32) -> Option<(usize, i64)> {
        let many = pairs.len();
        let mut best: Option<(usize, i64)> = None;
        for a in 0..many {
            for b in a + 1..many {
                for c in b + 1..many {
                    let missing = (mask & !(masks[a] | masks[b] | masks[c])).count_ones() as usize;
                    let sum = pairs[a].1 + pairs[b].1 + pairs[c].1;
                    let better = best.is_none_or(|(least, most)| {
                        missing < least || missing == least && sum > most
                    });
                    if better {
                        best = Some((missing, sum));
                    }
                }
            }
        }
        best
    }

    proptest! {
        #[test]
        fn the_fewest_missing_and_their_best_sum_are_those_of_all_sets(
            row in prop::collection::vec((0_i64..=1_000_000_000, 0_u32..32), 0..14),
            mask in 0_u32..32,
        ) {
            let pairs: Vec<(u32, i64)> = (0..).zip(row.iter().map(|pair| pair.0)).collect();
            let masks: Vec<u32> = row.iter().map(|pair| pair.1).collect();
            prop_assert_eq!(
                least_missing(3, &pairs, &masks, mask),
                by_all_sets(&pairs, &masks, mask)
            );
        }
    }
}
