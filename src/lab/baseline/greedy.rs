//! Greedy assignment: repeatedly takes the best pair that still fits. This is what a careful person
//! does by hand, and the greedy of Long, Wong, Peng and Ye, *On Good and Fair Paper-Reviewer
//! Assignment*, ICDM 2013, for a sum of scores. It has no minimum loads.

use super::{Pool, Reviews, sorted};

/// Takes pairs by descending score, ties by submission, then reviewer. O(pairs log pairs). May
/// leave a submission without reviewers that an exact method would fill.
pub fn greedy(pool: &Pool) -> Reviews {
    let mut pairs: Vec<(i128, usize, u32)> = Vec::new();
    for (submission, list) in pool.scores.iter().enumerate() {
        pairs.extend(list.iter().map(|&(who, score)| (score, submission, who)));
    }
    pairs.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut room = pool.caps.clone();
    let mut reviews = vec![Vec::new(); pool.demands.len()];
    for (_, submission, who) in pairs {
        if room[who as usize] > 0 && reviews[submission].len() < pool.demands[submission] as usize {
            room[who as usize] -= 1;
            reviews[submission].push(who);
        }
    }
    sorted(reviews)
}
