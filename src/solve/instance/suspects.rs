//! A quick no to most questions about conflicts in large seasons.

/// The submissions with which an expert may be in conflict: all that are, and a few more (Bloom
/// 1970, with one hash). An expert is asked about the submissions of a group one after another, so
/// one line of memory answers them all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Suspects([u64; WORDS]);

/// A line of memory.
const WORDS: usize = 8;
const BITS: u32 = u64::BITS * WORDS as u32;

impl Suspects {
    /// Adds a submission.
    pub fn add(&mut self, submission: usize) {
        let (word, bit) = place(submission);
        self.0[word] |= bit;
    }

    /// `false` only for submissions that were not added.
    #[inline]
    pub fn may_hold(&self, submission: usize) -> bool {
        let (word, bit) = place(submission);
        self.0[word] & bit != 0
    }
}

/// Neighbours among submissions (of one applicant, say) come far apart (Knuth 1973, multiplicative
/// hashing by the golden ratio).
#[inline]
fn place(submission: usize) -> (usize, u64) {
    let hash = (submission as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let at = hash >> (u64::BITS - BITS.ilog2());
    (
        (at / u64::from(u64::BITS)) as usize,
        1 << (at % u64::from(u64::BITS)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_were_added_are_held_and_few_others() {
        let mut suspects = Suspects::default();
        (0..80).for_each(|at| suspects.add(at * 7));
        assert!((0..80).all(|at| suspects.may_hold(at * 7)));
        let others = (0..1000).filter(|at| at % 7 != 0 || *at >= 560);
        let held = others.filter(|&at| suspects.may_hold(at)).count();
        assert!(held < 200, "{held}");
    }
}
