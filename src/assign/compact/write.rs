//! Writes the compact form.

use super::header::{END, Header};
use super::varint;
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};

/// A file that is being written: header, the submissions in their order, end.
pub(in crate::assign) struct Writer<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
    pairs: u64,
}

impl<'a> Writer<'a> {
    /// Begins with the header.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(out: &'a mut dyn Write, header: &Header) -> io::Result<Self> {
        let mut writer = Self {
            out,
            hash: Sha256::new(),
            pairs: 0,
        };
        writer.put(&header.bytes())?;
        Ok(writer)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }

    /// Appends submissions, encoded by [`push_count`] and [`push_pair`].
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn block(&mut self, bytes: &[u8], pairs: usize) -> io::Result<()> {
        self.pairs += pairs as u64;
        self.put(bytes)
    }

    /// Writes the end.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        let pairs = self.pairs.to_le_bytes();
        self.put(END)?;
        self.put(&pairs)?;
        self.out.write_all(&self.hash.finalize())
    }
}

/// Begins a submission.
pub(in crate::assign) fn push_count(out: &mut Vec<u8>, pairs: usize) {
    varint::push(out, pairs as u64);
}

/// Appends a pair behind one with the reviewer `before` (`None` for the first one).
#[inline]
pub(in crate::assign) fn push_pair(
    out: &mut Vec<u8>,
    before: Option<u32>,
    column: u32,
    billionths: u64,
) {
    let skipped = column - before.map_or(0, |before| before + 1);
    varint::push(out, u64::from(skipped));
    varint::push(out, billionths);
}

/// A score in billionths, rounded as [`format!`] rounds to nine places: the exact value, half to
/// even. `None` if it is negative or too large for 64 bits.
pub(in crate::assign) fn billionths(score: f64) -> Option<u64> {
    let scaled = score * 1e9;
    // The product is off by at most one part in 2^53, so far from a half its rounding is right.
    let near = scaled.round();
    if (0.0..1e12).contains(&scaled) && ((scaled - near).abs() - 0.5).abs() > 1e-3 {
        return Some(near as u64);
    }
    let text = format!("{score:.9}");
    let (whole, places) = text.split_once('.')?;
    let (whole, places) = (whole.parse::<u64>().ok()?, places.parse::<u64>().ok()?);
    whole.checked_mul(1_000_000_000)?.checked_add(places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by_text(score: f64) -> u64 {
        let digits: String = format!("{score:.9}")
            .chars()
            .filter(|c| *c != '.')
            .collect();
        digits.parse().unwrap()
    }

    proptest! {
        #[test]
        fn billionths_are_those_of_the_text(score in 0.0f64..1.0, units in 0u64..2_000_000_000, large in 0.0f64..1e9) {
            // Halves of a billionth as near as floats come to them.
            let half = (units as f64 + 0.5) / 1e9;
            for score in [score, half, half.next_up(), half.next_down(), units as f64 / 1e9, large] {
                prop_assert_eq!(billionths(score), Some(by_text(score)));
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(billionths(-0.5), None);
        assert_eq!(billionths(1e11), None);
        assert_eq!(billionths(0.0), Some(0));
        assert_eq!(billionths(1.0), Some(1_000_000_000));
    }
}
