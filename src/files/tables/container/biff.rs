//! Records of an old workbook (.xls, and WPS's .et, which has the same format): the facts about its
//! sheets other than cell values. The container is opened by a reader that detects circular sector
//! chains, which would otherwise be followed forever.

use super::facts::{Facts, Shown};
use super::fault::{BookFault, broken};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// Maximum number of cells of all sheets, each counted as a full rectangle, since that is what the
/// reader allocates.
const MOST_WRITTEN_OUT: usize = 20_000_000;

/// Reads the facts of all sheets, in the order of the workbook's sheets.
///
/// # Errors
/// The bytes are not an old workbook, or it is damaged, password-protected or too large.
pub(in crate::files::tables) fn look(bytes: &[u8]) -> Result<Vec<Facts>, BookFault> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    if container.exists("/EncryptedPackage") {
        return Err(BookFault::Password);
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| container.exists(name))
        .ok_or(BookFault::OtherArchive)?;
    let mut stream = Vec::new();
    let mut opened = container.open_stream(name).map_err(broken)?;
    opened.read_to_end(&mut stream).map_err(broken)?;
    let globals = Globals::read(&stream)?;
    let mut written_out = 0usize;
    let mut all = Vec::new();
    for offset in &globals.sheets {
        let (facts, (rows, columns)) = sheet(&stream, *offset, &globals);
        written_out = written_out.saturating_add(rows.saturating_mul(columns));
        if written_out > MOST_WRITTEN_OUT {
            return Err(BookFault::TooLong);
        }
        all.push(facts);
    }
    Ok(all)
}

/// Data shared by all sheets.
#[derive(Debug, Default)]
struct Globals {
    sheets: Vec<usize>,
    /// Whether each font strikes its text out.
    fonts: Vec<bool>,
    /// Number format and font of each cell format.
    formats: Vec<(u16, u16)>,
    /// Number formats that display more than the plain number.
    shown: BTreeMap<u16, Shown>,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, BookFault> {
        let mut globals = Self::default();
        for (kind, data) in records(stream, 0) {
            match kind {
                // A password. Excel's built-in default password counts as one, too.
                0x2F if u16_at(data, 0).is_some_and(|kind| kind != 0) => {
                    return Err(BookFault::Password);
                }
                0x85 => {
                    let offset = u32_at(data, 0).unwrap_or(u32::MAX);
                    globals.sheets.push(offset as usize);
                }
                0x31 => {
                    let struck = u16_at(data, 2).is_some_and(|flags| flags & 8 != 0);
                    globals.fonts.push(struck);
                }
                0xE0 => {
                    let (font, format) = (u16_at(data, 0), u16_at(data, 2));
                    globals
                        .formats
                        .push((format.unwrap_or(0), font.unwrap_or(0)));
                }
                0x41E => {
                    let shown = format_code(data).and_then(|code| Shown::of(&code));
                    if let (Some(key), Some(shown)) = (u16_at(data, 0), shown) {
                        globals.shown.insert(key, shown);
                    }
                }
                0x0A => break,
                _ => {}
            }
        }
        Ok(globals)
    }

    fn shown(&self, format: u16) -> Option<&Shown> {
        let (key, _) = self.formats.get(usize::from(format))?;
        self.shown.get(key)
    }

    fn struck(&self, format: u16) -> bool {
        let Some((_, font)) = self.formats.get(usize::from(format)) else {
            return false;
        };
        // There is no font number 4; later numbers are off by one.
        let at = usize::from(*font) - usize::from(*font > 4);
        self.fonts.get(at).copied().unwrap_or(false)
    }
}

/// The text of a format record, stored with one or two bytes per character. Older files have a
/// shorter length field, which is recognised by the length of the record.
fn format_code(data: &[u8]) -> Option<String> {
    let count = usize::from(u16_at(data, 2)?);
    let wide = *data.get(4)? & 1 == 1;
    let letters = data.get(5..)?;
    if wide && letters.len() == count * 2 {
        let units = letters
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]));
        return String::from_utf16(&units.collect::<Vec<_>>()).ok();
    }
    let short = usize::from(*data.get(2)?);
    let letters = if !wide && letters.len() == count {
        letters
    } else {
        data.get(3..).filter(|rest| rest.len() == short)?
    };
    Some(letters.iter().map(|byte| char::from(*byte)).collect())
}

