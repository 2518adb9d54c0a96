//! The rows of the season that is to be, table by table.

use super::Output;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::files::tables::import::answers::Asking;
use crate::files::tables::import::known::Known;
use crate::files::tables::import::lines::{self, Line};
use crate::files::tables::import::mapping::Layout;
use crate::files::tables::import::memory::Memory;
use crate::files::tables::import::names::Names;
use crate::files::tables::import::pieces::{Loose, Piece};
use crate::files::tables::import::ties::{Tie, rows as tie_rows};
use crate::files::tables::import::{people, remarks, tables};
use crate::files::tables::sheet::columns::OF_THE_ORIGINAL;
use crate::model::Place;
use std::collections::BTreeMap;

/// The sheet that a row is from, where a table was joined from several.
const SHEET_COLUMN: &str = "所在工作表";

/// The rows of all sheets, table by table.
pub(super) fn outputs(
    layouts: &[Layout],
    pieces: &[Piece],
    asking: &mut Asking<'_>,
    findings: &mut Findings,
) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    for layout in layouts {
        let lines = lines::read(layout, pieces, findings);
        match outputs
            .iter_mut()
            .find(|own| own.spec.key == layout.spec.key)
        {
            Some(own) => own.lines.extend(lines),
            None => outputs.push(Output {
                spec: layout.spec,
                lines,
            }),
        }
    }
    for own in &mut outputs {
        let lines = std::mem::take(&mut own.lines);
        own.lines = lines::without_doubles(own.spec.key, lines, pieces, asking, findings);
        sheets_as_column(&mut own.lines, pieces);
    }
    outputs
}

/// Keeps the name of the sheet, where a table is joined from several.
fn sheets_as_column(lines: &mut [Line], pieces: &[Piece]) {
    let first = lines.first().map(|line| line.piece);
    if lines.iter().all(|line| Some(line.piece) == first) {
        return;
    }
    for line in lines {
        let name = pieces[line.piece].name().to_owned();
        line.extras.push((SHEET_COLUMN.to_owned(), name));
    }
}

pub(super) fn experts(
    outputs: &mut [Output],
    pieces: &[Piece],
    memory: &Memory,
    asking: &mut Asking<'_>,
    findings: &mut Findings,
) -> Vec<Known> {
    let Some(own) = outputs.iter_mut().find(|own| own.spec.key == "experts") else {
        return Vec::new();
    };
    let lines = std::mem::take(&mut own.lines);
    own.lines = people::joined(lines, pieces, findings);
    remarks::fill(&mut own.lines, pieces, asking);
    let known = people::give_ids(&mut own.lines, &memory.people, asking);
    if !known.is_empty() {
        let count = own.lines.len();
        findings.add(
            ProblemCode::ImportIds,
            Place::file("experts.xlsx"),
            "",
            bilingual!(
                "专家表没有编号，已为 {count} 位专家编号，记在 ids.csv，以后各年沿用",
                "The experts have no ids; {count} were given ids, kept in ids.csv for the years to come"
            ),
            bilingual!("保存好 ids.csv", "Keep ids.csv"),
        );
    }
    known
}

pub(super) fn submissions(outputs: &mut [Output], findings: &mut Findings) {
    let Some(own) = outputs.iter_mut().find(|own| own.spec.key == "submissions") else {
        return;
    };
    if people::number_submissions(&mut own.lines) {
        let count = own.lines.len();
        findings.add(
            ProblemCode::ImportIds,
            Place::file("submissions.xlsx"),
            "",
            bilingual!(
                "申报表没有编号，已按顺序给 {count} 项申报编号",
                "The submissions have no ids; {count} were numbered in their order"
            ),
            bilingual!("无需处理", "Nothing needs to be done"),
        );
    }
}

pub(super) fn names(outputs: &[Output]) -> Names {
    let lines = |key: &str| {
        let own = outputs.iter().find(|own| own.spec.key == key);
        own.map_or(&[][..], |own| own.lines.as_slice())
    };
    Names::of(
        lines("experts"),
        lines("submissions"),
        lines("recommenders"),
    )
}

/// Adds the confirmed ties to the table of relations.
pub(super) fn confirmed(
    outputs: &mut Vec<Output>,
    ties: &[Tie],
    loose: &[Loose],
    pieces: &[Piece],
) {
    let rows = tie_rows(ties);
    let Some(spec) = tables::loose("relations").filter(|_| !rows.is_empty()) else {
        return;
    };
    // Texts come behind the sheets: their number says which they are.
    let rows = rows.into_iter().filter_map(|(original, line)| {
        let at = loose.iter().position(|own| own.original == original)?;
        Some(Line {
            piece: pieces.len() + at,
            ..line
        })
    });
    match outputs.iter_mut().find(|own| own.spec.key == "relations") {
        Some(own) => own.lines.extend(rows),
        None => outputs.push(Output {
            spec,
            lines: rows.collect(),
        }),
    }
}

/// The extra headers of a table, in the order in which they come.
pub(in crate::files::tables::import) fn extra_headers(
    spec: &TableSpec,
    lines: &[Line],
) -> Vec<(String, String)> {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    let mut headers = Vec::new();
    for (header, _) in lines.iter().flat_map(|line| &line.extras) {
        if seen.insert(header.as_str(), ()).is_none() {
            // A header that a reader would take for one of its own gets another name.
            let shown = match spec.column(header) {
                Some(_) => format!("{OF_THE_ORIGINAL}{header}"),
                None => header.clone(),
            };
            headers.push((header.clone(), shown));
        }
    }
    headers
}
