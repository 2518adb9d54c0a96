//! A seat for which the rules are checked.

use crate::explain::Standing;
use crate::explain::words::{list, person};
use crate::model::words::Bilingual;

/// A seat in question: the candidate, and the other members of the group.
pub(super) struct Seat<'a> {
    pub(super) standing: &'a Standing<'a>,
    pub(super) expert: u32,
    pub(super) group: usize,
    pub(super) others: Vec<u32>,
}

impl Seat<'_> {
    /// The names of people as a list.
    pub(super) fn names(&self, these: &[u32]) -> Bilingual {
        list(
            these
                .iter()
                .map(|&other| person(self.standing.expert(other))),
        )
    }
}
