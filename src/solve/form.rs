//! The whole way from a season to a plan.

use super::counts::{self, Ready};
use super::course::Recorder;
use super::document;
use super::environment::{Environment, Snapshot};
use super::free_heads;
use super::run::Outcome;
use crate::model::Season;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::solve::instance::Reason;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// Nothing better exists, with as many groups where the rules leave their number open and
    /// the season is too large to try them all.
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
    pub course: Vec<Snapshot>,
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
    let ready = Ready::of(season, conflicts, affinity).map_err(NoPlan::Impossible)?;
    let recorder = Recorder::new(environment.progress);
    let watched = Environment {
        progress: &recorder,
        settled: Arc::default(),
        ..*environment
    };
    let objective = season.rules.solve.objective;
    let solved = counts::solve(ready, &watched, objective);
    if let Some(reasons) = solved.impossible {
        return Err(NoPlan::Impossible(reasons));
    }
    let outcome = solved.outcome;
    if outcome.best.broken > 0 {
        return Err(NoPlan::TimeRanOut {
            broken: outcome.best.broken,
        });
    }
    let assignment = free_heads::preferred(&solved.instance, &outcome.best.assignment);
    let source = document::Source {
        season,
        conflicts,
        instance: &solved.instance,
        within: solved.within,
        assignment: &assignment,
        bounds: outcome.bounds,
        proven: outcome.proven,
        highest_total: outcome.highest_total,
        estimate: outcome.estimate,
        // Under a work limit the same input gives the same bytes, so the clock stays out.
        seconds: environment
            .work_limit
            .map_or_else(|| environment.seconds(), |_| 0.0),
        lang,
    };
    let mut plan = document::plan(&source);
    // What was used, whatever the season's rules say.
    plan.seed = environment.seed;
    Ok(Formed {
        plan,
        ended: ended(environment, &outcome),
        moves: outcome.moves,
        course: course(recorder, outcome.best.value.total_score()),
    })
}

/// The course of a run. Limits that held for one number of groups alone go where another number
/// got a better plan.
fn course(recorder: Recorder<'_>, total: f64) -> Vec<Snapshot> {
    let mut course = recorder.course();
    for point in &mut course {
        point.bound = point.bound.filter(|&bound| bound >= total - 1e-9);
    }
    course
}

fn ended(environment: &Environment<'_>, outcome: &Outcome) -> Ended {
    if outcome.proven {
        Ended::Proven
    } else if environment.stop.load(Ordering::Relaxed) {
        Ended::Stopped
    } else if environment.work_limit.is_some() && !environment.left().is_zero() && outcome.moves > 0
    {
        Ended::Work
    } else {
        Ended::Clock
    }
}
