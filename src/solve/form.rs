//! The whole way from a season to a plan.

use super::bound::{self, Bounds, SeatBound};
use super::environment::{Environment, Snapshot};
use super::exact::{self, Closure};
use super::incumbent::Incumbent;
use super::portfolio::Portfolio;
use super::{counting, cut, document};
use crate::affinity::Affinity;
use crate::conflict::Conflicts;
use crate::instance::{Instance, NANO, Reason};
use crate::model::{Objective, Season};
use crate::plan::Plan;
use crate::text::Lang;
use std::sync::Mutex;
use std::sync::atomic::Ordering;

/// Share of the time that the moves get in a large season; integer programs get the rest.
const SEARCH_SHARE: f64 = 0.85;
/// Share of the time after which a small season goes to the exact model too.
const SMALL_START: f64 = 0.03;
/// Share of the time that the exact model may run until.
const EXACT_UNTIL: f64 = 0.9;
/// Share of what is left then for the bound.
const SEAT_BOUND_SHARE: f64 = 0.4;
/// Most steps towards the bound.
const SEAT_BOUND_STEPS: usize = 400;
/// Steps where the run is counted.
const COUNTED_STEPS: usize = 60;

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
    let mut reasons = counting::impossible(&instance);
    reasons.extend(cut::impossible(&instance, season));
    if !reasons.is_empty() {
        return Err(NoPlan::Impossible(reasons));
    }
    let run = Run {
        instance: &instance,
        environment,
        objective: season.rules.solve.objective,
        trace: Mutex::new(Vec::new()),
    };
    let (best, bounds, closure, moves) = run.search();
    if closure == Closure::Impossible {
        return Err(NoPlan::Impossible(vec![exhausted()]));
    }
    if best.broken > 0 {
        return Err(NoPlan::TimeRanOut {
            broken: best.broken,
        });
    }
    let proven = closure == Closure::Proven || run.proves(&best, bounds);
    let source = document::Source {
        season,
        conflicts,
        instance: &instance,
        assignment: &best.assignment,
        bounds,
        proven,
        // Under a work limit the same input gives the same bytes, so the clock stays out.
        seconds: environment
            .work_limit
            .map_or_else(|| environment.seconds(), |_| 0.0),
        lang,
    };
    Ok(Formed {
        plan: document::plan(&source),
        ended: run.ended(proven, moves),
        moves,
        trace: run.trace.into_inner().unwrap_or_default(),
    })
}

/// The reason where counting found none, but the exact model of the whole season has no solution.
fn exhausted() -> Reason {
    Reason {
        rule: "R04",
        words: crate::bilingual!(
            "已对全部编组方式求解：各项硬性规则不能同时满足。请放宽人数、项数、单位、地区、届次、回避或指定中的一项。",
            "every way of forming the groups was solved for: the hard rules cannot hold together. Loosen one of the sizes, caps, shares, conflicts or pins."
        ),
    }
}

/// Proves by counting that no plan can exist: what [`form`] finds before it searches. None means
/// only that counting finds none.
pub fn counted_out(season: &Season, conflicts: &Conflicts, affinity: &Affinity) -> Vec<Reason> {
    match Instance::compile(season, conflicts, affinity) {
        Err(reasons) => reasons,
        Ok(instance) => {
            let mut reasons = counting::impossible(&instance);
            reasons.extend(cut::impossible(&instance, season));
            reasons
        }
    }
}

struct Run<'a> {
    instance: &'a Instance,
    environment: &'a Environment<'a>,
    objective: Objective,
    trace: Mutex<Vec<Snapshot>>,
}

