//! What may stand between braces: one value, a table, a part that is repeated.

use crate::model::settings::Words;

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

/// A placeholder of these names that says this.
pub(super) const fn field(name: [&'static str; 2], says: [&'static str; 2]) -> Placeholder {
    Placeholder {
        name: Words::new(name[0], name[1]),
        says: Words::new(says[0], says[1]),
    }
}
