//! Cells of a file before the columns are identified.

use super::facts::Facts;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// One cell. Texts borrow from the file where possible.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::files::tables) enum Cell<'t> {
    /// Empty, or only white space.
    #[default]
    Empty,
    /// Text.
    Text(Cow<'t, str>),
    /// A number typed into a spreadsheet.
    Number(f64),
    /// A boolean of a spreadsheet.
    Bool(bool),
    /// A date of a spreadsheet, formatted as `2026-03-01`.
    Date(String),
    /// An error value of a spreadsheet, such as `#N/A`.
    Error(String),
    /// A formula without a calculated value: the cell is not empty, but its content is unknown.
    Pending,
}

/// Numbers of this size or more have more digits than a spreadsheet keeps.
const LOST: f64 = 1e15;

impl<'t> Cell<'t> {
    /// Creates the cell of a text: empty if blank, an error if the text is an error value, and
    /// without the `="…"` that keeps a spreadsheet from taking an id for a number.
    pub(in crate::files::tables) fn of(text: Cow<'t, str>) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Self::Empty;
        }
        if let Some(error) = error_word(trimmed) {
            return Self::Error(error);
        }
        if let Some(kept) = kept_as_text(trimmed) {
            return if kept.trim().is_empty() {
                Self::Empty
            } else {
                Self::Text(Cow::Owned(kept))
            };
        }
        Self::Text(text)
    }

    /// The cell as a person reads it, trimmed. Whole numbers have no decimal point.
    pub(in crate::files::tables) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
            Self::Date(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Pending => Cow::Borrowed(""),
        }
    }

    pub(in crate::files::tables) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// A copy that does not borrow from the file.
    pub(in crate::files::tables) fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Empty => Cell::Empty,
            Self::Number(number) => Cell::Number(number),
            Self::Bool(answer) => Cell::Bool(answer),
            Self::Date(date) => Cell::Date(date),
            Self::Error(error) => Cell::Error(error),
            Self::Pending => Cell::Pending,
        }
    }

    /// Whether a spreadsheet has lost digits of an id: a number of more than 15 digits, or text
    /// such as `4.40301E+17`.
    pub(in crate::files::tables) fn lost_digits(&self) -> bool {
        match self {
            Self::Number(number) => number.abs() >= LOST,
            Self::Text(text) => scientific(text.trim()),
            _ => false,
        }
    }
}

/// Error values of spreadsheets that begin with a special character.
const ERRORS: [&str; 14] = [
    "#n/a",
    "#ref!",
    "#value!",
    "#div/0!",
    "#name?",
    "#null!",
    "#num!",
    "#spill!",
    "#calc!",
    "#getting_data",
    "#field!",
    "#blocked!",
    "#connect!",
    "#unknown!",
];

/// The error value that a text represents, ignoring width and case; a spreadsheet displays `####`
/// where a column is too narrow.
fn error_word(text: &str) -> Option<String> {
    let sign = text.starts_with(['#', '＃']);
    if !sign && !text.starts_with("Err:") || text.len() > 48 {
        return None;
    }
    let folded: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let narrow = folded.len() > 2 && folded.bytes().all(|byte| byte == b'#');
    let number = folded.strip_prefix("err:");
    let numbered =
        number.is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()));
    let known = ERRORS.contains(&folded.as_str()) || narrow || numbered;
    known.then(|| text.to_owned())
}

/// The text inside `="…"`.
fn kept_as_text(text: &str) -> Option<String> {
    let inside = text
        .strip_prefix(['=', '＝'])?
        .trim_start()
        .strip_prefix(['"', '“', '”'])?
        .strip_suffix(['"', '“', '”'])?;
    let plain = inside.replace("\"\"", "");
    // A formula that concatenates texts is not quoted text.
    (!plain.contains('"')).then(|| inside.replace("\"\"", "\""))
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
pub(in crate::files::tables) struct GridRow<'t> {
    /// Row number in the spreadsheet, from 1.
    pub(in crate::files::tables) number: u32,
    /// Its cells, starting with the first column.
    pub(in crate::files::tables) cells: Vec<Cell<'t>>,
}

impl GridRow<'_> {
    /// Whether all cells are empty.
    pub(in crate::files::tables) fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// All rows of a sheet; empty rows of a workbook may be left out.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::files::tables) struct Grid<'t> {
    /// Name of the sheet, for workbooks.
    pub(in crate::files::tables) sheet: Option<String>,
    /// The rows, ascending.
    pub(in crate::files::tables) rows: Vec<GridRow<'t>>,
    /// Facts about the sheet other than cell values.
    pub(in crate::files::tables) facts: Facts,
}

impl Grid<'_> {
    /// A copy that does not borrow from the file.
    pub(in crate::files::tables) fn into_owned(self) -> Grid<'static> {
        let row = |row: GridRow<'_>| GridRow {
            number: row.number,
            cells: row.cells.into_iter().map(Cell::into_owned).collect(),
        };
        Grid {
            sheet: self.sheet,
            rows: self.rows.into_iter().map(row).collect(),
            facts: self.facts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_words_and_kept_texts_are_what_they_stand_for() {
        for error in [
            "#N/A",
            " #ref! ",
            "＃Ｎ／Ａ",
            "#DIV/0!",
            "#NAME？",
            "Err:502",
            "########",
        ] {
            assert!(matches!(Cell::of(error.into()), Cell::Error(_)), "{error}");
        }
        for (written, meant) in [
            ("=\"E003\"", "E003"),
            ("=\"a\"\"b\"", "a\"b"),
            ("＝“007”", "007"),
            ("#1", "#1"),
            ("N/A", "N/A"),
            ("=A1", "=A1"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
        ] {
            assert_eq!(Cell::of(written.into()).text(), meant);
        }
        assert_eq!(Cell::of("=\"\"".into()), Cell::Empty);
        assert_eq!(Cell::of("\u{3000} ".into()), Cell::Empty);
    }

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
