//! Forms: a sheet or a Word table that describes one expert or one submission by labels with the
//! value beside each. All forms of one kind are read as the rows of one table.

use super::super::ProblemCode;
use super::super::container::facts::Facts;
use super::super::container::grid::{Cell, Grid, GridRow};
use super::super::findings::Findings;
use super::super::headers::{TableSpec, fold};
use super::super::sheet::header;
use super::looks::private_header;
use super::pieces::{Loose, Piece};
use super::relatives::{self, relatives};
use super::tables::loose;
use crate::bilingual;
use std::collections::{BTreeMap, BTreeSet};

/// The tables that forms are of, with the column that no form lacks.
const KINDS: [(&str, &str); 2] = [("experts", "name"), ("submissions", "organization")];
/// A form names at least so many columns of its table.
const FEWEST: usize = 3;
/// Labels are no longer than this, in characters.
const LONGEST_LABEL: usize = 24;
/// Sheets of more rows are tables.
const MOST_ROWS: usize = 400;
/// Cells without a place that are named in the message about them.
const SHOWN: usize = 6;

/// A label and the value beside it.
#[derive(Debug, Clone)]
struct Pair {
    row: u32,
    label: String,
    value: Cell<'static>,
    column: Option<usize>,
}

/// A filled-in form.
#[derive(Debug)]
struct Form {
    row: u32,
    pairs: Vec<Pair>,
}

/// The forms of one sheet.
#[derive(Debug)]
struct Found {
    piece: usize,
    forms: Vec<Form>,
    /// Texts that are neither label nor value.
    rest: Vec<String>,
}

/// Turns every sheet of forms into the rows of a table, with the same columns for all forms of a
/// kind. What has no label is told; relatives become sentences to confirm. Linear in the cells.
pub(super) fn unfold(pieces: &mut [Piece], sentences: &mut Vec<Loose>, findings: &mut Findings) {
    for (key, essential) in KINDS {
        let Some(spec) = loose(key) else {
            continue;
        };
        let of_kind = |own: &Piece| best(&own.grid).is_some_and(|(best, _)| best == key);
        let all: Vec<usize> = (0..pieces.len())
            .filter(|at| of_kind(&pieces[*at]))
            .collect();
        let (shared, printed) = shared(spec, all.iter().map(|at| &pieces[*at].grid));
        let found: Vec<Found> = all
            .into_iter()
            .filter_map(|at| {
                let (forms, mut rest) = forms(spec, essential, &pieces[at].grid, &shared);
                rest.retain(|text| !printed.contains(text));
                (!forms.is_empty()).then_some(Found {
                    piece: at,
                    forms,
                    rest,
                })
            })
            .collect();
        let labels = labels(&found);
        for own in found {
            let piece = &mut pieces[own.piece];
            let name = own.forms.first().and_then(|form| {
                let first = spec.columns.iter().position(|own| own.key == "name");
                form.pairs.iter().find(|pair| pair.column == first)
            });
            if let Some(name) = name.filter(|_| key == "experts") {
                relatives::declare(piece, &name.value.text(), sentences);
            }
            if !own.rest.is_empty() {
                without_label(piece, &own.rest, findings);
            }
            piece.grid = table(&labels, &own.forms, piece.grid.sheet.clone());
        }
    }
}

