//! An open season.

use super::Error;
use crate::checker::{self, Report};
use crate::files::history::stale_beside;
use crate::files::tables;
use crate::model::difference::belonging;
use crate::model::plan::{Plan, PlanPart, Round, contradictions};
use crate::model::{self, Problem, Severity};
use crate::report::Story;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Reads the season in a folder. Warnings and notes about its tables are in [`Season::notes`].
///
/// # Errors
/// [`Error::Input`] with every problem of every table when at least one of them is an error.
pub fn read(folder: impl AsRef<Path>) -> Result<Season, Error> {
    loaded(tables::read_season(folder.as_ref(), None))
}

/// Reads the season in a folder with a different rules file.
///
/// # Errors
/// See [`read`].
pub fn read_with_rules(folder: impl AsRef<Path>, rules: impl AsRef<Path>) -> Result<Season, Error> {
    loaded(tables::read_season(folder.as_ref(), Some(rules.as_ref())))
}

/// Reads the season in a folder, including the tables that only later steps of the year need, so
/// that all problems are reported together.
///
/// # Errors
/// See [`read`].
pub fn read_all(folder: impl AsRef<Path>, rules: Option<&Path>) -> Result<Season, Error> {
    loaded(tables::check_season(folder.as_ref(), rules))
}

fn loaded(read: Result<tables::Loaded, tables::Problems>) -> Result<Season, Error> {
    let loaded = read.map_err(|problems| Error::Input(problems.0))?;
    Ok(Season {
        notes: loaded.problems,
        ..Season::new(loaded.season)
    })
}

/// Reads a plan and checks that it does not contradict itself.
///
/// # Errors
/// [`Error::Input`] with every problem of the file.
pub fn read_plan(path: impl AsRef<Path>) -> Result<Plan, Error> {
    read_plan_with_problems(path.as_ref()).map(|(plan, _)| plan)
}

/// Reads a plan as [`read_plan`] does, with what is odd about it without being an error.
pub(crate) fn read_plan_with_problems(path: &Path) -> Result<(Plan, Vec<Problem>), Error> {
    let plan = tables::read_plan(path).map_err(|problems| Error::Input(problems.0))?;
    let problems = contradictions(&path.display().to_string(), &plan);
    match problems.iter().any(|own| own.severity == Severity::Error) {
        true => Err(Error::Input(problems)),
        false => Ok((plan, problems)),
    }
}

/// Reads a plan and checks that it belongs to the season; also returns what is odd about it, such as
/// files next to it that belong to another version, or tables changed since.
///
/// # Errors
/// [`Error::Input`] with every problem of the file, or of a plan of another season.
pub(crate) fn plan_of(path: &Path, season: &model::Season) -> Result<(Plan, Vec<Problem>), Error> {
    let (plan, mut problems) = read_plan_with_problems(path)?;
    problems.extend(stale_beside(path));
    problems.extend(belonging(&path.display().to_string(), &plan, season));
    match problems.iter().any(|own| own.severity == Severity::Error) {
        true => Err(Error::Input(problems)),
        false => Ok((plan, problems)),
    }
}

/// Reads a plan that the office made itself: a spreadsheet, or a `plan.json` of the season.
///
/// # Errors
/// [`Error::Input`] with every problem of the file.
pub(crate) fn plan_by_hand(
    path: &Path,
    season: &model::Season,
) -> Result<(Plan, Vec<Problem>), Error> {
    let spreadsheet = path.extension().is_some_and(|ending| {
        let mut known = ["xlsx", "xlsm", "csv"].iter();
        known.any(|known| ending.eq_ignore_ascii_case(known))
    });
    if !spreadsheet {
        return plan_of(path, season);
    }
    let plan = tables::read_manual(path, season).map_err(|problems| Error::Input(problems.0))?;
    Ok((plan, Vec::new()))
}

/// An open season: its tables as values, and what is derived from them, computed once on first use.
/// It dereferences to [`model::Season`]. Cloning is cheap, and clones can be used in other threads.
#[derive(Debug, Clone)]
pub struct Season {
    model: Arc<model::Season>,
    notes: Vec<Problem>,
    made: Arc<Made>,
    /// Which part of a divided season it is, if it is one.
    part: Option<PlanPart>,
}

