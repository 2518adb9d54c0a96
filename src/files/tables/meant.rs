//! Resolves cells that name experts, submissions or groups, and reports how they were read.

use super::ProblemCode;
use super::findings::Findings;
use super::nearest::{nearest_id, suggestion};
use super::sheet::table::Row;
use crate::bilingual;
use crate::model::Place;
use crate::model::reference::{Book, Found, How, Part, Told, action, told};

/// A cell with more names than this is not a list of people.
const MOST: usize = 200;

impl Row<'_, '_> {
    /// The rows that a cell names, by index; an unknown name is returned as its text. `None` if the
    /// cell is empty or ambiguous; the latter is reported.
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

    /// The rows that a cell names, by index; every unknown name is reported under `unknown`, with
    /// the nearest id.
    pub(super) fn known(
        &self,
        column: usize,
        book: &Book,
        unknown: ProblemCode,
        findings: &mut Findings,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        for part in self.meant(column, book, findings).unwrap_or_default() {
            let text = match part {
                Ok(at) => {
                    found.push(at);
                    continue;
                }
                Err(text) => text,
            };
            let wanted = findings.wants(unknown, &self.place().file);
            let near = wanted.then(|| nearest_id(&text, book.ids())).flatten();
            let near = suggestion(near);
            let (zh, en) = (near.zh, near.en);
            findings.add(
                unknown,
                self.place_of(column),
                text,
                bilingual!(
                    "专家表或申报表中没有这个编号{zh}",
                    "The experts and submissions tables do not have this id{en}"
                ),
                bilingual!("改正编号，或删去该行", "Correct the id, or remove the row"),
            );
        }
        found
    }
}

/// Reports in one message how a cell was read; returns whether it is unambiguous. Unknown names are
/// left to the caller, which knows what they mean.
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

/// Reports a cell that names more than can be intended.
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
