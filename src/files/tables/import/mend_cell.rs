//! Changes single cells of a season's own tables. The file as the office gave it is kept first, and
//! what was written is read again and compared cell by cell before it takes the place of the old.

use super::super::container::csv;
use super::super::container::encoding;
use super::super::findings::Findings;
use super::super::folder::kinds;
use super::super::folder::plain::read_plain;
use super::super::folder::source::DELIMITERS;
use super::super::origin::SOURCE_FOLDER;
use super::behind::{Behind, Own, header_at, note};
use super::forms;
use super::gather::Original;
use super::mend_xlsx;
use super::pieces::Piece;
use crate::bilingual;
use crate::files::whole::KEPT;
use crate::model::words::{Bilingual, refused, sha256};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

/// The same change of cells of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange<'a> {
    /// The file in the season's folder.
    pub file: &'a str,
    /// The sheet, for workbooks.
    pub sheet: Option<&'a str>,
    /// The rows, as shown by the spreadsheet.
    pub rows: &'a [u32],
    /// The column, from 0.
    pub column: usize,
    /// What the cells hold now, as a person reads it.
    pub was: &'a str,
    /// What they are to hold.
    pub value: &'a str,
}

/// Whether single cells of this file can be changed: a table of the season itself, as text or as a
/// present-day workbook.
pub(super) fn is_mendable(season: &Path, file: &str) -> bool {
    let kind = ["csv", "xlsx"].contains(&kinds::ending(file).as_str());
    is_plain(file) && kind && season.join(file).is_file()
}

/// Whether a name leads nowhere else.
fn is_plain(file: &str) -> bool {
    !file.is_empty() && !file.contains(['/', '\\']) && file != ".." && file != "."
}

/// The same change in the season's own table, for a file that was imported: the original is never
/// changed. `None` where no single cell is behind each of those named.
fn behind(season: &Path, change: &CellChange<'_>) -> Option<Vec<Own>> {
    let bytes = read_plain(&season.join(SOURCE_FOLDER).join(change.file)).ok()?;
    let pieces = cells(change.file, &bytes);
    let piece = pieces.iter().find(|piece| is_here(piece, change))?;
    let header = header_at(piece, change.column)?;
    let behind = Behind::of(season, cells)?;
    let found = change
        .rows
        .iter()
        .map(|&row| behind.cell(piece, row, &header));
    let found: Vec<Own> = found.collect::<Option<_>>()?;
    let first = found.first()?;
    let same = |own: &Own| (&own.file, own.column) == (&first.file, first.column);
    found.iter().all(same).then_some(found)
}

/// Changes cells of a season's table and returns the name under which the office's own file is kept
/// below the season's folder; the first change of a file keeps it.
///
/// # Errors
/// In words for the person: the file is none that can be changed, a cell no longer holds what it
/// did, the change would touch other cells, or the disk refuses. The file is then as it was.
pub fn mend_cells(season: &Path, change: &CellChange<'_>) -> Result<String, Bilingual> {
    let file = change.file;
    if is_plain(file) && season.join(SOURCE_FOLDER).join(file).is_file() {
        let found = behind(season, change).ok_or_else(|| not_here(file))?;
        let rows: Vec<u32> = found.iter().map(|own| own.row).collect();
        let own = CellChange {
            file: &found[0].file,
            sheet: found[0].sheet.as_deref(),
            rows: &rows,
            column: found[0].column,
            ..change.clone()
        };
        return change_table(season, &own);
    }
    change_table(season, change)
}

fn not_here(file: &str) -> Bilingual {
    bilingual!(
        "「{file}」不能在这里改；请用 Excel 或 WPS 改好并保存",
        "[{file}] cannot be changed here; mend it in Excel or WPS and save it"
    )
}

