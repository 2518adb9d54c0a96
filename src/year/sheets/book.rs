//! The cells of a workbook, and the positions of its tables, marks and owners.

use super::form::Form;
use super::mark::{MARK_SHEET, Mark, MarkFault};
use super::words::{Column, fold, owner_label};
use crate::model::Place;
use calamine::{Data, DataRef, Reader as _, Xlsx};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// Limits of rows and columns read; sheets of this program are far smaller.
const MOST_ROWS: u32 = 100_000;
const MOST_COLUMNS: u32 = 256;
/// The row of the guide, below those of title and owner.
const GUIDE_ROW: u32 = 2;
/// Number of rows in which the header is searched.
const HEADER_WITHIN: u32 = 60;

pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) cells: BTreeMap<(u32, u32), Data>,
}

impl Sheet {
    pub(super) fn get(&self, row: u32, column: u32) -> Option<&Data> {
        self.cells.get(&(row, column))
    }

    pub(super) fn text(&self, row: u32, column: u32) -> String {
        self.get(row, column).map_or_else(String::new, text)
    }
}

pub(super) fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        // As displayed, rather than the number of days since 1900.
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string().trim().to_owned(),
    }
}

pub(super) fn open(bytes: &[u8]) -> Option<Vec<Sheet>> {
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

pub(super) fn is_mark(sheet: &&Sheet) -> bool {
    sheet.name == MARK_SHEET || sheet.text(0, 0).starts_with("empanel/sheet@")
}

pub(super) fn mark(sheet: &Sheet) -> Result<Mark, MarkFault> {
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let cells: Vec<[String; 3]> = (0..=last)
        .map(|row| [0, 1, 2].map(|column| sheet.text(row, column)))
        .collect();
    Mark::parse(&cells)
}

pub(super) struct Header {
    pub(super) row: u32,
    pub(super) columns: BTreeMap<Column, u32>,
    pub(super) words: BTreeMap<Column, String>,
    /// Columns whose header occurs more than once.
    pub(super) twice: BTreeSet<Column>,
}

/// The row with the id column and the columns of this kind of sheet.
pub(super) fn header(sheet: &Sheet, form: &Form, expert: bool) -> Option<Header> {
    for row in 0..HEADER_WITHIN {
        let mut header = Header {
            row,
            columns: BTreeMap::new(),
            words: BTreeMap::new(),
            twice: BTreeSet::new(),
        };
        for (&(_, column), cell) in sheet.cells.range((row, 0)..(row + 1, 0)) {
            let words = text(cell);
            if let Some(known) = form.column(&words) {
                if header.columns.contains_key(&known) {
                    header.twice.insert(known);
                }
                header.columns.entry(known).or_insert(column);
                let first = words.lines().next().unwrap_or_default().to_owned();
                header.words.entry(known).or_insert(first);
            }
        }
        let holds = |column| header.columns.contains_key(&column);
        // A sheet of other criteria is one, too; why it is not counted is said later.
        let is_table = match expert {
            true => holds(Column::Score(0)) || holds(Column::Total) && holds(Column::Recusal),
            false => holds(Column::Recommended),
        };
        if holds(Column::Id) && is_table {
            return Some(header);
        }
    }
    None
}

/// The owner's id as shown above the table.
pub(super) fn owner_seen(sheet: &Sheet, header: u32, expert: bool) -> Option<String> {
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

/// The highest score as shown in the header or the guide above it, for sheets whose mark (first
/// version) does not contain it.
pub(super) fn max_shown(sheet: &Sheet, header: u32) -> Option<f64> {
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

pub(super) fn at(file: &str, sheet: &Sheet, row: Option<u32>, column: Option<&str>) -> Place {
    Place {
        file: file.to_owned(),
        sheet: Some(sheet.name.clone()),
        row: row.map(|row| row + 1),
        column: column.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
