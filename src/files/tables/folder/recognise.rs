//! Recognises the table in a sheet by its columns and, where they are not sufficient, by its name.

use crate::files::tables::container::grid::Grid;
use crate::files::tables::headers::{
    DECLARED, DOMAINS, GROUPS, INDUSTRIES, JUDGED, NOBODY, RECOMMENDERS, SCORES, SCREENING,
    SYNONYMS, TABLES, TableSpec, WISHES, fold,
};
use crate::files::tables::sheet::header;

/// Minimum number of columns by which a table is recognised without a name.
const ENOUGH: usize = 3;

/// Tables with so few or such common columns that a name is needed as well.
fn needs_name(spec: &TableSpec) -> bool {
    let bare = [
        &DECLARED,
        &RECOMMENDERS,
        &GROUPS,
        &SCREENING,
        &SCORES,
        &WISHES,
        &INDUSTRIES,
        &DOMAINS,
        &JUDGED,
        &NOBODY,
        &SYNONYMS,
    ];
    bare.iter().any(|own| own.key == spec.key)
}

/// Length in characters of the longest table name contained in one of the words.
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

/// Whether the columns alone say that each row is a recusal: an expert next to 回避企业, and no column
/// for another relation.
fn is_recusals(spec: &TableSpec, found: &header::Header) -> bool {
    let key = |at: usize| spec.columns[at].key;
    let has = |wanted: &str| {
        let mut labels = found.labels.iter();
        labels.any(|label| label.column.is_some_and(|at| key(at) == wanted))
    };
    let says = |label: &header::Label| {
        let object = label.column.is_some_and(|at| key(at) == "object");
        object && fold(&label.text).contains("回避")
    };
    spec.key == DECLARED.key && !has("relation") && found.labels.iter().any(says)
}

/// Recognises the table in a sheet: all required columns exist, and no other table matches as many
/// columns; `words` are the names of the sheet and its file.
pub(in crate::files::tables) fn recognise(
    head: &Grid<'_>,
    words: &[&str],
) -> Option<&'static TableSpec> {
    let mut best: Option<((usize, usize), &'static TableSpec)> = None;
    let mut rivals = 0;
    for spec in TABLES {
        let Some(found) = header::find(spec, &head.rows, &head.facts) else {
            continue;
        };
        let named = name_in(spec, words);
        let known = found.known;
        let recusals = is_recusals(spec, &found);
        let enough = if recusals {
            true
        } else if named > 0 {
            known > 1 || spec.columns.len() < 3
        } else {
            known >= ENOUGH
        };
        if !found.is_whole(spec) || !enough || (named == 0 && needs_name(spec) && !recusals) {
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

/// The table that most columns of a sheet match, with the required columns it lacks; `None` if no
/// table matches two columns.
pub(in crate::files::tables) fn nearly(
    head: &Grid<'_>,
) -> Option<(&'static TableSpec, Vec<String>)> {
    let mut best: Option<(usize, &'static TableSpec, Vec<String>)> = None;
    for spec in TABLES.into_iter().filter(|spec| !needs_name(spec)) {
        let Some(found) = header::find(spec, &head.rows, &head.facts) else {
            continue;
        };
        let has = |at: usize| found.labels.iter().any(|label| label.column == Some(at));
        let columns = spec.columns.iter().enumerate();
        let missing: Vec<String> = columns
            .filter(|(at, column)| column.required && !has(*at))
            .map(|(_, column)| column.name())
            .collect();
        let more = best.as_ref().is_none_or(|(known, ..)| found.known > *known);
        if found.known > 1 && !missing.is_empty() && more {
            best = Some((found.known, spec, missing));
        }
    }
    best.map(|(_, spec, missing)| (spec, missing))
}