/// The same for a file of the season itself.
fn change_table(season: &Path, change: &CellChange<'_>) -> Result<String, Bilingual> {
    let file = change.file;
    if !is_mendable(season, file) {
        return Err(not_here(file));
    }
    let path = season.join(file);
    let bytes = read_plain(&path).map_err(|error| disk(file, &error))?;
    let before = cells(file, &bytes);
    let holds = |row: u32| text_at(&before, change, row).is_some_and(|text| text == change.was);
    if change.rows.is_empty() || !change.rows.iter().all(|&row| holds(row)) {
        return Err(bilingual!(
            "「{file}」已在别处改动，此格不再是原来的内容；请重新显示后再改",
            "[{file}] was changed elsewhere and the cell no longer holds what is shown; show the page again first"
        ));
    }
    let new = match kinds::ending(file).as_str() {
        "xlsx" => {
            let cells = change.rows.iter().map(|&row| (row, change.column));
            mend_xlsx::changed(&bytes, change.sheet, cells, change.value)
        }
        _ => in_text(&bytes, change),
    };
    let new = new.filter(|new| is_only(&before, &cells(file, new), change));
    let Some(new) = new else {
        return Err(bilingual!(
            "这一格不能在这里改（公式、合并单元格或特殊写法）；请用 Excel 或 WPS 改好并保存",
            "This cell cannot be changed here (a formula, merged cells, or an unusual form); mend it in Excel or WPS and save it"
        ));
    };
    let noted = note(season, file, &sha256(&new));
    noted.map_err(|error| disk(file, &error))?;
    put(season, file, &bytes, &new).map_err(|error| disk(file, &error))?;
    Ok(format!("{KEPT}/{file}"))
}

fn disk(file: &str, error: &io::Error) -> Bilingual {
    let why = refused(error);
    let (zh, en) = (why.zh, why.en);
    bilingual!("「{file}」没有改动：{zh}", "[{file}] was not changed: {en}")
}

pub(super) fn cells(file: &str, bytes: &[u8]) -> Vec<Piece> {
    let original = Original {
        name: file.to_owned(),
        bytes: Arc::new(bytes.to_vec()),
    };
    forms::read(&[original], &mut Findings::default()).0
}

fn is_here(piece: &Piece, change: &CellChange<'_>) -> bool {
    change.sheet.is_none() || piece.grid.sheet.as_deref() == change.sheet
}

fn text_at(pieces: &[Piece], change: &CellChange<'_>, row: u32) -> Option<String> {
    let piece = pieces.iter().find(|piece| is_here(piece, change))?;
    let found = piece.grid.rows.iter().find(|own| own.number == row)?;
    let cell = found.cells.get(change.column);
    Some(cell.map_or_else(String::new, |cell| cell.text().into_owned()))
}

/// Whether the new file differs from the old one in the changed cells alone.
fn is_only(before: &[Piece], after: &[Piece], change: &CellChange<'_>) -> bool {
    let rows = |piece: &Piece, wipe: bool| {
        let mut rows = Vec::new();
        for row in &piece.grid.rows {
            let mut texts: Vec<String> = row
                .cells
                .iter()
                .map(|cell| cell.text().into_owned())
                .collect();
            if wipe && change.rows.contains(&row.number) {
                texts.resize(texts.len().max(change.column + 1), String::new());
                texts[change.column].clear();
            }
            while texts.last().is_some_and(String::is_empty) {
                texts.pop();
            }
            rows.push((row.number, texts));
        }
        rows
    };
    let value = change.value.trim();
    let written = |row: &u32| text_at(after, change, *row).is_some_and(|text| text == value);
    before.len() == after.len()
        && change.rows.iter().all(written)
        && before.iter().zip(after).all(|(old, new)| {
            let wipe = is_here(old, change);
            old.grid.sheet == new.grid.sheet && rows(old, wipe) == rows(new, wipe)
        })
}

