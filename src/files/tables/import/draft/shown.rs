//! What a person is shown of an import.

use crate::files::tables::import::data::{Certainty, ColumnPlan, Kept, SheetPlan};
use crate::files::tables::import::mapping::{self, Layout};
use crate::files::tables::import::pieces::{Loose, Piece};
use crate::files::tables::import::tables::header_of;
use crate::files::tables::import::ties;

/// What every sheet and text is, for people.
pub(super) fn shown(
    pieces: &[Piece],
    loose: &[Loose],
    layouts: &[Layout],
    sure: &[Certainty],
    read: &ties::Read,
) -> Vec<SheetPlan> {
    let mut sheets: Vec<SheetPlan> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let layout = layouts.iter().find(|own| own.pieces.contains(&at));
        let header = layout.and_then(|own| header_of(own.spec, &piece.grid));
        let below = header.as_ref().map(|own| own.number);
        let rows = piece
            .grid
            .rows
            .iter()
            .filter(|row| Some(row.number) > below);
        let column = |own: &mapping::Col| ColumnPlan {
            header: own.text.replace(['\n', '\r'], ""),
            at: own.at,
            samples: match own.kept {
                Kept::Private(_) => Vec::new(),
                _ => samples(piece, below, own.at),
            },
            kept: own.kept.clone(),
            certainty: own.certainty,
        };
        sheets.push(SheetPlan {
            file: piece.file.clone(),
            sheet: piece.grid.sheet.clone(),
            table: layout.map(|own| own.spec.key.to_owned()),
            certainty: sure[at],
            header_row: below,
            rows: rows.filter(|row| !row.is_blank()).count(),
            columns: layout.map_or_else(Vec::new, |own| own.columns.iter().map(column).collect()),
        });
    }
    // What a document says below its tables is mostly a date and a signature.
    let says = |text: &&Loose| {
        let tied = |original: usize| original == text.original;
        !pieces.iter().any(|own| own.original == text.original)
            || read.ties.iter().any(|own| tied(own.original))
            || read.unread.iter().any(|own| tied(own.0))
    };
    sheets.extend(loose.iter().filter(says).map(|text| SheetPlan {
        file: text.file.clone(),
        sheet: None,
        table: Some("ties".to_owned()),
        certainty: Certainty::Sure,
        header_row: None,
        rows: text.lines.len(),
        columns: Vec::new(),
    }));
    sheets
}

/// Up to three different cells of a column of this sheet.
fn samples(piece: &Piece, below: Option<u32>, at: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    let rows = piece.grid.rows.iter();
    for row in rows.filter(|row| Some(row.number) > below) {
        // A row with one cell is a heading among the rows.
        let heading = row.cells.iter().filter(|own| !own.is_empty()).count() < 2;
        let cell = row.cells.get(at).filter(|_| !heading);
        let text: String =
            cell.map_or_else(String::new, |cell| cell.text().chars().take(40).collect());
        if !text.is_empty() && !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == 3 {
            break;
        }
    }
    samples
}
