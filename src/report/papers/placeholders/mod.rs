//! Every word that a template may have between braces, and which paper offers which.

mod fields;
mod tables;

use super::kind::{Paper, Per};
use crate::model::settings::Words;
use fields::{CHANGE, DRAW, EXPERT, FEES, HEARING, OBJECTION, OUTCOME, SUBMISSION};
use tables::{
    ADDED, ALL_WORK, ANNOUNCED, APART, CHANCES, COMMITTEE, CONFLICTS, FILES, LOOPS, OWN_WORK,
    PROPOSED, RECUSED, REDRAWS, REMOVED, REVIEW_TEAM, SESSIONS, WAITING, WITHDRAWN,
};

pub use fields::COMMON;

/// A placeholder: its name in both languages and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// Its names: what is written between the braces.
    pub name: Words,
    /// What takes its place.
    pub says: Words,
}

/// A table that a template may ask for.
#[derive(Debug, Clone, Copy)]
pub struct TableHolder {
    /// Its names.
    pub name: Words,
    /// What it lists.
    pub says: Words,
    /// Its columns.
    pub columns: &'static [Words],
    /// Whether the further columns of the contacts are columns of it, too.
    pub open: bool,
}

/// A part of a template that is repeated.
#[derive(Debug, Clone, Copy)]
pub struct Loop {
    /// Its names.
    pub name: Words,
    /// What it is repeated for.
    pub says: Words,
    /// Placeholders within it, besides those of the whole paper.
    pub fields: &'static [&'static [Placeholder]],
    /// Tables within it.
    pub tables: &'static [TableHolder],
}

const fn field(name: [&'static str; 2], says: [&'static str; 2]) -> Placeholder {
    Placeholder {
        name: Words::new(name[0], name[1]),
        says: Words::new(says[0], says[1]),
    }
}

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
