//! Decodes text: UTF-8, GB18030 (which includes GBK and GB2312) and UTF-16, with or without a byte
//! order mark. Nothing is replaced: undecodable bytes are rejected, with their line.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Why bytes cannot be decoded as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files::tables) struct NotText {
    /// Line of the first undecodable byte, counted from 1.
    pub(in crate::files::tables) line: usize,
    /// Position of that byte in the file, counted from 0.
    pub(in crate::files::tables) offset: usize,
    /// The encoding that decoded the longest prefix.
    pub(in crate::files::tables) encoding: &'static str,
}

/// Reported instead of an encoding if a zero byte occurs in otherwise valid text.
pub(in crate::files::tables) const NUL: &str = "zero byte";

/// Decodes a whole file. The result has no byte order mark and no zero characters.
pub(in crate::files::tables) fn decode(bytes: &[u8]) -> Result<String, NotText> {
    let text = decoded(bytes)?;
    match text.find('\0') {
        None => Ok(text),
        Some(at) => Err(NotText {
            line: 1 + text[..at].matches('\n').count(),
            offset: bytes.iter().position(|byte| *byte == 0).unwrap_or(at),
            encoding: NUL,
        }),
    }
}

fn decoded(bytes: &[u8]) -> Result<String, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..])
            .map_err(|offset| fault(bytes, mark + offset, encoding));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return strict(encoding, bytes).map_err(|offset| fault(bytes, offset, encoding));
    }
    // UTF-8 is tried first: GB18030 accepts many texts that are not Chinese, while text in another
    // encoding is hardly ever valid UTF-8.
    let in_utf8 = match strict(UTF_8, bytes) {
        Ok(text) => return Ok(text),
        Err(offset) => offset,
    };
    if was_utf8(bytes, in_utf8) {
        return Err(fault(bytes, in_utf8, UTF_8));
    }
    strict(GB18030, bytes).map_err(|in_gb| fault(bytes, in_gb, GB18030))
}

/// Whether bytes that stop being valid UTF-8 at `offset` were meant to be UTF-8: more non-ASCII
/// characters precede than would be valid by chance in GB18030, or only an incomplete character
/// follows.
fn was_utf8(bytes: &[u8], offset: usize) -> bool {
    let before = String::from_utf8_lossy(&bytes[..offset]);
    let wide = before.chars().filter(|c| !c.is_ascii()).take(4).count();
    wide == 4 || (wide > 0 && offset + 3 >= bytes.len())
}

/// Decodes strictly; fails with the offset of the first undecodable byte.
fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|error| error.valid_up_to());
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Ok(text.to_owned()),
        Some(Cow::Owned(text)) => Ok(text),
        None => Err(good_prefix(encoding, bytes)),
    }
}

/// Length in bytes of the decodable prefix.
fn good_prefix(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0u8; 8192];
    let mut read = 0;
    loop {
        let (result, used, _) =
            decoder.decode_to_utf8_without_replacement(&bytes[read..], &mut buffer, true);
        read += used;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return read,
            encoding_rs::DecoderResult::Malformed(bad, after) => {
                return read.saturating_sub(usize::from(bad) + usize::from(after));
            }
        }
    }
}

/// Detects UTF-16 without a byte order mark. Tables are full of commas, digits and line ends, each
/// with a zero byte next to it in UTF-16; the side of the zeros gives the byte order. Text in other
/// encodings has no zero bytes; a few of them are damage.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let separator = |byte: u8| matches!(byte, b'\n' | b'\r' | b',' | b';' | b'\t' | b'0'..=b'9');
    let (mut low, mut high, mut bare) = (0usize, 0usize, 0usize);
    for pair in head.chunks_exact(2) {
        match (pair[0], pair[1]) {
            (own, 0) if separator(own) => low += 1,
            (0, own) if separator(own) => high += 1,
            (first, second) => {
                bare += usize::from(separator(first)) + usize::from(separator(second))
            }
        }
    }
    // In UTF-16, such a byte without a zero next to it is half of an ideograph, which is rare.
    if low.max(high) <= bare / 2 {
        return None;
    }
    Some(if high > low { UTF_16BE } else { UTF_16LE })
}

fn fault(bytes: &[u8], offset: usize, encoding: &'static Encoding) -> NotText {
    let offset = offset.min(bytes.len());
    let line = 1 + bytes[..offset]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();
    NotText {
        line,
        offset,
        encoding: if encoding == GB18030 {
            "GB18030"
        } else {
            encoding.name()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "编号,姓名\r\n001,张三\r\n";

    fn utf16(big: bool, mark: bool) -> Vec<u8> {
        let text = if mark {
            format!("\u{feff}{TEXT}")
        } else {
            TEXT.to_owned()
        };
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let marked = format!("\u{feff}{TEXT}").into_bytes();
        let gb = GB18030.encode(TEXT).0.into_owned();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked,
            gb,
            utf16(false, false),
            utf16(false, true),
            utf16(true, false),
            utf16(true, true),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(TEXT), "{bytes:?}");
        }
    }

    #[test]
    fn a_zero_byte_is_told_with_its_line_and_is_no_utf_16() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        for mut bytes in [TEXT.as_bytes().to_vec(), gb] {
            let at = bytes.len() - 2;
            bytes.insert(at, 0);
            let fault = decode(&bytes).expect_err("a zero byte");
            assert_eq!((fault.line, fault.offset, fault.encoding), (2, at, NUL));
        }
    }

    #[test]
    fn a_character_cut_in_half_is_refused_with_its_line() {
        let gb = GB18030.encode("编号\n张三").0.into_owned();
        let fault = decode(&gb[..gb.len() - 1]).expect_err("half a character");
        assert_eq!((fault.line, fault.encoding), (2, "GB18030"));
        let utf8 = "编号\n张三".as_bytes();
        let fault = decode(&utf8[..utf8.len() - 1]).expect_err("a third of a character");
        assert_eq!((fault.line, fault.encoding), (2, "UTF-8"));
        assert!(decode(&utf16(false, true)[..5]).is_err());
    }
}
