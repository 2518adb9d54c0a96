//! Themes of groups.

use super::Place;
use crate::model::taxonomy::{DomainCode, IndustryCode};

/// One row of the `groups` table: a requested group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Group id, such as `G01`.
    pub id: String,
    /// Name of the group; empty lets the program name it.
    pub name: String,
    /// Industries of the theme, each including all below it.
    pub industries: Vec<IndustryCode>,
    /// Domains of the theme, a parent including its children.
    pub domains: Vec<DomainCode>,
    /// Selection scopes of the theme.
    pub categories: Vec<u8>,
    /// The row this was read from.
    pub place: Place,
}
