//! The year of the season, from the names of the files and the titles of the sheets.

use super::answers::{Asking, Choice, Item};
use super::gather::Original;
use super::pieces::Piece;
use crate::bilingual;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;

/// The years in a text: 2026年, 20260415, 2026-04.
fn years(text: &str) -> Vec<i32> {
    let mut found = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        let year = run
            .get(..4)
            .filter(|_| matches!(run.len(), 4 | 6 | 8 | 12 | 14));
        if let Some(year) = year.and_then(|own| own.parse().ok())
            && (2000..=2100).contains(&year)
            && !found.contains(&year)
        {
            found.push(year);
        }
    }
    found
}

/// The year that the files agree on; asked where they differ, `None` where they say none.
pub(super) fn of(originals: &[Original], pieces: &[Piece], asking: &mut Asking<'_>) -> Option<i32> {
    let mut named: BTreeMap<i32, Vec<&str>> = BTreeMap::new();
    for (at, original) in originals.iter().enumerate() {
        let mut own = years(&original.name);
        if own.is_empty() {
            let titles = pieces.iter().filter(|piece| piece.original == at);
            let titles = titles.flat_map(|piece| piece.grid.rows.iter().take(2));
            let alone =
                titles.filter(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1);
            for cell in alone.flat_map(|row| &row.cells) {
                own.extend(years(&cell.text()));
            }
        }
        // A file that names several years says none.
        own.dedup();
        if let [year] = own.as_slice() {
            named.entry(*year).or_default().push(&original.name);
        }
    }
    let last = named.keys().next_back().copied()?;
    if named.len() == 1 {
        return Some(last);
    }
    let choices: Vec<Choice> = named
        .iter()
        .rev()
        .map(|(year, files)| {
            let files = files.join("、");
            Choice {
                value: year.to_string(),
                words: bilingual!("{year} 年（{files}）", "{year} ({files})"),
            }
        })
        .collect();
    let years: Vec<String> = named.keys().map(i32::to_string).collect();
    let item = Item {
        key: years.join(" "),
        words: Bilingual::default(),
        proposal: Some(last.to_string()),
        choices,
        free: false,
    };
    let words = bilingual!(
        "文件名上的年份不一致，本届是哪一年？（若放错了别的年份的文件，请停下更换）",
        "The files name different years; which one is this season's? (stop here if a file of another year got in)"
    );
    let value = asking
        .ask("year", words, vec![item], |_| false)
        .pop()
        .flatten();
    value.and_then(|own| own.parse().ok())
}
