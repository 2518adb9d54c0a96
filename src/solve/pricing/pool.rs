//! Sets of members that came to light, to be priced again: most groups that pay later were near
//! at hand before.

use super::duals::Duals;
use super::group::Judge;
use super::table::Table;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Most sets that are kept; pricing them again takes about as long as one exchange of members.
const MOST: usize = 8_000;

/// Different sets of members, in the order they came.
#[derive(Debug, Default)]
pub(super) struct Pool {
    sets: Vec<Vec<u32>>,
    known: BTreeSet<Vec<u32>>,
}

impl Pool {
    /// Takes sets in, as long as there is room.
    pub(super) fn extend(&mut self, sets: &[Vec<u32>]) {
        for set in sets {
            if self.sets.len() >= MOST {
                return;
            }
            let mut set = set.clone();
            set.sort_unstable();
            if self.known.insert(set.clone()) {
                self.sets.push(set);
            }
        }
    }

    /// Sets kept.
    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }

    /// At most so many sets worth more than `least`, those worth most first.
    /// O(sets x submissions).
    pub(super) fn best(&self, table: &Table, at: &Duals, least: i64, most: usize) -> Vec<Vec<u32>> {
        let mut judge = Judge::new(table);
        let worths = self.sets.iter().map(|set| judge.worth(set, at));
        let mut order: Vec<(i64, &Vec<u32>)> = worths.zip(&self.sets).collect();
        order.retain(|entry| entry.0 > least);
        order.sort_unstable_by_key(|entry| (Reverse(entry.0), entry.1));
        order.truncate(most);
        order.into_iter().map(|entry| entry.1.clone()).collect()
    }
}