/// The text with the cells changed, as UTF-8 with the mark that spreadsheets need.
fn in_text(bytes: &[u8], change: &CellChange<'_>) -> Option<Vec<u8>> {
    let text = encoding::decode(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let plain = |delimiter: u8| {
        let special = |c: char| u32::from(c) == u32::from(delimiter) || "\"\r\n".contains(c);
        match change.value.contains(special) {
            true => format!("\"{}\"", change.value.replace('"', "\"\"")),
            false => change.value.to_owned(),
        }
    };
    let mut rows = change.rows.to_vec();
    rows.sort_unstable();
    // The right delimiter is the one by which the cells hold what they are said to.
    DELIMITERS.iter().find_map(|&delimiter| {
        let mut new = text.to_owned();
        for &row in rows.iter().rev() {
            let span = csv::span(text, delimiter, row, change.column)?;
            let own = text[span.clone()]
                .trim()
                .trim_matches('"')
                .replace("\"\"", "\"");
            if own.trim() != change.was {
                return None;
            }
            new.replace_range(span, &plain(delimiter));
        }
        Some([b"\xef\xbb\xbf", new.as_bytes()].concat())
    })
}

/// Keeps the old file once, and puts the new one in its place.
fn put(season: &Path, file: &str, old: &[u8], new: &[u8]) -> io::Result<()> {
    let kept = season.join(KEPT);
    fs::create_dir_all(&kept)?;
    if !kept.join(file).exists() {
        write(&kept, file, old)?;
    }
    write(season, file, new)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut made = tempfile::Builder::new()
        .prefix(".empanel-")
        .tempfile_in(folder)?;
    made.write_all(bytes)?;
    made.as_file().sync_all()?;
    made.persist(folder.join(name))
        .map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    fn change<'a>(file: &'a str, rows: &'a [u32], was: &'a str, value: &'a str) -> CellChange<'a> {
        CellChange {
            file,
            sheet: None,
            rows,
            column: 1,
            was,
            value,
        }
    }

    fn texts(folder: &Path, file: &str) -> Vec<Vec<String>> {
        let bytes = fs::read(folder.join(file)).expect("a file");
        let pieces = cells(file, &bytes);
        let rows = pieces[0].grid.rows.iter();
        rows.map(|row| {
            row.cells
                .iter()
                .map(|cell| cell.text().into_owned())
                .collect()
        })
        .collect()
    }

    #[test]
    fn a_cell_of_a_text_is_changed_and_the_first_file_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("experts.csv");
        let (bytes, ..) = encoding_rs::GB18030.encode("编号,行业\nE1,错\nE2,\"错\"\n");
        fs::write(&path, &bytes).expect("written");
        let done = mend_cells(
            folder.path(),
            &change("experts.csv", &[2, 3], "错", "C,\"26"),
        );
        assert_eq!(done.as_deref(), Ok("kept/experts.csv"));
        let rows = texts(folder.path(), "experts.csv");
        assert_eq!(rows[1], ["E1", "C,\"26"]);
        assert_eq!(rows[2], ["E2", "C,\"26"]);
        let again = change("experts.csv", &[2], "C,\"26", "C");
        assert!(mend_cells(folder.path(), &again).is_ok());
        let kept = fs::read(folder.path().join("kept/experts.csv")).expect("kept");
        assert_eq!(kept, bytes.as_ref(), "the first file, not the second");
        let stale = change("experts.csv", &[2], "错", "D");
        assert!(
            mend_cells(folder.path(), &stale).is_err(),
            "changed meanwhile"
        );
    }

    #[test]
    fn a_cell_of_a_workbook_is_changed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("experts.xlsx");
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("专家").expect("a name");
        for (row, cells) in [["编号", "行业", "级别"], ["E1", "错", ""], ["E2", "C", "3"]]
            .iter()
            .enumerate()
        {
            for (column, text) in cells.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number),
                    Err(_) => sheet.write_string(row, column, *text),
                }
                .expect("a cell");
            }
        }
        sheet.write_formula(3, 1, "=1+1").expect("a formula");
        book.save(&path).expect("saved");
        let own = change("experts.xlsx", &[2], "错", "C26 <&> ");
        assert!(mend_cells(folder.path(), &own).is_ok());
        let rows = texts(folder.path(), "experts.xlsx");
        assert_eq!(rows[1][1], "C26 <&>");
        assert_eq!(rows[2], ["E2", "C", "3"]);
        let missing = CellChange {
            column: 5,
            ..change("experts.xlsx", &[3], "", "新")
        };
        assert!(mend_cells(folder.path(), &missing).is_ok());
        assert_eq!(texts(folder.path(), "experts.xlsx")[2][5], "新");
        let bytes = fs::read(&path).expect("a file");
        let formula = texts(folder.path(), "experts.xlsx")[3][1].clone();
        let formula = change("experts.xlsx", &[4], &formula, "x");
        assert!(mend_cells(folder.path(), &formula).is_err());
        assert_eq!(fs::read(&path).expect("a file"), bytes);
    }

    #[test]
    fn no_file_outside_the_season_is_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let season = folder.path().join("season");
        fs::create_dir(&season).expect("a folder");
        fs::write(folder.path().join("other.csv"), "a,b\n1,2\n").expect("written");
        for file in ["../other.csv", "..", "", "/etc/hosts.csv", "rules.toml"] {
            assert!(
                mend_cells(&season, &change(file, &[2], "2", "3")).is_err(),
                "{file}"
            );
        }
        fs::create_dir(season.join("source")).expect("a folder");
        fs::write(season.join("source/a.csv"), "a,b\n1,2\n").expect("written");
        assert!(
            mend_cells(&season, &change("a.csv", &[2], "2", "3")).is_err(),
            "an original"
        );
    }
}