/// The kind of form that a sheet is, with the number of columns it names.
fn best(grid: &Grid<'_>) -> Option<(&'static str, usize)> {
    if grid.rows.len() > MOST_ROWS {
        return None;
    }
    let mut best: Option<(&'static str, usize)> = None;
    for (key, essential) in KINDS {
        let spec = loose(key)?;
        let (forms, _) = forms(spec, essential, grid, &BTreeSet::new());
        let Some(most) = forms.iter().map(|own| named(&own.pairs).len()).max() else {
            continue;
        };
        let head = header::find(spec, &grid.rows, &grid.facts).map_or(0, |own| own.known);
        if most > head && best.is_none_or(|(_, other)| most > other) {
            best = Some((key, most));
        }
    }
    best
}

/// The columns that pairs name.
fn named(pairs: &[Pair]) -> BTreeSet<usize> {
    pairs.iter().filter_map(|own| own.column).collect()
}

/// The forms in a sheet, one below the other, and the texts that belong to none.
fn forms(
    spec: &'static TableSpec,
    essential: &str,
    grid: &Grid<'_>,
    shared: &BTreeSet<String>,
) -> (Vec<Form>, Vec<String>) {
    let (pairs, rest) = pairs(spec, grid, shared);
    let first = spec.columns.iter().position(|own| own.key == essential);
    let mut chunks: Vec<Vec<Pair>> = Vec::new();
    for pair in pairs {
        // A name begins a form; what comes before the first name belongs to it.
        let begins = pair.column == first && !pair.value.is_empty();
        let holds = |own: &Vec<Pair>| own.iter().any(|own| own.column == first);
        match chunks.last_mut() {
            Some(last) if !(begins && holds(last)) => last.push(pair),
            _ => chunks.push(vec![pair]),
        }
    }
    let mut forms: Vec<Form> = Vec::new();
    for chunk in chunks {
        let rows: BTreeSet<u32> = chunk
            .iter()
            .filter(|own| own.column.is_some())
            .map(|own| own.row)
            .collect();
        let filled = |own: &&Pair| own.column == first && !own.value.is_empty();
        match chunk.iter().find(filled).map(|own| own.row) {
            Some(row) if named(&chunk).len() >= FEWEST && rows.len() > 1 => {
                forms.push(Form { row, pairs: chunk });
            }
            // A small table inside a form, such as one of former jobs, repeats its labels.
            _ => {
                if let Some(last) = forms.last_mut() {
                    last.pairs.extend(chunk);
                }
            }
        }
    }
    (forms, rest)
}

/// Forms from which shared texts are gathered.
const FEWEST_SHARED: usize = 3;

/// Texts that nearly all forms share and that have another text beside them: labels that no list
/// knows. And all texts that they share: what the blank form says.
fn shared<'g>(
    spec: &TableSpec,
    grids: impl Iterator<Item = &'g Grid<'static>>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut words = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut forms = 0;
    for grid in grids {
        forms += 1;
        let mut own: BTreeSet<String> = BTreeSet::new();
        for (_, cells) in rows(grid) {
            let texts: Vec<String> = cells.iter().map(|cell| cell.text().into_owned()).collect();
            for (at, text) in texts.iter().enumerate().filter(|(_, text)| is_label(text)) {
                own.insert(text.clone());
                if let Some(next) = texts.get(at + 1).filter(|next| !next.is_empty()) {
                    let next_known = meaning(spec, next, &mut words).0;
                    let next = if next_known { "" } else { next.as_str() };
                    beside
                        .entry(text.clone())
                        .or_default()
                        .insert(next.to_owned());
                }
            }
        }
        for text in own {
            *counts.entry(text).or_default() += 1;
        }
    }
    if forms < FEWEST_SHARED {
        return (BTreeSet::new(), BTreeSet::new());
    }
    counts.retain(|_, count| 5 * *count >= 4 * forms);
    let common = |text: &str| counts.contains_key(text);
    let varies = |text: &str| {
        beside.get(text).is_some_and(|own| {
            own.len() > 1 && own.iter().all(|next| !next.is_empty() && !common(next))
        })
    };
    let labels = counts.keys().filter(|text| varies(text)).cloned().collect();
    (labels, counts.into_keys().collect())
}

/// The cells of each row that no merged cell covers.
fn rows<'g, 't>(grid: &'g Grid<'t>) -> impl Iterator<Item = (u32, Vec<&'g Cell<'t>>)> {
    let covered = covered(grid);
    grid.rows.iter().map(move |row| {
        let open = |at: &usize| !covered.contains(&(row.number, *at));
        let cells = (0..row.cells.len()).filter(open).map(|at| &row.cells[at]);
        (row.number, cells.collect())
    })
}

/// Reads each row from left to right: a known label takes the next cell as its value, and so does
/// an unknown one that follows such a pair.
fn pairs(spec: &TableSpec, grid: &Grid<'_>, shared: &BTreeSet<String>) -> (Vec<Pair>, Vec<String>) {
    let mut words: BTreeMap<String, (bool, Option<usize>)> = BTreeMap::new();
    for label in shared {
        let (_, column) = meaning(spec, label, &mut words);
        words.insert(label.clone(), (true, column));
    }
    let mut pairs = Vec::new();
    let mut rest = Vec::new();
    let relatives = relatives(grid);
    for (number, cells) in rows(grid) {
        if relatives.rows.contains(&number) {
            continue;
        }
        let filled = cells.iter().filter(|own| !own.is_empty()).count();
        // A title, or a note above.
        if pairs.is_empty() && filled < 2 {
            continue;
        }
        let mut at = 0;
        let mut paired = false;
        while at < cells.len() {
            let text = cells[at].text();
            let (known, column) = meaning(spec, &text, &mut words);
            let next = cells.get(at + 1);
            let next_known = next.is_some_and(|own| meaning(spec, &own.text(), &mut words).0);
            // An unknown text without a value is no label.
            let valued = next.is_some_and(|own| !own.is_empty());
            let label = is_label(&text) && (known || paired && valued);
            if let (true, Some(value), false) = (label, next, next_known) {
                pairs.push(Pair {
                    row: number,
                    label: plain_label(&text),
                    value: (*value).clone().into_owned(),
                    column,
                });
                (paired, at) = (true, at + 2);
                continue;
            }
            if let Some(pair) = in_one_cell(spec, &text, number, &mut words) {
                pairs.push(pair);
                paired = true;
            } else if !text.is_empty() && !known {
                rest.push(text.into_owned());
            }
            at += 1;
        }
    }
    (pairs, rest)
}

