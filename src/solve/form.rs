//! Forms a plan from a season.

use super::bound::Bounds;
use super::counts::{self, Ready, Solved};
use super::course::Recorder;
use super::document;
use super::environment::{Environment, Snapshot};
use super::free_heads;
use super::run::Outcome;
use super::trade::Trade;
use crate::model::Season;
use crate::model::plan::{Exchange, Plan, Status};
use crate::model::words::Lang;
use crate::solve::instance::Reason;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Why a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
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
    /// The best plans with the fewest shortfalls, one more, two more and so on; empty unless
    /// [`Environment::exchange`] asked for them.
    pub exchange: Vec<Plan>,
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
    let solved = counts::solve(&ready, &watched, objective);
    if let Some(reasons) = solved.impossible {
        return Err(NoPlan::Impossible(reasons));
    }
    let outcome = &solved.outcome;
    if outcome.best.broken > 0 {
        return Err(NoPlan::TimeRanOut {
            broken: outcome.best.broken,
        });
    }
    let source = source((season, conflicts), &solved, environment, lang);
    let written = |source: &document::Source<'_>| written(source, environment.seed);
    let (plan, exchange) = match &solved.trade {
        Some(trade) => exchanged(&source, outcome, trade, written),
        None => (written(&source), Vec::new()),
    };
    let ended = match exchange.is_empty() || plan.status == Status::Optimal {
        true => ended(environment, outcome),
        false => without_proof(environment, outcome.moves),
    };
    Ok(Formed {
        plan,
        exchange,
        ended,
        moves: outcome.moves,
        course: course(recorder, outcome.best.value.total_score()),
    })
}

/// The plan of a source, whose chairs are those that groups need least.
fn written(source: &document::Source<'_>, seed: u64) -> Plan {
    let assignment = free_heads::preferred(source.instance, source.assignment);
    let mut plan = document::plan(&document::Source {
        assignment: &assignment,
        ..*source
    });
    // The seed actually used, which may differ from the season's rules.
    plan.seed = seed;
    plan
}

/// Improves a plan of the season: the best one found from it within the limits of time and work.
///
/// # Errors
/// [`NoPlan`] if the plan breaks hard rules and none that keeps them was found from it.
pub fn improve(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
    (start, environment): (&Plan, &Environment<'_>),
    lang: Lang,
) -> Result<Formed, NoPlan> {
    let recorder = Recorder::new(environment.progress);
    let watched = Environment {
        progress: &recorder,
        settled: Arc::default(),
        ..*environment
    };
    let solved = counts::improve((season, conflicts, affinity), start, &watched);
    let solved = solved.map_err(NoPlan::Impossible)?;
    let outcome = &solved.outcome;
    if outcome.best.broken > 0 {
        return Err(NoPlan::TimeRanOut {
            broken: outcome.best.broken,
        });
    }
    let source = source((season, conflicts), &solved, environment, lang);
    Ok(Formed {
        plan: written(&source, environment.seed),
        exchange: Vec::new(),
        ended: ended(environment, outcome),
        moves: outcome.moves,
        course: course(recorder, outcome.best.value.total_score()),
    })
}

/// What the plan of a solved season is written from.
fn source<'a>(
    (season, conflicts): (&'a Season, &'a Conflicts),
    solved: &'a Solved,
    environment: &Environment<'_>,
    lang: Lang,
) -> document::Source<'a> {
    let outcome = &solved.outcome;
    document::Source {
        season,
        conflicts,
        instance: &solved.instance,
        within: solved.within,
        assignment: &outcome.best.assignment,
        bounds: outcome.bounds,
        proven: outcome.proven,
        highest_total: outcome.highest_total,
        estimate: outcome.estimate,
        // Under a work limit the same input gives the same bytes, so the clock stays out.
        seconds: environment
            .work_limit
            .map_or_else(|| environment.seconds(), |_| 0.0),
        lang,
    }
}

/// The plan that the season's rules ask for, and the plans of all rows, each as a run with that
/// many more shortfalls would write it.
fn exchanged(
    source: &document::Source<'_>,
    outcome: &Outcome,
    trade: &Trade,
    written: impl Fn(&document::Source<'_>) -> Plan,
) -> (Plan, Vec<Plan>) {
    let plans: Vec<Plan> = (trade.rows.iter().enumerate())
        .map(|(more, row)| {
            let instance = &trade.instances[row.instance];
            let bounds = match more {
                0 => outcome.bounds,
                _ => outcome.anyway,
            };
            written(&document::Source {
                instance,
                assignment: &row.best.assignment,
                bounds: Bounds {
                    total: row.bound,
                    shortfalls: outcome.bounds.shortfalls,
                    ..bounds
                },
                // More shortfalls than can be had are never optimal.
                proven: row.proven && row.best.value.shortfalls <= outcome.bounds.shortfalls,
                within: match more {
                    0 => source.within,
                    _ => row.within,
                },
                estimate: source.estimate.filter(|_| more == 0),
                ..*source
            })
        })
        .collect();
    let proven = trade.rows.iter().map(|row| row.proven);
    let table = document::exchange(&plans, proven, trade.searched);
    let taken_at = |more: usize| {
        let mut plan = plans[more.min(plans.len() - 1)].clone();
        plan.rules.solve.extra_shortfalls = more;
        plan.exchange = Some(Exchange {
            taken: more,
            ..table.clone()
        });
        plan
    };
    let plan = taken_at(source.season.rules.solve.extra_shortfalls);
    (plan, (0..plans.len()).map(taken_at).collect())
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
    match outcome.proven {
        true => Ended::Proven,
        false => without_proof(environment, outcome.moves),
    }
}

fn without_proof(environment: &Environment<'_>, moves: u64) -> Ended {
    if environment.stop.load(Ordering::Relaxed) {
        Ended::Stopped
    } else if environment.work_limit.is_some() && !environment.left().is_zero() && moves > 0 {
        Ended::Work
    } else {
        Ended::Clock
    }
}
