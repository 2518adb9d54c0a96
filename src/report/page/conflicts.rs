//! Data for the templates about conflicts.

use super::{MOST_ROWS, Page};
use crate::report::{ConflictRow, Handling, words};
use crate::suitability::conflict::{Conflict, ConflictKind, Suspicion};

/// Conflicts of one kind, counted by how the plan handles them.
pub(super) struct KindRow {
    pub(super) kind: String,
    pub(super) counts: Vec<usize>,
    pub(super) sum: usize,
}

/// The ways of handling a conflict, in column order.
const HANDLINGS: [Handling; 6] = [
    Handling::Broken,
    Handling::Recused,
    Handling::Heads,
    Handling::Apart,
    Handling::NotSeated,
    Handling::Waived,
];

impl<'a> Page<'_, 'a> {
    /// Columns of the count by kind; the column of broken rules is omitted if it is empty.
    pub(super) fn handlings(&self) -> Vec<Handling> {
        let rows = &self.story.figures.conflicts;
        let broken = rows.iter().any(|row| row.handling == Handling::Broken);
        let all = HANDLINGS.into_iter();
        all.filter(|item| broken || *item != Handling::Broken)
            .collect()
    }

    pub(super) fn handling(&self, handling: &Handling) -> String {
        self.say(&handling.words())
    }

    pub(super) fn kinds(&self) -> Vec<KindRow> {
        let handlings = self.handlings();
        let rows = &self.story.figures.conflicts;
        let of_kind = ConflictKind::ALL.into_iter().map(|kind| {
            let own = || rows.iter().filter(move |row| row.conflict.kind == kind);
            let counts = handlings
                .iter()
                .map(|handling| own().filter(|row| row.handling == *handling).count());
            KindRow {
                kind: self.say(&words::kind(kind)),
                counts: counts.collect(),
                sum: own().count(),
            }
        });
        of_kind.filter(|row| row.sum > 0).collect()
    }

    /// The conflicts listed on the page: those that concern the committee or were waived, the most
    /// serious first; or those of experts who are not seated.
    pub(super) fn conflict_rows(&self, concern: bool) -> Vec<&ConflictRow<'a>> {
        let all = self.story.figures.conflicts.iter();
        let of = |row: &&ConflictRow| (row.handling != Handling::NotSeated) == concern;
        let mut rows: Vec<_> = all.filter(of).collect();
        rows.sort_by_key(|row| row.handling);
        rows.truncate(MOST_ROWS);
        rows
    }

    /// Number of rows about the committee that are left out of the page.
    pub(super) fn conflicts_left_out(&self) -> usize {
        let totals = &self.story.figures.totals;
        (totals.seated_conflicts + totals.waived).saturating_sub(MOST_ROWS)
    }

    pub(super) fn kind(&self, conflict: &Conflict) -> String {
        self.say(&words::kind(conflict.kind))
    }

    pub(super) fn severity(&self, conflict: &Conflict) -> String {
        self.say(&words::severity(conflict.severity))
    }

    pub(super) fn waiver(&self, conflict: &Conflict) -> String {
        words::waiver(conflict, self.lang)
    }

    pub(super) fn proof_of(&self, conflict: &Conflict) -> String {
        conflict.proof(self.lang)
    }

    pub(super) fn suspected(&self) -> &[Suspicion] {
        let all = self.story.conflicts.suspected();
        &all[..all.len().min(MOST_ROWS)]
    }

    pub(super) fn suspicion(&self, item: &Suspicion) -> String {
        self.say(&item.words)
    }

    pub(super) fn facts(&self, item: &Suspicion) -> String {
        words::facts(&item.evidence, self.lang)
    }

    /// Style class of a conflict's handling.
    pub(super) fn handling_class(&self, handling: &Handling) -> &'static str {
        match handling {
            Handling::Broken => "alarm",
            Handling::Recused | Handling::Heads => "strong",
            Handling::Apart => "good",
            Handling::NotSeated | Handling::Waived => "muted",
        }
    }
}
