//! Forms: a sheet or a Word table that describes one expert or one submission by labels with the
//! value beside each. All forms of one kind are read as the rows of one table.

mod pairs;
mod shared;
mod table;

use super::gather::Original;
use super::pieces::{self, Loose, Piece};
use super::relatives;
use super::tables::loose;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::grid::Grid;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::files::tables::sheet::header;
use pairs::{Form, Found, Pair, pairs};
use shared::shared;
use std::collections::BTreeSet;
use table::{labels, table};

/// The tables that forms are of, with the column that no form lacks.
const KINDS: [(&str, &str); 2] = [("experts", "name"), ("submissions", "organization")];
/// A form names at least so many columns of its table.
const FEWEST: usize = 3;
/// Sheets of more rows are tables.
const MOST_ROWS: usize = 400;
/// Cells without a place that are named in the message about them.
const SHOWN: usize = 6;

/// Reads every visible sheet and every text of the originals; forms are unfolded into rows.
pub(super) fn read(originals: &[Original], findings: &mut Findings) -> (Vec<Piece>, Vec<Loose>) {
    let (mut pieces, mut sentences) = pieces::read(originals, findings);
    unfold(&mut pieces, &mut sentences, findings);
    (pieces, sentences)
}

/// Turns every sheet of forms into the rows of a table, with the same columns for all forms of a
/// kind. What has no label is told; relatives become sentences to confirm. Linear in the cells.
fn unfold(pieces: &mut [Piece], sentences: &mut Vec<Loose>, findings: &mut Findings) {
    let kinds: Vec<Option<&str>> = pieces.iter().map(|own| kind(&own.grid)).collect();
    for (key, essential) in KINDS {
        let Some(spec) = loose(key) else {
            continue;
        };
        let all: Vec<usize> = (0..pieces.len())
            .filter(|at| kinds[*at] == Some(key))
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

/// The kind of form that a sheet is: the one that names most columns, and more than a header would.
fn kind(grid: &Grid<'_>) -> Option<&'static str> {
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
    best.map(|(key, _)| key)
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
