//! A season that is open.

use super::Error;
use crate::checker;
use crate::files::tables;
use crate::model::plan::{Plan, contradictions};
use crate::model::{self, Problem, Severity};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Reads the season in a folder. What a person should know about its tables is in
/// [`Season::notes`].
///
/// # Errors
/// [`Error::Input`] with every problem of every table when at least one of them is an error.
pub fn read(folder: impl AsRef<Path>) -> Result<Season, Error> {
    loaded(tables::read_season(folder.as_ref(), None))
}

/// Reads the season in a folder by another file of rules than its own.
///
/// # Errors
/// As [`read`].
pub fn read_with_rules(folder: impl AsRef<Path>, rules: impl AsRef<Path>) -> Result<Season, Error> {
    loaded(tables::read_season(folder.as_ref(), Some(rules.as_ref())))
}

fn loaded(read: Result<tables::Loaded, tables::Problems>) -> Result<Season, Error> {
    let loaded = read.map_err(|problems| Error::Input(problems.0))?;
    Ok(Season {
        notes: loaded.problems,
        ..Season::new(loaded.season)
    })
}

/// Reads a plan that does not contradict itself.
///
/// # Errors
/// [`Error::Input`] with every problem of the file.
pub fn read_plan(path: impl AsRef<Path>) -> Result<Plan, Error> {
    let path = path.as_ref();
    let plan = tables::read_plan(path).map_err(|problems| Error::Input(problems.0))?;
    let problems = contradictions(&path.display().to_string(), &plan);
    match problems.iter().any(|own| own.severity == Severity::Error) {
        true => Err(Error::Input(problems)),
        false => Ok(plan),
    }
}

/// An open season: its tables as values, and what follows from them, made once when it is first
/// asked for. Cloning it is cheap, and a clone can be used in another thread.
#[derive(Debug, Clone)]
pub struct Season {
    model: Arc<model::Season>,
    notes: Vec<Problem>,
    made: Arc<Made>,
}

#[derive(Debug, Default)]
struct Made {
    conflicts: OnceLock<Arc<Conflicts>>,
    affinity: OnceLock<Arc<Affinity>>,
}

impl Season {
    /// Opens a season that was made in memory.
    pub fn new(model: model::Season) -> Self {
        Self {
            model: Arc::new(model),
            notes: Vec::new(),
            made: Arc::default(),
        }
    }

    /// Its tables and rules as values.
    pub fn model(&self) -> &model::Season {
        &self.model
    }

    /// Warnings and notes about its tables, in the order of the tables.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// Its conflicts of interest, with their evidence.
    pub fn conflicts(&self) -> &Conflicts {
        self.shared_conflicts()
    }

    /// The scores of experts for submissions.
    pub fn affinity(&self) -> &Affinity {
        self.shared_affinity()
    }

    pub(super) fn shared_conflicts(&self) -> &Arc<Conflicts> {
        let make = || Arc::new(Conflicts::build(&self.model));
        self.made.conflicts.get_or_init(make)
    }

    pub(super) fn shared_affinity(&self) -> &Arc<Affinity> {
        let make = || Arc::new(Affinity::build(&self.model));
        self.made.affinity.get_or_init(make)
    }

    /// Has a plan judged by the independent checker, every rule of this season applied. Whoever
    /// withdrew since the plan was made is left out, and a plan of the defence is judged by what
    /// the defence makes of the season.
    ///
    /// # Errors
    /// [`Error::Broken`] with every broken rule.
    pub fn check(&self, plan: &Plan) -> Result<(), Error> {
        judged(&self.of_round(plan), plan)
    }

    /// The season of a plan's round, without those who withdrew since it was made.
    pub(super) fn of_round(&self, plan: &Plan) -> model::Season {
        let mut own = match &plan.round {
            Some(round) => model::second_round::season(&self.model, round),
            None => self.model.as_ref().clone(),
        };
        own.leave_out(plan.withdrawn.iter().map(String::as_str));
        own
    }
}

/// Asks the checker.
pub(super) fn judged(season: &model::Season, plan: &Plan) -> Result<(), Error> {
    let report = checker::check(season, plan);
    match report.accepted() {
        true => Ok(()),
        false => Err(Error::Broken(report.violations)),
    }
}
