//! Everything that a report needs, together.

use super::figures::Figures;
use crate::model::Season;
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

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
    /// How the plan came about, by rising seconds; empty where that is not known or not
    /// repeatable.
    pub course: Vec<CoursePoint>,
    /// What follows from the above, derived once.
    pub figures: Figures<'a>,
}

/// The best plan at one moment of the run that made it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoursePoint {
    /// Seconds since the start.
    pub seconds: f64,
    /// Its total score.
    pub total: f64,
    /// Its shortfalls.
    pub shortfalls: usize,
    /// Whether it kept every hard rule.
    pub complete: bool,
    /// What no total exceeds, as far as was proven then.
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

    /// Adds how the plan came about.
    #[must_use]
    pub fn with_course(mut self, course: Vec<CoursePoint>) -> Self {
        self.course = course;
        self
    }

    /// Adds what readers must know about the data, if there is anything.
    #[must_use]
    pub fn with_notice(mut self, notice: impl Into<Option<Bilingual>>) -> Self {
        self.notice = notice.into();
        self
    }
}
