//! Cells as they stand in a file, before anybody knows what the columns mean.

use std::borrow::Cow;

/// One cell. Texts borrow from the file where they can.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'t> {
    /// Nothing, or only white space.
    Empty,
    /// Text.
    Text(Cow<'t, str>),
    /// A number typed into a spreadsheet.
    Number(f64),
    /// TRUE or FALSE of a spreadsheet.
    Bool(bool),
    /// A date of a spreadsheet, as `2026-03-01`.
    Date(String),
    /// An error of a spreadsheet, such as `#N/A`.
    Error(String),
}

/// Numbers from here on have more digits than a spreadsheet keeps.
const LOST: f64 = 1e15;

impl Cell<'_> {
    /// The cell as a person reads it, without white space around it. Whole numbers have no
    /// decimal point.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
            Self::Date(text) | Self::Error(text) => Cow::Borrowed(text),
        }
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Whether digits of an id were lost on its way through a spreadsheet: a number of more than
    /// 15 digits, or text such as `4.40301E+17`.
    pub(super) fn lost_digits(&self) -> bool {
        match self {
            Self::Number(number) => number.abs() >= LOST,
            Self::Text(text) => scientific(text.trim()),
            _ => false,
        }
    }
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < LOST {
        // Exact: below 2^53 and whole.
        #[allow(clippy::cast_possible_truncation)]
        let whole = number as i64;
        return whole.to_string();
    }
    number.to_string()
}

fn scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+") else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    whole.len() == 1 && digits(whole) && digits(fraction) && digits(exponent)
}

/// One row of cells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GridRow<'t> {
    /// Row as the spreadsheet counts it, from 1.
    pub(super) number: u32,
    /// Its cells from the first column on.
    pub(super) cells: Vec<Cell<'t>>,
}

impl GridRow<'_> {
    /// Whether all of it is empty.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// All rows of a sheet; rows that are empty in a workbook may be left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid<'t> {
    /// Name of the sheet, for workbooks.
    pub(super) sheet: Option<String>,
    /// The rows, ascending.
    pub(super) rows: Vec<GridRow<'t>>,
}

fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
        Cell::Empty => Cell::Empty,
        Cell::Number(number) => Cell::Number(number),
        Cell::Bool(answer) => Cell::Bool(answer),
        Cell::Date(date) => Cell::Date(date),
        Cell::Error(error) => Cell::Error(error),
    }
}

impl Grid<'_> {
    /// The same cells, free of the text that they borrow from.
    pub(super) fn into_owned(self) -> Grid<'static> {
        let row = |row: GridRow<'_>| GridRow {
            number: row.number,
            cells: row.cells.into_iter().map(owned).collect(),
        };
        Grid {
            sheet: self.sheet,
            rows: self.rows.into_iter().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_wrote_them() {
        assert_eq!(Cell::Number(12.0).text(), "12");
        assert_eq!(Cell::Number(0.5).text(), "0.5");
        assert_eq!(Cell::Number(-3.0).text(), "-3");
        assert!(Cell::Number(440_301_198_001_011_234.0).lost_digits());
        assert!(Cell::Text("4.40301E+17".into()).lost_digits());
        assert!(!Cell::Text("CE+17".into()).lost_digits());
        assert!(!Cell::Number(123_456.0).lost_digits());
    }
}
