//! Ways of damaging an input.

use serde_json::Value;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

/// The random source of a fixed run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64, draw: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ draw.wrapping_mul(0xd134_2543_de82_ef95))
    }

    /// The next number (splitmix64).
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("it fits");
        usize::try_from(self.next() % end).expect("it fits")
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Contents that people and programs leave in cells.
const CELLS: &[&str] = &[
    "",
    " ",
    "-",
    "#N/A",
    "#REF!",
    "=1+1",
    "=\"0007\"",
    "'E001",
    "\"E001\"",
    "0",
    "-1",
    "1e308",
    "99999999999999999999",
    "NaN",
    "0.1.2",
    "2026-13-45",
    "E001;E001",
    "E001；；S001",
    "；；；",
    "\u{feff}",
    "\u{200b}E001",
    "\u{202e}",
    "\u{0}",
    "\u{1f600}",
    "13812345678",
    "a@b.cn",
    "S001",
    "G01",
    "G99",
    "示例大学",
    "是",
    "否",
    "[",
    "{\"a\":1}",
    "../../x",
    "a/b",
    "=cmd|' /C calc'!A0",
    "1900",
    "9999",
    "100%",
    "１２",
    "Ⅳ",
    "e\u{301}",
];

/// Damages the file and returns a description.
pub fn damage(path: &Path, dice: &mut Dice) -> String {
    let name = path
        .file_name()
        .map_or_else(String::new, |own| own.to_string_lossy().into());
    let bytes = fs::read(path).expect("readable");
    let by_kind = dice.below(3) > 0;
    let (what, damaged) = match name.rsplit('.').next() {
        Some("csv") if by_kind => cells(&bytes, dice),
        Some("xlsx") if by_kind => inside(&bytes, dice),
        Some("json") if by_kind => value(&bytes, dice),
        Some("toml" | "jsonl") if by_kind => lines(&bytes, dice),
        _ => raw(&bytes, dice),
    };
    fs::write(path, damaged).expect("room");
    what
}

/// Bytes, regardless of their meaning.
fn raw(bytes: &[u8], dice: &mut Dice) -> (String, Vec<u8>) {
    let mut damaged = bytes.to_vec();
    let (at, end) = (dice.below(bytes.len()), dice.below(bytes.len()));
    let (at, end) = (at.min(end), at.max(end));
    let what = match dice.below(7) {
        0 => {
            damaged[at] ^= 1 << dice.below(8);
            "a bit turned"
        }
        1 => {
            damaged.truncate(at);
            "cut off"
        }
        2 => {
            damaged.drain(at..end);
            "a part missing"
        }
        3 => {
            let part = damaged[at..end].to_vec();
            damaged.splice(at..at, part);
            "a part twice"
        }
        4 => {
            let noise: Vec<u8> = (0..1 + dice.below(64))
                .map(|_| dice.next().to_le_bytes()[0])
                .collect();
            damaged.splice(at..at, noise);
            "noise put in"
        }
        5 => {
            damaged[at..end].fill(0);
            "zeros"
        }
        _ => {
            let own: Vec<u16> = String::from_utf8_lossy(bytes).encode_utf16().collect();
            damaged = own.into_iter().flat_map(u16::to_le_bytes).collect();
            "UTF-16 without a mark"
        }
    };
    (format!("{what} at {at}"), damaged)
}

/// Cells and rows of a table in CSV.
fn cells(bytes: &[u8], dice: &mut Dice) -> (String, Vec<u8>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut rows: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    let row = dice.below(rows.len());
    let column = dice.below(rows[row].len());
    let what = match dice.below(6) {
        0 => {
            let again = rows[row].clone();
            rows.push(again);
            "a row twice".to_owned()
        }
        1 => {
            rows.remove(row);
            "a row missing".to_owned()
        }
        2 => {
            rows[row].truncate(column);
            "a short row".to_owned()
        }
        3 => {
            let long = ["Z", "3", "专", "1 ", "E001;", "("][dice.below(6)].repeat(30_000);
            rows[row][column] = long;
            "a cell of 30,000 letters".to_owned()
        }
        _ => {
            rows[row][column] = (*dice.pick(CELLS)).to_owned();
            format!("cell {:?}", rows[row][column])
        }
    };
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    (
        format!("{what} in row {row}, column {column}"),
        (lines.join("\n") + "\n").into_bytes(),
    )
}

