//! Everything that a report needs, together.

use super::figures::Figures;
use crate::affinity::Affinity;
use crate::conflict::Conflicts;
use crate::model::Season;
use crate::plan::Plan;
use crate::text::Bilingual;

/// A plan with the season it was made for, its conflicts and scores, and the figures that follow.
pub struct Story<'a> {
    /// The season.
    pub season: &'a Season,
    /// Conflicts of the whole pool, waived and suspected ones too.
    pub conflicts: &'a Conflicts,
    /// Scores and coverage.
    pub affinity: &'a Affinity,
    /// The plan; ids that the season does not know are passed over, so check the plan first.
    pub plan: &'a Plan,
    /// What readers must know about the data, such as that experts are made up.
    pub notice: Option<Bilingual>,
    /// What follows from the above, derived once.
    pub figures: Figures<'a>,
}

impl<'a> Story<'a> {
    /// Derives all figures of a plan, in O((experts + submissions) log + reviews · domains +
    /// conflicts + shortfalls · experts).
    pub fn new(
        season: &'a Season,
        conflicts: &'a Conflicts,
        affinity: &'a Affinity,
        plan: &'a Plan,
    ) -> Self {
        Self {
            season,
            conflicts,
            affinity,
            plan,
            notice: None,
            figures: Figures::derive(season, conflicts, affinity, plan),
        }
    }

    /// Adds what readers must know about the data.
    #[must_use]
    pub fn with_notice(mut self, notice: Bilingual) -> Self {
        self.notice = Some(notice);
        self
    }
}
