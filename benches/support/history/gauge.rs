//! How fast the machine is just now: a fixed piece of work whose seconds are kept beside each run, so
//! that a slower machine is not taken for slower code.

use std::hint::black_box;
use std::time::Instant;

/// Words that are walked through: 32 MiB, more than caches hold.
const WORDS: usize = 1 << 22;
const STEPS: usize = 1 << 23;
const RUNS: usize = 5;

/// Seconds of the work, the best of a few runs: what else the machine does only ever adds to them.
pub fn gauge() -> f64 {
    let mut memory: Vec<u64> = (0..WORDS as u64).collect();
    let best = (0..RUNS).map(|_| once(&mut memory));
    best.fold(f64::INFINITY, f64::min)
}

/// Arithmetic and reads and writes all over the memory, each step from the one before.
fn once(memory: &mut [u64]) -> f64 {
    let start = Instant::now();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..STEPS {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // Below the length, which is a power of two.
        let at = state as usize & (WORDS - 1);
        memory[at] = memory[at].wrapping_add(state);
        state = state.wrapping_add(memory[at] >> 60);
    }
    black_box(memory);
    start.elapsed().as_secs_f64()
}
