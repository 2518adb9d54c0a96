//! The data that all reports are made from.

use super::figures::{Figures, ReviewFigures};
use crate::model::Season;
use crate::model::difference::Difference;
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use crate::suitability::industry_members;

/// A plan with its season, conflicts and scores, and the figures derived from them.
pub struct Story<'a> {
    /// The season.
    pub season: &'a Season,
    /// Conflicts of the whole pool, including waived and suspected ones.
    pub conflicts: &'a Conflicts,
    /// Scores and coverage.
    pub affinity: &'a Affinity,
    /// The plan. Unknown ids are ignored, so check the plan first.
    pub plan: &'a Plan,
    /// A remark about the data for readers, for example that the experts are fictitious.
    pub notice: Option<Bilingual>,
    /// The course of the run by ascending seconds; empty if it is unknown or not reproducible.
    pub course: Vec<CoursePoint>,
    /// What differs from the plan that this one was made from; `None` for a plan formed anew.
    pub changes: Option<&'a Difference>,
    /// The plan's version in the history of its folder; `None` outside a history.
    pub version: Option<u64>,
    /// Figures derived from the above.
    pub figures: Figures<'a>,
}

/// The best plan at one moment of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoursePoint {
    /// Seconds since the start.
    pub seconds: f64,
    /// Its total score.
    pub total: f64,
    /// Its shortfalls.
    pub shortfalls: usize,
    /// Whether it satisfied every hard rule.
    pub complete: bool,
    /// Upper limit of the total proven by then.
    pub bound: Option<f64>,
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
            course: Vec::new(),
            changes: None,
            version: None,
            figures: Figures::derive(season, conflicts, affinity, plan),
        }
    }

    /// Adds the course of the run.
    #[must_use]
    pub fn with_course(mut self, course: Vec<CoursePoint>) -> Self {
        self.course = course;
        self
    }

    /// The members of a submission's group who know its industry and have no conflict with it.
    pub(super) fn knowing(&self, review: &ReviewFigures) -> usize {
        let group = &self.figures.groups[review.group];
        let seats = self.figures.seats[group.seats.clone()].iter();
        let (conflicts, affinity) = (self.conflicts, self.affinity);
        let knows = seats
            .filter(|seat| industry_members::counts(conflicts, affinity, seat.index, review.index));
        knows.count()
    }

    /// Adds what differs from the plan before.
    #[must_use]
    pub fn with_changes(mut self, changes: &'a Difference) -> Self {
        self.changes = Some(changes);
        self
    }

    /// Adds a remark about the data for readers, if there is one.
    #[must_use]
    pub fn with_notice(mut self, notice: impl Into<Option<Bilingual>>) -> Self {
        self.notice = notice.into();
        self
    }
}
