//! A run for one season: the sequence of methods, the bounds proven on the way, and the progress
//! reports.

use super::bound::{self, Bounds, SeatBound, SeatLimits, least, meets};
use super::environment::{Environment, Snapshot};
use super::exact::{self, Closure};
use super::incumbent::Incumbent;
use super::large_neighbourhood::LargeNeighbourhood;
use super::multi_start::MultiStart;
use super::pricing::{Exchange, GroupBound};
use crate::model::Objective;
use crate::solve::instance::{Instance, NANO, Value};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Share of the time for the search by moves in a large season; integer programs get the rest.
const SEARCH_SHARE: f64 = 0.85;
/// Seconds of the integer programs for each group below which the moves get of their time: they
/// would not come round the groups once.
const ROUND_OF_GROUPS: f64 = 0.1;
/// Share of the time after which the exact model of a small season starts.
const SMALL_START: f64 = 0.03;
/// Share of the time at which the exact model ends.
const EXACT_UNTIL: f64 = 0.9;
/// Share of the time for the exact model of a small season if the group bound is computed in
/// parallel.
const EASY_SHARE: f64 = 0.1;
/// Share of the time during which the bound is computed in parallel with the search.
const BESIDE_UNTIL: f64 = 0.25;
/// Share of the time left after the search for the rest of the bound.
const SEAT_BOUND_SHARE: f64 = 0.4;
/// Maximum number of steps of the bound.
const SEAT_BOUND_STEPS: usize = 400;
/// The same in a counted run. They come before the search, so that the result does not depend on
/// the speed of threads.
const COUNTED_STEPS: usize = 100;
/// Between two looks whether plans have another number of shortfalls than the bound is fitted to.
const PATIENCE: Duration = Duration::from_millis(50);
/// With the objective `maxmin`, share of the search spent on the highest total first. It shows the
/// worst sum at the highest total, and so the price of raising it.
const TOTAL_FIRST: f64 = 0.3;
/// The same for a small season, as a share of the whole time.
const SMALL_TOTAL_FIRST: f64 = 0.1;
/// With the objective `maxmin`, share of the time for the search by moves: raising the worst sum by
/// integer programs needs more time.
const MAXMIN_SEARCH_SHARE: f64 = 0.7;

/// Result of a run.
pub(super) struct Outcome {
    pub best: Incumbent,
    /// Bounds for plans with the same number of groups.
    pub bounds: Bounds,
    /// Bounds for any number of groups.
    pub anyway: Bounds,
    pub closure: Closure,
    /// Whether the plan is proven optimal.
    pub proven: bool,
    /// Number of moves tried.
    pub moves: u64,
    /// Under `maxmin`, the value of the plan with the highest total that was found.
    pub highest_total: Option<Value>,
    /// Where the limit of the total is likely to lie, in billionths; not proven.
    pub estimate: Option<i64>,
}

/// A run in progress.
pub(super) struct Run<'a> {
    instance: &'a Instance,
    /// The instance without the usual sizes, used when they prevent a plan.
    opened: &'a Instance,
    environment: &'a Environment<'a>,
    objective: Objective,
    bounds: Bounds,
    anyway: Bounds,
    limits: &'a SeatLimits,
    exchange: Arc<Exchange>,
    moves: u64,
    /// A good plan to be improved, where there is one.
    start: Option<Incumbent>,
}

impl<'a> Run<'a> {
    /// Takes an instance and the same instance [opened](Instance::opened). `limits` collects the
    /// bounds proven in parallel with the search.
    pub(super) fn new(
        [instance, opened]: [&'a Instance; 2],
        environment: &'a Environment<'a>,
        objective: Objective,
        limits: &'a SeatLimits,
    ) -> Self {
        let anyway = bound::relax(instance);
        Self {
            instance,
            opened,
            environment,
            objective,
            bounds: bound::for_groups(instance, anyway),
            anyway,
            limits,
            exchange: Arc::default(),
            moves: 0,
            start: None,
        }
    }

    /// The same from a good plan, which is improved in place of a search from nothing.
    pub(super) fn from(self, start: Incumbent) -> Self {
        Self {
            start: Some(start),
            ..self
        }
    }

    /// Runs until the deadline, the work limit, a stop request or a proof.
    pub(super) fn search(mut self) -> Outcome {
        let small = exact::is_small(self.instance);
        let mut seats = SeatBound::new(self.instance, self.bounds.shortfalls);
        let (best, closure, highest_total) = match (self.groups(), seats.as_mut()) {
            (Some(groups), Some(seats)) => self.beside_groups(&groups, seats, small),
            (_, seats) => self.beside_seats(seats, small),
        };
        self.limit(&best);
        self.note(&best, self.bounds, self.moves);
        let estimate = self.estimate(&best);
        Outcome {
            proven: closure == Closure::Proven || self.proves(&best),
            best,
            bounds: self.bounds,
            anyway: self.anyway,
            closure,
            moves: self.moves,
            highest_total,
            estimate,
        }
    }

    /// The estimated limit where it says something: it lies between the plan and what is proven.
    fn estimate(&self, best: &Incumbent) -> Option<i64> {
        let estimate = self.exchange.estimate(best.value.shortfalls)?;
        let is_below = |bound: i64| estimate < bound;
        let says = best.broken == 0 && estimate >= best.value.total;
        (says && self.bounds.total.is_none_or(is_below)).then_some(estimate)
    }

    /// The group bound, where it limits what is maximised and the clock ends the run: how far it
    /// comes hangs on the pace of the machine.
    fn groups(&self) -> Option<GroupBound<'a>> {
        let timed = self.environment.work_limit.is_none();
        let exchange = self.exchange.clone();
        exchange.prove(self.bounds.shortfalls);
        (timed && self.objective == Objective::Total)
            .then(|| GroupBound::new(self.instance, self.limits, exchange))?
    }

