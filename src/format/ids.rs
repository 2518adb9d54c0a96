//! Who is called by which id.

use super::ProblemCode;
use super::findings::Findings;
use super::table::Row;
use crate::bilingual;
use crate::model::Place;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Ids of a table with the positions and rows they stand in.
#[derive(Debug, Default)]
pub(super) struct Ids {
    exact: BTreeMap<String, (usize, u32)>,
    folded: BTreeMap<String, Option<usize>>,
}

impl Ids {
    /// Adds the id of the row that becomes item `position`; a repeated one is noted.
    pub(super) fn add(
        &mut self,
        id: &str,
        position: usize,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) {
        let place = row.place_of(column);
        if let Some((_, first)) = self.exact.get(id) {
            findings.add(
                ProblemCode::IdTwice,
                place,
                id,
                bilingual!("编号与第 {first} 行重复", "Row {first} has the same id"),
                bilingual!(
                    "给其中一行改用另一个编号，或删去重复的行",
                    "Give one of the rows another id, or remove the repeated row"
                ),
            );
            return;
        }
        self.exact
            .insert(id.to_owned(), (position, place.row.unwrap_or(0)));
        // Two ids that differ in width or case only can be told apart only when written exactly.
        self.folded
            .entry(fold(id))
            .and_modify(|known| *known = None)
            .or_insert(Some(position));
    }

    /// The position of an id, also when written in another width or case.
    pub(super) fn position(&self, text: &str) -> Option<usize> {
        let exact = self.exact.get(text).map(|(position, _)| *position);
        exact.or_else(|| self.folded.get(&fold(text)).copied().flatten())
    }

    /// All ids, ascending.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> + Clone {
        self.exact.keys().map(String::as_str)
    }

    /// Notes every id that `other` has too.
    pub(super) fn shared_with(
        &self,
        other: &Self,
        place: &Place,
        other_place: &Place,
        findings: &mut Findings,
    ) {
        for (id, (_, row)) in &self.exact {
            let Some((_, other_row)) = other.exact.get(id) else {
                continue;
            };
            let file = &other_place.file;
            findings.add(
                ProblemCode::IdShared,
                Place { row: Some(*row), ..place.clone() },
                id,
                bilingual!(
                    "专家与申报（{file} 第 {other_row} 行）使用了同一个编号，关系表和指定表无法区分",
                    "An expert and a submission ({file}, row {other_row}) have the same id, so relations and pins cannot tell them apart"
                ),
                bilingual!("给其中一方的编号加上前缀，如 E 或 S", "Give the ids of one table a prefix such as E or S"),
            );
        }
    }
}

fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace())
        .collect()
}