impl Run<'_> {
    /// Returns the best plan, what is proven, whether an exact model closed everything, and the
    /// number of moves tried.
    fn search(&self) -> (Incumbent, Bounds, Closure, u64) {
        let mut bounds = bound::relax(self.instance);
        let small = exact::is_small(self.instance);
        let work = self.environment.work_limit;
        let (end, first_work) = match small {
            true => (SMALL_START, work.map(|work| work / 8)),
            false => (SEARCH_SHARE, work),
        };
        let portfolio = self.portfolio(bounds, (0.0, end), first_work);
        let mut best = self.run(&portfolio, None);
        let moves = portfolio.moves.into_inner();
        if self.proves(&best, bounds) || self.environment.is_over() {
            return (best, bounds, Closure::Open, moves);
        }
        self.tighten(&best, &mut bounds);
        if small {
            return self.close(best, bounds, moves);
        }
        exact::polish(
            self.instance,
            self.environment,
            self.objective,
            bounds.shortfalls,
            &mut best,
            |better| self.note(better, bounds, moves),
        );
        (best, bounds, Closure::Open, moves)
    }

    /// The exact model of a small season on one thread, beside it the search on the others; then
    /// the search alone, if nothing is proven.
    fn close(
        &self,
        start: Incumbent,
        mut bounds: Bounds,
        mut moves: u64,
    ) -> (Incumbent, Bounds, Closure, u64) {
        let environment = self.environment;
        let here = || environment.seconds() / environment.limit.as_secs_f64().max(1e-9);
        let work = environment.work_limit;
        let mut best = start;
        let closure = if work.is_some() || environment.threads < 2 {
            self.whole(&mut best, &mut bounds)
        } else {
            let mut beside = self.portfolio(bounds, (here(), EXACT_UNTIL), None);
            beside.threads -= 1;
            std::thread::scope(|scope| {
                let search = scope.spawn(|| self.run(&beside, None));
                let closure = self.whole(&mut best, &mut bounds);
                let found = search
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                moves += beside.moves.load(Ordering::Relaxed);
                if found.compare(&best, self.objective).is_le() {
                    return closure;
                }
                // What is better than a proven optimum shows that the solver was wrong.
                best = found;
                Closure::Open
            })
        };
        self.note(&best, bounds, moves);
        if closure == Closure::Open && !environment.is_over() {
            let portfolio = self.portfolio(bounds, (here(), 1.0), work);
            best = self.run(&portfolio, Some(&best));
            moves += portfolio.moves.into_inner();
        }
        (best, bounds, closure, moves)
    }

    fn whole(&self, best: &mut Incumbent, bounds: &mut Bounds) -> Closure {
        let environment = self.environment;
        let closure = exact::whole(self.instance, environment, self.objective, best, bounds);
        if closure != Closure::Open {
            environment.settled.store(true, Ordering::Relaxed);
        }
        closure
    }

    fn portfolio(&self, bounds: Bounds, window: (f64, f64), work: Option<u64>) -> Portfolio<'_> {
        Portfolio {
            instance: self.instance,
            environment: self.environment,
            objective: self.objective,
            window,
            work,
            bounds,
            threads: self.environment.threads,
            moves: 0.into(),
        }
    }

    fn run(&self, portfolio: &Portfolio<'_>, start: Option<&Incumbent>) -> Incumbent {
        let found = |better: &Incumbent| {
            self.note(
                better,
                portfolio.bounds,
                portfolio.moves.load(Ordering::Relaxed),
            );
        };
        let best = portfolio.run(start.map(|start| &start.assignment), found);
        match start {
            Some(start) if best.compare(start, self.objective).is_le() => start.clone(),
            _ => best,
        }
    }

    /// Lowers the bound on the total by counting seats, within a part of the time left.
    fn tighten(&self, best: &Incumbent, bounds: &mut Bounds) {
        let Some(mut seats) = SeatBound::new(self.instance, best.value.shortfalls) else {
            return;
        };
        let counted = self.environment.work_limit.is_some();
        let until = self.environment.left().mul_f64(SEAT_BOUND_SHARE);
        let start = std::time::Instant::now();
        let steps = if counted {
            COUNTED_STEPS
        } else {
            SEAT_BOUND_STEPS
        };
        for _ in 0..steps {
            if self.environment.is_over() || !counted && start.elapsed() > until {
                break;
            }
            seats.improve(best.value.total);
        }
        bounds.total = bounds.total.map(|total| total.min(seats.limit));
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
