//! Whole numbers in seven bits per byte, the lowest first; the highest bit of a byte says that more
//! follow (LEB128).

/// Appends a number.
#[inline]
pub(super) fn push(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// What the first bytes of a buffer say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// A number, and how many bytes it took.
    Number(u64, usize),
    /// The number goes on beyond the buffer.
    More,
    /// More than 64 bits.
    Broken,
}

/// Reads the number at the start of a buffer.
#[inline]
pub(super) fn read(bytes: &[u8]) -> Read {
    let (mut number, mut shift) = (0u64, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 || shift > 63 {
            return Read::Broken;
        }
        number |= bits << shift;
        if byte < 0x80 {
            return Read::Number(number, at + 1);
        }
        shift += 7;
    }
    Read::More
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_comes_back(number: u64, small in 0u64..300) {
            for number in [number, small, u64::MAX, 0] {
                let mut bytes = Vec::new();
                push(&mut bytes, number);
                prop_assert_eq!(read(&bytes), Read::Number(number, bytes.len()));
                prop_assert_eq!(read(&bytes[..bytes.len() - 1]), Read::More);
            }
        }
    }

    #[test]
    fn more_than_64_bits_are_broken() {
        assert_eq!(read(&[0xff; 11]), Read::Broken);
        assert_eq!(
            read(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]),
            Read::Broken
        );
    }
}