    /// Searches with both bounds in parallel until the end.
    fn beside_groups(
        &mut self,
        groups: &GroupBound<'_>,
        seats: &mut SeatBound<'_>,
        small: bool,
    ) -> (Incumbent, Closure, Option<Value>) {
        let (environment, limits) = (self.environment, self.limits);
        let exchange = Arc::clone(&self.exchange);
        let (mut best, closure) = std::thread::scope(|scope| {
            scope.spawn(|| {
                let is_over = || environment.is_over() || exchange.is_closed();
                seats.improve(SEAT_BOUND_STEPS, limits, is_over);
                groups.run(environment, seats);
            });
            let (mut best, _) = self.by_moves(small);
            let mut closure = Closure::Open;
            self.limit(&best);
            if !self.proves(&best) && !environment.is_over() {
                if small {
                    (best, closure) = self.close_beside(best);
                } else {
                    self.go_on(&mut best);
                }
            }
            exchange.close();
            (best, closure)
        });
        if let Some(plan) = self.exchange.take() {
            exact::take(self.objective, &mut best, plan);
        }
        (best, closure, None)
    }

    /// Runs the exact model of a small season briefly, which solves the easiest ones; then searches
    /// until a bound is reached.
    fn close_beside(&mut self, start: Incumbent) -> (Incumbent, Closure) {
        let environment = self.environment;
        let mut best = start;
        let mut bounds = self.bounds;
        let time = environment
            .limit
            .mul_f64(EASY_SHARE)
            .min(environment.left());
        let closure = self.whole(&mut best, &mut bounds, time);
        self.exchange.show(&best);
        self.exchange.prove(bounds.shortfalls);
        self.bounds = bounds;
        self.note(&best, self.bounds, self.moves);
        if closure == Closure::Open && !environment.is_over() {
            let mut multi_start = self.opened((environment.share(), 1.0), None);
            multi_start.threads = (multi_start.threads - 1).max(1);
            best = self.run(multi_start, Some(&best));
        }
        (best, closure)
    }

    /// Searches, with the seat bound in parallel during the first part.
    fn beside_seats(
        &mut self,
        mut seats: Option<&mut SeatBound<'_>>,
        small: bool,
    ) -> (Incumbent, Closure, Option<Value>) {
        let (mut best, highest_total) = self.beside_bound(seats.as_deref_mut(), small);
        let mut closure = Closure::Open;
        if !self.proves(&best) && !self.environment.is_over() {
            self.tighten(seats, &best);
            if small {
                (best, closure) = self.close(best);
            } else {
                self.go_on(&mut best);
            }
        }
        (best, closure, highest_total)
    }

