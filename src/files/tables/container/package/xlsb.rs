//! Records of an .xlsb workbook: which part is which sheet, and the facts about the sheets other
//! than cell values.

use crate::files::tables::container::csv::MOST_COLUMNS;
use crate::files::tables::container::facts::{Area, Facts};

/// The sheet names in the record stream of a workbook, with the keys of their parts.
pub(super) fn names(stream: &[u8]) -> Vec<(String, String)> {
    let sheets = records(stream).filter(|(kind, _)| *kind == 156);
    let named = |(_, data): (u16, &[u8])| {
        let (key, rest) = text(data.get(8..)?)?;
        let (name, _) = text(rest)?;
        Some((name, key))
    };
    sheets.filter_map(named).collect()
}

/// The facts in the record stream of a sheet.
pub(super) fn facts(stream: &[u8]) -> Facts {
    let mut facts = Facts::default();
    for (kind, data) in records(stream) {
        let number = |at: usize| u32_at(data, at).unwrap_or(u32::MAX);
        match kind {
            0 => {
                let hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
                if hidden && number(0) < u32::MAX {
                    facts.hidden_rows.insert(number(0) + 1);
                }
            }
            60 => {
                let hidden = data.get(16).is_some_and(|flags| flags & 1 != 0);
                let (first, last) = (number(0) as usize, number(4) as usize);
                if hidden && first <= last {
                    facts.hidden_columns.push((first, last.min(MOST_COLUMNS)));
                }
            }
            176 => {
                let area = Area {
                    rows: (number(0).saturating_add(1), number(4).saturating_add(1)),
                    columns: (number(8) as usize, number(12) as usize),
                };
                facts.merges.extend(Some(area).filter(Area::is_real));
            }
            _ => {}
        }
    }
    facts
}

/// Iterates over the records of a stream, as kind and data. Ends where the stream is truncated.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let kind = packed(&mut rest, 2)?;
        let length = packed(&mut rest, 4)? as usize;
        let data = rest.get(..length)?;
        rest = &rest[length..];
        Some((u16::try_from(kind).ok()?, data))
    })
}

/// Reads a number stored in up to `most` bytes of seven bits.
fn packed(rest: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0;
    for place in 0..most {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

/// Reads a length-prefixed text; returns it with the rest of the data.
fn text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = (u32_at(data, 0)? as usize).checked_mul(2)?;
    let letters = data.get(4..)?.get(..length)?;
    let units = letters.chunks_exact(2);
    let units: Vec<u16> = units
        .map(|two| u16::from_le_bytes([two[0], two[1]]))
        .collect();
    Some((String::from_utf16(&units).ok()?, &data[4 + length..]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let low = u8::try_from(kind & 0x7F).expect("seven bits");
        let high = u8::try_from(kind >> 7).expect("a small kind");
        let mut bytes = if high == 0 {
            vec![low]
        } else {
            vec![low | 0x80, high]
        };
        bytes.push(u8::try_from(data.len()).expect("a short record"));
        bytes.extend(data);
        bytes
    }

    fn numbers(all: &[u32]) -> Vec<u8> {
        all.iter().flat_map(|own| own.to_le_bytes()).collect()
    }

    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let length = u32::try_from(units.len()).expect("short");
        let letters = units.iter().flat_map(|unit| unit.to_le_bytes());
        length.to_le_bytes().into_iter().chain(letters).collect()
    }

    #[test]
    fn sheets_merged_cells_and_hidden_rows_are_found() {
        let sheet = [numbers(&[0, 1]), wide("rId1"), wide("专家")].concat();
        let found = names(&[record(131, &[]), record(156, &sheet)].concat());
        assert_eq!(found, [("专家".to_owned(), "rId1".to_owned())]);
        let hidden = [numbers(&[4, 0]), vec![0, 0, 0, 0x10, 0]].concat();
        let column = [numbers(&[2, 2, 0, 0]), vec![1, 0]].concat();
        let stream = [
            record(60, &column),
            record(0, &hidden),
            record(176, &numbers(&[3, 4, 2, 2])),
        ]
        .concat();
        let facts = facts(&stream);
        assert!(facts.hidden_rows.contains(&5));
        assert_eq!(facts.hidden_columns, [(2, 2)]);
        assert_eq!(facts.merges[0].name(), "C4:C5");
    }
}
