//! A seat in question, as the rules look at it.

use crate::explain::Standing;
use crate::explain::words::{list, person};
use crate::model::words::Bilingual;

/// A seat in question: who would take it, and who sits there beside.
pub(super) struct Seat<'a> {
    pub(super) standing: &'a Standing<'a>,
    pub(super) expert: u32,
    pub(super) group: usize,
    pub(super) others: Vec<u32>,
}

impl Seat<'_> {
    /// The people's names, one after another.
    pub(super) fn names(&self, these: &[u32]) -> Bilingual {
        list(
            these
                .iter()
                .map(|&other| person(self.standing.expert(other))),
        )
    }
}
