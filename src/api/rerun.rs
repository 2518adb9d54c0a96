//! The committee after withdrawals and other changes.

use super::season::accepted;
use super::write::{WriteOptions, changes, compared, plan_bytes, write};
use super::{Error, Season};
use crate::files::history::{Action, sha256};
use crate::model::difference::Names;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::report::changes::{Notice, notices};
use crate::solve::rerun::{self, Failed, Outcome, Request};
use crate::solve::{Environment, Progress, Unwatched};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A requested change and the limits of the search.
#[derive(Debug, Clone, PartialEq)]
pub struct Rerun {
    /// Withdrawals, permitted replacements, and what must not change.
    pub request: Request,
    /// Time limit in seconds; the best plan found by then is returned.
    pub seconds: f64,
    /// Seconds of the limit already used, for example by reading.
    pub spent: f64,
    /// Number of threads; 0 uses all cores.
    pub threads: usize,
    /// Language of the names of new groups.
    pub language: Lang,
}

impl Default for Rerun {
    fn default() -> Self {
        Self {
            request: Request::default(),
            seconds: 60.0,
            spent: 0.0,
            threads: 0,
            language: Lang::Zh,
        }
    }
}

impl Rerun {
    /// The environment of the run.
    pub(crate) fn environment<'a>(
        &self,
        season: &Season,
        stop: &'a Arc<AtomicBool>,
        progress: &'a dyn Progress,
    ) -> Environment<'a> {
        let left = (self.seconds - self.spent).max(0.0);
        Environment::new(left, season.rules.solve.seed, self.threads, stop, progress)
    }

    /// Withdraws experts or submissions, with default options otherwise.
    pub fn without<I>(ids: impl IntoIterator<Item = I>) -> Self
    where
        I: Into<String>,
    {
        Self {
            request: Request {
                withdraw: ids.into_iter().map(Into::into).collect(),
                ..Request::default()
            },
            ..Self::default()
        }
    }
}

/// A committee after changes, with the current season.
#[derive(Debug)]
pub struct Reran {
    /// The plan.
    pub plan: Plan,
    /// The result: people to notify, what is proven, and what further changes would gain.
    pub outcome: Outcome,
    pub(crate) season: Season,
    /// SHA-256 of the plan before.
    before: String,
}

impl Reran {
    /// The number of people to notify of a changed seat or office, without those who withdrew.
    pub fn changes(&self) -> usize {
        self.outcome.people
    }

    /// A letter to each person concerned, in both languages.
    pub fn letters(&self) -> Vec<Notice> {
        notices(&self.outcome.difference, &Names::of([self.season.model()]))
    }

    /// Verifies the plan with the independent checker.
    ///
    /// # Errors
    /// [`Error::Broken`], which indicates a bug of the solver.
    pub fn check(&self) -> Result<(), Error> {
        accepted(self.season.judge_own(&self.plan))
    }

    /// Writes the plan, its differences from the plan before, and the letters, all of them also
    /// into the history, and returns the paths.
    ///
    /// # Errors
    /// See [`Formed::write`](super::Formed::write).
    pub fn write(
        &self,
        folder: impl AsRef<Path>,
        options: &WriteOptions,
    ) -> Result<Vec<PathBuf>, Error> {
        let story = self.season.story(&self.plan);
        let story = story.with_changes(&self.outcome.difference);
        let folder = folder.as_ref();
        let names = Names::of([self.season.model()]);
        let names = compared(names, (folder, &self.before), (folder, &self.plan))?;
        let further = changes(&self.outcome.difference, &names, options.language)?;
        write(folder, story, further, Action::Rerun, options)
    }
}

impl Season {
    /// Forms the committee again with as few people to notify as possible.
    ///
    /// # Errors
    /// [`Error::Input`] when request or plan are invalid, [`Error::Impossible`] when it is proven
    /// that no plan satisfies the hard rules, [`Error::NotFound`] when none was found.
    pub fn rerun(&self, plan: &Plan, wanted: &Rerun) -> Result<Reran, Error> {
        self.rerun_watched(plan, wanted, &Arc::default(), &Unwatched)
    }

    /// [`Season::rerun`] with a progress observer and a stop flag.
    ///
    /// # Errors
    /// See [`Season::rerun`].
    pub fn rerun_watched(
        &self,
        plan: &Plan,
        wanted: &Rerun,
        stop: &Arc<AtomicBool>,
        progress: &dyn Progress,
    ) -> Result<Reran, Error> {
        let season = self.round_of(plan);
        let environment = wanted.environment(&season, stop, progress);
        let language = wanted.language;
        let done = rerun::rerun(
            season.model(),
            plan,
            &wanted.request,
            &environment,
            language,
        );
        let (outcome, season) = done.map_err(failed)?;
        Ok(Reran {
            plan: outcome.plan.clone(),
            outcome,
            season: Season::new(season),
            before: sha256(&plan_bytes(plan)?),
        })
    }
}

/// Converts the reason why a plan could not be changed.
pub(super) fn failed(failed: Failed) -> Error {
    match failed {
        Failed::Input(problems) => Error::Input(problems),
        Failed::Impossible(reasons) => Error::Impossible(reasons),
        Failed::NotFound {
            frozen: true,
            proven,
        } => Error::Frozen { proven },
        Failed::NotFound { proven: true, .. } => Error::Impossible(Vec::new()),
        Failed::NotFound { proven: false, .. } => Error::NotFound { broken: None },
    }
}
