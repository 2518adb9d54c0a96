//! Simulated annealing over the moves.
//!
//! A move that lowers the value by d is taken with probability exp(-d / T), T falling
//! geometrically (Kirkpatrick, Gelatt, Vecchi 1983). Proposals follow the short lists of
//! promising experts, so that most moves bring together a submission and somebody who knows it.

use super::area::Area;
use super::candidate_lists::CandidateLists;
use super::change::Move;
use super::moves::Scratch;
use super::regroup::regroup;
use super::state::State;
use crate::solve::instance::NOWHERE;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Moves between two looks at the clock, at all shortfalls and at the best so far.
const BATCH: u64 = 512;

/// In large seasons these looks go over at most so many submissions per move.
const LOOKED_AT: u64 = 8;

/// Share of moves, in percent, that begin with a submission with a shortfall while there is one.
const SHORT_FIRST: u32 = 6;

/// Moves per submission between two sortings of all submissions at once.
const SORT_EVERY: u64 = 40;

/// How one run cools.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cooling {
    /// Temperature at the start, in billionths of a point.
    pub hot: f64,
    /// Temperature at the end.
    pub cold: f64,
}

impl Cooling {
    /// The temperature when a share of the run, 0 to 1, is over.
    pub fn at(self, share: f64) -> f64 {
        self.hot * (self.cold / self.hot).powf(share.clamp(0.0, 1.0))
    }
}

/// One annealing run on a state.
pub struct Annealer<'a, 'g> {
    /// Where the run stands.
    pub state: State<'a>,
    /// The best found, if better than the start.
    pub best: State<'a>,
    /// Moves tried so far.
    pub moves: u64,
    batch: u64,
    lists: &'g CandidateLists,
    scratch: Scratch,
    random: Xoshiro256PlusPlus,
    /// What moves may change.
    area: Area,
    /// When all submissions are next sorted at once, in moves.
    next_sorting: u64,
    /// Submissions with shortfalls when last looked at, and the coverage they lack.
    short: Vec<(u32, u32)>,
}

impl<'a, 'g> Annealer<'a, 'g> {
    /// Starts from a state.
    pub fn new(state: State<'a>, lists: &'g CandidateLists, seed: u64) -> Self {
        let whole = Area::whole(state.instance);
        Self::within(whole, state, lists, seed)
    }

    /// The same, with moves in one area only.
    pub fn within(area: Area, state: State<'a>, lists: &'g CandidateLists, seed: u64) -> Self {
        let size = area.submissions.len() as u64;
        Self {
            best: state.clone(),
            scratch: Scratch::new(state.instance, lists),
            state,
            moves: 0,
            lists,
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
            batch: BATCH.max(size / LOOKED_AT),
            next_sorting: SORT_EVERY * size,
            area,
            short: Vec::new(),
        }
    }

    /// The same without sorting all submissions at once now and then.
    pub fn unsorted(self) -> Self {
        Self {
            next_sorting: u64::MAX,
            ..self
        }
    }

