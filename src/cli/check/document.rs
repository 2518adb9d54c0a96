//! The result of `check`.

use crate::explain::demand::Stock;
use crate::explain::demand::conditions::Conditions;
use crate::explain::demand::supply::Supply;
use crate::explain::shortage::{Remedy, by_counting};
use crate::model::{Season, SubmissionIndex};
use crate::solve::instance::{Reason, Shape};
use crate::solve::rule::Condition;
use crate::suitability::conflict::Conflicts;
use schemars::JsonSchema;
use serde::Serialize;
use std::time::{Duration, Instant};

/// Maximum time for trying changes that would satisfy the counts, since the user is waiting.
const FOR_REMEDIES: Duration = Duration::from_secs(5);

/// Numbers of rows in the tables.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Counts {
    pub(super) experts: usize,
    pub(super) serving: usize,
    pub(super) leaders: usize,
    pub(super) quality_leads: usize,
    pub(super) submissions: usize,
    pub(super) passed: usize,
    pub(super) relations: usize,
    pub(super) pins: usize,
    pub(super) themes: usize,
}

/// Numbers of conflicts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ConflictCounts {
    pub(super) bars: usize,
    pub(super) recusals: usize,
    pub(super) waived: usize,
    pub(super) kin: usize,
    pub(super) suspected: usize,
}

/// The result of `check`.
#[derive(Debug)]
pub(super) struct CheckReport {
    pub(super) season: String,
    pub(super) year: i32,
    pub(super) counts: Counts,
    pub(super) shape: Option<Shape>,
    pub(super) conditions: Vec<Condition>,
    pub(super) reasons: Vec<Reason>,
    /// Changes that would satisfy all counts.
    pub(super) remedies: Vec<Remedy>,
    /// Whether all such changes were tried within the time.
    pub(super) all_remedies: bool,
    pub(super) supply: Supply,
    pub(super) conflicts: ConflictCounts,
}

impl CheckReport {
    pub(super) fn new(
        stock: &Stock<'_>,
        conflicts: &Conflicts,
        conditions: Conditions,
        supply: Supply,
    ) -> Self {
        let mut report = Self {
            season: stock.season.name.clone(),
            year: stock.season.rules.conflicts.year,
            counts: counts(stock),
            shape: conditions.shape,
            conditions: conditions.counted,
            reasons: conditions.reasons,
            remedies: Vec::new(),
            all_remedies: true,
            supply,
            conflicts: conflict_counts(stock.season, conflicts),
        };
        if !report.reasons.is_empty() {
            let until = Instant::now() + FOR_REMEDIES;
            (report.remedies, report.all_remedies) = by_counting(stock.season, until);
        }
        report
    }

    /// Whether no condition excludes a plan.
    pub(super) fn possible(&self) -> bool {
        self.reasons.is_empty() && self.conditions.iter().all(Condition::holds)
    }
}

fn counts(stock: &Stock<'_>) -> Counts {
    let season = stock.season;
    Counts {
        experts: season.experts.len(),
        serving: stock.serving().count(),
        leaders: stock.serving().filter(|expert| expert.can_lead).count(),
        quality_leads: stock.serving().filter(|expert| expert.quality_lead).count(),
        submissions: season.submissions.len(),
        passed: stock.passed.len(),
        relations: season.relations.len(),
        pins: season.pins.len(),
        themes: season.themes.len(),
    }
}

/// Pairs in conflict by severity, each counted once.
fn conflict_counts(season: &Season, conflicts: &Conflicts) -> ConflictCounts {
    let submissions = || (0..season.submissions.len()).map(SubmissionIndex::new);
    ConflictCounts {
        bars: submissions().map(|at| conflicts.barred(at).len()).sum(),
        recusals: submissions().map(|at| conflicts.recused(at).len()).sum(),
        waived: conflicts
            .all()
            .iter()
            .filter(|conflict| conflict.waived.is_some())
            .count(),
        kin: conflicts.kin().len(),
        suspected: conflicts.suspected().len(),
    }
}
