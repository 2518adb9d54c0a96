//! Random assignment, the lower end of every comparison: submissions in random order take random
//! reviewers below their maximum load. Ignores minimum loads.

use super::{Pool, Reviews, sorted};
use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Assigns at random; the same `seed` gives the same answer. O(pairs).
pub fn random(pool: &Pool, seed: u64) -> Reviews {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut order: Vec<usize> = (0..pool.demands.len()).collect();
    order.shuffle(&mut rng);
    let mut room = pool.caps.clone();
    let mut reviews = vec![Vec::new(); order.len()];
    for submission in order {
        let mut able: Vec<u32> = pool.scores[submission].iter().map(|pair| pair.0).collect();
        able.shuffle(&mut rng);
        for reviewer in able {
            if reviews[submission].len() >= pool.demands[submission] as usize {
                break;
            }
            if room[reviewer as usize] > 0 {
                room[reviewer as usize] -= 1;
                reviews[submission].push(reviewer);
            }
        }
    }
    sorted(reviews)
}
