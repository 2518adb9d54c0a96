//! Small changes to a season, one after another.

use crate::model::Season;
use crate::model::words::Bilingual;

/// A change applied to a copy of the season.
pub(super) type Change = Box<dyn Fn(&mut Season)>;

/// Changes of one kind, from small to large, each with its description.
pub(super) type Steps = Vec<(Bilingual, Change)>;

/// A step of a ladder. The season is copied only when the step is tried.
pub(super) fn change(change: impl Fn(&mut Season) + 'static) -> Change {
    Box::new(change)
}

pub(super) fn changed(season: &Season, change: impl FnOnce(&mut Season)) -> Season {
    let mut changed = season.clone();
    change(&mut changed);
    changed
}
