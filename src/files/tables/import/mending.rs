//! The office's own sheets with the cells that have problems framed and the words as notes, ready
//! to be mended and read again.

use super::super::container::grid::Cell;
use super::super::findings::Findings;
use super::super::folder::listing::Listing;
use super::super::sheet::header::Header;
use super::behind::{Behind, header_at, is_as_imported};
use super::forms;
use super::gather::Original;
use super::looks::private_header;
use super::mend_cell::{cells, is_mendable};
use super::pieces::{PROBLEMS_SHEET, Piece};
use super::tables::{header_of, table_of};
use crate::files::tables::origin::SOURCE_FOLDER;
use crate::model::words::Lang;
use crate::model::{Problem, Severity};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Url, Workbook,
    Worksheet, XlsxError,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Longer notes are cut: a spreadsheet program shows no more.
const LONGEST_NOTE: usize = 2_000;

/// A cell of a sheet: row from 1, column from 0.
type At = (u32, usize);

/// A sheet with what is wrong in its cells.
struct Marked {
    piece: Piece,
    name: String,
    cells: BTreeMap<At, Vec<usize>>,
}

/// Writes a workbook of every table in which something is wrong: the list of problems, then each
/// sheet of these files, in the office's own shape. Linear in the cells.
///
/// # Errors
/// The workbook cannot be made; the message of the library.
pub fn problem_book(season: &Path, problems: &[Problem], lang: Lang) -> Result<Vec<u8>, String> {
    let mut sheets = sheets_of(season, problems);
    // The book is read again as the office's own: beside that, the tables made from it would be the
    // same people twice.
    let original = |own: &Marked| season.join(SOURCE_FOLDER).join(&own.piece.file).is_file();
    if sheets.iter().any(original) {
        sheets.retain(original);
    }
    book(&sheets, problems, lang).map_err(|error| error.to_string())
}

/// A sheet in which something is wrong: the rows with problems alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemSheet {
    /// The file.
    pub file: String,
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// The headers as written, or the letters of the columns where there is none.
    pub columns: Vec<String>,
    /// The rows with problems, ascending.
    pub rows: Vec<ProblemRow>,
}

/// A row with problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemRow {
    /// Its number as shown by the spreadsheet.
    pub number: u32,
    /// Its cells as a person reads them, one for each column; those that can be changed as the
    /// season has them.
    pub cells: Vec<String>,
    /// The columns with problems whose cell can be changed by [`mend_cells`](super::mend_cells).
    pub mendable: BTreeSet<usize>,
    /// Column and position in the list of problems; the first column stands for the whole row.
    pub marks: Vec<(usize, usize)>,
}

/// The rows with problems of every table, in the office's own shape, for a page. Linear in the
/// cells.
pub fn problem_sheets(season: &Path, problems: &[Problem]) -> Vec<ProblemSheet> {
    let behind = Behind::of(season, cells);
    let sheets = sheets_of(season, problems).into_iter();
    let shown = sheets.map(|own| {
        let mut rows = own.rows();
        let original = season.join(SOURCE_FOLDER).join(&own.piece.file).is_file();
        for row in &mut rows.rows {
            match (&behind, original) {
                (Some(behind), true) => row.behind(behind, &own.piece),
                (None, true) => {}
                (_, false) if is_mendable(season, &own.piece.file) => {
                    row.mendable = row.marks.iter().map(|(column, _)| *column).collect();
                }
                (_, false) => {}
            }
        }
        rows
    });
    shown.filter(|own| !own.rows.is_empty()).collect()
}

impl ProblemRow {
    /// Leaves out what nobody needs to see here: phone numbers, accounts and the like.
    fn hide(&mut self, private: &[bool]) {
        for (column, cell) in self.cells.iter_mut().enumerate() {
            let marked = self.marks.iter().any(|(own, _)| *own == column);
            let hidden = private.get(column).is_some_and(|own| *own);
            if hidden && !marked && !cell.is_empty() {
                "…".clone_into(cell);
            }
        }
    }

    /// Shows what the season has where the office's own cell has become one of the season's.
    fn behind(&mut self, behind: &Behind, piece: &Piece) {
        let columns: BTreeSet<usize> = self.marks.iter().map(|(column, _)| *column).collect();
        for column in columns {
            let header = header_at(piece, column);
            let own = header.and_then(|header| behind.cell(piece, self.number, &header));
            if let (Some(own), Some(cell)) = (own, self.cells.get_mut(column)) {
                *cell = own.text;
                self.mendable.insert(column);
            }
        }
    }
}

