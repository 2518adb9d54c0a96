//! The season's own cell behind a cell of one of the office's files: an import made it from there,
//! and what is mended is mended here, so that the original stays as it came.

use super::super::container::grid::Cell;
use super::super::headers::{TABLES, TableSpec};
use super::super::origin::{ORIGIN_FILE, SOURCE_FOLDER};
use super::memory::{COLUMNS_FILE, Remembered};
use super::pieces::Piece;
use super::tables::{header_of, table_of};
use crate::files::tables::folder::plain::read_plain;
use crate::model::words::{sha256, taken_back};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// A row of an original: file, sheet and number.
type Row = (String, Option<String>, u32);

/// What an import remembered.
pub(super) struct Behind {
    all: Remembered,
    rows: BTreeMap<Row, Vec<(String, u32)>>,
    tables: BTreeMap<String, Piece>,
}

/// A cell of a season's table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Own {
    /// The file, `experts.xlsx`.
    pub(super) file: String,
    /// Its sheet.
    pub(super) sheet: Option<String>,
    /// Its row, as shown by the spreadsheet.
    pub(super) row: u32,
    /// Its column, from 0.
    pub(super) column: usize,
    /// What it holds.
    pub(super) text: String,
}

impl Behind {
    /// Reads what the import of a season remembered; `None` where it was not imported.
    pub(super) fn of(season: &Path, read: impl Fn(&str, &[u8]) -> Vec<Piece>) -> Option<Self> {
        let all = remembered(season)?;
        let text = fs::read_to_string(season.join(SOURCE_FOLDER).join(ORIGIN_FILE)).ok()?;
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut rows: BTreeMap<Row, Vec<(String, u32)>> = BTreeMap::new();
        for row in reader.records().filter_map(Result::ok) {
            let cell = |at: usize| taken_back(row.get(at).unwrap_or_default()).to_owned();
            if let (Ok(number), Ok(source)) = (cell(1).parse(), cell(4).parse()) {
                let sheet = Some(cell(3)).filter(|own| !own.is_empty());
                let own = rows.entry((cell(2), sheet, source)).or_default();
                own.push((cell(0), number));
            }
        }
        let mut tables = BTreeMap::new();
        for spec in TABLES {
            let file = own_file(spec.key);
            // A table that somebody changed by hand may have its rows elsewhere.
            if let Ok(bytes) = read_plain(&season.join(&file))
                && holds(&all, &file, &bytes)
                && let Some(piece) = read(&file, &bytes).into_iter().next()
            {
                tables.insert(spec.key.to_owned(), piece);
            }
        }
        Some(Self { all, rows, tables })
    }

    /// The cell behind a cell of an original, by its row and header; `None` where there is none, or
    /// more than one, or where it was made from more than this cell.
    pub(super) fn cell(&self, piece: &Piece, row: u32, header: &str) -> Option<Own> {
        let sheet = &piece.grid.sheet;
        let at = (piece.file.clone(), sheet.clone(), row);
        let [(table, row)] = &self.rows.get(&at)?[..] else {
            return None;
        };
        let columns = self.all.sheet.iter();
        let mut columns = columns
            .filter(|own| own.file == piece.file && own.sheet == *sheet && own.table == *table)
            .map(|own| &own.columns);
        let columns = columns.next()?;
        let plain = |text: &str| text.replace(['\n', '\r'], "");
        let key = columns
            .iter()
            .find(|(own, _)| plain(own) == plain(header))?
            .1;
        if columns
            .values()
            .filter(|own| own.split('+').any(|own| own == key))
            .count()
            != 1
        {
            return None;
        }
        let own = self.tables.get(table)?;
        let spec = TABLES.into_iter().find(|spec| spec.key == table)?;
        let column = column_of(spec, own, key)?;
        let rows = &own.grid.rows;
        let cells = &rows.iter().find(|own| own.number == *row)?.cells;
        Some(Own {
            file: own_file(table),
            sheet: own.grid.sheet.clone(),
            row: *row,
            column,
            text: cells
                .get(column)
                .map_or_else(String::new, |own: &Cell<'_>| own.text().into_owned()),
        })
    }
}

/// Whether a table of an imported season is as the import wrote it, but for mended cells.
pub(super) fn is_as_imported(season: &Path, file: &str) -> bool {
    let bytes = read_plain(&season.join(file)).unwrap_or_default();
    remembered(season).is_some_and(|all| holds(&all, file, &bytes))
}

fn holds(all: &Remembered, file: &str, bytes: &[u8]) -> bool {
    let hash = sha256(bytes);
    let mended = all.mended.get(file).into_iter().flatten();
    let mut known = all.written.get(file).into_iter().chain(mended);
    known.any(|own| *own == hash)
}

/// The header of a column of a sheet.
pub(super) fn header_at(piece: &Piece, column: usize) -> Option<String> {
    let header = table_of(piece).and_then(|(spec, _)| header_of(spec, &piece.grid))?;
    header.labels.get(column).map(|own| own.text.clone())
}

fn own_file(table: &str) -> String {
    format!("{table}.xlsx")
}

fn column_of(spec: &TableSpec, piece: &Piece, key: &str) -> Option<usize> {
    let header = header_of(spec, &piece.grid)?;
    let at = spec.columns.iter().position(|own| own.key == key)?;
    header.labels.iter().position(|own| own.column == Some(at))
}

fn remembered(season: &Path) -> Option<Remembered> {
    let text = fs::read_to_string(season.join(COLUMNS_FILE)).ok()?;
    toml::from_str(&text).ok()
}

/// Remembers that a table is about to hold these bytes after a cell was mended: its rows are still
/// where they were. What it holds now counts as well, in case it is never written.
///
/// # Errors
/// The disk refuses.
pub(super) fn note(season: &Path, file: &str, hash: &str) -> io::Result<()> {
    let Some(mut all) = remembered(season).filter(|own| own.written.contains_key(file)) else {
        return Ok(());
    };
    let path = season.join(COLUMNS_FILE);
    let text = fs::read_to_string(&path)?;
    let own = all.mended.entry(file.to_owned()).or_default();
    own.retain(|other| other != hash);
    own.push(hash.to_owned());
    own.drain(..own.len().saturating_sub(2));
    let head = text.lines().take_while(|line| line.starts_with('#'));
    let head: String = head.map(|line| format!("{line}\n")).collect();
    let body = toml::to_string(&all).map_err(io::Error::other)?;
    let mut made = tempfile::Builder::new()
        .prefix(".empanel-")
        .tempfile_in(season)?;
    made.write_all(format!("{head}{body}").as_bytes())?;
    made.as_file().sync_all()?;
    made.persist(path).map_err(|error| error.error)?;
    Ok(())
}