/// Lines of rules or of a log.
fn lines(bytes: &[u8], dice: &mut Dice) -> (String, Vec<u8>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = dice.below(lines.len());
    let what = match dice.below(5) {
        0 => {
            lines.remove(at);
            "a line missing"
        }
        1 => {
            let again = lines[at].clone();
            lines.insert(at, again);
            "a line twice"
        }
        2 => {
            let other = dice.below(lines.len());
            lines.swap(at, other);
            "lines in another order"
        }
        _ => {
            let key = lines[at]
                .split(['=', ':'])
                .next()
                .unwrap_or_default()
                .to_owned();
            let sign = if lines[at].contains(" = ") {
                " = "
            } else {
                ":"
            };
            lines[at] = format!("{key}{sign}{}", dice.pick(CELLS));
            "another value"
        }
    };
    (
        format!("{what} at line {at}"),
        (lines.join("\n") + "\n").into_bytes(),
    )
}

/// One value of a JSON document.
fn value(bytes: &[u8], dice: &mut Dice) -> (String, Vec<u8>) {
    let Ok(mut document) = serde_json::from_slice::<Value>(bytes) else {
        return raw(bytes, dice);
    };
    let depth = 1 + dice.below(5);
    let mut place = String::new();
    for _ in 0..depth {
        let next = match document.pointer(&place) {
            Some(Value::Object(fields)) if !fields.is_empty() => {
                let key = fields.keys().nth(dice.below(fields.len()));
                key.expect("there").replace('~', "~0").replace('/', "~1")
            }
            Some(Value::Array(items)) if !items.is_empty() => dice.below(items.len()).to_string(),
            _ => break,
        };
        place.push_str(&format!("/{next}"));
    }
    let own = document.pointer_mut(&place).expect("there");
    *own = match dice.below(9) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => serde_json::json!(-1),
        3 => serde_json::json!(1e308),
        4 => serde_json::json!([]),
        5 => serde_json::json!({}),
        6 => serde_json::json!(u64::MAX),
        _ => Value::String((*dice.pick(CELLS)).to_owned()),
    };
    let what = format!("{place} is {own}");
    (
        what,
        serde_json::to_vec_pretty(&document).expect("it can be written"),
    )
}

/// A part of a workbook, which is then packed again.
fn inside(bytes: &[u8], dice: &mut Dice) -> (String, Vec<u8>) {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return raw(bytes, dice);
    };
    let chosen = dice.below(archive.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut what = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("it unpacks");
        let name = part.name().expect("a name").into_owned();
        if at == chosen && !content.is_empty() {
            let text = String::from_utf8_lossy(&content).into_owned();
            content = if dice.below(2) == 0 {
                let ends: Vec<usize> = text.match_indices('>').map(|(at, _)| at + 1).collect();
                let end = if ends.is_empty() {
                    0
                } else {
                    *dice.pick(&ends)
                };
                let new = [
                    "<c t=\"s\"><v>99999</v></c>",
                    "<row r=\"1048577\"/>",
                    "</row>",
                    "&bad;",
                    "<mergeCell ref=\"A1:XFD1048576\"/>",
                    "<c r=\"XFD1048576\"><v>1</v></c>",
                ];
                [&text[..end], *dice.pick(&new), &text[end..]]
                    .concat()
                    .into_bytes()
            } else {
                raw(&content, dice).1
            };
            what = format!("{name} changed inside");
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("a part");
        out.write_all(&content).expect("room");
    }
    (what, out.finish().expect("room").into_inner())
}
