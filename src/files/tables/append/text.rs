//! A row of a text file.

use super::super::container::encoding;
use super::super::folder::source::delimiter;
use super::super::headers::TableSpec;

/// A new file with one row, as spreadsheet programs open it.
pub(super) fn new(spec: &TableSpec, values: &[&str]) -> Vec<u8> {
    let keys: Vec<&str> = spec.columns.iter().map(|own| own.key).collect();
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(line(&keys, b',').into_bytes());
    bytes.extend(line(values, b',').into_bytes());
    bytes
}

/// The file with one more row: cells by position, ascending. `None` if it is no text of one
/// encoding.
pub(super) fn with_row(
    spec: &'static TableSpec,
    bytes: &[u8],
    row: &[(usize, &str)],
) -> Option<Vec<u8>> {
    let text = encoding::decode(bytes).ok()?;
    let width = row.last().map_or(0, |(at, _)| at + 1);
    let mut cells = vec![""; width];
    for (at, value) in row {
        cells[*at] = value;
    }
    let mut new = line(&cells, delimiter(spec, &text));
    if text.contains("\r\n") {
        new = new.replace('\n', "\r\n");
    }
    if !text.is_empty() && !text.ends_with('\n') {
        new.insert_str(0, if text.contains("\r\n") { "\r\n" } else { "\n" });
    }
    let mut all = bytes.to_vec();
    if std::str::from_utf8(bytes).is_ok() {
        all.extend(new.into_bytes());
        return Some(all);
    }
    // UTF-16 does not pass here: it could not be appended to byte by byte.
    let (own, _, wrong) = encoding_rs::GB18030.decode(bytes);
    if wrong || own != text {
        return None;
    }
    let (encoded, _, lost) = encoding_rs::GB18030.encode(&new);
    all.extend_from_slice(&encoded);
    (!lost).then_some(all)
}

/// One line.
fn line(cells: &[&str], delimiter: u8) -> String {
    let delimiter = char::from(delimiter);
    let quoted = |cell: &&str| {
        let special = |own: char| own == delimiter || matches!(own, '"' | '\n' | '\r');
        match cell.contains(special) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => (*cell).to_owned(),
        }
    };
    let cells: Vec<String> = cells.iter().map(quoted).collect();
    format!("{}\n", cells.join(&delimiter.to_string()))
}
