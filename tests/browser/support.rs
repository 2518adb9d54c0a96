//! What walks and pictures share: who can be exchanged, sheets filled in, an office's own files.

use crate::browser::Browser;
use crate::sheets_support::{cell, fill};
use calamine::{DataType as _, Reader as _, Xlsx};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// The first row of a score sheet's table, from 0.
const FIRST: u32 = 5;

/// The files as an office has them: a pool of experts, an export, a table of quotas, sentences.
pub fn raw() -> Vec<PathBuf> {
    let raw = Path::new("tests/cases/handed/office-raw").canonicalize();
    files_of(&raw.expect("the case"))
}

/// The files of a folder, by name.
pub fn files_of(folder: &Path) -> Vec<PathBuf> {
    let files =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = files.map(|own| own.expect("a file").path()).collect();
    files.sort();
    files
}

/// The card of an expert on the board.
pub fn card(id: &str) -> String {
    format!(".person[data-expert=\"{id}\"]")
}

/// A member of a group, and somebody without a seat for whom an exchange breaks no rule.
pub fn exchange(browser: &Browser) -> [String; 2] {
    let script = "
        const people = [...document.querySelectorAll('.group .person:not(.locked):not(.changed)')];
        const ask = async () => {
            for (const own of people) {
                const id = own.dataset.expert;
                const answer = await fetch(`/board/verdicts?expert=${id}`);
                if (!answer.ok) continue;
                const fits = (await answer.json()).verdicts.find((one) => one.tone !== 'broken' && one.expert && one.group === '');
                if (fits) return [id, fits.expert];
            }
            return null;
        };
        return ask();";
    let found = browser.run(script, &[]);
    let ids = found.as_array();
    let ids = ids.unwrap_or_else(|| browser.fail("nobody can be exchanged"));
    [0, 1].map(|at| ids[at].as_str().expect("an id").to_owned())
}

/// A member of a group on the board who does not lead it.
pub fn somebody(browser: &Browser) -> String {
    let script = "return document.querySelector('.group .person:not([data-leads]):not(.changed)').dataset.expert";
    let id = browser.run(script, &[]);
    id.as_str().expect("an id").to_owned()
}

/// The score sheets as the experts send them back: each score typed in.
pub fn filled_sheets(sheets: &Path, back: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(back).expect("a folder");
    let sheets = files_of(sheets);
    let scored = sheets.iter().filter(|own| {
        let name = own.file_name().unwrap_or_default().to_string_lossy();
        !name.contains("合议") && !name.contains("consensus")
    });
    let filled = scored.enumerate().map(|(at, sheet)| {
        let to = back.join(sheet.file_name().expect("a name"));
        let bytes = fs::read(sheet).expect("a sheet");
        fs::write(&to, typed(&bytes, at)).expect("written");
        to
    });
    filled.collect()
}

/// A sheet with every score typed in.
fn typed(bytes: &[u8], reviewer: usize) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let table = book
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("readable");
    let listed = |row: &u32| {
        let id = table.get_value((FIRST + row, 1));
        id.is_some_and(|id| !id.is_empty())
    };
    let rows = (0u32..).take_while(listed).count();
    let scores = (0..rows).flat_map(|row| {
        let score = move |at: usize| 60.0 + ((reviewer * 7 + row * 5 + at * 3) % 40) as f64;
        let columns = ["E", "F", "G"].into_iter().enumerate();
        columns.map(move |(at, column)| cell(column, row, score(at)))
    });
    fill(bytes, &scores.collect::<Vec<_>>())
}
