//! The first bytes of a compact file.

use crate::model::Part;
use sha2::{Digest as _, Sha256};

pub(super) const MAGIC: &[u8; 8] = b"EMPANELS";
pub(super) const VERSION: u32 = 1;
/// Length of the header in bytes.
pub(super) const LENGTH: usize = 120;
pub(super) const END: &[u8; 8] = b"ENDPAIRS";
/// Length of what follows the pairs.
pub(super) const TRAILER: usize = 48;

/// What a file says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assign) struct Header {
    pub part: Part,
    /// Submissions in the tables.
    pub submissions: u64,
    /// Reviewers in the tables.
    pub reviewers: u64,
    /// Position of the first submission in the file.
    pub first: u64,
    /// Submissions in the file.
    pub count: u64,
    /// Hash of the ids.
    pub ids: [u8; 32],
    /// Hash of what the scores were made from.
    pub source: [u8; 32],
}

/// Why a header cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Not a file of this kind.
    Foreign,
    /// Written by another version of the format.
    Version(u32),
}

impl Header {
    pub(super) fn bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        let mut at = 0;
        let mut put = |own: &[u8]| {
            bytes[at..at + own.len()].copy_from_slice(own);
            at += own.len();
        };
        put(MAGIC);
        put(&VERSION.to_le_bytes());
        put(&(self.part.number as u32).to_le_bytes());
        put(&(self.part.of as u32).to_le_bytes());
        put(&[0; 4]);
        for number in [self.submissions, self.reviewers, self.first, self.count] {
            put(&number.to_le_bytes());
        }
        put(&self.ids);
        put(&self.source);
        bytes
    }

    pub(super) fn parse(bytes: &[u8; LENGTH]) -> Result<Self, Unusable> {
        if !bytes.starts_with(MAGIC) {
            return Err(Unusable::Foreign);
        }
        let four = |at: usize| {
            let mut word = [0; 4];
            word.copy_from_slice(&bytes[at..at + 4]);
            u32::from_le_bytes(word)
        };
        let eight = |at: usize| u64::from(four(at)) | u64::from(four(at + 4)) << 32;
        let hash = |at: usize| {
            let mut hash = [0; 32];
            hash.copy_from_slice(&bytes[at..at + 32]);
            hash
        };
        if four(8) != VERSION {
            return Err(Unusable::Version(four(8)));
        }
        Ok(Self {
            part: Part {
                number: four(12) as usize,
                of: four(16) as usize,
            },
            submissions: eight(24),
            reviewers: eight(32),
            first: eight(40),
            count: eight(48),
            ids: hash(56),
            source: hash(88),
        })
    }
}

/// The hash of the ids of submissions and reviewers.
pub(in crate::assign) fn of_ids<'a>(
    submissions: impl ExactSizeIterator<Item = &'a str>,
    reviewers: impl ExactSizeIterator<Item = &'a str>,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    for count in [submissions.len(), reviewers.len()] {
        hash.update((count as u64).to_le_bytes());
    }
    for id in submissions.chain(reviewers) {
        hash.update((id.len() as u64).to_le_bytes());
        hash.update(id.as_bytes());
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_comes_back() {
        let header = Header {
            part: Part { number: 2, of: 7 },
            submissions: 400_000,
            reviewers: u64::MAX - 1,
            first: 57_142,
            count: 57_143,
            ids: [7; 32],
            source: [9; 32],
        };
        assert_eq!(Header::parse(&header.bytes()), Ok(header));
        let mut newer = header.bytes();
        newer[8] = 2;
        assert_eq!(Header::parse(&newer), Err(Unusable::Version(2)));
        newer[0] = b'x';
        assert_eq!(Header::parse(&newer), Err(Unusable::Foreign));
    }

    #[test]
    fn ids_are_told_apart_wherever_they_are_cut() {
        let of = |a: &[&str], b: &[&str]| of_ids(a.iter().copied(), b.iter().copied());
        assert_eq!(of(&["a", "b"], &["c"]), of(&["a", "b"], &["c"]));
        assert_ne!(of(&["a", "b"], &["c"]), of(&["ab"], &["c"]));
        assert_ne!(of(&["a", "b"], &["c"]), of(&["a"], &["b", "c"]));
        assert_ne!(of(&["a", "b"], &["c"]), of(&["b", "a"], &["c"]));
    }
}
