//! Parallel multi-start: annealing on all threads in rounds, each thread with a seed of its own;
//! after each round the threads go on from what the best found. In large seasons the threads work
//! on one committee instead ([`team`]).
//!
//! A short cooling by moves has a good plan early. Then the seats are found by the heat bath, all
//! groups at once and a few at a time ([`Draft`]), or, where its tables do not apply, by a long
//! cooling over seats alone; shorter ones by moves then keep to sizes and loads.

mod team;
mod weakest;

use super::bound::{Bounds, SeatLimits, least};
use super::draft::Draft;
use super::environment::{Environment, Snapshot};
use super::incumbent::{Cap, Incumbent};
use super::rounds::{Allowed, MOVES_PER_CHANGE, Round, Way, capped, polish, rounds};
use super::search::{
    Annealer, Area, CandidateLists, Columns, Scores, SeatAnnealer, SeatRelaxation, State, Weights,
    first, regroup, sorted,
};
use crate::model::Objective;
use crate::solve::instance::{Assignment, Instance, Value};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Duration;
use weakest::suited;

/// What a shortfall costs in a cooling from the top, by thread, in billionths of a point: little enough
/// that moves may open one to close another, and never so little that it pays to keep it. The
/// later rounds count it fully. On the sample season this found plans with as few shortfalls
/// and a total 7 % higher than with the full cost from the start.
const SOFT_SHORTFALL: [i64; 2] = [1_500_000_000, 2_000_000_000];
/// Under `maxmin`, the share of the submissions that count as badly off when groups are formed.
pub const BADLY_OFF: f64 = 0.05;
/// How far above the worst submission the next aim lies, in billionths.
const FLOOR_STEP: i64 = 50_000_000;
/// Between two reports at least.
const REPORT_EVERY: Duration = Duration::from_millis(200);
/// A report takes at most one part in so many of the time: in large seasons the plan that it values
/// is large, too.
const REPORT_SHARE: u32 = 50;

/// What a season allows beside moves of each thread, read once.
struct Tables {
    columns: Option<Arc<Columns>>,
    scores: Option<Arc<Scores>>,
    /// Threads that work on one committee, where they do.
    team: Option<usize>,
}

/// The costs of a round that is not strict.
fn soften(weights: Weights, thread: u64) -> Weights {
    let soft = SOFT_SHORTFALL[(thread % 2) as usize];
    Weights {
        shortfall: soft.min(weights.shortfall),
        loose_loads: true,
        ..weights
    }
}

/// Ends a round: all submissions are sorted at its costs and at the full ones.
fn settle(state: &mut State<'_>, lists: &CandidateLists, full: Weights) {
    let whole = Area::whole(state.instance);
    regroup(state, lists, &whole);
    state.reweigh(full);
    regroup(state, lists, &whole);
}

/// What a thread found; where it panicked, so does the caller.
fn join<T>(run: std::thread::ScopedJoinHandle<'_, T>) -> T {
    run.join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// When a run is reported next.
struct Reports<'a> {
    environment: &'a Environment<'a>,
    at: Duration,
}

impl<'a> Reports<'a> {
    fn new(environment: &'a Environment<'a>) -> Self {
        Self {
            environment,
            at: environment.start.elapsed() + REPORT_EVERY,
        }
    }

    /// Reports if it is time.
    fn due(&mut self, report: impl FnOnce()) {
        let now = self.environment.start.elapsed();
        if now >= self.at {
            report();
            let took = self.environment.start.elapsed() - now;
            self.at = now + REPORT_EVERY.max(took * REPORT_SHARE);
        }
    }
}

/// What one thread does of a round at a time.
#[derive(Debug, Clone, Copy)]
struct Turn {
    round: Round,
    /// Moves of the thread in the round before it.
    before: u64,
    /// Its moves at most.
    most: u64,
}

impl Turn {
    fn whole(round: Round) -> Self {
        Self {
            round,
            before: 0,
            most: u64::MAX,
        }
    }
}

