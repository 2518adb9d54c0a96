//! Parallel multi-start: annealing on all threads in rounds, each thread with a seed of its own;
//! after each round the threads go on from what the best found. In large seasons the threads work
//! on one committee instead ([`team`]).
//!
//! A short cooling by moves has a good plan early. Then the seats are found by the heat bath, all
//! groups at once and a few at a time ([`Draft`]), or, where its tables do not apply, by a long
//! cooling over seats alone; shorter ones by moves then keep to sizes and loads.

mod costs;
mod end;
mod reports;
mod team;
mod thread;
mod weakest;

use super::bound::{Bounds, SeatLimits};
use super::environment::Environment;
use super::incumbent::{Cap, Incumbent};
use super::rounds::{Allowed, Round, capped, polish, rounds};
use super::search::{Area, CandidateLists, Columns, Scores, State, Weights, first, regroup};
use crate::model::Objective;
use crate::solve::instance::{Assignment, Instance};
pub use costs::BADLY_OFF;
use costs::{FLOOR_STEP, soften};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use weakest::suited;

/// What a season allows beside moves of each thread, read once.
struct Tables {
    columns: Option<Arc<Columns>>,
    scores: Option<Arc<Scores>>,
    /// Threads that work on one committee, where they do.
    team: Option<usize>,
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

impl<'a> MultiStart<'a> {
    /// A search in the whole time and on all threads of the environment, for a plan with the fewest
    /// shortfalls.
    pub fn new(
        instance: &'a Instance,
        environment: &'a Environment<'a>,
        objective: Objective,
        (bounds, limits): (Bounds, &'a SeatLimits),
    ) -> Self {
        Self {
            instance,
            environment,
            objective,
            window: (0.0, 1.0),
            work: environment.work_limit,
            floor: 0,
            cap: None,
            polish: false,
            threads: environment.threads,
            bounds,
            limits,
            moves: 0.into(),
        }
    }

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

    /// Runs one round: on one committee, or each thread on its own.
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
            let run = |(thread, state)| {
                let reports = (thread == 0).then_some(best);
                let costs = (lists, tables, weights);
                scope.spawn(move || {
                    self.anneal_alone(state, costs, (round, thread), reports, reached)
                })
            };
            let runs: Vec<_> = (0..).zip(states).map(run).collect();
            runs.into_iter().map(join).collect()
        })
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

    /// The costs with the price of the limit.
    fn priced(&self, full: Weights) -> Weights {
        let price = self.cap.as_ref().map(Cap::price);
        Weights {
            shortfall: price.map_or(full.shortfall, |price| price.min(full.shortfall)),
            ..full
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
}
