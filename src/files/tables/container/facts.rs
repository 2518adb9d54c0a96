//! Facts about a sheet other than cell values: merged areas, hidden rows and columns, formulas
//! without a calculated value, numbers displayed with leading zeros.

use std::collections::{BTreeMap, BTreeSet};

/// A merged area: rows from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Area {
    /// First and last row.
    pub(crate) rows: (u32, u32),
    /// First and last column.
    pub(crate) columns: (usize, usize),
}

impl Area {
    /// Name of its first cell, as in a spreadsheet.
    pub(crate) fn name(&self) -> String {
        format!(
            "{}:{}",
            cell_name(self.rows.0, self.columns.0),
            cell_name(self.rows.1, self.columns.1)
        )
    }

    /// Whether it is well-formed and has more than one cell.
    pub(crate) fn is_real(&self) -> bool {
        let ordered = self.rows.0 <= self.rows.1 && self.columns.0 <= self.columns.1;
        ordered && (self.rows.0 < self.rows.1 || self.columns.0 < self.columns.1)
    }
}

/// The facts of one sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Facts {
    /// Merged areas, in file order.
    pub(crate) merges: Vec<Area>,
    /// Hidden rows, from 1.
    pub(crate) hidden_rows: BTreeSet<u32>,
    /// Hidden columns, from 0, as ranges.
    pub(crate) hidden_columns: Vec<(usize, usize)>,
    /// Cells (row from 1, column from 0) with a formula but no value.
    pub(crate) pending: BTreeSet<(u32, usize)>,
    /// Display formats of cells whose number is not displayed as a plain number.
    pub(in crate::files::tables) shown: BTreeMap<(u32, usize), Shown>,
    /// Cells with text that is struck out, completely or in part.
    pub(crate) struck: BTreeSet<(u32, usize)>,
    /// Cells whose text is invisible: white on white, or with a format that displays nothing.
    pub(crate) unseen: BTreeSet<(u32, usize)>,
    /// Notes attached to cells, with the beginning of their text.
    pub(crate) notes: BTreeMap<(u32, usize), String>,
    /// Whether a text file ends within a row, without a line end.
    pub(crate) open_end: bool,
}

/// A number format that displays leading zeros or letters: `000`, `"E"000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files::tables) struct Shown {
    prefix: String,
    digits: usize,
}

