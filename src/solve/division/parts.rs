//! What a division is, and why there may be none.

use crate::model::{ExpertIndex, SubmissionIndex};
use crate::solve::instance::Reason;

/// A season's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The number of groups of the whole.
    pub groups: usize,
    /// The parts, in order.
    pub parts: Vec<Share>,
    /// Chair and vice chair of every part.
    pub heads: [ExpertIndex; 2],
}

/// What one part has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The numbers, from 0, that its groups have in the whole, ascending.
    pub groups: Vec<usize>,
    /// Its submissions, ascending.
    pub submissions: Vec<SubmissionIndex>,
    /// Its experts without the chairs, ascending.
    pub experts: Vec<ExpertIndex>,
}

/// Why a season cannot be divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undivided {
    /// There are fewer groups than parts.
    FewGroups {
        /// The number of groups.
        groups: usize,
    },
    /// Groups have themes.
    Themes,
    /// Pins bind so much together that no part can hold it.
    Pins,
    /// It is proven that the whole season has no plan, for these reasons.
    Impossible(Vec<Reason>),
}
