//! Reading a workbook back, whatever saved it.

use super::criteria::CRITERIA;
use super::mark::{MARK_SHEET, Mark, MarkFault, Owner};
use super::problems;
use super::words::{Column, fold, owner_label};
use crate::model::{Place, Problem};
use calamine::{Data, DataRef, Reader as _, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use unicode_normalization::UnicodeNormalization as _;

/// Rows and columns looked at; sheets of this program are far smaller.
const MOST_ROWS: u32 = 100_000;
const MOST_COLUMNS: u32 = 256;
/// The row of the guide, below those of title and owner.
const GUIDE_ROW: u32 = 2;
/// Rows in which the header is looked for.
const HEADER_WITHIN: u32 = 60;

/// A workbook that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// File name.
    pub file: String,
    /// What it is.
    pub mark: Mark,
    /// The highest score that it asked for.
    pub max: f64,
    /// Its rows.
    pub rows: Vec<FilledRow>,
}

/// A row as filled in. Consensus sheets have only the last three fields filled, score sheets only
/// those before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FilledRow {
    /// Where it stands.
    pub place: Place,
    /// The submission's id.
    pub id: String,
    /// The submission's title as the row shows it; empty where the column is gone.
    pub title: String,
    /// The applicant as the row shows it; empty where the column is gone.
    pub organization: String,
    /// Scores of the criteria; `None` where empty or wrong.
    pub scores: [Option<f64>; 3],
    /// Whether anything was written into a score cell, right or wrong.
    pub touched: bool,
    /// Comment.
    pub comment: String,
    /// Whether a recusal was declared.
    pub recusal: bool,
    /// Why.
    pub reason: String,
    /// The group's agreed score.
    pub agreed: Option<f64>,
    /// Whether the group recommends it.
    pub recommended: Option<bool>,
    /// The group's opinion.
    pub opinion: String,
}

/// Reads one workbook; `max` is the highest score where the workbook names none. Everything wrong is told in the problems; what
/// is right is in the result, which is `None` when the workbook cannot be counted at all.
pub fn read(file: &str, bytes: &[u8], max: f64) -> (Option<Filled>, Vec<Problem>) {
    let mut problems = Vec::new();
    let place = Place::file(file);
    if !crate::format::harmless(bytes) {
        return (None, vec![problems::unreadable(place)]);
    }
    // The reader is meant never to panic; on damaged files that is not left to trust.
    let sheets = catch_unwind(AssertUnwindSafe(|| open(bytes))).unwrap_or(None);
    let Some(sheets) = sheets else {
        return (None, vec![problems::unreadable(place)]);
    };
    let mark = match sheets.iter().find(is_mark).map(mark) {
        Some(Ok(mark)) => mark,
        Some(Err(MarkFault::Altered)) => return (None, vec![problems::altered(place)]),
        Some(Err(MarkFault::Absent)) | None => return (None, vec![problems::no_mark(place)]),
    };
    let expert = matches!(mark.owner, Owner::Expert(_));
    let found = sheets
        .iter()
        .find_map(|sheet| Some((sheet, header(sheet, expert)?)));
    let Some((sheet, header)) = found else {
        return (None, vec![problems::no_table(place)]);
    };
    if let Some(seen) = owner_seen(sheet, header.row, expert)
        && seen != mark.owner.id()
    {
        let place = at(file, sheet, None, None);
        return (
            None,
            vec![problems::other_owner(place, &seen, mark.owner.id())],
        );
    }
    let terms = mark.terms.as_ref();
    let max = match terms.map(|own| own.scale.max.parse()) {
        Some(Ok(own)) => own,
        _ => max_shown(sheet, header.row).unwrap_or(max),
    };
    let mut reader = RowReader {
        file,
        sheet,
        header: &header,
        max,
        problems: &mut problems,
    };
    let rows = reader.rows(&mark);
    let filled = Filled {
        file: file.to_owned(),
        mark,
        max,
        rows,
    };
    (Some(filled), problems)
}

struct Sheet {
    name: String,
    cells: BTreeMap<(u32, u32), Data>,
}

impl Sheet {
    fn get(&self, row: u32, column: u32) -> Option<&Data> {
        self.cells.get(&(row, column))
    }

    fn text(&self, row: u32, column: u32) -> String {
        self.get(row, column).map_or_else(String::new, text)
    }
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => other.to_string().trim().to_owned(),
    }
}

fn open(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = book.sheet_names().clone();
    let mut sheets = Vec::new();
    for name in names {
        // Chart sheets and the like have no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut cells = BTreeMap::new();
        while let Some(cell) = reader.next_cell().ok()? {
            let (row, column) = cell.get_position();
            if row >= MOST_ROWS || column >= MOST_COLUMNS {
                continue;
            }
            let value = match cell.get_value() {
                DataRef::SharedString(shared) => Data::String((*shared).to_owned()),
                DataRef::Empty => continue,
                other => Data::from(other.clone()),
            };
            cells.insert((row, column), value);
        }
        sheets.push(Sheet { name, cells });
    }
    Some(sheets)
}

