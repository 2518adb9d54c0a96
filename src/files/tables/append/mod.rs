//! Adds one row to a table of a season, such as a verdict or a waiver.
//!
//! Everything else in the file stays as it is: a text gets one line in its own encoding and with
//! its own delimiter, a workbook one row of text cells in the sheet of the table. The new file is
//! read again before it takes the place of the old one, which is kept with `.bak`; where the row
//! would not be read as it was meant, nothing is written.

mod sheet;
mod text;

use super::findings::{Findings, Problems};
use super::folder::season_folder::Folder;
use super::folder::source::{Source, with_table};
use super::headers::{TABLES, TableSpec};
use crate::files::tables::container::content::{Content, content};
use crate::files::tables::container::file::{Bytes, File};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::rc::Rc;

/// Why a row was not added.
#[derive(Debug)]
pub enum Unadded {
    /// The file has a form in which the program adds no rows; a person can.
    ByHand(String),
    /// The folder or the table cannot be read.
    Unread(Problems),
    /// The disk refuses, for example because another program has the file open.
    Unwritten(String, io::Error),
}

/// What of a table matters for a new row.
struct Layout {
    /// For every column of the table, its position in the sheet.
    columns: Vec<Option<usize>>,
    sheet: Option<String>,
    rows: usize,
    /// The texts of the last row, by column of the table.
    last: Vec<String>,
}

/// Adds a row to the table of this key in a season's folder; cells are named by the keys of their
/// columns. A table that the season does not have yet becomes a CSV file. Returns the name of the
/// file. Linear in the file.
///
/// # Errors
/// See [`Unadded`]; nothing is changed then.
pub fn add_row(dir: &Path, table: &str, cells: &[(&str, &str)]) -> Result<String, Unadded> {
    let mut findings = Findings::default();
    let Some(folder) = Folder::open(dir, &mut findings) else {
        return Err(unread(findings));
    };
    let Some(spec) = TABLES.iter().copied().find(|spec| spec.key == table) else {
        return Err(Unadded::ByHand(table.to_owned()));
    };
    let values: Vec<&str> = spec
        .columns
        .iter()
        .map(|column| value(cells, column.key))
        .collect();
    let Some(source) = folder.table(spec, &mut findings) else {
        let name = format!("{table}.csv");
        // A file of this name that is not read must not be lost.
        if dir.join(&name).exists() || folder.holds(spec) {
            return Err(Unadded::ByHand(name));
        }
        return put(dir, &name, &text::new(spec, &values), None);
    };
    let name = source.file.name.clone();
    let by_hand = || Unadded::ByHand(name.clone());
    let layout = layout(spec, &source).ok_or_else(by_hand)?;
    let mut row: Vec<(usize, &str)> = Vec::new();
    for (at, value) in layout.columns.iter().zip(&values) {
        match at {
            Some(at) => row.push((*at, value)),
            None if value.is_empty() => {}
            None => return Err(by_hand()),
        }
    }
    row.sort_unstable();
    let bytes = source.file.bytes.as_ref();
    let new = match content(bytes) {
        Content::Text => text::with_row(spec, bytes, &row),
        Content::Archive => sheet::with_row(bytes, layout.sheet.as_deref(), &row),
        _ => None,
    };
    let new = new.ok_or_else(by_hand)?;
    let again = File {
        name: name.clone(),
        bytes: Bytes(Rc::new(new.clone())),
    };
    let again = Source {
        sheet: source.sheet.clone(),
        elsewhere: source.elsewhere.clone(),
        ..Source::from(again)
    };
    let read = self::layout(spec, &again).ok_or_else(by_hand)?;
    let same = layout.columns.iter().zip(&read.last).zip(&values);
    let mut same = same.filter(|((at, _), _)| at.is_some());
    let meant = same.all(|((_, read), value)| read == value);
    if !meant || read.rows != layout.rows + 1 || read.columns != layout.columns {
        return Err(by_hand());
    }
    put(dir, &name, &new, Some(bytes))
}

fn value<'c>(cells: &[(&str, &'c str)], key: &str) -> &'c str {
    let own = cells.iter().find(|(own, _)| *own == key);
    own.map_or("", |(_, value)| value.trim())
}

fn unread(findings: Findings) -> Unadded {
    let problems = findings.finish();
    Unadded::Unread(problems.err().unwrap_or_else(|| Problems(Vec::new())))
}

fn layout(spec: &'static TableSpec, source: &Source) -> Option<Layout> {
    let mut findings = Findings::default();
    with_table(spec, source, &mut findings, |table, _| {
        let columns: Vec<Option<usize>> = table
            .columns
            .iter()
            .map(|own| own.as_ref().map(|own| own.0))
            .collect();
        let text = |at: &Option<usize>| {
            let cell = table.rows.last().zip(*at);
            let cell = cell.and_then(|(row, at)| row.cells.get(at));
            cell.map_or_else(String::new, |cell| cell.text().into_owned())
        };
        Layout {
            last: columns.iter().map(text).collect(),
            columns,
            sheet: table.place().sheet,
            rows: table.rows.len(),
        }
    })
}

/// Puts a file in place, whole or not at all, with the same permissions as before.
fn put(dir: &Path, name: &str, new: &[u8], old: Option<&[u8]>) -> Result<String, Unadded> {
    let write = |name: &str, bytes: &[u8]| {
        let target = dir.join(name);
        let mut file = tempfile::NamedTempFile::new_in(dir)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        if let Ok(meta) = fs::metadata(dir.join(name.trim_end_matches(".bak"))) {
            file.as_file().set_permissions(meta.permissions())?;
        }
        file.persist(target)?;
        Ok::<_, io::Error>(())
    };
    let kept = old.map_or(Ok(()), |old| write(&format!("{name}.bak"), old));
    kept.and_then(|()| write(name, new))
        .map_err(|error| Unadded::Unwritten(name.to_owned(), error))?;
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests;
