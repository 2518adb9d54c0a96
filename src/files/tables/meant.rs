//! Cells that name experts, submissions or groups: who is meant, and what is told of it.

use super::ProblemCode;
use super::findings::Findings;
use super::sheet::table::Row;
use crate::bilingual;
use crate::model::Place;
use crate::model::reference::{Book, Found, How, Part, Told, action, told};

/// More than this in one cell is no list of people any more.
const MOST: usize = 200;

impl Row<'_, '_> {
    /// Whom a cell names, each by position, or by what stands there where nobody is meant. `None`
    /// where the cell is empty or it is not clear who is meant; that is told.
    pub(super) fn meant(
        &self,
        column: usize,
        book: &Book,
        findings: &mut Findings,
    ) -> Option<Vec<Result<usize, String>>> {
        let text = self.id(column, findings)?;
        if let Found::One(at, How::Exact) = book.by_spelling(&text) {
            return Some(vec![Ok(at)]);
        }
        let parts = book.cell(&text);
        if !tell(book, &text, &parts, || self.place_of(column), findings) {
            return None;
        }
        let whole = |part: Part| match part.found {
            Found::One(at, _) => Ok(at),
            _ => Err(part.text),
        };
        Some(parts.into_iter().map(whole).collect())
    }
}

/// Tells what a cell was taken for, in one line; whether it is clear who is meant. What names
/// nobody is left to the caller, who knows what that means.
pub(super) fn tell(
    book: &Book,
    text: &str,
    parts: &[Part],
    place: impl FnOnce() -> Place,
    findings: &mut Findings,
) -> bool {
    if parts.len() > MOST {
        too_many(text, place(), findings);
        return false;
    }
    let Some(told) = told(book, text, parts) else {
        return true;
    };
    let action = action(&told, book.kind());
    let (code, words, clear) = match told {
        Told::Spelling(words) => (ProblemCode::ReferenceSpelling, words, true),
        Told::Taken(words) => (ProblemCode::ReferenceTaken, words, true),
        Told::Two(words) => (ProblemCode::ReferenceTwo, words, false),
        Told::Contradiction(words) => (ProblemCode::ReferenceContradicts, words, false),
    };
    findings.add(code, place(), text, words, action);
    clear
}

/// Says that a cell holds more than can be meant.
pub(super) fn too_many(text: &str, place: Place, findings: &mut Findings) {
    findings.add(
        ProblemCode::ReferenceMany,
        place,
        text,
        bilingual!(
            "一格中写了 {MOST} 个以上",
            "The cell has more than {MOST} entries"
        ),
        bilingual!("每个写一行", "Write one row for each"),
    );
}