fn is_mark(sheet: &&Sheet) -> bool {
    sheet.name == MARK_SHEET || sheet.text(0, 0).starts_with("empanel/sheet@")
}

fn mark(sheet: &Sheet) -> Result<Mark, MarkFault> {
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let cells: Vec<[String; 3]> = (0..=last)
        .map(|row| [0, 1, 2].map(|column| sheet.text(row, column)))
        .collect();
    Mark::parse(&cells)
}

struct Header {
    row: u32,
    columns: BTreeMap<Column, u32>,
    words: BTreeMap<Column, String>,
}

/// The row that holds the id column and the columns that this kind of sheet is about.
fn header(sheet: &Sheet, expert: bool) -> Option<Header> {
    for row in 0..HEADER_WITHIN {
        let mut header = Header {
            row,
            columns: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        for (&(_, column), cell) in sheet.cells.range((row, 0)..(row + 1, 0)) {
            let words = text(cell);
            if let Some(known) = Column::of(&words) {
                header.columns.entry(known).or_insert(column);
                let first = words.lines().next().unwrap_or_default().to_owned();
                header.words.entry(known).or_insert(first);
            }
        }
        let needed = if expert {
            Column::Score(CRITERIA[0])
        } else {
            Column::Recommended
        };
        if header.columns.contains_key(&Column::Id) && header.columns.contains_key(&needed) {
            return Some(header);
        }
    }
    None
}

/// The owner's id as people see it above the table.
fn owner_seen(sheet: &Sheet, header: u32, expert: bool) -> Option<String> {
    let label = owner_label(expert);
    for row in 0..header {
        let mut cells = sheet.cells.range((row, 0)..(row + 1, 0));
        let found = cells.any(|(_, cell)| {
            let words = fold(&text(cell));
            words == fold(&label.zh) || words == fold(&label.en)
        });
        if found {
            let value = cells
                .map(|(_, cell)| text(cell))
                .find(|text| !text.is_empty());
            return Some(value.unwrap_or_default());
        }
    }
    None
}

/// The highest score as people read it in the header or the guide above it, where a mark of the
/// first version does not say.
fn max_shown(sheet: &Sheet, header: u32) -> Option<f64> {
    let cells = sheet.cells.range((GUIDE_ROW, 0)..(header + 1, 0));
    let mut texts = cells.map(|(_, cell)| text(cell));
    texts.find_map(|text| {
        let from = ["0–", "0 to "].into_iter();
        let mut from = from.filter_map(|from| Some(text.find(from)? + from.len()));
        let number = text[from.next()?..].split(|c: char| !c.is_ascii_digit() && c != '.');
        number
            .map(|own| own.trim_end_matches('.'))
            .next()?
            .parse()
            .ok()
    })
}

fn at(file: &str, sheet: &Sheet, row: Option<u32>, column: Option<&str>) -> Place {
    Place {
        file: file.to_owned(),
        sheet: Some(sheet.name.clone()),
        row: row.map(|row| row + 1),
        column: column.map(str::to_owned),
    }
}

struct RowReader<'a> {
    file: &'a str,
    sheet: &'a Sheet,
    header: &'a Header,
    max: f64,
    problems: &'a mut Vec<Problem>,
}