impl Marked {
    fn rows(&self) -> ProblemSheet {
        let grid = &self.piece.grid;
        let header = table_of(&self.piece).and_then(|(spec, _)| header_of(spec, grid));
        let labels = header.iter().flat_map(|header| &header.labels);
        let mut columns: Vec<String> = labels.map(|label| label.text.clone()).collect();
        let mut marks: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
        for (&(row, column), found) in &self.cells {
            let own = marks.entry(row).or_default();
            own.extend(found.iter().map(|&problem| (column, problem)));
        }
        let rows = grid
            .rows
            .iter()
            .filter(|row| marks.contains_key(&row.number));
        let mut rows: Vec<ProblemRow> = rows
            .map(|row| ProblemRow {
                number: row.number,
                cells: row
                    .cells
                    .iter()
                    .map(|cell| cell.text().into_owned())
                    .collect(),
                marks: marks.get(&row.number).cloned().unwrap_or_default(),
                mendable: BTreeSet::new(),
            })
            .collect();
        let wide = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let name = |at| super::super::container::facts::cell_name(1, at);
        columns.extend((columns.len()..wide).map(|at| name(at).trim_end_matches('1').to_owned()));
        let labels = header.iter().flat_map(|header| &header.labels);
        let private: Vec<bool> = labels
            .map(|label| label.column.is_none() && private_header(&label.text).is_some())
            .collect();
        for row in &mut rows {
            row.cells.resize(columns.len(), String::new());
            row.hide(&private);
        }
        ProblemSheet {
            file: self.piece.file.clone(),
            sheet: grid.sheet.clone(),
            columns,
            rows,
        }
    }
}

/// The sheets of all files that problems name, with the cells they name.
fn sheets_of(season: &Path, problems: &[Problem]) -> Vec<Marked> {
    let mut quiet = Findings::default();
    let Some(folder) = Listing::open(season, &mut quiet) else {
        return Vec::new();
    };
    let wanted: BTreeSet<&str> = problems
        .iter()
        .filter(|own| own.place.row.is_some())
        .map(|own| own.place.file.as_str())
        .collect();
    let mut originals = Vec::new();
    for name in wanted {
        let inside = format!("{SOURCE_FOLDER}/{name}");
        let there = |name: &str| folder.size(name).is_some();
        // Problems of an imported season name the originals, until somebody changes a table by hand.
        let path = match there(&inside) {
            true => inside,
            false if is_as_imported(season, name) => continue,
            false => name.to_owned(),
        };
        if !there(&path) || path.ends_with(".toml") || path.ends_with(".json") {
            continue;
        }
        if let Some(file) = folder.read(&path, &mut quiet) {
            originals.push(Original {
                name: name.to_owned(),
                bytes: Arc::new(file.bytes.as_ref().to_vec()),
            });
        }
    }
    let (pieces, _) = forms::read(&originals, &mut quiet);
    let mut taken = BTreeSet::from([PROBLEMS_SHEET.to_owned()]);
    pieces
        .into_iter()
        .map(|piece| {
            let name = sheet_name(piece.name(), &mut taken);
            let cells = marked(&piece, problems);
            Marked { piece, name, cells }
        })
        .collect()
}

/// A name that a workbook can have for a sheet, and that no other sheet has.
fn sheet_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |c: &char| !"[]:*?/\\'".contains(*c);
    let plain: String = name.chars().filter(allowed).take(26).collect();
    let plain = if plain.is_empty() {
        "表".to_owned()
    } else {
        plain
    };
    let mut free = plain.clone();
    let mut number = 2;
    while !taken.insert(free.to_lowercase()) {
        free = format!("{plain} {number}");
        number += 1;
    }
    free
}

/// The cells of a sheet that problems name.
fn marked(piece: &Piece, problems: &[Problem]) -> BTreeMap<At, Vec<usize>> {
    let header = table_of(piece).and_then(|(spec, _)| header_of(spec, &piece.grid));
    let mut cells: BTreeMap<At, Vec<usize>> = BTreeMap::new();
    for (at, problem) in problems.iter().enumerate() {
        let place = &problem.place;
        if place.file != piece.file || place.sheet.is_some() && place.sheet != piece.grid.sheet {
            continue;
        }
        if let Some(row) = place.row {
            let column = place.column.as_deref();
            let column = column.and_then(|own| position(header.as_ref(), own));
            cells
                .entry((row, column.unwrap_or(0)))
                .or_default()
                .push(at);
        }
    }
    cells
}

fn position(header: Option<&Header>, written: &str) -> Option<usize> {
    let plain = |text: &str| text.replace(['\n', '\r'], "");
    let labels = &header?.labels;
    labels.iter().position(|own| plain(&own.text) == written)
}

fn book(sheets: &[Marked], problems: &[Problem], lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    list(book.add_worksheet(), sheets, problems, lang)?;
    for own in sheets {
        sheet(book.add_worksheet(), own, problems, lang)?;
    }
    book.save_to_buffer()
}

