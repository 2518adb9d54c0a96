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
                _ => own.samples.clone(),
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
