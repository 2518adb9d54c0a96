//! Charts of a plan as SVG, drawn without a library so that the page is self-contained. Colours and
//! fonts come from the page's style sheet by class.

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

/// Maximum number of groups in charts by group; more would be unreadable.
pub(super) const CHARTED: usize = 60;
