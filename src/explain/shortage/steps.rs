//! Changed seasons to be tried.

use crate::model::Season;
use crate::model::words::Bilingual;

/// Changes of one kind, from small to large, each with its words.
pub(super) type Steps = Vec<(Bilingual, Season)>;

/// The season after a change.
pub(super) fn changed(season: &Season, change: impl FnOnce(&mut Season)) -> Season {
    let mut changed = season.clone();
    change(&mut changed);
    changed
}