/// Positions that a merged cell covers, other than its own.
fn covered(grid: &Grid<'_>) -> BTreeSet<(u32, usize)> {
    let mut covered = BTreeSet::new();
    let width = grid.rows.iter().map(|row| row.cells.len()).max();
    let last = grid.rows.last().map_or(0, |row| row.number);
    for area in &grid.facts.merges {
        for row in area.rows.0..=area.rows.1.min(last) {
            for column in area.columns.0..=area.columns.1.min(width.unwrap_or(0)) {
                if (row, column) != (area.rows.0, area.columns.0) {
                    covered.insert((row, column));
                }
            }
        }
    }
    covered
}

/// Whether a text is a known label, and the column of the table that it means.
fn meaning(
    spec: &TableSpec,
    text: &str,
    words: &mut BTreeMap<String, (bool, Option<usize>)>,
) -> (bool, Option<usize>) {
    if !is_label(text) {
        return (false, None);
    }
    if let Some(found) = words.get(text) {
        return *found;
    }
    let column = spec.column(&plain_label(text));
    let found = (column.is_some() || private_header(text).is_some(), column);
    words.insert(text.to_owned(), found);
    found
}

fn is_label(text: &str) -> bool {
    let length = text.chars().count();
    let letters = text.chars().any(char::is_alphabetic);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=LONGEST_LABEL).contains(&length) && letters && digits < 5 && !text.contains('@')
}

/// A label without the colon behind it and the spaces that stretch it.
fn plain_label(text: &str) -> String {
    let text = text.trim_end_matches([':', '：']);
    let wide = text.chars().any(|c| !c.is_ascii());
    let kept = |c: &char| !(wide && c.is_whitespace());
    text.chars().filter(kept).collect()
}

/// A label and its value in one cell: `推荐单位：市质量协会`.
fn in_one_cell(
    spec: &TableSpec,
    text: &str,
    row: u32,
    words: &mut BTreeMap<String, (bool, Option<usize>)>,
) -> Option<Pair> {
    let (label, value) = text.split_once(['：', ':'])?;
    let (known, column) = meaning(spec, label.trim(), words);
    (known && !value.trim().is_empty()).then(|| Pair {
        row,
        label: plain_label(label.trim()),
        value: Cell::of(value.trim().to_owned().into()),
        column,
    })
}

/// The labels of all forms, in the order in which they first occur; those of one column are one.
fn labels(found: &[Found]) -> Vec<(String, Option<usize>)> {
    let mut labels: Vec<(String, Option<usize>)> = Vec::new();
    let mut seen: BTreeSet<(Option<usize>, String)> = BTreeSet::new();
    let forms = found.iter().flat_map(|own| &own.forms);
    for pair in forms.flat_map(|own| &own.pairs) {
        if seen.insert(name_of(pair)) {
            labels.push((pair.label.clone(), pair.column));
        }
    }
    labels
}

fn name_of(pair: &Pair) -> (Option<usize>, String) {
    match pair.column {
        Some(column) => (Some(column), String::new()),
        None => (None, fold(&pair.label)),
    }
}

/// A table with a row for each form.
fn table(
    labels: &[(String, Option<usize>)],
    forms: &[Form],
    sheet: Option<String>,
) -> Grid<'static> {
    let head = labels
        .iter()
        .map(|(label, _)| Cell::of(label.clone().into()));
    let mut rows = vec![GridRow {
        number: 1,
        cells: head.collect(),
    }];
    for form in forms {
        let above = rows.last().map_or(0, |row| row.number);
        rows.push(GridRow {
            number: form.row.max(above + 1),
            cells: labels.iter().map(|own| value(own, form)).collect(),
        });
    }
    Grid {
        sheet,
        rows,
        facts: Facts::default(),
    }
}

/// The first value that a form gives for a label.
fn value((label, column): &(String, Option<usize>), form: &Form) -> Cell<'static> {
    let wanted = match column {
        Some(column) => (Some(*column), String::new()),
        None => (None, fold(label)),
    };
    let mut own = form.pairs.iter().filter(|pair| name_of(pair) == wanted);
    own.find(|pair| !pair.value.is_empty())
        .map_or(Cell::Empty, |pair| pair.value.clone())
}

fn without_label(piece: &Piece, rest: &[String], findings: &mut Findings) {
    let shown: Vec<&str> = rest.iter().take(SHOWN).map(String::as_str).collect();
    let count = rest.len();
    findings.add(
        ProblemCode::ImportFormRest,
        piece.place(),
        shown.join("；"),
        bilingual!(
            "这是一份表单，已按栏目读取；有 {count} 个单元格不在任何栏目之下，没有读取",
            "This is a form and was read label by label; {count} of its cells belong to no label and were not read"
        ),
        bilingual!(
            "标题、说明无需处理；若其中有单位、任职、亲属等情况，请写入对应的表",
            "Titles and notes need nothing; if they name employers, jobs or relatives, write these into the tables"
        ),
    );
}
