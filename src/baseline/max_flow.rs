//! Maximum flow: as many reviews as can be, whatever their scores. Shortest augmenting paths of
//! Edmonds and Karp, *Theoretical Improvements in Algorithmic Efficiency for Network Flow
//! Problems*, J. ACM 1972, on the bipartite network of submissions and reviewers.

use super::{Pool, Reviews, sorted};
use std::collections::VecDeque;

/// Fills as many reviews as possible, using pairs that score above 0. O(reviews x pairs).
pub fn max_flow(pool: &Pool) -> Reviews {
    let mut flow = Flow {
        pool,
        reviews: vec![Vec::new(); pool.demands.len()],
        held: vec![Vec::new(); pool.caps.len()],
    };
    for submission in 0..pool.demands.len() {
        for _ in 0..pool.demands[submission] {
            if !flow.augment(submission) {
                break;
            }
        }
    }
    sorted(flow.reviews)
}

struct Flow<'a> {
    pool: &'a Pool,
    reviews: Reviews,
    /// The submissions that each reviewer holds.
    held: Vec<Vec<usize>>,
}

impl Flow<'_> {
    /// Finds the shortest chain of exchanges that gives `start` one more reviewer.
    fn augment(&mut self, start: usize) -> bool {
        let mut from: Vec<Option<usize>> = vec![None; self.pool.caps.len()];
        let mut left_by: Vec<Option<u32>> = vec![None; self.reviews.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(submission) = queue.pop_front() {
            for &(who, score) in &self.pool.scores[submission] {
                let at = who as usize;
                if score <= 0 || from[at].is_some() || self.reviews[submission].contains(&who) {
                    continue;
                }
                from[at] = Some(submission);
                if self.held[at].len() < self.pool.caps[at] as usize {
                    self.apply(who, &from, &left_by);
                    return true;
                }
                for &other in &self.held[at] {
                    if other != start && left_by[other].is_none() {
                        left_by[other] = Some(who);
                        queue.push_back(other);
                    }
                }
            }
        }
        false
    }

    /// Walks the chain back: every submission on it takes the new reviewer and gives up the one
    /// by whom it was reached.
    fn apply(&mut self, last: u32, from: &[Option<usize>], left_by: &[Option<u32>]) {
        let mut taken = Some(last);
        while let Some(who) = taken {
            let Some(submission) = from[who as usize] else {
                return;
            };
            self.reviews[submission].push(who);
            self.held[who as usize].push(submission);
            taken = left_by[submission];
            if let Some(given_up) = taken {
                self.reviews[submission].retain(|&other| other != given_up);
                self.held[given_up as usize].retain(|&other| other != submission);
            }
        }
    }
}