    /// Searches by moves, with the bound in parallel.
    fn beside_bound(
        &mut self,
        seats: Option<&mut SeatBound<'_>>,
        small: bool,
    ) -> (Incumbent, Option<Value>) {
        let Some(seats) = seats else {
            return self.by_moves(small);
        };
        let (environment, limits) = (self.environment, self.limits);
        if environment.work_limit.is_some() {
            seats.improve(COUNTED_STEPS, limits, || environment.is_over());
            return self.by_moves(small);
        }
        let until = environment.limit.mul_f64(BESIDE_UNTIL);
        let searched = AtomicBool::new(false);
        let exchange = Arc::clone(&self.exchange);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let is_over = || {
                    searched.load(Ordering::Relaxed)
                        || environment.is_over()
                        || environment.start.elapsed() > until
                };
                seats.improve(SEAT_BOUND_STEPS, limits, is_over);
                while !is_over() {
                    let shortfalls = exchange.shortfalls();
                    if shortfalls < usize::MAX && seats.is_loose(shortfalls, limits) {
                        seats.refit(shortfalls);
                        seats.improve(SEAT_BOUND_STEPS, limits, is_over);
                    }
                    std::thread::sleep(PATIENCE);
                }
            });
            let found = self.by_moves(small);
            searched.store(true, Ordering::Relaxed);
            found
        })
    }

    /// Searches by moves; with `maxmin`, also returns the value with the highest total found
    /// before.
    fn by_moves(&mut self, small: bool) -> (Incumbent, Option<Value>) {
        let work = self.environment.work_limit;
        let work = if small {
            work.map(|work| work / 8)
        } else {
            work
        };
        if let Some(start) = self.start.take() {
            let end = if small {
                SMALL_START
            } else {
                self.search_share()
            };
            let mut multi_start = self.multi_start((0.0, end), work);
            multi_start.polish = true;
            return (self.run(multi_start, Some(&start)), None);
        }
        if self.objective == Objective::Total {
            let end = if small {
                SMALL_START
            } else {
                self.search_share()
            };
            let multi_start = self.multi_start((0.0, end), work);
            return (self.run(multi_start, None), None);
        }
        let (first, end) = if small {
            (SMALL_TOTAL_FIRST, SMALL_TOTAL_FIRST + SMALL_START)
        } else {
            (MAXMIN_SEARCH_SHARE * TOTAL_FIRST, MAXMIN_SEARCH_SHARE)
        };
        let part = |of: u64| of * 3 / 10;
        let mut multi_start = self.multi_start((0.0, first), work.map(part));
        multi_start.objective = Objective::Total;
        let total = self.run(multi_start, None);
        let mut multi_start = self.multi_start((first, end), work.map(|work| work - part(work)));
        multi_start.floor = total.quantile(super::multi_start::BADLY_OFF);
        let fair = self.run(multi_start, None);
        let value = total.value;
        let best = match fair.compare(&total, self.objective).is_gt() {
            true => fair,
            false => total,
        };
        (best, Some(value))
    }

    fn large_neighbourhood(&self, best: &mut Incumbent) {
        let large_neighbourhood = LargeNeighbourhood {
            instance: self.instance,
            environment: self.environment,
            objective: self.objective,
            fewest: self.bounds.shortfalls,
            most: 0,
            ceilings: match self.objective {
                Objective::Total => None,
                Objective::Maxmin => bound::ceilings(self.instance).map(Into::into),
            },
        };
        large_neighbourhood.run(best, |better| self.note(better, self.bounds, self.moves));
    }

    /// Runs the exact model of a small season on one thread in parallel with the search on the
    /// others; then only the search, if nothing is proven.
    fn close(&mut self, start: Incumbent) -> (Incumbent, Closure) {
        let environment = self.environment;
        let work = environment.work_limit;
        let mut best = start;
        let mut bounds = self.bounds;
        let closure = if work.is_some() || environment.threads < 2 {
            self.whole(&mut best, &mut bounds, environment.left())
        } else {
            let mut beside = self.multi_start((environment.share(), EXACT_UNTIL), None);
            beside.threads -= 1;
            let run = &*self;
            let (closure, found, moves) = std::thread::scope(|scope| {
                let search = scope.spawn(|| run.searched(&beside, None));
                let closure = run.whole(&mut best, &mut bounds, environment.left());
                let found = search
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                (closure, found, beside.moves.load(Ordering::Relaxed))
            });
            self.moves += moves;
            if found.compare(&best, self.objective).is_gt() {
                // A plan better than a proven optimum shows that the solver was wrong.
                best = found;
                Closure::Open
            } else {
                closure
            }
        };
        self.bounds = bounds;
        self.note(&best, self.bounds, self.moves);
        if closure == Closure::Open && !environment.is_over() {
            let multi_start = self.opened((environment.share(), 1.0), work);
            best = self.run(multi_start, Some(&best));
        }
        (best, closure)
    }

    fn whole(&self, best: &mut Incumbent, bounds: &mut Bounds, time: Duration) -> Closure {
        let environment = self.environment;
        let closure = exact::whole(
            self.instance,
            environment,
            self.objective,
            time,
            best,
            bounds,
        );
        if closure != Closure::Open {
            environment.settled.store(true, Ordering::Relaxed);
        }
        closure
    }

    /// The search without the restriction to usual sizes.
    fn opened(&self, window: (f64, f64), work: Option<u64>) -> MultiStart<'a> {
        MultiStart {
            instance: self.opened,
            ..self.multi_start(window, work)
        }
    }

    /// Uses the remaining time for a season too large for one exact model.
    fn go_on(&mut self, best: &mut Incumbent) {
        if best.broken == 0 {
            self.large_neighbourhood(best);
        } else if self.instance.shape != self.opened.shape {
            // There may be no plan with the usual sizes.
            let environment = self.environment;
            let window = (environment.share(), 1.0);
            let multi_start = self.opened(window, environment.work_limit);
            *best = self.run(multi_start, Some(best));
        }
    }

    /// Share of the time for the search by moves in a large season.
    fn search_share(&self) -> f64 {
        let programs = 1.0 - SEARCH_SHARE;
        let seconds = programs * self.environment.limit.as_secs_f64();
        // Numbers of groups are small.
        #[allow(clippy::cast_precision_loss)]
        let round = ROUND_OF_GROUPS * self.instance.groups.len() as f64;
        1.0 - programs * (seconds / round.max(f64::MIN_POSITIVE)).min(1.0)
    }

    fn multi_start(&self, window: (f64, f64), work: Option<u64>) -> MultiStart<'a> {
        let proven = (self.bounds, self.limits);
        MultiStart {
            window,
            work,
            moves: self.moves.into(),
            ..MultiStart::new(self.instance, self.environment, self.objective, proven)
        }
    }

    /// Searches and adds up the moves.
    fn run(&mut self, multi_start: MultiStart<'a>, start: Option<&Incumbent>) -> Incumbent {
        let best = self.searched(&multi_start, start);
        self.moves = multi_start.moves.into_inner();
        best
    }

    fn searched(&self, multi_start: &MultiStart<'_>, start: Option<&Incumbent>) -> Incumbent {
        let found = |better: &Incumbent| {
            let moves = multi_start.moves.load(Ordering::Relaxed);
            self.exchange.show(better);
            self.note(better, multi_start.bounds, moves);
        };
        let best = multi_start.run(start.map(|start| &start.assignment), found);
        match start {
            Some(start) if best.compare(start, self.objective).is_le() => start.clone(),
            _ => best,
        }
    }

    /// Continues the bound for a share of the remaining time and applies it.
    fn tighten(&mut self, seats: Option<&mut SeatBound<'_>>, best: &Incumbent) {
        let environment = self.environment;
        if let Some(seats) = seats {
            let until = environment.left().mul_f64(SEAT_BOUND_SHARE);
            let start = std::time::Instant::now();
            let counted = environment.work_limit.is_some();
            let is_over = || environment.is_over() || !counted && start.elapsed() > until;
            let shortfalls = best.value.shortfalls;
            let loose = best.broken == 0 && seats.is_loose(shortfalls, self.limits);
            if loose {
                seats.refit(shortfalls);
            }
            if loose && counted {
                seats.improve(COUNTED_STEPS, self.limits, is_over);
            } else if !counted {
                seats.improve(SEAT_BOUND_STEPS, self.limits, is_over);
            }
        }
        self.limit(best);
        self.note(best, self.bounds, self.moves);
    }

    /// Applies the seat bound for plans with no more shortfalls than the best plan. A plan that
    /// breaks rules proves nothing about the shortfalls that others need.
    fn limit(&mut self, best: &Incumbent) {
        self.bounds.shortfalls = self.bounds.shortfalls.max(self.limits.fewest());
        if best.broken == 0 {
            let total = self.limits.within(best.value.shortfalls);
            self.bounds.total = least(self.bounds.total, total);
        }
    }

    fn note(&self, best: &Incumbent, bounds: Bounds, moves: u64) {
        note(self.environment, best, bounds, moves);
    }

    /// Whether the bounds prove optimality. With `maxmin`, the other sums count before the total,
    /// so a proof requires that every submission reaches its own upper bound.
    fn proves(&self, best: &Incumbent) -> bool {
        let bounds = self.bounds;
        if best.broken > 0 || best.value.shortfalls > bounds.shortfalls {
            return false;
        }
        match self.objective {
            Objective::Total => bounds
                .total
                .is_some_and(|bound| meets(best.value.total, bound)),
            Objective::Maxmin => bounds.each.is_some_and(|each| best.value.total >= each),
        }
    }
}

/// Reports the state of a run.
pub(super) fn note(environment: &Environment<'_>, best: &Incumbent, bounds: Bounds, moves: u64) {
    #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
    let points = |nano: i64| nano as f64 / NANO;
    environment.progress.report(&Snapshot {
        seconds: environment.seconds(),
        share: environment.share().min(1.0),
        total: best.value.total_score(),
        worst: points(best.value.worst),
        shortfalls: best.value.shortfalls,
        complete: best.broken == 0,
        bound: bounds.total.map(points),
        moves,
    });
}
