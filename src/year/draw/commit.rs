//! A seed that is fixed before and shown after.

use crate::files::history::sha256;
use serde::{Deserialize, Serialize};

/// The schema of a commitment, and what is hashed before the seed.
const COMMITMENT: &str = "empanel/commitment@1";

/// What is published before the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Always `empanel/commitment@1`.
    pub schema: String,
    /// `SHA-256("empanel/commitment@1\n" seed "\n")`.
    pub commitment: String,
    /// Hash of the season's tables at the time.
    pub inputs: String,
    /// When it was made.
    pub time: String,
}

/// What is kept until the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// Always `empanel/secret@1`.
    pub schema: String,
    /// The seed: 64 hexadecimal digits of chance.
    pub seed: String,
}

/// How anybody sees without this program that a commitment is that of a seed.
pub fn commitment_check(seed: &str) -> String {
    format!("printf '{COMMITMENT}\\n%s\\n' {seed} | sha256sum")
}

/// The commitment to a seed.
pub fn commitment_of(seed: &str) -> String {
    sha256(format!("{COMMITMENT}\n{seed}\n").as_bytes())
}

impl Commitment {
    /// Commits to a seed.
    pub fn new(seed: &str, inputs: &str, time: &str) -> Self {
        Self {
            schema: COMMITMENT.to_owned(),
            commitment: commitment_of(seed),
            inputs: inputs.to_owned(),
            time: time.to_owned(),
        }
    }

    /// Whether a seed is the one committed to.
    pub fn holds(&self, seed: &str) -> bool {
        self.schema == COMMITMENT && self.commitment == commitment_of(seed)
    }
}

impl Secret {
    /// A seed of 256 bits from the operating system's source of chance.
    pub fn random() -> Self {
        let words: [u64; 4] = rand::random();
        Self {
            schema: "empanel/secret@1".to_owned(),
            seed: words.iter().map(|word| format!("{word:016x}")).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commitment_holds_for_its_seed_alone() {
        let (secret, other) = (Secret::random(), Secret::random());
        assert_eq!(secret.seed.len(), 64);
        assert_ne!(secret, other);
        let commitment = Commitment::new(&secret.seed, "x", "now");
        assert!(commitment.holds(&secret.seed));
        assert!(!commitment.holds(&other.seed));
    }
}
