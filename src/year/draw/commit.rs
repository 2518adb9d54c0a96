//! Commitment to a seed: fixed before the draw, revealed after it.

use crate::files::history::sha256;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Schema of a commitment, and the prefix hashed before the seed.
const COMMITMENT: &str = "empanel/commitment@1";

/// The part that is published before the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Commitment {
    /// Always `empanel/commitment@1`.
    pub schema: String,
    /// `SHA-256("empanel/commitment@1\n" seed "\n")`.
    pub commitment: String,
    /// Hash of the season's tables at that time.
    pub inputs: String,
    /// Time of the commitment.
    pub time: String,
}

/// The part that is kept secret until the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Secret {
    /// Always `empanel/secret@1`.
    pub schema: String,
    /// The seed: 64 random hexadecimal digits.
    pub seed: String,
}

/// A shell command by which anybody can verify a commitment without this program.
pub fn commitment_check(seed: &str) -> String {
    format!("printf '{COMMITMENT}\\n%s\\n' {seed} | sha256sum")
}

/// The commitment to a seed, as published.
pub fn commitment_of(seed: &str) -> String {
    sha256(format!("{COMMITMENT}\n{seed}\n").as_bytes())
}

impl Commitment {
    /// Creates the commitment to a seed.
    pub fn new(seed: &str, inputs: &str, time: &str) -> Self {
        Self {
            schema: COMMITMENT.to_owned(),
            commitment: commitment_of(seed),
            inputs: inputs.to_owned(),
            time: time.to_owned(),
        }
    }

    /// Whether the commitment is to this seed.
    pub fn holds(&self, seed: &str) -> bool {
        self.schema == COMMITMENT && self.commitment == commitment_of(seed)
    }
}

impl Secret {
    /// A seed of 256 bits from the operating system's random source.
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
