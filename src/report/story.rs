//! The data that all reports are made from.

use super::figures::Figures;
use crate::model::Season;
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

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
            figures: Figures::derive(season, conflicts, affinity, plan),
        }
    }

    /// Adds the course of the run.
    #[must_use]
    pub fn with_course(mut self, course: Vec<CoursePoint>) -> Self {
        self.course = course;
        self
    }

    /// Adds a remark about the data for readers, if there is one.
    #[must_use]
    pub fn with_notice(mut self, notice: impl Into<Option<Bilingual>>) -> Self {
        self.notice = notice.into();
        self
    }
}
