//! A draft of the heat bath, made into plans: submissions go into groups of the allowed sizes, the
//! full cost of shortfalls and limits of load come back, and what was settled best is kept.

use super::incumbent::Incumbent;
use super::search::{
    Annealer, Area, CandidateLists, Cooling, Course, HeatBath, Scores, Seats, State, Weights,
    regroup, sorted,
};
use crate::model::Objective;
use std::sync::Arc;

/// One annealing. Temperatures are in millionths of a point.
struct Annealing {
    temperatures: (u32, u32),
    /// What a shortfall costs at first, in billionths of a point; at the end it is the full price.
    soft: i64,
    /// Where the price rises, in 65536ths of the way.
    rise: (u32, u32),
}

/// How seats anneal: from the top, and a few related groups again.
struct Schedule {
    top: Annealing,
    again: Annealing,
    /// Groups that anneal again together.
    together: usize,
    /// Moves of each such annealing.
    moves: u64,
}

/// From 55 to 85 percent of the way.
const RISE: (u32, u32) = (36_045, 55_705);
/// From 40 to 70 percent, for groups that anneal again.
const RISE_AGAIN: (u32, u32) = (26_214, 45_875);

/// At 0.32 points groups still change, below 0.07 nothing does; a shortfall costs little enough
/// before that groups open one to close another.
const USUAL: Schedule = Schedule {
    top: Annealing {
        temperatures: (320_000, 70_000),
        soft: 1_600_000_000,
        rise: RISE,
    },
    again: Annealing {
        temperatures: (200_000, 70_000),
        soft: 2_000_000_000,
        rise: RISE_AGAIN,
    },
    together: 3,
    moves: 600_000,
};
/// Where submissions ask for members who know their field (rule R23), a seat decides about several
/// shortfalls at once: the same needs more heat, smaller prices and more groups together. On the
/// sample season, at equal work, 25 and 29 shortfalls (seeds 2, 3) against 35 and 41 with
/// [`USUAL`].
const KNOWING: Schedule = Schedule {
    top: Annealing {
        temperatures: (900_000, 200_000),
        soft: 1_000_000_000,
        rise: RISE,
    },
    again: Annealing {
        temperatures: (500_000, 150_000),
        soft: 1_500_000_000,
        rise: RISE_AGAIN,
    },
    together: 4,
    moves: 1_200_000,
};

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
    schedule: &'static Schedule,
    /// Full costs.
    weights: Weights,
    seed: u64,
    /// The most shortfalls, where the highest total within a limit is sought.
    pub cap: Option<usize>,
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
        let knowing = scores.wanted.iter().any(|&wanted| wanted > 0);
        Some(Self {
            schedule: if knowing { &KNOWING } else { &USUAL },
            bath: HeatBath::new(Seats::of(&best, scores)?, seed),
            lists,
            weights,
            seed,
            cap: None,
            plan: Incumbent::new(best.instance, best.assignment()),
            best,
        })
    }

    /// Anneals all groups from the top while `progress`, which is told the moves tried and the best
    /// plan so far, returns how far the run is.
    pub fn anneal(&mut self, mut progress: impl FnMut(u64, &Incumbent) -> Option<f64>) {
        let mut bath = self.bath.clone();
        let all = every_group(&bath);
        let course = self.course(&self.schedule.top);
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
        let course = self.course(&self.schedule.again);
        let pieces = (self.schedule.together, self.schedule.moves);
        bath.improve(course, self.price(), pieces, |moves| {
            progress(moves, &self.plan).is_some()
        });
        self.settle(&bath);
    }

    /// The course of an annealing, with the full price of a shortfall at its end.
    fn course(&self, own: &Annealing) -> Course {
        let price = self.price();
        Course {
            temperatures: own.temperatures,
            prices: (own.soft.min(price), price),
            rise: own.rise,
        }
    }

    /// What a shortfall costs in the end: more than the reviews of any one submission, so that two
    /// may give way to close it; under a limit, its price.
    fn price(&self) -> i64 {
        match self.cap {
            Some(_) => self.weights.shortfall,
            None => self.weights.shortfall * 3 / 2,
        }
    }

    /// Makes a plan of a draft under way and keeps the better. What a plan needs beyond seats,
    /// submissions and reviewers is to be mended here.
    fn settle(&mut self, draft: &HeatBath<'s>) {
        let mut own = draft.clone();
        let all = every_group(&own);
        own.quench(self.price(), &all);
        let state = own.seats.state(self.weights);
        // Where no distribution keeps to the sizes, the draft was in vain.
        let whole = Area::whole(state.instance);
        let Some(mut settled) = sorted(&state, self.lists, &whole) else {
            return;
        };
        regroup(&mut settled, self.lists, &whole);
        let moves = POLISH * settled.group.len() as u64;
        let mut polish = Annealer::within(whole, settled, self.lists, self.seed);
        polish.run(POLISH_COOLING, |done, _| (done < moves).then_some(0.5));
        let plan = Incumbent::new(self.best.instance, polish.best.assignment());
        let most = self.cap.unwrap_or(0);
        if plan
            .compare_within(&self.plan, Objective::Total, most)
            .is_gt()
        {
            (self.best, self.plan) = (polish.best, plan);
        }
    }
}

fn every_group(bath: &HeatBath<'_>) -> Vec<usize> {
    (0..bath.seats.members.len()).collect()
}
