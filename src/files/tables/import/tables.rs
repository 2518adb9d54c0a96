//! Which table each sheet is: by its columns, then by its name.

use super::super::container::grid::Grid;
use super::super::folder::kinds::{is_set_aside, stem};
use super::super::folder::recognise::recognise;
use super::super::headers::{
    Column, DECLARED, EXPERTS, PINS, RECOMMENDERS, RELATIONS, SUBMISSIONS, TABLES, TableSpec,
};
use super::super::sheet::columns::is_running_number;
use super::super::sheet::header::{self, HEADER_WITHIN, Header};
use super::data::Certainty;
use super::pieces::Piece;
use crate::model::words::Bilingual;
use std::sync::LazyLock;

/// What an office's own table has at least, where ids and codes may be missing.
const ESSENTIAL: [(&str, &[&str]); 3] = [
    ("experts", &["name", "employer"]),
    ("submissions", &["organization"]),
    ("recommenders", &["name"]),
];

/// The tables of a season, where only what is essential is required.
static LOOSE: LazyLock<Vec<&'static TableSpec>> = LazyLock::new(|| {
    let loose = |spec: &&'static TableSpec| -> &'static TableSpec {
        let Some((_, essential)) = ESSENTIAL.iter().find(|(key, _)| *key == spec.key) else {
            return spec;
        };
        let columns: Vec<Column> = spec
            .columns
            .iter()
            .map(|own| own.needed(essential))
            .collect();
        // Made once, and used until the program ends.
        let columns: &'static [Column] = Box::leak(columns.into_boxed_slice());
        Box::leak(Box::new(TableSpec {
            key: spec.key,
            aliases: spec.aliases,
            required: spec.required,
            columns,
        }))
    };
    TABLES.iter().map(loose).collect()
});

/// The table of this key, where only what is essential is required.
pub(super) fn loose(key: &str) -> Option<&'static TableSpec> {
    LOOSE.iter().copied().find(|spec| spec.key == key)
}

/// The header of a sheet for a table: the one that is found, or else the fullest of the first rows.
pub(super) fn header_of(spec: &TableSpec, grid: &Grid<'_>) -> Option<Header> {
    let found = header::find(spec, &grid.rows, &grid.facts);
    let found = found.filter(|own| spec.key != DECLARED.key || own.known > 1);
    found.or_else(|| fullest(&grid.rows))
}

/// The first of the fullest rows, taken for a header of unknown words.
pub(super) fn fullest(rows: &[super::super::container::grid::GridRow<'_>]) -> Option<Header> {
    let filled = |at: &usize| rows[*at].cells.iter().filter(|own| !own.is_empty()).count();
    let near = 0..rows.len().min(HEADER_WITHIN);
    let at = near.rev().max_by_key(filled).filter(|at| filled(at) > 1)?;
    let label = |cell: &super::super::container::grid::Cell<'_>| header::Label {
        text: cell.text().into_owned(),
        ..header::Label::default()
    };
    Some(Header {
        known: 0,
        at,
        number: rows[at].number,
        labels: rows[at].cells.iter().map(label).collect(),
    })
}

