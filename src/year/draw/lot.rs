//! Random numbers derived from SHA-256.

use crate::files::history::sha256;
use sha2::{Digest as _, Sha256};

/// A source of random numbers, reproducible from seed and inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    key: String,
}

impl Lot {
    /// Creates the source for a draw.
    pub fn new(seed: &str, inputs: &str) -> Self {
        Self {
            key: sha256(format!("empanel/draw@2\n{seed}\n{inputs}\n").as_bytes()),
        }
    }

    /// The key in hexadecimal.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Draws one of `of`, uniformly, for the purpose `label`. Returns the number and the 64 bits it
    /// was derived from.
    ///
    /// # Panics
    /// When `of` is 0.
    pub fn draw(&self, label: &str, of: usize) -> (usize, u64) {
        assert!(of > 0, "there is nobody to draw from");
        let range = 1_u128 << 64;
        let whole = range - range % of as u128;
        let mut counter = 0_u64;
        loop {
            let digest = Sha256::digest(format!("{}\n{label}\n{counter}\n", self.key).as_bytes());
            let bits = digest
                .iter()
                .take(8)
                .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            if u128::from(bits) < whole {
                #[allow(clippy::cast_possible_truncation)] // below `of`
                return ((bits % of as u64) as usize, bits);
            }
            counter += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_depend_on_seed_inputs_and_label_and_on_nothing_else() {
        let lot = Lot::new("2026-10-01 双色球 01 02 03", "abc");
        assert_eq!(lot.draw("G01/E003", 7), lot.draw("G01/E003", 7));
        assert_ne!(lot.draw("G01/E003", 1 << 40), lot.draw("G01/E004", 1 << 40));
        let other = Lot::new("2026-10-01 双色球 01 02 04", "abc");
        assert_ne!(lot.key(), other.key());
        assert_ne!(
            lot.key(),
            Lot::new("2026-10-01 双色球 01 02 03", "abd").key()
        );
        assert_eq!(lot.draw("x", 1).0, 0);
    }

    /// Chi-square over 7 classes with 6 degrees of freedom: 22.46 is exceeded with probability
    /// 1/1000. The seed is fixed, so the test is deterministic.
    #[test]
    fn every_number_is_drawn_equally_often() {
        let draws = 7000;
        let mut counts = [0_i64; 7];
        for at in 0..draws {
            counts[Lot::new(&at.to_string(), "").draw("seat", 7).0] += 1;
        }
        let square: i64 = counts.iter().map(|count| (count - 1000).pow(2)).sum();
        assert!(square < 22_460, "{counts:?}");
    }
}
