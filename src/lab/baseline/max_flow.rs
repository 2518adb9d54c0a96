//! Maximum flow: as many reviews as possible, regardless of scores. Shortest augmenting paths of
//! Edmonds and Karp, *Theoretical Improvements in Algorithmic Efficiency for Network Flow
//! Problems*, J. ACM 1972, on the bipartite network of submissions and reviewers.

use super::{Pool, Reviews, sorted};
use std::collections::VecDeque;

/// Fills as many reviews as possible with the pairs of the pool, regardless of scores. O(reviews x
/// pairs).
///
/// Minimum loads are lower bounds on arcs and treated like in Ford and Fulkerson (*Flows in
/// Networks*, 1962): first a maximum flow with the minimum loads as capacities, then the remaining
/// capacities. No augmenting path reduces a reviewer's load, so minimum loads stay satisfied, and
/// the flow of the second step is still a maximum one.
pub fn max_flow(pool: &Pool) -> Reviews {
    let mut flow = Flow {
        pool,
        room: pool.floors.clone(),
        reviews: vec![Vec::new(); pool.demands.len()],
        held: vec![Vec::new(); pool.caps.len()],
    };
    flow.room.resize(pool.caps.len(), 0);
    if flow.room.iter().any(|&floor| floor > 0) {
        flow.fill();
    }
    flow.room.clone_from(&pool.caps);
    flow.fill();
    sorted(flow.reviews)
}

struct Flow<'a> {
    pool: &'a Pool,
    /// Current maximum load of each reviewer.
    room: Vec<u32>,
    reviews: Reviews,
    /// The submissions currently assigned to each reviewer.
    held: Vec<Vec<usize>>,
}

impl Flow<'_> {
    /// Augments for every missing review.
    fn fill(&mut self) {
        for submission in 0..self.pool.demands.len() {
            let wanted = self.pool.demands[submission] as usize;
            while self.reviews[submission].len() < wanted && self.augment(submission) {}
        }
    }

    /// Finds the shortest chain of exchanges that gives `start` one more reviewer.
    fn augment(&mut self, start: usize) -> bool {
        let mut from: Vec<Option<usize>> = vec![None; self.pool.caps.len()];
        let mut left_by: Vec<Option<u32>> = vec![None; self.reviews.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(submission) = queue.pop_front() {
            for &(who, _) in &self.pool.scores[submission] {
                let at = who as usize;
                if from[at].is_some() || self.reviews[submission].contains(&who) {
                    continue;
                }
                from[at] = Some(submission);
                if self.held[at].len() < self.room[at] as usize {
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

    /// Applies the chain backwards: every submission on it takes the new reviewer and gives up the
    /// one through whom it was reached.
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
