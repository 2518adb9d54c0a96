//! The relatives that a form lists, as sentences that the reader of declared ties understands.

use super::super::container::grid::Grid;
use super::pieces::{Loose, Piece};
use std::collections::BTreeSet;

/// Headers of the column that says who somebody is to the expert.
const WHO: [&str; 6] = [
    "称谓",
    "关系",
    "与本人关系",
    "与专家关系",
    "与本人的关系",
    "亲属关系",
];
/// Words for relatives are no longer than this, in characters.
const LONGEST: usize = 8;

/// A small table of relatives within a form.
#[derive(Debug, Default)]
pub(super) struct Relatives {
    /// Its rows, with that of the headers.
    pub(super) rows: BTreeSet<u32>,
    /// Who, the name and the employer of each.
    found: Vec<(u32, String, String, String)>,
}

/// Finds the relatives that a form lists: rows below headers such as 称谓, 姓名, 工作单位.
pub(super) fn relatives(grid: &Grid<'_>) -> Relatives {
    let mut relatives = Relatives::default();
    let mut columns: Option<[Option<usize>; 3]> = None;
    for row in &grid.rows {
        let plain =
            |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        let texts: Vec<String> = row.cells.iter().map(|cell| plain(&cell.text())).collect();
        let at = |fits: &dyn Fn(&str) -> bool| texts.iter().position(|own| fits(own));
        let who = at(&|own| WHO.contains(&own));
        let employer = at(&|own| own.contains("单位"));
        if let (Some(who), Some(employer)) = (who, employer) {
            columns = Some([Some(who), at(&|own| own == "姓名"), Some(employer)]);
            relatives.rows.insert(row.number);
            continue;
        }
        let Some(places) = columns else {
            continue;
        };
        let [who, name, employer] = places.map(|at| {
            let text = at.and_then(|at| texts.get(at)).cloned();
            text.unwrap_or_default()
        });
        if who.is_empty() || employer.is_empty() || who.chars().count() > LONGEST {
            columns = None;
            continue;
        }
        relatives.rows.insert(row.number);
        relatives.found.push((row.number, who, name, employer));
    }
    relatives
}

/// Adds a sentence for each relative of the expert of this form: it is proposed as a tie, and a
/// person confirms it.
pub(super) fn declare(piece: &Piece, expert: &str, loose: &mut Vec<Loose>) {
    let found = relatives(&piece.grid).found.into_iter();
    let lines: Vec<(u32, String)> = found
        .map(|(row, who, name, employer)| (row, format!("{expert}：{who}{name}在{employer}工作。")))
        .collect();
    if !lines.is_empty() {
        loose.push(Loose {
            original: piece.original,
            file: piece.file.clone(),
            lines,
        });
    }
}