/// A search on all threads.
pub struct MultiStart<'a> {
    /// What is solved.
    pub instance: &'a Instance,
    /// Seed, threads, deadline.
    pub environment: &'a Environment<'a>,
    /// What is maximised.
    pub objective: Objective,
    /// Where the search starts and ends, as shares of the environment's time; the rest is for
    /// others.
    pub window: (f64, f64),
    /// Moves that each thread may try, where the run is counted.
    pub work: Option<u64>,
    /// Under `maxmin`, the sum below which a submission counts as badly off from the start, in
    /// billionths; 0 where nothing is known yet.
    pub floor: i64,
    /// The most shortfalls, where the highest total within a limit is sought; shortfalls then cost
    /// the moves no more than its price.
    pub cap: Option<Cap>,
    /// Whether the plan to start from is good already and is only improved.
    pub polish: bool,
    /// Threads of this search.
    pub threads: usize,
    /// What is proven, to report and to stop at.
    pub bounds: Bounds,
    /// What is proven beside the search while it runs.
    pub limits: &'a SeatLimits,
    /// Moves tried by all threads.
    pub moves: AtomicU64,
}

impl MultiStart<'_> {
    /// Searches until the deadline, the work limit, a stop, or a plan that meets the bound.
    /// `found` is told each better assignment, from one thread at a time.
    pub fn run(&self, start: Option<&Assignment>, mut found: impl FnMut(&Incumbent)) -> Incumbent {
        let lists = CandidateLists::new(self.instance);
        let full = match self.objective {
            Objective::Maxmin if self.floor > 0 => Weights::maxmin(self.instance, self.floor),
            _ => Weights::total(self.instance),
        };
        let mut weights = self.priced(full);
        let columns = Columns::of(self.instance);
        let scores = Scores::of(self.instance).filter(|_| self.objective == Objective::Total);
        let by_moves = columns.is_none() && scores.is_none();
        let team = self.team().filter(|_| by_moves);
        let states = team.map_or(self.threads, |_| 1);
        let mut states = self.starts(states, &lists, weights, start);
        let mut best = Incumbent::new(self.instance, states[0].assignment());
        found(&best);
        let suits = |scores: &Arc<Scores>| states.iter().all(|state| scores.suits(state));
        let tables = Tables {
            scores: scores.filter(suits),
            columns,
            team,
        };
        let allowed = Allowed {
            seats: tables.columns.is_some(),
            heat_bath: tables.scores.is_some(),
        };
        let rounds = match self.cap {
            Some(_) => capped(allowed),
            None if self.polish && start.is_some() => polish(allowed),
            None => rounds(self.objective, start.is_some(), allowed),
        };
        for round in rounds {
            if self.is_over() || self.meets_bound(&best) {
                break;
            }
            let results = self.anneal(&lists, &tables, states, weights, round, &best);
            for state in &results {
                let candidate = Incumbent::new(self.instance, state.assignment());
                if candidate
                    .compare_within(&best, self.objective, self.most())
                    .is_gt()
                {
                    best = candidate;
                    found(&best);
                }
            }
            if let (Some(cap), Some(first)) = (&self.cap, results.first()) {
                let value = first.assignment().value(self.instance);
                cap.follow(value.shortfalls, full.shortfall);
                weights = self.priced(full);
            }
            if self.objective == Objective::Maxmin {
                weights = self.raise_floor(&best, round);
            }
            states = results;
            self.share_best(&mut states, &best, weights);
        }
        best
    }

    /// The costs with the price of the limit.
    fn priced(&self, full: Weights) -> Weights {
        let price = self.cap.as_ref().map(Cap::price);
        Weights {
            shortfall: price.map_or(full.shortfall, |price| price.min(full.shortfall)),
            ..full
        }
    }

    /// Shortfalls up to which a plan is as good as one with fewer.
    fn most(&self) -> usize {
        self.cap.as_ref().map_or(0, |cap| cap.most)
    }

    /// So many states to start from.
    fn starts<'s>(
        &'s self,
        count: usize,
        lists: &CandidateLists,
        weights: Weights,
        start: Option<&Assignment>,
    ) -> Vec<State<'s>> {
        let threads = 0..count as u64;
        threads
            .into_par_iter()
            .map(|thread| match start {
                Some(from) => State::of_assignment(self.instance, weights, from),
                None => {
                    let seed = self.environment.seed.wrapping_add(thread);
                    first(self.instance, soften(weights, thread), lists, seed)
                }
            })
            .collect()
    }

    fn anneal<'s>(
        &'s self,
        lists: &CandidateLists,
        tables: &Tables,
        states: Vec<State<'s>>,
        weights: Weights,
        round: Round,
        best: &Incumbent,
    ) -> Vec<State<'s>> {
        let reached = AtomicBool::new(false);
        let reached = &reached;
        if let Some(team) = tables.team {
            let together =
                |state| self.anneal_together(state, lists, (weights, team), round, (best, reached));
            return states.into_iter().map(together).collect();
        }
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0_u64..)
                .zip(states)
                .map(|(thread, mut state)| {
                    let (round, area) = suited(round, &state, lists);
                    if round.way.is_soft() {
                        state.reweigh(soften(weights, thread));
                    }
                    let seed = self.seed(round, thread);
                    let reports = (thread == 0).then_some(best);
                    scope.spawn(move || {
                        if round.way.by_heat_bath()
                            && let Some(scores) = &tables.scores
                        {
                            let from = (state, lists, weights);
                            return self.draft(from, scores, (round, seed), reports, reached);
                        }
                        let columns = tables.columns.as_ref();
                        let mut found = match columns.filter(|_| round.way.over_seats()) {
                            Some(columns) => {
                                self.anneal_draft(state, lists, columns, seed, round, reports)
                            }
                            None => {
                                let run = Annealer::within(area, state, lists, seed);
                                let turn = Turn::whole(round);
                                self.anneal_one(run, turn, reports, reached).best
                            }
                        };
                        settle(&mut found, lists, weights);
                        found
                    })
                })
                .collect();
            runs.into_iter().map(join).collect()
        })
    }

    /// Where a thread's draws start in a round.
    fn seed(&self, round: Round, thread: u64) -> u64 {
        self.environment.seed ^ thread << 32 ^ u64::from(round.number) << 48
    }

    /// Runs a thread; the one that is given the `best` plan reports. `reached` is set by the thread
    /// that meets the bound.
    fn anneal_one<'s, 'g>(
        &self,
        mut run: Annealer<'s, 'g>,
        turn: Turn,
        best: Option<&Incumbent>,
        reached: &AtomicBool,
    ) -> Annealer<'s, 'g> {
        let mut reports = Reports::new(self.environment);
        let mut last = 0;
        run.run(turn.round.cooling, |moves, state| {
            self.moves.fetch_add(moves - last, Relaxed);
            last = moves;
            if let Some(best) = best {
                reports.due(|| self.report(state, best));
            }
            // A limit for few shortfalls may lie below what a state with more, or with broken rules,
            // seems to be worth.
            let reaches = self.limit().is_some_and(|bound| state.value >= bound);
            if reaches && self.meets_bound(&Incumbent::new(self.instance, state.assignment())) {
                reached.store(true, Relaxed);
                return None;
            }
            // A counted run leaves the threads alone, or the answer would hang on their pace.
            if self.work.is_none() && reached.load(Relaxed) {
                return None;
            }
            self.share_of_round(turn.round, turn.before + moves)
                .filter(|_| moves < turn.most)
        });
        run
    }

    /// Runs one round of a thread over seats alone, from the seats of `state`, and sorts the
    /// submissions into groups of the allowed sizes at its end.
    fn anneal_draft<'s>(
        &self,
        state: State<'s>,
        lists: &CandidateLists,
        columns: &Arc<Columns>,
        seed: u64,
        round: Round,
        best: Option<&Incumbent>,
    ) -> State<'s> {
        let relaxed = SeatRelaxation::of(&state, Arc::clone(columns));
        let mut run = SeatAnnealer::new(relaxed, lists, seed);
        let mut reports = Reports::new(self.environment);
        let mut last = 0;
        run.run(round.cooling, |changes| {
            self.moves.fetch_add(changes - last, Relaxed);
            last = changes;
            if let Some(best) = best {
                reports.due(|| self.show(best.value, best));
            }
            self.share_of_round(round, changes * MOVES_PER_CHANGE)
        });
        // Where no distribution keeps to the sizes, the round was in vain.
        let whole = Area::whole(self.instance);
        sorted(&run.best.state(), lists, &whole).unwrap_or(state)
    }

    /// Runs one round of a thread by the heat bath, from the seats of `state`, and returns the best
    /// that was settled on the way.
    fn draft<'s>(
        &self,
        (state, lists, weights): (State<'s>, &CandidateLists, Weights),
        scores: &Arc<Scores>,
        (round, seed): (Round, u64),
        best: Option<&Incumbent>,
        reached: &AtomicBool,
    ) -> State<'s> {
        let fallback = state.clone();
        let Some(mut draft) = Draft::new(state, scores, (lists, weights), seed) else {
            return fallback;
        };
        draft.cap = self.cap.as_ref().map(|cap| cap.most);
        let mut reports = Reports::new(self.environment);
        let mut last = 0;
        let progress = |moves: u64, plan: &Incumbent| {
            self.moves.fetch_add(moves - last, Relaxed);
            last = moves;
            if let Some(best) = best {
                reports.due(|| self.show(plan.value, best));
            }
            if self.meets_bound(plan) {
                reached.store(true, Relaxed);
                return None;
            }
            // As in the rounds by moves: a counted run leaves the threads alone.
            if self.work.is_none() && reached.load(Relaxed) {
                return None;
            }
            self.share_of_round(round, moves)
        };
        match round.way {
            Way::Pieces => draft.improve(progress),
            _ => draft.anneal(progress),
        }
        draft.best
    }

    /// How far a round is, or `None` when it is over.
    fn share_of_round(&self, round: Round, moves: u64) -> Option<f64> {
        if self.is_over() {
            return None;
        }
        // Counts of moves stay below 2^53.
        #[allow(clippy::cast_precision_loss)]
        let share = match self.work {
            Some(limit) => moves as f64 / ((round.to - round.from) * limit as f64).max(1.0),
            None => {
                let limit = self.environment.limit.as_secs_f64();
                let (start, end) = self.window;
                let here = (self.environment.seconds() / limit - start) / (end - start).max(1e-9);
                (here - round.from) / (round.to - round.from)
            }
        };
        (share < 1.0).then_some(share.max(0.0))
    }

    /// Whether the run or this search's part of it is over. A counted search ends by its count: a
    /// part of the time would end it sooner on a slow machine, and with another plan.
    fn is_over(&self) -> bool {
        let part = || self.environment.limit.mul_f64(self.window.1);
        self.environment.is_over()
            || self.work.is_none() && self.environment.start.elapsed() >= part()
    }

    fn meets_bound(&self, best: &Incumbent) -> bool {
        let most = self.fewest().max(self.most());
        let fewest = best.broken == 0 && best.value.shortfalls <= most;
        fewest && self.limit().is_some_and(|bound| best.value.total >= bound)
    }

    /// The total at which nothing better exists. Under `maxmin` the next worst come between the
    /// worst and the total, so that takes every submission at its own best.
    fn limit(&self) -> Option<i64> {
        match self.objective {
            Objective::Total => self.total_limit(self.fewest().max(self.most())),
            Objective::Maxmin => self.bounds.each,
        }
    }

    /// No plan has fewer shortfalls, as far as is known by now.
    fn fewest(&self) -> usize {
        self.bounds.shortfalls.max(self.limits.fewest())
    }

    /// What no plan with at most so many shortfalls exceeds in total, as far as is known by now.
    fn total_limit(&self, shortfalls: usize) -> Option<i64> {
        least(self.bounds.total, self.limits.within(shortfalls))
    }

    /// Half of the threads go on from the best, the others from their own.
    fn share_best<'s>(&'s self, states: &mut [State<'s>], best: &Incumbent, weights: Weights) {
        for (thread, state) in states.iter_mut().enumerate() {
            if thread % 2 == 0 {
                *state = State::of_assignment(self.instance, weights, &best.assignment);
            } else if weights != state.weights {
                state.reweigh(weights);
            }
        }
    }

    /// The next aim for the worst submission: before groups are formed again what few submissions
    /// fall below, later a little above what the best plan has.
    fn raise_floor(&self, best: &Incumbent, last: Round) -> Weights {
        let limit = self.bounds.worst_of(best.value.shortfalls);
        let above = best.value.worst + FLOOR_STEP;
        let aim = if last.way.is_soft() {
            above.max(best.quantile(BADLY_OFF))
        } else {
            above
        };
        Weights::maxmin(self.instance, aim.min(limit.unwrap_or(i64::MAX)))
    }

    fn report(&self, state: &State<'_>, best: &Incumbent) {
        self.show(state.assignment().value(self.instance), best);
    }

    /// Reports the better of a value found on the way and the best plan.
    fn show(&self, value: Value, best: &Incumbent) {
        let environment = self.environment;
        let ahead = best.broken > 0
            || value.shortfalls <= best.value.shortfalls && value.total > best.value.total;
        let shown = if ahead { value } else { best.value };
        #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
        environment.progress.report(&Snapshot {
            seconds: environment.seconds(),
            share: environment.share().min(1.0),
            total: shown.total_score(),
            worst: shown.worst as f64 / crate::solve::instance::NANO,
            shortfalls: shown.shortfalls,
            complete: best.broken == 0,
            bound: self
                .total_limit(shown.shortfalls)
                .map(|total| total as f64 / crate::solve::instance::NANO),
            moves: self.moves.load(Relaxed),
        });
    }
}
