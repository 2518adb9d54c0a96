//! What one thread does in a round.

use super::super::draft::Draft;
use super::super::incumbent::Incumbent;
use super::super::rounds::{MOVES_PER_CHANGE, Round, Way};
use super::super::search::{
    Annealer, Area, CandidateLists, Columns, Scores, SeatAnnealer, SeatRelaxation, State, Weights,
    sorted,
};
use super::reports::Reports;
use super::{MultiStart, Tables, settle, soften, suited};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

/// What one thread does of a round at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub round: Round,
    /// Moves of the thread in the round before it.
    pub before: u64,
    /// Its moves at most.
    pub most: u64,
}

impl Turn {
    pub(super) fn whole(round: Round) -> Self {
        Self {
            round,
            before: 0,
            most: u64::MAX,
        }
    }
}

impl MultiStart<'_> {
    /// Runs a round of a thread on a committee of its own, in the way that the round asks for.
    pub(super) fn anneal_alone<'s>(
        &'s self,
        mut state: State<'s>,
        (lists, tables, weights): (&CandidateLists, &Tables, Weights),
        (round, thread): (Round, u64),
        best: Option<&Incumbent>,
        reached: &AtomicBool,
    ) -> State<'s> {
        let (round, area) = suited(round, &state, lists);
        if round.way.is_soft() {
            state.reweigh(soften(weights, thread));
        }
        let seed = self.seed(round, thread);
        if round.way.by_heat_bath()
            && let Some(scores) = &tables.scores
        {
            let from = (state, lists, weights);
            return self.draft(from, scores, (round, seed), best, reached);
        }
        let columns = tables.columns.as_ref();
        let mut found = match columns.filter(|_| round.way.over_seats()) {
            Some(columns) => self.anneal_draft(state, lists, columns, seed, round, best),
            None => {
                let run = Annealer::within(area, state, lists, seed);
                self.anneal_one(run, Turn::whole(round), best, reached).best
            }
        };
        settle(&mut found, lists, weights);
        found
    }

    /// Where a thread's draws start in a round.
    pub(super) fn seed(&self, round: Round, thread: u64) -> u64 {
        self.environment.seed ^ thread << 32 ^ u64::from(round.number) << 48
    }

    /// Runs a thread; the one that is given the `best` plan reports. `reached` is set by the thread
    /// that meets the bound.
    pub(super) fn anneal_one<'s, 'g>(
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
}