/// The facts of the sheet whose records start at `offset`, and its numbers of rows and columns.
fn sheet(stream: &[u8], offset: usize, globals: &Globals) -> (Facts, (usize, usize)) {
    let mut facts = Facts::default();
    let (mut rows, mut columns) = (0usize, 0usize);
    let mut depth = 0usize;
    for (kind, data) in records(stream, offset) {
        match kind {
            0x809 | 0x409 | 0x209 | 0x09 => depth += 1,
            0x0A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // Records of a chart embedded in the sheet.
            _ if depth > 1 => {}
            0x208 => {
                let hidden = u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                if let (true, Some(row)) = (hidden, u16_at(data, 0)) {
                    facts.hidden_rows.insert(u32::from(row) + 1);
                }
            }
            0x7D => {
                let hidden = u16_at(data, 8).is_some_and(|flags| flags & 1 != 0);
                let range = (u16_at(data, 0), u16_at(data, 2));
                if let (true, (Some(first), Some(last))) = (hidden, range) {
                    facts
                        .hidden_columns
                        .push((usize::from(first), usize::from(last)));
                }
            }
            // A note: only its cell is known here; its text is in a drawing.
            0x1C => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    let at = (u32::from(row) + 1, usize::from(column));
                    facts.notes.insert(at, String::new());
                }
            }
            // Numbers, texts, formulas, booleans.
            0x27E | 0x203 | 0x06 | 0xFD | 0x204 | 0x205 | 0xBD => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    continue;
                };
                let (row, column) = (u32::from(row) + 1, usize::from(column));
                let cells = if kind == 0xBD {
                    data.len().saturating_sub(6) / 6
                } else {
                    1
                };
                rows = rows.max(row as usize);
                columns = columns.max(column + cells);
                for cell in 0..cells {
                    let format = u16_at(data, 4 + 6 * cell).unwrap_or(0);
                    if globals.struck(format) {
                        facts.struck.insert((row, column + cell));
                    }
                    if matches!(kind, 0xFD | 0x204 | 0x205) {
                        continue;
                    }
                    if let Some(shown) = globals.shown(format) {
                        facts.shown.insert((row, column + cell), shown.clone());
                    }
                }
            }
            _ => {}
        }
    }
    (facts, (rows, columns))
}

/// Iterates over the records of a stream from `at` on, as kind and data. Ends where the stream is
/// truncated.
fn records(stream: &[u8], at: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(at..).unwrap_or_default();
    std::iter::from_fn(move || {
        let kind = u16_at(rest, 0)?;
        let length = usize::from(u16_at(rest, 2)?);
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let two = data.get(at..at + 2)?;
    Some(u16::from_le_bytes([two[0], two[1]]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn container(stream: &str, bytes: &[u8]) -> Vec<u8> {
        let mut made = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        let mut own = made.create_stream(stream).expect("a stream");
        own.write_all(bytes).expect("written");
        drop(own);
        made.into_inner().into_inner()
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("short");
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_locked_workbook_and_what_is_none_are_told_apart() {
        let locked = container("/EncryptedPackage", b"secret");
        assert_eq!(look(&locked).err(), Some(BookFault::Password));
        let other = container("/WordDocument", b"text");
        assert_eq!(look(&other).err(), Some(BookFault::OtherArchive));
        let locked = container("/Workbook", &record(0x2F, &[1, 0, 0, 0]));
        assert_eq!(look(&locked).err(), Some(BookFault::Password));
        let cut = &container("/Workbook", &[0; 5000])[..1024];
        assert!(matches!(look(cut), Err(BookFault::Broken(_))));
    }

    /// A circular chain of sectors would be read forever.
    #[test]
    fn a_chain_in_a_ring_is_damage() {
        let whole = container("/Workbook", &[0; 20_000]);
        let mut found = 0;
        for at in (512..whole.len() - 4).step_by(4) {
            let Some(next) = u32_at(&whole, at).filter(|next| (3..60).contains(next)) else {
                continue;
            };
            let mut ring = whole.clone();
            ring[at..at + 4].copy_from_slice(&(next - 2).to_le_bytes());
            found += usize::from(matches!(look(&ring), Err(BookFault::Broken(_))));
        }
        assert!(found > 0, "no ring was made");
    }

    #[test]
    fn hidden_rows_and_formats_of_zeros_are_found() {
        let format = [&[164u8, 0, 3, 0, 0][..], b"000"].concat();
        let plain = record(0xE0, &[0, 0, 0, 0]);
        let zeros = record(0xE0, &[0, 0, 164, 0]);
        let globals = [
            record(0x809, &[0, 6, 5, 0]),
            record(0x41E, &format),
            plain,
            zeros,
        ]
        .concat();
        let sheet = record(0x85, &[0; 8]);
        let end = record(0x0A, &[]);
        let offset = u32::try_from(globals.len() + sheet.len() + end.len()).expect("short");
        let bound = [&offset.to_le_bytes()[..], &[0, 0, 0, 0]].concat();
        let hidden = [1u8, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0];
        let number = [1u8, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x08, 0x40];
        let stream = [
            globals,
            record(0x85, &bound),
            end.clone(),
            record(0x809, &[0, 6, 0x10, 0]),
            record(0x208, &hidden),
            record(0x203, &number),
            end,
        ]
        .concat();
        let facts = look(&container("/Workbook", &stream)).expect("a workbook");
        assert!(facts[0].hidden_rows.contains(&2));
        let shown = facts[0].shown[&(2, 2)].text(3.0);
        assert_eq!(shown.as_deref(), Some("003"));
    }
}
