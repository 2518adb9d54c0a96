//! Simulated annealing over seats alone: a change that lowers the value by d is made
//! with probability exp(-d / T), as in [`super::super::Annealer`].

use super::super::anneal::Cooling;
use super::super::candidate_lists::CandidateLists;
use super::super::change::{Move, People};
use super::state::SeatRelaxation;
use super::trial::Trial;
use crate::solve::instance::NOWHERE;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Moves between two looks at the clock.
const BATCH: u64 = 64;

/// One annealing run over seats alone.
pub struct SeatAnnealer<'a, 'g> {
    /// Where the run stands.
    pub relaxed: SeatRelaxation<'a>,
    /// The best at the end of a batch, if better than the start.
    pub best: SeatRelaxation<'a>,
    lists: &'g CandidateLists,
    trial: Trial,
    random: Xoshiro256PlusPlus,
    leads: Vec<u32>,
}

impl<'a, 'g> SeatAnnealer<'a, 'g> {
    /// Starts from these seats.
    pub fn new(relaxed: SeatRelaxation<'a>, lists: &'g CandidateLists, seed: u64) -> Self {
        let leads = (0..)
            .zip(&relaxed.instance.experts)
            .filter(|(_, expert)| expert.quality_lead)
            .map(|(number, _)| number)
            .collect();
        Self {
            trial: Trial::new(&relaxed),
            best: relaxed.clone(),
            relaxed,
            lists,
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
            leads,
        }
    }

    /// Runs while `progress` returns how far the run is, 0 to 1.
    pub fn run(&mut self, cooling: Cooling, mut progress: impl FnMut(u64) -> Option<f64>) {
        if self.relaxed.home.is_empty() || self.relaxed.seated == 0 {
            return;
        }
        let mut done = 0;
        while let Some(share) = progress(done) {
            let temperature =
                cooling.hot * (cooling.cold / cooling.hot).powf(share.clamp(0.0, 1.0));
            for _ in 0..BATCH {
                self.step(temperature);
            }
            done += BATCH;
            if self.relaxed.value > self.best.value {
                self.best.clone_from(&self.relaxed);
            }
        }
    }

    fn step(&mut self, temperature: f64) {
        let Some(change) = self.propose() else { return };
        // Values stay far below 2^53 billionths.
        #[allow(clippy::cast_possible_truncation)]
        let at_least = (temperature * self.random.random::<f64>().ln()).ceil() as i64;
        let Some(gain) = self.trial.try_move(&mut self.relaxed, change) else {
            return;
        };
        if gain >= at_least {
            self.trial.commit(&mut self.relaxed);
        }
    }

    fn propose(&mut self) -> Option<Move> {
        match self.random.random_range(0..100_u32) {
            0..50 => {
                let submission = self.below(self.relaxed.home.len());
                let list = self.lists.of(submission);
                let draw = self.random.random::<f64>();
                #[allow(
                    clippy::cast_precision_loss,
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss
                )]
                let at = (draw * draw * list.len() as f64) as usize;
                let expert = *list.get(at)?;
                self.bring(expert, self.relaxed.home[submission as usize])
            }
            50..97 => {
                let expert = self.below(self.relaxed.seat.len());
                let group = self.below(self.relaxed.members.len());
                self.bring(expert, group)
            }
            97..99 if self.relaxed.instance.shape.members.len() > 1 => self.resize(),
            _ => {
                let which = self.random.random_range(0..2_usize);
                let at = self.below(self.leads.len().max(1));
                let expert = *self.leads.get(at as usize)?;
                Some(Move::Chair(which, expert))
            }
        }
    }

    /// A move after which the expert sits in the group.
    fn bring(&mut self, expert: u32, group: u32) -> Option<Move> {
        let seat = self.relaxed.seat[expert as usize];
        if seat == group || self.relaxed.is_reserved(expert) {
            return None;
        }
        let out = self.member_of(group)?;
        Some(match seat {
            NOWHERE => Move::Replace { out, into: expert },
            _ => Move::SwapMembers(out, expert),
        })
    }

    /// Makes a group larger or smaller, or one larger at the cost of another.
    fn resize(&mut self) -> Option<Move> {
        let group = self.below(self.relaxed.members.len());
        match self.random.random_range(0..3_u32) {
            0 => Some(Move::Shrink(
                group,
                self.people(|own| own.member_of(group))?,
            )),
            1 => {
                let anybody = |own: &mut Self| Some(own.below(own.relaxed.seat.len()));
                Some(Move::Grow(group, self.people(anybody)?))
            }
            _ => {
                let from = self.below(self.relaxed.members.len());
                let who = self.people(|own| own.member_of(from))?;
                Some(Move::Transfer(from, group, who))
            }
        }
    }

    /// As many people as lie between two allowed sizes.
    fn people(&mut self, mut draw: impl FnMut(&mut Self) -> Option<u32>) -> Option<People> {
        let sizes = &self.relaxed.instance.shape.members;
        let pair = sizes[1] - sizes[0] > 1;
        let first = draw(self)?;
        let second = if pair { draw(self)? } else { NOWHERE };
        Some([first, second])
    }

    fn member_of(&mut self, group: u32) -> Option<u32> {
        let count = self.relaxed.members[group as usize].len();
        let slot = self.below(count.max(1));
        self.relaxed.members[group as usize]
            .get(slot as usize)
            .copied()
    }

    fn below(&mut self, count: usize) -> u32 {
        #[allow(clippy::cast_possible_truncation)]
        let limit = count as u32;
        self.random.random_range(0..limit)
    }
}
