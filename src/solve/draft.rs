//! A draft of the heat bath, made into plans: submissions go into groups of the allowed sizes, the
//! full cost of shortfalls and limits of load come back, and what was settled best is kept.

use super::incumbent::Incumbent;
use super::search::{
    Annealer, CandidateLists, Cooling, Course, HeatBath, Scores, Seats, State, Weights, regroup,
    sorted,
};
use crate::model::Objective;
use std::sync::Arc;

/// Temperatures of seats that anneal from the top, in millionths of a point: at 0.32 points groups
/// still change, below 0.07 nothing does.
const TEMPERATURES: (u32, u32) = (320_000, 70_000);
/// Where in it the price of a shortfall rises, in 65536ths: from 55 to 85 percent.
const RISE: (u32, u32) = (36_045, 55_705);
/// What a shortfall costs before, in billionths: little enough that groups open one to close
/// another. Later it is the full price.
const SOFT_SHORTFALL: i64 = 1_600_000_000;
/// The same for a few related groups that anneal again: from 40 to 70 percent.
const TEMPERATURES_AGAIN: (u32, u32) = (200_000, 70_000);
const RISE_AGAIN: (u32, u32) = (26_214, 45_875);
const SOFT_SHORTFALL_AGAIN: i64 = 2_000_000_000;
/// Groups that anneal again together.
const TOGETHER: usize = 3;
/// Moves of each such annealing.
const AGAIN_MOVES: u64 = 600_000;
/// Shares of an annealing after which its draft is settled, so that a run that is cut off has it.
const SETTLED_AT: [f64; 3] = [0.55, 0.7, 0.85];
/// Moves that a settled draft is polished by, per submission.
const POLISH: u64 = 24;
/// Temperature of that, in billionths: next to nothing.
const POLISH_COOLING: Cooling = Cooling {
    hot: 2e6,
    cold: 1e6,
};

/// A draft and the best plan made of it.
pub struct Draft<'s, 'g> {
    bath: HeatBath<'s>,
    lists: &'g CandidateLists,
    /// Full costs.
    weights: Weights,
    seed: u64,
    /// The best that was settled, at first the state that the draft began from.
    pub best: State<'s>,
    /// The same as a plan.
    plan: Incumbent,
}

impl<'s, 'g> Draft<'s, 'g> {
    /// Begins from the seats of a state; nothing where they do not allow it.
    pub fn new(
        mut best: State<'s>,
        scores: &Arc<Scores>,
        (lists, weights): (&'g CandidateLists, Weights),
        seed: u64,
    ) -> Option<Self> {
        best.reweigh(weights);
        Some(Self {
            bath: HeatBath::new(Seats::of(&best, scores)?, seed),
            lists,
            weights,
            seed,
            plan: Incumbent::new(best.instance, best.assignment()),
            best,
        })
    }

    /// Anneals all groups from the top while `progress`, which is told the moves tried and the best
    /// plan so far, returns how far the run is.
    pub fn anneal(&mut self, mut progress: impl FnMut(u64, &Incumbent) -> Option<f64>) {
        let mut bath = self.bath.clone();
        let all = every_group(&bath);
        let course = Course {
            temperatures: TEMPERATURES,
            prices: (SOFT_SHORTFALL, self.price()),
            rise: RISE,
        };
        let mut settled = 0;
        bath.run(course, &all, |done, now| {
            let share = progress(done, &self.plan)?;
            if SETTLED_AT.get(settled).is_some_and(|&at| share >= at) {
                settled += 1;
                self.settle(now);
            }
            Some(share)
        });
        self.settle(&bath);
    }

    /// Anneals related groups again while `progress` says so.
    pub fn improve(&mut self, mut progress: impl FnMut(u64, &Incumbent) -> Option<f64>) {
        let mut bath = self.bath.clone();
        let course = Course {
            temperatures: TEMPERATURES_AGAIN,
            prices: (SOFT_SHORTFALL_AGAIN, self.price()),
            rise: RISE_AGAIN,
        };
        bath.improve(course, self.price(), (TOGETHER, AGAIN_MOVES), |moves| {
            progress(moves, &self.plan).is_some()
        });
        self.settle(&bath);
    }

    /// What a shortfall costs in the end: more than the reviews of any one submission, so that two
    /// may give way to close it.
    fn price(&self) -> i64 {
        self.weights.shortfall * 3 / 2
    }

    /// Makes a plan of a draft under way and keeps the better. What a plan needs beyond seats,
    /// submissions and reviewers is to be mended here.
    fn settle(&mut self, draft: &HeatBath<'s>) {
        let mut own = draft.clone();
        let all = every_group(&own);
        own.quench(self.price(), &all);
        let state = own.seats.state(self.weights);
        // Where no distribution keeps to the sizes, the draft was in vain.
        let Some(mut settled) = sorted(&state, self.lists) else {
            return;
        };
        regroup(&mut settled, self.lists);
        let moves = POLISH * settled.group.len() as u64;
        let mut polish = Annealer::new(settled, self.lists, self.seed);
        polish.run(POLISH_COOLING, |done, _| (done < moves).then_some(0.5));
        let plan = Incumbent::new(self.best.instance, polish.best.assignment());
        if plan.compare(&self.plan, Objective::Total).is_gt() {
            (self.best, self.plan) = (polish.best, plan);
        }
    }
}

fn every_group(bath: &HeatBath<'_>) -> Vec<usize> {
    (0..bath.seats.members.len()).collect()
}