/// All problems, each with a link to its cell.
fn list(
    sheet: &mut Worksheet,
    sheets: &[Marked],
    problems: &[Problem],
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(PROBLEMS_SHEET)?.set_freeze_panes(1, 0)?;
    let head = Format::new().set_bold().set_background_color(0xE8_EE_F4);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let headers = [
        ("代码", "code", 8.0),
        ("轻重", "severity", 8.0),
        ("位置", "place", 36.0),
        ("现在的内容", "value", 24.0),
        ("问题", "problem", 56.0),
        ("怎么办", "what to do", 48.0),
    ];
    for (at, (zh, en, width)) in (0u16..).zip(headers) {
        sheet.write_string_with_format(0, at, lang.pick(zh, en), &head)?;
        sheet.set_column_width(at, width)?;
    }
    for (at, problem) in problems.iter().enumerate() {
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let severity = match problem.severity {
            Severity::Error => lang.pick("错误", "error"),
            Severity::Warning => lang.pick("警告", "warning"),
            Severity::Note => lang.pick("提示", "note"),
        };
        sheet.write_string(row, 0, problem.code)?;
        sheet.write_string(row, 1, severity)?;
        let place = problem.place.say(lang);
        let cell = sheets.iter().find_map(|own| {
            let mut cells = own.cells.iter();
            let found = cells.find(|(_, problems)| problems.contains(&at))?;
            Some((own.name.as_str(), *found.0))
        });
        match cell {
            Some((name, (line, column))) => {
                let target = super::super::container::facts::cell_name(line, column);
                let url = Url::new(format!("internal:'{name}'!{target}")).set_text(place);
                sheet.write_url(row, 2, url)?;
            }
            None => {
                sheet.write_string_with_format(row, 2, place, &wrap)?;
            }
        }
        sheet.write_string_with_format(row, 3, &problem.value, &wrap)?;
        sheet.write_string_with_format(row, 4, problem.what.say(lang), &wrap)?;
        sheet.write_string_with_format(row, 5, problem.action.say(lang), &wrap)?;
    }
    Ok(())
}

/// The frame of a cell by the worst of its problems.
fn frame(problems: &[usize], all: &[Problem]) -> Format {
    let worst = problems.iter().map(|at| all[*at].severity).min();
    let (ink, fill) = match worst {
        Some(Severity::Error) => (0xC0_00_00, 0xFF_D9_D9),
        Some(Severity::Warning) => (0xC5_5A_11, 0xFF_F0_D0),
        _ => (0x7F_7F_7F, 0xF2_F2_F2),
    };
    Format::new()
        .set_border(FormatBorder::Medium)
        .set_border_color(Color::RGB(ink))
        .set_background_color(Color::RGB(fill))
}

fn sheet(
    sheet: &mut Worksheet,
    own: &Marked,
    problems: &[Problem],
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(&own.name)?;
    let plain = Format::new();
    let formats: BTreeMap<At, Format> = own
        .cells
        .iter()
        .map(|(at, found)| (*at, frame(found, problems)))
        .collect();
    let format = |at: At| formats.get(&at).unwrap_or(&plain);
    for area in &own.piece.grid.facts.merges {
        let at = (area.rows.0, area.columns.0);
        let [first, last] = [area.rows.0, area.rows.1].map(|row| row.saturating_sub(1));
        let columns = [area.columns.0, area.columns.1].map(|own| u16::try_from(own).ok());
        if let [Some(left), Some(right)] = columns {
            // Areas that overlap are those of a broken file: the cells alone are written then.
            let _ = sheet.merge_range(first, left, last, right, "", format(at));
        }
    }
    for row in &own.piece.grid.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let at = (row.number, column);
            let Ok(position) = u16::try_from(column) else {
                break;
            };
            write(sheet, (row.number - 1, position), cell, format(at))?;
        }
    }
    for ((line, column), found) in &own.cells {
        let Ok(position) = u16::try_from(*column) else {
            continue;
        };
        let line = line.saturating_sub(1);
        let said: Vec<String> = found
            .iter()
            .map(|at| {
                let own = &problems[*at];
                format!(
                    "{} {}\n→ {}",
                    own.code,
                    own.what.say(lang),
                    own.action.say(lang)
                )
            })
            .collect();
        let said: String = said.join("\n").chars().take(LONGEST_NOTE).collect();
        let note = Note::new(said)
            .set_author("empanel")
            .add_author_prefix(false);
        sheet.insert_note(line, position, &note)?;
        // A cell in which nothing stands is framed, too.
        let rows = &own.piece.grid.rows;
        let there = rows.iter().find(|row| row.number == line + 1);
        let empty = there.is_none_or(|row| row.cells.get(*column).is_none_or(Cell::is_empty));
        if empty {
            sheet.write_blank(line, position, format((line + 1, *column)))?;
        }
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Number(number) if !cell.lost_digits() => {
            sheet.write_number_with_format(row, column, *number, format)?;
        }
        Cell::Bool(answer) => {
            sheet.write_boolean_with_format(row, column, *answer, format)?;
        }
        other => {
            let text: String = other.text().chars().take(32_767).collect();
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(())
}
