//! Pictures of a plan as SVG, one per file, drawn without any library so that the page needs
//! nothing from outside. Colours and fonts come from the page's style sheet by class.

mod bound;
mod conflicts;
mod course;
mod heat;
mod loads;
mod scores;
mod svg;

pub(super) use bound::bound;
pub(super) use conflicts::conflicts;
pub(super) use course::course;
pub(super) use heat::heat;
pub(super) use loads::loads;
pub(super) use scores::scores;

/// Groups that the charts by group show; more would not be read.
pub(super) const CHARTED: usize = 60;