    /// Runs while `progress` (called every few hundred moves) returns how far the run is, 0 to 1,
    /// and stops when it returns `None`.
    pub fn run(
        &mut self,
        cooling: Cooling,
        mut progress: impl FnMut(u64, &State<'a>) -> Option<f64>,
    ) {
        if self.area.submissions.is_empty() || self.area.groups.len() < 2 && self.state.seated == 0
        {
            return;
        }
        let mut done = 0;
        while let Some(share) = progress(done, &self.best) {
            let temperature = cooling.at(share);
            self.list_shortfalls();
            if self.moves >= self.next_sorting {
                self.next_sorting = self.moves + SORT_EVERY * self.area.submissions.len() as u64;
                regroup(&mut self.state, self.lists, &self.area);
            }
            for _ in 0..self.batch {
                self.step(temperature);
            }
            done += self.batch;
            self.moves += self.batch;
            if self.state.value > self.best.value {
                self.best.clone_from(&self.state);
            }
        }
    }

    fn step(&mut self, temperature: f64) {
        let Some(change) = self.propose() else { return };
        // The draw comes first, so that a move which cannot reach it is given up early. Values
        // stay far below 2^53 billionths.
        #[allow(clippy::cast_possible_truncation)]
        let at_least = (temperature * self.random.random::<f64>().ln()).ceil() as i64;
        let Some(gain) = self.scratch.try_move(&self.state, change, at_least) else {
            return;
        };
        if gain >= at_least {
            self.scratch.commit(&mut self.state, change, gain);
            self.freshen(change);
        }
    }

    /// Chooses reviews again where loads had pushed some aside.
    fn freshen(&mut self, change: Move) {
        let groups = match change {
            Move::SwapSubmissions(a, b) => [
                Some(self.state.group[a as usize]),
                Some(self.state.group[b as usize]),
            ],
            Move::Regroup(a, _) => [Some(self.state.group[a as usize]), None],
            Move::Replace { into, .. } => [Some(self.state.seat[into as usize]), None],
            Move::SwapMembers(a, b) => [
                Some(self.state.seat[a as usize]),
                Some(self.state.seat[b as usize]),
            ],
            Move::Chair(..) | Move::Grow(..) | Move::Shrink(..) | Move::Transfer(..) => {
                [None, None]
            }
        };
        for group in groups.into_iter().flatten() {
            self.state.freshen(group as usize);
        }
    }

    fn list_shortfalls(&mut self) {
        self.short.clear();
        for &group in &self.area.groups {
            let block = &self.state.blocks[group as usize];
            self.short.extend(block.shortfalls(self.state.instance));
        }
    }

    fn propose(&mut self) -> Option<Move> {
        if !self.short.is_empty() && self.random.random_range(0..100_u32) < SHORT_FIRST {
            return self.help_short();
        }
        let submission = self.submission();
        match self.random.random_range(0..100_u32) {
            0..70 => self.guided(submission),
            70..80 => {
                let other = self.submission();
                Some(Move::SwapSubmissions(submission, other))
            }
            80..85 => {
                let to = self.group();
                Some(Move::Regroup(submission, to))
            }
            85..93 => {
                let out = self.member_of(self.state.group[submission as usize] as usize)?;
                let into = self.expert();
                Some(if self.state.seat[into as usize] == NOWHERE {
                    Move::Replace { out, into }
                } else {
                    Move::SwapMembers(out, into)
                })
            }
            93..99 => {
                let out = self.member_of(self.state.group[submission as usize] as usize)?;
                let other = self.group();
                let into = self.member_of(other as usize)?;
                Some(Move::SwapMembers(out, into))
            }
            _ if self.state.instance.shape.members.len() > 1 && self.random.random::<bool>() => {
                self.resize(submission)
            }
            _ => {
                let which = self.random.random_range(0..2_usize);
                let at = self.below(self.area.leads.len().max(1));
                let expert = *self.area.leads.get(at)?;
                Some(Move::Chair(which, expert))
            }
        }
    }

    /// Brings a submission with a shortfall and somebody who would cover it together.
    fn help_short(&mut self) -> Option<Move> {
        let at = self.random.random_range(0..self.short.len());
        let (submission, lacking) = self.short[at];
        let list = self.lists.of(submission);
        // From a random place on, the first who covers something that lacks.
        let from = self.random.random_range(0..list.len().max(1));
        let cells = &self.state.instance.cells;
        let area = &self.area;
        let covers = |expert: &&u32| {
            let cell = || cells.get(submission as usize, **expert as usize);
            area.has(**expert) && cell().mask() & lacking != 0
        };
        let (before, after) = list.split_at(from.min(list.len()));
        let expert = *after.iter().chain(before).find(covers)?;
        self.together(submission, expert)
    }

    /// Brings a submission and somebody from its short list together.
    fn guided(&mut self, submission: u32) -> Option<Move> {
        let list = self.lists.of(submission);
        if list.is_empty() {
            return None;
        }
        // The square prefers the head of the list.
        let draw = self.random.random::<f64>();
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let at = (draw * draw * list.len() as f64) as usize;
        let mut from = list[at.min(list.len() - 1)..].iter().copied();
        let expert = from.find(|&expert| self.area.has(expert))?;
        self.together(submission, expert)
    }

    /// A move after which the expert sits in the submission's group.
    fn together(&mut self, submission: u32, expert: u32) -> Option<Move> {
        let group = self.state.group[submission as usize];
        let seat = self.state.seat[expert as usize];
        if seat == group || self.state.is_reserved(expert) {
            return None;
        }
        if seat == NOWHERE {
            let out = self.idle_member(group as usize)?;
            return Some(Move::Replace { out, into: expert });
        }
        match self.random.random_range(0..10_u32) {
            0..6 => {
                let there = &self.state.blocks[seat as usize].submissions;
                if there.is_empty() {
                    return Some(Move::Regroup(submission, seat));
                }
                let row = self.random.random_range(0..there.len());
                Some(Move::SwapSubmissions(submission, there[row]))
            }
            6..8 => Some(Move::Regroup(submission, seat)),
            _ => {
                let out = self.idle_member(group as usize)?;
                Some(Move::SwapMembers(out, expert))
            }
        }
    }

    /// Makes the submission's group larger, by people from the pool or from another group.
    fn resize(&mut self, submission: u32) -> Option<Move> {
        let group = self.state.group[submission as usize];
        let sizes = &self.state.instance.shape.members;
        let pair = sizes[1] - sizes[0] > 1;
        let list = self.lists.of(submission);
        let draw = self.random.random_range(0..10_u32);
        if draw == 0 {
            let first = self.idle_member(group as usize)?;
            let second = if pair {
                self.idle_member(group as usize)?
            } else {
                NOWHERE
            };
            return Some(Move::Shrink(group, [first, second]));
        }
        let first = *list.get(self.random.random_range(0..list.len().max(1)))?;
        if !self.area.has(first) {
            return None;
        }
        let from = self.state.seat[first as usize];
        let second = if !pair {
            NOWHERE
        } else if from == NOWHERE {
            self.expert()
        } else {
            self.idle_member(from as usize)?
        };
        Some(if from == NOWHERE {
            Move::Grow(group, [first, second])
        } else {
            Move::Transfer(from, group, [first, second])
        })
    }

    /// The less loaded of two members drawn: the one the group misses less.
    fn idle_member(&mut self, group: usize) -> Option<u32> {
        let count = self.state.blocks[group].members.len();
        if count == 0 {
            return None;
        }
        let (a, b) = (
            self.random.random_range(0..count),
            self.random.random_range(0..count),
        );
        let block = &self.state.blocks[group];
        let loads = block.loads();
        Some(block.members[if loads[a] <= loads[b] { a } else { b }])
    }

    fn member_of(&mut self, group: usize) -> Option<u32> {
        let count = self.state.blocks[group].members.len();
        let slot = self.below(count.max(1));
        self.state.blocks[group].members.get(slot).copied()
    }

    /// Any submission of the area.
    fn submission(&mut self) -> u32 {
        let at = self.below(self.area.submissions.len());
        self.area.submissions[at]
    }

    /// Any group of the area.
    fn group(&mut self) -> u32 {
        let at = self.below(self.area.groups.len());
        self.area.groups[at]
    }

    /// Any expert of the area.
    fn expert(&mut self) -> u32 {
        let at = self.below(self.area.experts.len());
        self.area.experts[at]
    }

    fn below(&mut self, count: usize) -> usize {
        // Numbers of experts, submissions and groups fit 32 bits.
        #[allow(clippy::cast_possible_truncation)]
        let limit = count as u32;
        self.random.random_range(0..limit) as usize
    }
}
