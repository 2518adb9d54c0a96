//! Chances in whole numbers: exp(-x) from a table, the same on every machine.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Entries of the table for each factor of e.
pub const STEPS: u32 = 64;
/// Entries in all: beyond exp(-22) a chance counts as none.
const ENTRIES: usize = 22 * STEPS as usize;
/// 2^32 exp(-1 / [`STEPS`]), rounded.
const RATIO: u64 = 4_228_380_484;

/// A temperature and the table of exp(-x), 2^32 - 1 standing for 1.
#[derive(Debug, Clone)]
pub struct Chance {
    powers: Vec<u32>,
    random: Xoshiro256PlusPlus,
    /// Steps of the table per unit of value, times 2^32.
    rate: u64,
}

impl Chance {
    /// Makes the table; the temperature is to be set.
    pub fn new(seed: u64) -> Self {
        let mut power = u64::from(u32::MAX);
        let next = |_| {
            let entry = power;
            power = (power * RATIO) >> 32;
            // A power of 2^32 - 1 or less.
            #[allow(clippy::cast_possible_truncation)]
            let entry = entry as u32;
            entry
        };
        Self {
            powers: (0..ENTRIES).map(next).collect(),
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
            rate: 0,
        }
    }

    /// Sets the temperature, in units of value; at least 1.
    pub fn set_temperature(&mut self, units: u32) {
        self.rate = (u64::from(STEPS) << 32) / u64::from(units.max(1));
    }

    /// The weight exp(-loss / T) of something that is worth `loss` less than the best.
    #[inline]
    pub fn weight(&self, loss: u32) -> u32 {
        let step = u64::from(loss).saturating_mul(self.rate) >> 32;
        usize::try_from(step)
            .ok()
            .and_then(|step| self.powers.get(step))
            .copied()
            .unwrap_or(0)
    }

    /// Draws the largest loss that is accepted now: a change with this loss or less is made with
    /// just the probability exp(-loss / T).
    pub fn bearable(&mut self) -> i32 {
        let draw = self.random.random::<u32>();
        let steps = self.powers.partition_point(|&power| power > draw) as u64;
        let loss = (steps << 32) / self.rate.max(1);
        i32::try_from(loss)
            .unwrap_or(i32::MAX / 2)
            .min(i32::MAX / 2)
    }

    /// Draws a number below `count`, 0 for nothing to draw from.
    pub fn below(&mut self, count: usize) -> usize {
        // What is drawn from is counted in 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let limit = count.max(1) as u32;
        self.random.random_range(0..limit) as usize
    }

    /// Draws a number below `total`.
    pub fn below_sum(&mut self, total: u64) -> u64 {
        self.random.random_range(0..total.max(1))
    }
}

/// Returns `hot` cooled geometrically towards `cold`, after `share` of the way in 65536ths.
pub fn cooled(hot: u32, cold: u32, share: u32) -> u32 {
    // By halves of the way in logarithm: sixteen square roots of a ratio, in whole numbers.
    let (mut low, mut high) = (u64::from(cold.max(1)), u64::from(hot.max(1)));
    let mut rest = 65_536 - u64::from(share.min(65_536));
    for _ in 0..17 {
        let middle = (low * high).isqrt();
        if rest >= 32_768 {
            low = middle;
            rest = (rest - 32_768) * 2;
        } else {
            high = middle;
            rest *= 2;
        }
    }
    u32::try_from(low).unwrap_or(u32::MAX)
}
