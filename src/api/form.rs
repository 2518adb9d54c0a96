//! Forming the committee of a season.

use super::season::accepted;
use super::write::{WriteOptions, write};
use super::{Error, Season};
use crate::bilingual;
use crate::files::history::Action;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{Objective, Place, Problem, Severity, SolveRules};
use crate::solve::{self, Ended, Environment, NoPlan, Progress, Snapshot, Unwatched};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// More shortfalls than the fewest up to which totals are searched, where no number is given.
pub const EXCHANGE: usize = 5;

/// Options for forming a committee. They are recorded in the plan, and do not change the season.
#[derive(Debug, Clone, PartialEq)]
pub struct FormOptions {
    /// Time limit in seconds; the best plan found by then is returned.
    pub seconds: f64,
    /// Seconds of the limit already used, for example by reading.
    pub spent: f64,
    /// Seed of all random choices.
    pub seed: u64,
    /// Number of threads; 0 uses all cores.
    pub threads: usize,
    /// Maximum number of moves per thread. A run that ends by it is the same on every machine.
    pub work: Option<u64>,
    /// Also searches for the best totals with up to so many shortfalls more than the fewest
    /// ([`Formed::exchange`]), which takes a third of the time, or half as much work again.
    pub exchange: Option<usize>,
    /// Shortfalls that the plan may have beyond the fewest, for a higher total; `None` uses the
    /// number of the season's rules. Above 0, the exchange is searched, too.
    pub extra_shortfalls: Option<usize>,
    /// Objective; `None` uses that of the season's rules.
    pub objective: Option<Objective>,
    /// Language of names for groups that the office did not name.
    pub language: Lang,
}

impl Default for FormOptions {
    fn default() -> Self {
        Self {
            seconds: 60.0,
            spent: 0.0,
            seed: 1,
            threads: 0,
            work: None,
            exchange: None,
            extra_shortfalls: None,
            objective: None,
            language: Lang::Zh,
        }
    }
}

impl FormOptions {
    /// The options given by a season's `rules.toml`.
    pub fn of(season: &Season) -> Self {
        let rules = &season.model().rules.solve;
        Self {
            seconds: rules.time_limit,
            seed: rules.seed,
            threads: rules.threads,
            objective: Some(rules.objective),
            ..Self::default()
        }
    }

    /// Copies the options into a season's rules, where a plan records them.
    pub(super) fn apply(&self, rules: &mut SolveRules) {
        rules.time_limit = self.seconds;
        rules.seed = self.seed;
        rules.threads = self.threads;
        rules.objective = self.objective.unwrap_or(rules.objective);
        rules.extra_shortfalls = self.extra_shortfalls.unwrap_or(rules.extra_shortfalls);
    }

    /// Whether what is asked for can be had: more shortfalls are weighed against totals.
    fn compares_totals(&self, season: &Season) -> Result<(), Error> {
        let rules = &season.model().rules;
        let asked = self.exchange.is_some() || rules.solve.extra_shortfalls > 0;
        if !asked || rules.solve.objective == Objective::Total {
            return Ok(());
        }
        Err(Error::Input(vec![Problem {
            severity: Severity::Error,
            code: "E505",
            place: Place::file("rules.toml"),
            value: rules.solve.extra_shortfalls.to_string(),
            what: bilingual!(
                "多留缺口只能换取总得分，而目标是使得分最低的一项尽量高（maxmin）",
                "More shortfalls are weighed against the total, but the objective is the best worst submission (maxmin)"
            ),
            action: bilingual!(
                "设 objective = \"total\"，或不用 exchange 与 extra_shortfalls",
                "Set objective = \"total\", or do without exchange and extra_shortfalls"
            ),
        }]))
    }

    /// Up to how many more shortfalls totals are searched, if `extra` are allowed for the plan. One
    /// number as a rule, so that a run which takes a row finds what the run found that showed it.
    fn span(&self, extra: usize) -> Option<usize> {
        match (self.exchange, extra) {
            (None, 0) => None,
            (asked, extra) => Some(asked.unwrap_or(EXCHANGE).max(extra)),
        }
    }

    pub(crate) fn environment<'a>(
        &self,
        stop: &'a Arc<AtomicBool>,
        progress: &'a dyn Progress,
    ) -> Environment<'a> {
        let left = (self.seconds - self.spent).max(0.0);
        let mut environment = Environment::new(left, self.seed, self.threads, stop, progress);
        environment.work_limit = self.work;
        environment
    }
}