impl RowReader<'_> {
    fn rows(&mut self, mark: &Mark) -> Vec<FilledRow> {
        let known: BTreeMap<&str, &str> = mark
            .rows
            .iter()
            .map(|(id, hash)| (id.as_str(), hash.as_str()))
            .collect();
        let mut rows: BTreeMap<String, FilledRow> = BTreeMap::new();
        let below = self.sheet.cells.range((self.header.row + 1, 0)..);
        let mut numbers: Vec<u32> = below.map(|((row, _), _)| *row).collect();
        numbers.dedup();
        for number in numbers {
            let row = self.row(number);
            if row.id.is_empty() && !row.is_filled() {
                continue;
            }
            if !known.contains_key(row.id.as_str()) {
                self.problems
                    .push(problems::strange_row(row.place, &row.id));
            } else if rows.contains_key(&row.id) {
                self.problems.push(problems::row_twice(row.place, &row.id));
            } else {
                rows.insert(row.id.clone(), row);
            }
        }
        let gone: Vec<&str> = mark
            .rows
            .iter()
            .map(|(id, _)| id.as_str())
            .filter(|id| !rows.contains_key(*id))
            .collect();
        if !gone.is_empty() {
            let place = at(self.file, self.sheet, None, None);
            self.problems
                .push(problems::row_missing(place, &gone.join(" ")));
        }
        rows.into_values().collect()
    }

    fn row(&mut self, row: u32) -> FilledRow {
        let words = |own: &Self, column| own.cell(row, column).map_or_else(String::new, text);
        let mut touched = false;
        let mut scores = [None; 3];
        for (score, criterion) in scores.iter_mut().zip(CRITERIA) {
            let column = Column::Score(criterion);
            touched |= !words(self, column).is_empty();
            *score = self.number(row, column);
        }
        FilledRow {
            place: at(self.file, self.sheet, Some(row), None),
            id: words(self, Column::Id),
            title: words(self, Column::Title),
            organization: words(self, Column::Organization),
            scores,
            touched,
            comment: words(self, Column::Comment),
            recusal: self.answer(row, Column::Recusal) == Some(true),
            reason: words(self, Column::Reason),
            agreed: self.number(row, Column::Agreed),
            recommended: self.answer(row, Column::Recommended),
            opinion: words(self, Column::Opinion),
        }
    }

    fn cell(&self, row: u32, column: Column) -> Option<&Data> {
        let column = *self.header.columns.get(&column)?;
        self.sheet.get(row, column)
    }

    fn place(&self, row: u32, column: Column) -> Place {
        let words = self.header.words.get(&column).map(String::as_str);
        at(self.file, self.sheet, Some(row), words)
    }

    fn number(&mut self, row: u32, column: Column) -> Option<f64> {
        let cell = self.cell(row, column)?.clone();
        let written = text(&cell);
        if written.is_empty() {
            return None;
        }
        let place = self.place(row, column);
        #[allow(clippy::cast_precision_loss)] // scores are small
        let (value, as_text) = match &cell {
            Data::Float(number) => (Some(*number), false),
            Data::Int(number) => (Some(*number as f64), false),
            Data::String(_) => (plain_number(&written), true),
            _ => (None, false),
        };
        let Some(value) = value.filter(|value| value.is_finite()) else {
            self.problems.push(problems::no_number(place, &written));
            return None;
        };
        if !(0.0..=self.max).contains(&value) {
            self.problems
                .push(problems::out_of_range(place, &written, self.max));
            return None;
        }
        if as_text {
            self.problems
                .push(problems::text_number(place, &written, value));
        }
        Some(value)
    }

    fn answer(&mut self, row: u32, column: Column) -> Option<bool> {
        let written = self.cell(row, column).map_or_else(String::new, text);
        let answer = match fold(&written).as_str() {
            "" if matches!(written.trim(), "√" | "✓" | "✔") => Some(true),
            "" if written.is_empty() => return None,
            "是" | "yes" | "y" | "true" | "1" | "对" | "推荐" | "回避" => Some(true),
            "否" | "no" | "n" | "false" | "0" | "不" | "不推荐" | "不回避" => Some(false),
            _ => None,
        };
        if answer.is_none() {
            let place = self.place(row, column);
            self.problems
                .push(problems::no_such_answer(place, &written));
        }
        answer
    }
}

impl FilledRow {
    /// Whether a person wrote anything into it.
    fn is_filled(&self) -> bool {
        self.touched
            || self.recusal
            || self.agreed.is_some()
            || self.recommended.is_some()
            || [&self.comment, &self.reason, &self.opinion]
                .iter()
                .any(|text| !text.is_empty())
    }
}

/// A number that a person wrote as text: full-width digits, a unit behind it.
fn plain_number(text: &str) -> Option<f64> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches('分').trim_end_matches("points");
    // Words such as "inf" and "nan" are numbers to the parser but to nobody else.
    let digits = plain
        .chars()
        .all(|c| c.is_ascii_digit() || ".-+".contains(c));
    digits.then(|| plain.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_written_as_text_are_understood_and_words_are_not() {
        assert_eq!(plain_number("８５"), Some(85.0));
        assert_eq!(plain_number(" 85.5 分"), Some(85.5));
        assert_eq!(plain_number("-3"), Some(-3.0));
        for words in ["八十五", "inf", "NaN", "85/100", "1e3", ""] {
            assert_eq!(plain_number(words), None, "{words}");
        }
    }

    #[test]
    fn the_highest_score_is_read_where_people_read_it() {
        let shown = |row: u32, words: &str| {
            let cells = [((row, 3), Data::String(words.to_owned()))];
            let name = String::new();
            let sheet = Sheet {
                name,
                cells: BTreeMap::from(cells),
            };
            max_shown(&sheet, 4)
        };
        assert_eq!(shown(4, "科学性和创新性\n0–10 分\n占 30%"), Some(10.0));
        assert_eq!(
            shown(2, "the agreed score (0 to 7.5; where empty"),
            Some(7.5)
        );
        assert_eq!(shown(1, "姓名：0–10"), None, "that is the owner's row");
        assert_eq!(shown(2, "只填黄色单元格"), None);
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        let (filled, problems) = read("a.xlsx", b"PK\x03\x04", 100.0);
        assert_eq!((filled, problems[0].code), (None, "T101"));
        let mut book = rust_xlsxwriter::Workbook::new();
        let _ = book
            .add_worksheet()
            .write(0, 0, "申报编号")
            .expect("a cell");
        let bytes = book.save_to_buffer().expect("a workbook");
        let (filled, problems) = read("a.xlsx", &bytes, 100.0);
        assert_eq!((filled, problems[0].code), (None, "T102"));
    }
}