/// The keys of the columns that a header names; the number of a row is none.
fn keys(spec: &TableSpec, found: &Header) -> Vec<&'static str> {
    let mut keys: Vec<&'static str> = found
        .labels
        .iter()
        .filter_map(|own| Some((spec.columns[own.column?].key, own.text.as_str())))
        .filter(|(key, text)| *key != "id" || !is_running_number(text))
        .map(|(key, _)| key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a header of a list of recusals means: whoever stays away, from what, and why.
pub(super) fn of_recusals(label: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(&["回避"]) && has(&["事由", "原因", "理由", "说明", "依据", "情形"]) {
        return Some("note");
    }
    if has(&["回避"])
        && has(&[
            "单位", "企业", "组织", "公司", "对象", "项目", "机构", "申报",
        ])
    {
        return Some("object");
    }
    let person = ["专家", "评审员", "评委", "姓名", "申请人", "评审人"];
    (has(&person) && !has(&["单位", "回避"])).then_some("subject")
}

/// Whether a sheet is a list of recusals by its headers: a person, and what the person avoids.
fn is_recusals(grid: &Grid<'_>) -> bool {
    grid.rows.iter().any(|row| {
        let keys: Vec<&str> = row
            .cells
            .iter()
            .filter_map(|cell| of_recusals(&cell.text()))
            .collect();
        keys.contains(&"subject") && keys.contains(&"object")
    })
}

/// Whether a sheet says what its people know: then it is a pool, whatever else it says.
fn has_expertise(grid: &Grid<'_>) -> bool {
    let found = header::find(&EXPERTS, &grid.rows, &grid.facts);
    found.is_some_and(|own| {
        let keys = keys(&EXPERTS, &own);
        keys.contains(&"name") && (keys.contains(&"domains") || keys.contains(&"industries"))
    })
}

/// How many columns a sheet has of a table that it may be; `None` where it cannot be it.
fn score(spec: &TableSpec, grid: &Grid<'_>) -> Option<usize> {
    let found = header::find(spec, &grid.rows, &grid.facts)?;
    let keys = keys(spec, &found);
    let has = |key: &str| keys.contains(&key);
    let any = |wanted: &[&str]| wanted.iter().any(|key| has(key));
    let may = match spec.key {
        "experts" => has("name") && any(&["employer", "domains", "industries", "title"]),
        "submissions" => {
            let more = [
                "title",
                "industry",
                "recommender",
                "domains",
                "id",
                "passed",
            ];
            has("organization") && any(&more) && !(has("quota"))
        }
        "recommenders" => has("name") && has("quota"),
        "relations" => has("subject") && has("object") && has("relation"),
        _ => false,
    };
    may.then_some(keys.len())
}

/// The table that a sheet is, and how sure that is; `None` where it is none.
pub(super) fn table_of(piece: &Piece) -> Option<(&'static TableSpec, Certainty)> {
    let sheet = piece.grid.sheet.as_deref().unwrap_or_default();
    if is_set_aside(sheet) {
        return None;
    }
    let head = Grid {
        sheet: piece.grid.sheet.clone(),
        rows: piece
            .grid
            .rows
            .iter()
            .take(HEADER_WITHIN + 2)
            .cloned()
            .collect(),
        facts: piece.grid.facts.clone(),
    };
    let mut scores: Vec<(usize, &'static str)> = [EXPERTS, SUBMISSIONS, RECOMMENDERS, RELATIONS]
        .iter()
        .filter_map(|spec| Some((score(loose(spec.key)?, &head)?, spec.key)))
        .collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    // A list of recusals names people and employers too, but not what they know.
    if is_recusals(&head) && !has_expertise(&head) {
        return Some((loose("declared")?, Certainty::Sure));
    }
    let strict = recognise(&head, &[stem(&piece.file), sheet]);
    let strict = strict.filter(|own| own.key != DECLARED.key || !has_expertise(&head));
    // Recusals, pins and the tables that only their name tells are known by all their columns.
    if let Some(spec) = strict {
        let known = header::find(spec, &head.rows, &head.facts).map_or(0, |own| own.known);
        let own = ![&EXPERTS, &SUBMISSIONS, &RECOMMENDERS, &RELATIONS]
            .iter()
            .any(|other| other.key == spec.key);
        let special = [&PINS, &DECLARED].iter().any(|other| other.key == spec.key);
        if own && (special || scores.first().is_none_or(|(most, _)| known >= *most)) {
            return Some((loose(spec.key)?, Certainty::Sure));
        }
    }
    let (most, key) = *scores.first()?;
    let close = scores.get(1).is_some_and(|(next, _)| next + 1 >= most);
    let certainty = if close {
        Certainty::Guessed
    } else {
        Certainty::Sure
    };
    Some((loose(key)?, certainty))
}

/// Whether a sheet is more than a page of notes: three filled columns in two rows at least.
pub(super) fn looks_like_table(grid: &Grid<'_>) -> bool {
    let wide = |row: &&super::super::container::grid::GridRow<'_>| {
        row.cells.iter().filter(|cell| !cell.is_empty()).count() >= 3
    };
    grid.rows.iter().filter(wide).take(2).count() == 2
}

/// The columns that a table can have: key and name.
pub fn fields_of(table: &str) -> Vec<(&'static str, Bilingual)> {
    let columns = loose(table).map_or(&[][..], |spec| spec.columns);
    let named = columns
        .iter()
        .filter_map(|own| Some((own.key, field_name(table, own.key)?)));
    named.collect()
}

/// The name of a column of a table, for people: the office's own word, and the key in English.
pub fn field_name(table: &str, key: &str) -> Option<Bilingual> {
    let column = loose(table)?.columns.iter().find(|own| own.key == key)?;
    let zh = column.aliases.first().copied().unwrap_or(column.key);
    Some(Bilingual::new(zh, column.key))
}
