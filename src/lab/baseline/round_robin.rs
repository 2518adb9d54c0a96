//! Round robin: submissions take turns, each taking the best reviewer left. The picking sequence of
//! Caragiannis et al., *The Unreasonable Fairness of Maximum Nash Welfare*, ACM TEAC 2019 (section
//! on round robin), with turns in table order. It has no minimum loads.

use super::{Pool, Reviews, sorted};

/// Lets submissions pick in turns, ties by reviewer. O(pairs log pairs).
pub fn round_robin(pool: &Pool) -> Reviews {
    let wish = |list: &Vec<(u32, i128)>| {
        let mut list = list.clone();
        list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        list
    };
    let wishes: Vec<_> = pool.scores.iter().map(wish).collect();
    let mut next = vec![0; wishes.len()];
    let mut room = pool.caps.clone();
    let mut reviews = vec![Vec::new(); wishes.len()];
    for round in 0..pool.demands.iter().copied().max().unwrap_or(0) {
        for submission in 0..wishes.len() {
            if round >= pool.demands[submission] {
                continue;
            }
            while let Some(&(who, _)) = wishes[submission].get(next[submission]) {
                next[submission] += 1;
                if room[who as usize] > 0 {
                    room[who as usize] -= 1;
                    reviews[submission].push(who);
                    break;
                }
            }
        }
    }
    sorted(reviews)
}
