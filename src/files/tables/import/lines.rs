//! The rows of all sheets of one table, each with where it is from.

use super::super::ProblemCode;
use super::super::container::grid::{Cell, GridRow};
use super::super::findings::Findings;
use super::super::folder::kinds;
use super::super::headers::TableSpec;
use super::super::sheet::header::Header;
use super::super::sheet::table::Table;
use super::data::Kept;
use super::mapping::Layout;
use super::pieces::Piece;
use super::tables::fullest;
use crate::bilingual;
use crate::model::Place;
use std::collections::BTreeMap;

/// A cell of private data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Private {
    /// What kind of data.
    pub(super) kind: String,
    /// The header as written.
    pub(super) header: String,
    /// The cell.
    pub(super) value: String,
}

/// One row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The sheet it is from.
    pub(super) piece: usize,
    /// Its row there.
    pub(super) row: u32,
    /// Its cells by the key of the column.
    pub(super) cells: BTreeMap<&'static str, String>,
    /// Other columns: headers and cells, in their order.
    pub(super) extras: Vec<(String, String)>,
    /// Private data.
    pub(super) private: Vec<Private>,
}

impl Line {
    /// The cell of a column; empty where there is none.
    pub(super) fn cell(&self, key: &str) -> &str {
        self.cells.get(key).map_or("", String::as_str)
    }

    /// The place of a cell in the office's own file.
    pub(super) fn place(&self, pieces: &[Piece], column: Option<&str>) -> Place {
        Place {
            row: Some(self.row),
            column: column.map(str::to_owned),
            ..pieces[self.piece].place()
        }
    }
}

/// What the readers say about an office's sheet that import takes care of itself.
const SETTLED: [ProblemCode; 7] = [
    ProblemCode::ColumnUnknown,
    ProblemCode::ColumnMissing,
    ProblemCode::EmployerColumnMissing,
    ProblemCode::HeaderNearly,
    ProblemCode::HeaderStoodBack,
    ProblemCode::NumberedIds,
    ProblemCode::ErrorCell,
];

/// Reads the rows of all sheets of a layout; what the readers had to do is told.
pub(super) fn read(layout: &Layout, pieces: &[Piece], findings: &mut Findings) -> Vec<Line> {
    let mut lines = Vec::new();
    for at in &layout.pieces {
        let piece = &pieces[*at];
        let relabel = |rows: &[GridRow<'_>], found: Option<Header>| {
            let found = found.filter(|own| layout.spec.key != "declared" || own.known > 1);
            let mut header = found.or_else(|| fullest(rows))?;
            relabelled(layout, &mut header);
            Some(header)
        };
        let mut own = Findings::default();
        let table = Table::relabelled(
            layout.spec,
            &piece.file,
            piece.grid.clone(),
            piece.delimited,
            &relabel,
            &mut own,
        );
        own.leave_out(&SETTLED);
        findings.take(own);
        let Some(table) = table else {
            continue;
        };
        lines.extend(table.rows.iter().map(|row| line(layout, &table, *at, row)));
    }
    lines
}

/// Enters what the columns were found to be into a header of this layout.
fn relabelled(layout: &Layout, header: &mut Header) {
    let mut taken: Vec<usize> = Vec::new();
    for label in &mut header.labels {
        let column = layout.columns.iter().find(|own| own.text == label.text);
        let field = column.and_then(|own| own.field);
        label.column = field.filter(|field| label.continued || !taken.contains(field));
        taken.extend(label.column);
    }
}

fn line(layout: &Layout, table: &Table<'_>, piece: usize, row: &GridRow<'_>) -> Line {
    let spec: &TableSpec = layout.spec;
    let text = |at: usize| row.cells.get(at).map_or_else(String::new, tidy);
    let mut line = Line {
        piece,
        row: row.number,
        ..Line::default()
    };
    for (column, found) in spec.columns.iter().zip(&table.columns) {
        if let Some((at, _)) = found {
            let value = text(*at);
            if !value.is_empty() {
                line.cells.insert(column.key, value);
            }
        }
    }
    for own in &layout.columns {
        for field in &own.also {
            let key = spec.columns[*field].key;
            let value = own.field.map_or_else(
                || text(own.at),
                |field| line.cell(spec.columns[field].key).to_owned(),
            );
            if !value.is_empty() {
                line.cells.insert(key, value);
            }
        }
    }
    for (at, header) in &table.unread {
        let value = text(*at);
        let own = layout.columns.iter().find(|own| own.text == *header);
        let header = header.replace(['\n', '\r'], "");
        match own.map(|own| &own.kept) {
            Some(Kept::Private(kind)) if !value.is_empty() => line.private.push(Private {
                kind: kind.clone(),
                header,
                value,
            }),
            Some(Kept::Private(_)) => {}
            _ if super::super::sheet::columns::is_running_number(&header) => {}
            _ => line.extras.push((header, value)),
        }
    }
    line
}