/// A committee with the season it was formed for.
#[derive(Debug, Clone)]
pub struct Formed {
    /// The plan.
    pub plan: Plan,
    /// The best plans with the fewest shortfalls, one more, two more and so on, as long as totals
    /// rise; empty unless the options asked for them. `plan.exchange` is their table.
    pub exchange: Vec<Plan>,
    /// Why the run ended.
    pub ended: Ended,
    /// Moves that were tried.
    pub moves: u64,
    /// The best total and its bound over time.
    pub course: Vec<Snapshot>,
    pub(crate) season: Season,
}

impl Formed {
    /// An existing plan, as if it had been formed for this season; experts who withdrew since are
    /// left out.
    pub(crate) fn given(season: &Season, plan: &Plan, options: &FormOptions) -> Self {
        Self {
            plan: plan.clone(),
            exchange: Vec::new(),
            ended: Ended::Work,
            moves: 0,
            course: Vec::new(),
            season: season.remaining(plan).under(|rules| options.apply(rules)),
        }
    }

    /// What the solver made of a season.
    pub(super) fn of(made: Result<solve::Formed, NoPlan>, season: Season) -> Result<Self, Error> {
        let mut formed = made.map_err(|none| match none {
            NoPlan::Impossible(reasons) => Error::Impossible(reasons),
            NoPlan::TimeRanOut { broken } => Error::NotFound {
                broken: Some(broken),
            },
        })?;
        for plan in std::iter::once(&mut formed.plan).chain(&mut formed.exchange) {
            plan.part = season.mark();
        }
        Ok(Self {
            plan: formed.plan,
            exchange: formed.exchange,
            ended: formed.ended,
            moves: formed.moves,
            course: formed.course,
            season,
        })
    }

    /// The season it was formed for.
    pub fn season(&self) -> &Season {
        &self.season
    }

    /// The total score.
    pub fn value(&self) -> f64 {
        self.plan.quality.total_score
    }

    /// The proven upper limit of the total score; `None` if none was found.
    pub fn bound(&self) -> Option<f64> {
        self.plan.quality.bound
    }

    /// Verifies the plan, and those of the exchange, with the independent checker.
    ///
    /// # Errors
    /// [`Error::Broken`], which indicates a bug of the solver.
    pub fn check(&self) -> Result<(), Error> {
        for plan in std::iter::once(&self.plan).chain(&self.exchange) {
            accepted(self.season.judge_own(plan))?;
        }
        Ok(())
    }

    /// Writes the plan with workbook, report and history into a folder, and returns the paths.
    ///
    /// # Errors
    /// [`Error::History`] when there is a plan that may not be replaced, or a file cannot be
    /// written; existing files are then unchanged.
    pub fn write(
        &self,
        folder: impl AsRef<Path>,
        options: &WriteOptions,
    ) -> Result<Vec<PathBuf>, Error> {
        let story = self.season.story(&self.plan);
        write(folder.as_ref(), story, Vec::new(), Action::Form, options)
    }
}

impl Season {
    /// Forms the committee: the best plan found within the limits of time and work, with a proven
    /// bound.
    ///
    /// # Errors
    /// [`Error::Impossible`] when it is proven that no plan satisfies the hard rules,
    /// [`Error::NotFound`] when none was found in time.
    pub fn form(&self, options: &FormOptions) -> Result<Formed, Error> {
        self.form_watched(options, &Arc::default(), &Unwatched)
    }

    /// [`Season::form`] with a progress observer and a stop flag: setting `stop` ends the search
    /// with the best plan so far. `progress` is called by one thread at a time.
    ///
    /// # Errors
    /// See [`Season::form`].
    pub fn form_watched(
        &self,
        options: &FormOptions,
        stop: &Arc<AtomicBool>,
        progress: &dyn Progress,
    ) -> Result<Formed, Error> {
        let season = self.under(|rules| options.apply(rules));
        options.compares_totals(&season)?;
        let mut environment = options.environment(stop, progress);
        environment.exchange = options.span(season.model().rules.solve.extra_shortfalls);
        let (conflicts, affinity) = (season.conflicts(), season.affinity());
        tracing::info!(
            conflicts = conflicts.all().len(),
            "conflicts and scores ready"
        );
        let language = options.language;
        let formed = solve::form(season.model(), conflicts, affinity, &environment, language);
        Formed::of(formed, season)
    }
}
