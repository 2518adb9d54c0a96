//! Which table a sheet holds, by its columns and, where they do not decide, by its name.

use super::grid::Grid;
use super::header;
use super::headers::{
    DECLARED, DOMAINS, GROUPS, INDUSTRIES, RECOMMENDERS, SCORES, SCREENING, TABLES, TableSpec, fold,
};

/// Columns that a table needs at least to be known by its columns alone.
const ENOUGH: usize = 3;

/// Tables with so few or so usual columns that only a name makes one.
fn needs_name(spec: &TableSpec) -> bool {
    let bare = [
        &DECLARED,
        &RECOMMENDERS,
        &GROUPS,
        &SCREENING,
        &SCORES,
        &INDUSTRIES,
        &DOMAINS,
    ];
    bare.iter().any(|own| own.key == spec.key)
}

/// Letters of the longest name of the table that one of the words holds.
fn name_in(spec: &TableSpec, words: &[&str]) -> usize {
    let names = spec.aliases.iter().chain([&spec.key]);
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    names
        .map(|name| fold(name))
        .filter(|name| folded.iter().any(|word| word.contains(name.as_str())))
        .map(|name| name.chars().count())
        .max()
        .unwrap_or(0)
}

/// The table that a sheet holds: all columns are there without which the table is useless, and no
/// other table knows as many of the columns; `words` are the names of the sheet and its file.
pub(super) fn recognise(head: &Grid<'_>, words: &[&str]) -> Option<&'static TableSpec> {
    let mut best: Option<((usize, usize), &'static TableSpec)> = None;
    let mut rivals = 0;
    for spec in TABLES {
        let Some(found) = header::find(spec, &head.rows, &head.facts) else {
            continue;
        };
        let named = name_in(spec, words);
        let known = found.known;
        let enough = if named > 0 {
            known > 1 || spec.columns.len() < 3
        } else {
            known >= ENOUGH
        };
        if !found.is_whole(spec) || !enough || (named == 0 && needs_name(spec)) {
            continue;
        }
        let score = (known, named);
        match &best {
            Some((top, _)) if score < *top => {}
            Some((top, _)) if score == *top => rivals += 1,
            _ => {
                best = Some((score, spec));
                rivals = 0;
            }
        }
    }
    best.filter(|_| rivals == 0).map(|(_, spec)| spec)
}
