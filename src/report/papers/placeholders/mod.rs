//! Every word that a template may have between braces, and which paper offers which.

mod fields;
mod holder;
mod tables;

use super::kind::{Paper, Per};
use fields::{CHANGE, DRAW, EXPERT, FEES, HEARING, OBJECTION, OUTCOME, SUBMISSION};
use tables::{
    ADDED, ALL_WORK, ANNOUNCED, APART, CHANCES, COMMITTEE, CONFLICTS, FILES, LOOPS, OWN_WORK,
    PROPOSED, RECUSED, REDRAWS, REMOVED, REVIEW_TEAM, SESSIONS, WAITING, WITHDRAWN,
};

pub use fields::COMMON;
pub use holder::{Loop, Placeholder, TableHolder};

/// What the templates of a paper may ask for.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    /// Its own placeholders, besides [`COMMON`].
    pub fields: &'static [&'static [Placeholder]],
    /// Its tables.
    pub tables: &'static [TableHolder],
    /// Its loops.
    pub loops: &'static [Loop],
}

/// What the templates of a paper may ask for.
pub fn offer(paper: Paper) -> Offer {
    let (fields, tables): (&[&[Placeholder]], &[TableHolder]) = match (paper, paper.per()) {
        (_, Per::Expert) => (&[EXPERT], &[OWN_WORK, RECUSED]),
        (_, Per::Change) => (&[EXPERT, CHANGE], &[OWN_WORK, RECUSED, ADDED, REMOVED]),
        (_, Per::Hearing) => (&[SUBMISSION, HEARING], &[]),
        (_, Per::Objection) => (&[OBJECTION], &[REVIEW_TEAM]),
        (Paper::Draw, _) => (&[DRAW], &[COMMITTEE, CHANCES, REDRAWS]),
        (Paper::Recusals, _) => (&[], &[CONFLICTS, ALL_WORK]),
        (Paper::Publicity, _) => (&[OUTCOME], &[PROPOSED]),
        (Paper::Results, _) => (&[OUTCOME], &[ANNOUNCED, WITHDRAWN]),
        (Paper::Progress, _) => (&[], &[WAITING]),
        (Paper::Fees, _) => (&[FEES], &[COMMITTEE]),
        (Paper::Archive, _) => (&[], &[FILES]),
        _ => (&[], &[COMMITTEE, APART, ALL_WORK, SESSIONS]),
    };
    Offer {
        fields,
        tables,
        loops: LOOPS,
    }
}
