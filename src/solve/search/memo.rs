//! A memo of what groups offered submissions before, good while the group's members stay.
//!
//! Submissions are tried in other groups far more often than members change, so that most of
//! these questions were answered before.

use super::block::Block;

/// Reviewers beyond which answers are not kept.
const MOST_REVIEWERS: usize = 8;
/// Answers kept at most: 4 MiB, about what stays close to a core.
const MOST_ENTRIES: usize = 1 << 17;

/// The best reviewers of a submission among a group's members.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    submission: u32,
    group: u32,
    /// The group's members when this was found out.
    version: u32,
    /// What the reviews are worth, bars included.
    pub worth: i64,
    /// The chosen slots.
    chosen: [u8; MOST_REVIEWERS],
}

/// Remembered offers, each in the one place that submission and group lead to.
#[derive(Debug, Default)]
pub struct Memo {
    entries: Vec<Offer>,
    bits: u32,
}

impl Memo {
    /// Makes room for all offers of so many submissions by so many groups, within the limit.
    pub fn new(submissions: usize, groups: usize) -> Self {
        let room = (submissions * groups).clamp(1, MOST_ENTRIES);
        let room = room.next_power_of_two();
        let nothing = Offer {
            submission: u32::MAX,
            group: u32::MAX,
            version: 0,
            worth: 0,
            chosen: [u8::MAX; MOST_REVIEWERS],
        };
        Self {
            entries: vec![nothing; room],
            bits: room.trailing_zeros(),
        }
    }

    /// Returns what `find` finds for a submission, with its number of reviewers, in a group, from memory where the group's
    /// members are the same. `None` where reviewers are too many to keep.
    pub fn offer(
        &mut self,
        block: &Block,
        (submission, each): (u32, usize),
        find: impl FnOnce(&mut [u8]) -> i64,
    ) -> Option<(i64, &[u8])> {
        if each > MOST_REVIEWERS || self.entries.is_empty() {
            return None;
        }
        // Groups fit 32 bits, as experts do.
        #[allow(clippy::cast_possible_truncation)]
        let group = block.group as u32;
        let at = self.place(submission, group);
        let entry = &mut self.entries[at];
        let known = entry.submission == submission
            && entry.group == group
            && entry.version == block.version;
        if !known {
            entry.submission = submission;
            entry.group = group;
            entry.version = block.version;
            entry.worth = find(&mut entry.chosen[..each]);
        }
        Some((entry.worth, &entry.chosen[..each]))
    }

    /// Spreads pairs over the places (multiplicative hashing, Knuth 6.4).
    fn place(&self, submission: u32, group: u32) -> usize {
        let key = u64::from(submission) << 32 | u64::from(group);
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let shift = 64 - self.bits.max(1);
        // At most MOST_ENTRIES places.
        #[allow(clippy::cast_possible_truncation)]
        let at = (mixed >> shift) as usize;
        at & (self.entries.len() - 1)
    }
}
