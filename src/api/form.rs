//! Forming the committee of a season.

use super::season::judged;
use super::write::{WriteOptions, write};
use super::{Error, Season};
use crate::files::history::Action;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{self, Objective};
use crate::report::Story;
use crate::solve::{self, Ended, Environment, NoPlan, Progress, Snapshot, Unwatched};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a committee is formed. What stands here is what the plan records; it stands apart from the
/// season, which is not changed by it.
#[derive(Debug, Clone, PartialEq)]
pub struct FormOptions {
    /// Seconds until the best plan so far is taken.
    pub seconds: f64,
    /// Seed of all random choices.
    pub seed: u64,
    /// Number of threads; 0 takes all cores.
    pub threads: usize,
    /// Most moves that each thread tries; a run that ends by it is the same on every machine.
    pub work: Option<u64>,
    /// What is sought; `None` leaves it to the season's rules.
    pub objective: Option<Objective>,
    /// The language of the names that groups get where the office gave none.
    pub language: Lang,
}

impl Default for FormOptions {
    fn default() -> Self {
        Self {
            seconds: 60.0,
            seed: 1,
            threads: 0,
            work: None,
            objective: None,
            language: Lang::Zh,
        }
    }
}

impl FormOptions {
    /// The season with these settings among its rules, as a plan records them.
    pub(super) fn applied(&self, season: &model::Season) -> model::Season {
        let mut own = season.clone();
        let rules = &mut own.rules.solve;
        rules.time_limit = self.seconds;
        rules.seed = self.seed;
        rules.threads = self.threads;
        rules.objective = self.objective.unwrap_or(rules.objective);
        own
    }

    pub(super) fn environment<'a>(
        &self,
        stop: &'a Arc<AtomicBool>,
        progress: &'a dyn Progress,
    ) -> Environment<'a> {
        let mut environment =
            Environment::new(self.seconds, self.seed, self.threads, stop, progress);
        environment.work_limit = self.work;
        environment
    }
}

/// A committee that was formed, with the season it was formed for.
#[derive(Debug, Clone)]
pub struct Formed {
    /// The plan.
    pub plan: Plan,
    /// Why the run ended.
    pub ended: Ended,
    /// How best and bound went over time.
    pub course: Vec<Snapshot>,
    season: Arc<model::Season>,
    conflicts: Arc<Conflicts>,
    affinity: Arc<Affinity>,
}

impl Formed {
    /// The total score.
    pub fn value(&self) -> f64 {
        self.plan.quality.total_score
    }

    /// The proven upper limit of the total score; `None` where none was found.
    pub fn bound(&self) -> Option<f64> {
        self.plan.quality.bound
    }

    /// Has the plan judged by the independent checker.
    ///
    /// # Errors
    /// [`Error::Broken`], which would be a bug of the solver.
    pub fn check(&self) -> Result<(), Error> {
        judged(&self.season, &self.plan)
    }

    /// Writes the plan with its workbook, its report and its history into a folder, and returns
    /// the paths.
    ///
    /// # Errors
    /// [`Error::History`] when a plan stands there already and may not be replaced, or the disk
    /// refuses; what stood there is then as it was.
    pub fn write(
        &self,
        folder: impl AsRef<Path>,
        options: &WriteOptions,
    ) -> Result<Vec<PathBuf>, Error> {
        let story = Story::new(&self.season, &self.conflicts, &self.affinity, &self.plan);
        write(folder.as_ref(), &story, Vec::new(), Action::Form, options)
    }
}

impl Season {
    /// Forms the committee: the best plan found until the time or the work is used up, with a
    /// proven limit.
    ///
    /// # Errors
    /// [`Error::Impossible`] when it is proven that no plan keeps the hard rules,
    /// [`Error::NotFound`] when none was found in time.
    pub fn form(&self, options: &FormOptions) -> Result<Formed, Error> {
        self.form_watched(options, &Arc::default(), &Unwatched)
    }

    /// The same, for whoever wants to watch the run or to end it: setting `stop` takes the best
    /// plan so far. `progress` is called from one thread at a time.
    ///
    /// # Errors
    /// As [`Season::form`].
    pub fn form_watched(
        &self,
        options: &FormOptions,
        stop: &Arc<AtomicBool>,
        progress: &dyn Progress,
    ) -> Result<Formed, Error> {
        let season = Arc::new(options.applied(self.model()));
        let (conflicts, affinity) = (self.shared_conflicts(), self.shared_affinity());
        let environment = options.environment(stop, progress);
        let formed = solve::form(&season, conflicts, affinity, &environment, options.language);
        let formed = formed.map_err(|none| match none {
            NoPlan::Impossible(reasons) => Error::Impossible(reasons),
            NoPlan::TimeRanOut { .. } => Error::NotFound,
        })?;
        Ok(Formed {
            plan: formed.plan,
            ended: formed.ended,
            course: formed.course,
            season,
            conflicts: Arc::clone(conflicts),
            affinity: Arc::clone(affinity),
        })
    }
}
