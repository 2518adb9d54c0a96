//! The whole way from a season to a plan.

use super::bound::{self, Bounds};
use super::environment::{Environment, Snapshot};
use super::incumbent::Incumbent;
use super::portfolio::Portfolio;
use super::{counting, document};
use crate::affinity::Affinity;
use crate::conflict::Conflicts;
use crate::instance::{Instance, NANO, Reason};
use crate::model::{Objective, Season};
use crate::plan::Plan;
use crate::text::Lang;
use std::sync::Mutex;
use std::sync::atomic::Ordering;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// Nothing better exists.
    Proven,
    /// The time limit.
    Clock,
    /// The work limit: the result is the same on every machine.
    Work,
    /// The person stopped it.
    Stopped,
}

/// A formed committee.
#[derive(Debug, Clone)]
pub struct Formed {
    /// The plan.
    pub plan: Plan,
    /// Why the run ended.
    pub ended: Ended,
    /// Moves tried by all threads.
    pub moves: u64,
    /// How best and bound went over time.
    pub trace: Vec<Snapshot>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPlan {
    /// Proven: no plan keeps the hard rules.
    Impossible(Vec<Reason>),
    /// None was found in time; the rules still broken by the best attempt.
    TimeRanOut {
        /// How many hard rules the best attempt breaks.
        broken: usize,
    },
}

/// Forms the committee of a season. Anytime: the best plan so far is taken at the deadline, at
/// the work limit, or when the person stops.
///
/// # Errors
/// [`NoPlan`] when the hard rules are proven to have no plan, or none was found in time.
pub fn form(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
    environment: &Environment<'_>,
    lang: Lang,
) -> Result<Formed, NoPlan> {
    let instance = Instance::compile(season, conflicts, affinity).map_err(NoPlan::Impossible)?;
    let reasons = counting::impossible(&instance);
    if !reasons.is_empty() {
        return Err(NoPlan::Impossible(reasons));
    }
    let run = Run {
        instance: &instance,
        environment,
        objective: season.rules.solve.objective,
        trace: Mutex::new(Vec::new()),
    };
    let (best, bounds, moves) = run.search();
    if best.broken > 0 {
        return Err(NoPlan::TimeRanOut {
            broken: best.broken,
        });
    }
    let proven = run.proves(&best, bounds);
    let source = document::Source {
        season,
        conflicts,
        instance: &instance,
        assignment: &best.assignment,
        bounds,
        proven,
        seconds: environment.seconds(),
        lang,
    };
    Ok(Formed {
        plan: document::plan(&source),
        ended: run.ended(proven, moves),
        moves,
        trace: run.trace.into_inner().unwrap_or_default(),
    })
}

struct Run<'a> {
    instance: &'a Instance,
    environment: &'a Environment<'a>,
    objective: Objective,
    trace: Mutex<Vec<Snapshot>>,
}

impl Run<'_> {
    fn search(&self) -> (Incumbent, Bounds, u64) {
        let bounds = bound::relax(self.instance);
        let portfolio = Portfolio {
            instance: self.instance,
            environment: self.environment,
            objective: self.objective,
            share: 1.0,
            bounds,
            moves: 0.into(),
        };
        let best = portfolio.run(None, |better| {
            self.note(better, bounds, portfolio.moves.load(Ordering::Relaxed))
        });
        (best, bounds, portfolio.moves.into_inner())
    }

    fn note(&self, best: &Incumbent, bounds: Bounds, moves: u64) {
        let seconds = self.environment.seconds();
        #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
        let points = |nano: i64| nano as f64 / NANO;
        let snapshot = Snapshot {
            seconds,
            share: (seconds / self.environment.limit.as_secs_f64().max(1e-9)).min(1.0),
            total: best.value.total_score(),
            worst: points(best.value.worst),
            shortfalls: best.value.shortfalls,
            complete: best.broken == 0,
            bound: bounds.total.map(points),
            moves,
        };
        if let Ok(mut trace) = self.trace.lock() {
            trace.push(snapshot);
        }
        self.environment.progress.report(&snapshot);
    }

    /// Whether the bounds prove that nothing better exists. Under `maxmin` that takes more than
    /// the worst and the total, as the next worst come between: only a plan that meets both
    /// limits of every single submission is proven, and then its total is the bound.
    fn proves(&self, best: &Incumbent, bounds: Bounds) -> bool {
        let fewest = best.value.shortfalls <= bounds.shortfalls;
        let total = bounds.total.is_some_and(|bound| {
            #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
            let (gap, bound) = ((bound - best.value.total) as f64, bound as f64);
            gap <= bound * document::PROVEN
        });
        let worst = self.objective == Objective::Total
            || bounds.worst.is_some_and(|bound| best.value.worst >= bound);
        fewest && total && worst
    }

    fn ended(&self, proven: bool, moves: u64) -> Ended {
        let environment = self.environment;
        if proven {
            Ended::Proven
        } else if environment.stop.load(Ordering::Relaxed) {
            Ended::Stopped
        } else if environment.work_limit.is_some() && !environment.left().is_zero() && moves > 0 {
            Ended::Work
        } else {
            Ended::Clock
        }
    }
}
