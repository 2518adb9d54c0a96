//! Forms a plan from a season.

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
    /// The plan is optimal; if the rules leave the number of groups open and the season is too
    /// large to try all numbers, among plans with the same number of groups.
    Proven,
    /// The time limit was reached.
    Clock,
    /// The work limit was reached; the result is the same on every machine.
    Work,
    /// The user stopped the run.
    Stopped,
}

/// A formed committee.
#[derive(Debug, Clone)]
pub struct Formed {
    /// The plan.
    pub plan: Plan,
    /// Why the run ended.
    pub ended: Ended,
    /// Number of moves tried by all threads.
    pub moves: u64,
    /// The best plan and the bound over time.
    pub course: Vec<Snapshot>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPlan {
    /// It is proven that no plan satisfies the hard rules.
    Impossible(Vec<Reason>),
    /// No plan was found in time.
    TimeRanOut {
        /// Number of hard rules that the best attempt breaks.
        broken: usize,
    },
}

/// Forms the committee of a season. Anytime: returns the best plan found by the deadline, the work
/// limit, or the user's stop request.
///
/// # Errors
/// [`NoPlan`] if it is proven that no plan satisfies the hard rules, or if none was found in time.
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
    // The seed actually used, which may differ from the season's rules.
    plan.seed = environment.seed;
    Ok(Formed {
        plan,
        ended: ended(environment, &outcome),
        moves: outcome.moves,
        course: course(recorder, outcome.best.value.total_score()),
    })
}

/// The course of a run. Bounds that held only for one number of groups are removed if another
/// number has a better plan.
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