impl Shown {
    /// Parses the format code of whole numbers; `None` for any other format and for those that
    /// display the plain number.
    pub(in crate::files::tables) fn of(code: &str) -> Option<Self> {
        let first = code.split(';').next().unwrap_or_default();
        let mut prefix = String::new();
        let mut digits = 0;
        let mut chars = first.chars().peekable();
        while let Some(c) = chars.next() {
            let literal: String = match c {
                '0' => {
                    digits += 1;
                    continue;
                }
                '"' => chars.by_ref().take_while(|inner| *inner != '"').collect(),
                '\\' => chars.next().map(String::from).unwrap_or_default(),
                '-' => "-".to_owned(),
                // Padding, a color or a locale: displays no text.
                '_' => {
                    chars.next();
                    continue;
                }
                '[' => {
                    chars.by_ref().find(|inner| *inner == ']');
                    continue;
                }
                _ => return None,
            };
            if digits == 0 {
                prefix.push_str(&literal);
            } else if literal.chars().any(|own| own == '-') {
                // Digits in groups, such as 000-000.
                return None;
            }
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let named = !prefix.is_empty() && prefix.chars().all(plain) && prefix != "-";
        (digits > 0 && (digits > 1 || named)).then_some(Self {
            prefix: if named { prefix } else { String::new() },
            digits,
        })
    }

    /// Derives the format from a displayed number: `003`, `E003`.
    pub(in crate::files::tables) fn as_text(text: &str) -> Option<Self> {
        let prefix = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - prefix.len();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let named = prefix.chars().any(|c| c.is_ascii_alphabetic()) && prefix.chars().all(plain);
        let zeros = digits > 1 && text[prefix.len()..].starts_with('0');
        let plain = prefix.is_empty() && zeros || named && digits > 0;
        plain.then(|| Self {
            prefix: prefix.to_owned(),
            digits,
        })
    }

    /// The number as displayed; `None` unless it is a non-negative whole number.
    pub(in crate::files::tables) fn text(&self, number: f64) -> Option<String> {
        if number.fract() != 0.0 || !(0.0..1e15).contains(&number) {
            return None;
        }
        let Self { prefix, digits } = self;
        Some(format!("{prefix}{number:0>digits$.0}", digits = *digits))
    }
}

/// Name of a cell as in a spreadsheet, such as `C5`.
pub(crate) fn cell_name(row: u32, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// Letters of a column, counted from 0: `A`, `Z`, `AA`.
pub(in crate::files::tables) fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Parses a cell name such as `C5` or `$C$5` into row (from 1) and column (from 0).
pub(in crate::files::tables) fn cell_at(name: &str) -> Option<(u32, usize)> {
    let plain = name.bytes().filter(|byte| *byte != b'$');
    let (mut row, mut column) = (0u32, 0usize);
    for byte in plain {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 && column < 1 << 24 => {
                column = column * 26 + usize::from(byte.to_ascii_uppercase() - b'A' + 1);
            }
            b'0'..=b'9' if column > 0 => {
                row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
            }
            _ => return None,
        }
    }
    (row > 0 && column > 0).then(|| (row, column - 1))
}

/// Parses the name of an area such as `C4:C5`.
pub(in crate::files::tables) fn area_at(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    let (first, last) = (cell_at(first)?, cell_at(last)?);
    Some(Area {
        rows: (first.0, last.0),
        columns: (first.1, last.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_areas_have_the_names_that_spreadsheets_give_them() {
        for (row, column, name) in [
            (5, 2, "C5"),
            (1, 25, "Z1"),
            (10, 26, "AA10"),
            (3, 701, "ZZ3"),
        ] {
            assert_eq!(cell_name(row, column), name);
            assert_eq!(cell_at(name), Some((row, column)));
        }
        assert_eq!(cell_at("$AB$7"), Some((7, 27)));
        for wrong in ["", "5", "C", "5C", "C5x", "C99999999999"] {
            assert_eq!(cell_at(wrong), None, "{wrong}");
        }
        let area = area_at("F1:G2").expect("an area");
        assert_eq!((area.rows, area.columns), ((1, 2), (5, 6)));
        assert!(area.is_real() && !area_at("A1:A1").expect("one cell").is_real());
    }

    #[test]
    fn formats_of_zeros_show_their_zeros_and_no_other_format_changes_a_number() {
        let shown = |code: &str, number: f64| Shown::of(code).and_then(|own| own.text(number));
        assert_eq!(shown("000", 3.0).as_deref(), Some("003"));
        assert_eq!(shown("0000_ ", 12.0).as_deref(), Some("0012"));
        assert_eq!(shown("000", 12_345.0).as_deref(), Some("12345"));
        assert_eq!(shown("\"E\"000", 7.0).as_deref(), Some("E007"));
        assert_eq!(shown("\\E00;@", 7.0).as_deref(), Some("E07"));
        assert_eq!(shown("00\"号\"", 7.0).as_deref(), Some("07"));
        for plain in [
            "General", "0", "0_ ", "0.00", "#,##0", "@", "0%", "0\"年\"", "yyyy", "0;-0", "000.0",
            "-0",
        ] {
            assert_eq!(shown(plain, 7.0), None, "{plain}");
        }
        for (text, number) in [("003", 3.0), ("E003", 3.0), ("A-07", 7.0)] {
            let shown = Shown::as_text(text).and_then(|own| own.text(number));
            assert_eq!(shown.as_deref(), Some(text));
        }
        for plain in ["3", "0", "1.05", "1E+05", "¥005", "-07"] {
            assert_eq!(Shown::as_text(plain), None, "{plain}");
        }
        assert_eq!(shown("000", 1.5), None);
        assert_eq!(shown("000", -1.0), None);
    }
}