/// A cell as text without white space around it. Line ends stay: the readers know what they mean.
fn tidy(cell: &Cell<'_>) -> String {
    cell.text().trim().to_owned()
}

/// Lists that were exported twice: where nearly every row of one file is in another file, too, the
/// one that was read later is left out when it says the same, and asked about when it does not.
pub(super) fn without_doubles(
    key: &'static str,
    lines: Vec<Line>,
    pieces: &[Piece],
    asking: &mut super::answers::Asking<'_>,
    findings: &mut Findings,
) -> Vec<Line> {
    let identity = |line: &Line| -> String {
        let id = line.cell("id");
        match id.is_empty() {
            false => id.to_owned(),
            true => [
                "name",
                "employer",
                "organization",
                "title",
                "subject",
                "relation",
                "object",
            ]
            .map(|key| line.cell(key))
            .join("\u{1f}"),
        }
    };
    let mut files: Vec<usize> = Vec::new();
    for line in &lines {
        let own = pieces[line.piece].original;
        if !files.contains(&own) {
            files.push(own);
        }
    }
    let of = |file: usize| -> BTreeMap<String, &BTreeMap<&'static str, String>> {
        let own = lines
            .iter()
            .filter(|line| pieces[line.piece].original == file);
        own.map(|line| (identity(line), &line.cells)).collect()
    };
    let mut left_out: Vec<usize> = Vec::new();
    let mut items = Vec::new();
    let mut pairs = Vec::new();
    for (at, second) in files.iter().enumerate().skip(1) {
        let own = of(*second);
        for first in &files[..at] {
            let other = of(*first);
            let shared = own.keys().filter(|id| other.contains_key(*id)).count();
            if shared * 10 < own.len().min(other.len()) * 8 || left_out.contains(first) {
                continue;
            }
            let differ = own
                .iter()
                .filter(|(id, cells)| other.get(*id) != Some(cells))
                .count();
            let names = [*first, *second].map(|file| name_of(pieces, file));
            if differ == 0 && own.len() <= other.len() {
                // Of an export as .xls and as .xlsx the better kept one is read.
                let better =
                    own.len() == other.len() && kinds::rank(&names[1]) < kinds::rank(&names[0]);
                let [first_name, second_name] = names;
                let (gone, names) = match better {
                    true => (*first, [second_name, first_name]),
                    false => (*second, [first_name, second_name]),
                };
                left_out.push(gone);
                same_list(&names, own.len(), findings);
            } else {
                pairs.push([*first, *second]);
                items.push(which(key, &names, differ));
            }
            break;
        }
    }
    let words = bilingual!(
        "两个文件是同一张表，但内容不同，以哪一个为准？",
        "Two files hold the same table with different content; which one counts?"
    );
    let values = asking.ask("versions", words, items, |_| false);
    for (pair, value) in pairs.into_iter().zip(values) {
        let keep = |file: usize| value.as_deref() == Some(name_of(pieces, file).as_str());
        left_out.push(if keep(pair[0]) { pair[1] } else { pair[0] });
    }
    let mut lines = lines;
    lines.retain(|line| !left_out.contains(&pieces[line.piece].original));
    lines
}

fn name_of(pieces: &[Piece], file: usize) -> String {
    let own = pieces.iter().find(|piece| piece.original == file);
    own.map_or_else(String::new, |piece| piece.file.clone())
}

fn which(key: &str, names: &[String; 2], differ: usize) -> super::answers::Item {
    let [first, second] = names;
    super::answers::Item {
        key: format!("{key}: {first} | {second}"),
        words: bilingual!(
            "「{first}」与「{second}」有 {differ} 行不同",
            "[{first}] and [{second}] differ in rows: {differ}"
        ),
        choices: names
            .iter()
            .map(|name| super::answers::Choice {
                value: name.clone(),
                words: bilingual!("以「{name}」为准", "[{name}]"),
            })
            .collect(),
        free: false,
        proposal: None,
    }
}

fn same_list([first, second]: &[String; 2], rows: usize, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportSame,
        Place::file(second.as_str()),
        "",
        bilingual!(
            "与「{first}」是同一张表，{rows} 行内容一致，只读取一次",
            "It holds the same table as [{first}], with the same rows ({rows}); it was read once"
        ),
        bilingual!("无需处理", "Nothing needs to be done"),
    );
}