#[derive(Debug, Default)]
struct Made {
    conflicts: OnceLock<Arc<Conflicts>>,
    affinity: OnceLock<Arc<Affinity>>,
}

impl Deref for Season {
    type Target = model::Season;

    fn deref(&self) -> &model::Season {
        &self.model
    }
}

impl Season {
    /// Opens a season created in memory.
    pub fn new(model: model::Season) -> Self {
        Self {
            model: Arc::new(model),
            notes: Vec::new(),
            made: Arc::default(),
            part: None,
        }
    }

    /// A part of this season. Conflicts and scores are those of the whole, which holds all pairs of
    /// the part.
    pub(super) fn as_part(&self, model: model::Season, part: PlanPart) -> Self {
        Self {
            model: Arc::new(model),
            notes: Vec::new(),
            made: Arc::clone(&self.made),
            part: Some(part),
        }
    }

    /// What a plan of this season says of the part that it is.
    pub(super) fn mark(&self) -> Option<PlanPart> {
        self.part.clone()
    }

    /// The tables and rules as values.
    pub fn model(&self) -> &model::Season {
        &self.model
    }

    /// Warnings and notes about the tables, in the order of the tables.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// Returns the conflicts of interest, with their evidence.
    pub fn conflicts(&self) -> &Conflicts {
        let make = || Arc::new(Conflicts::build(&self.model));
        self.made.conflicts.get_or_init(make)
    }

    /// Returns the scores of experts for submissions.
    pub fn affinity(&self) -> &Affinity {
        let make = || Arc::new(Affinity::build(&self.model));
        self.made.affinity.get_or_init(make)
    }

    /// The same tables with other settings of a run; derived data is shared.
    pub(super) fn under(&self, change: impl FnOnce(&mut model::SolveRules)) -> Self {
        let mut own = self.model.as_ref().clone();
        change(&mut own.rules.solve);
        Self {
            model: Arc::new(own),
            notes: self.notes.clone(),
            made: Arc::clone(&self.made),
            part: self.part.clone(),
        }
    }

    /// Verifies a plan against every rule of this season with the independent checker. Experts who
    /// withdrew since the plan was made are left out, and a plan of the defence is checked against
    /// the season of the defence.
    ///
    /// # Errors
    /// [`Error::Broken`] with every broken rule.
    pub fn check(&self, plan: &Plan) -> Result<(), Error> {
        accepted(self.judge(plan))
    }

    /// Returns the full report of the checker: recomputed figures, shortfalls, remarks.
    pub fn judge(&self, plan: &Plan) -> Report {
        let own = self.remaining(plan).part_of(plan);
        own.round_of(plan).judge_own(plan)
    }

    /// The same for a plan made for exactly this season, including round and withdrawals.
    pub(super) fn judge_own(&self, plan: &Plan) -> Report {
        checker::check(&self.model, plan)
    }

    /// Returns the season with other rules.
    #[must_use]
    pub fn by_rules(&self, rules: &model::Rules) -> Self {
        let mut own = self.model.as_ref().clone();
        own.rules = rules.clone();
        Self::new(own)
    }

    /// The season of a round: itself, or the one derived for the defence.
    #[must_use]
    pub fn in_round(&self, round: Option<&Round>) -> Self {
        match round {
            Some(round) => Self::new(model::second_round::season(&self.model, round)),
            None => self.clone(),
        }
    }

    /// The season in the round of a plan.
    #[must_use]
    pub fn round_of(&self, plan: &Plan) -> Self {
        self.in_round(plan.round.as_ref())
    }

    /// The season without those who withdrew since a plan was made.
    #[must_use]
    pub fn remaining(&self, plan: &Plan) -> Self {
        if plan.withdrawn.is_empty() {
            return self.clone();
        }
        let mut own = self.model.as_ref().clone();
        own.leave_out(plan.withdrawn.iter().map(String::as_str));
        Self::new(own)
    }

    /// The data for workbook and report of a plan.
    pub(crate) fn story<'a>(&'a self, plan: &'a Plan) -> Story<'a> {
        Story::new(self.model(), self.conflicts(), self.affinity(), plan)
    }
}

/// `Ok` if a plan satisfies every hard rule.
pub(super) fn accepted(report: Report) -> Result<(), Error> {
    match report.accepted() {
        true => Ok(()),
        false => Err(Error::Broken(report.violations)),
    }
}
