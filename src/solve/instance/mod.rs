//! The season compiled to dense indices: what every solver works on.
//!
//! Only experts who may serve and submissions that passed are in it. Scores are whole billionths,
//! so that sums are exact and the same in any order.

mod allowed;
mod assignment;
mod candidate;
mod cells;
mod compile;
mod compile_pins;
mod mixes;
mod reason;
mod shape;
#[cfg(test)]
mod tests;

pub use allowed::GroupSet;
pub use assignment::{Assignment, NOWHERE, Value};
pub use candidate::{Candidate, ChairPins, GroupSpec, Need, Seating};
pub use cells::{Cell, Cells, NANO};
pub use compile::Compiler;
pub use mixes::{BitMix, Counts, GroupMix, Missed, Mixes, Side};
pub use reason::Reason;
pub use shape::Shape;

use std::sync::Arc;

/// A season in solver form.
///
/// Experts, submissions and groups are numbered from 0 in the order of the season's tables;
/// [`Candidate::season`] and [`Need::season`] lead back.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Everybody who may sit in a group or chair the committee.
    pub experts: Vec<Candidate>,
    /// Everything that is to be reviewed.
    pub submissions: Vec<Need>,
    /// The groups to fill.
    pub groups: Vec<GroupSpec>,
    /// How large groups may be.
    pub shape: Shape,
    /// Reviewers of each submission.
    pub reviewers_each: usize,
    /// Reviewers who must know a submission's industry (bit 0 of a mask).
    pub industry_reviewers: u32,
    /// Reviewers who must have each domain (the other bits of a mask).
    pub domain_reviewers: u32,
    /// Most members of one employer in a group; `usize::MAX` where there is no cap.
    pub employer_cap: usize,
    /// Largest share of a group from one region; at least 1 where there is no cap.
    pub region_share: f64,
    /// Smallest share of newcomers.
    pub new_share: f64,
    /// Whether chair and vice chair may also sit in a group.
    pub chairs_in_groups: bool,
    /// Who is pinned to the chairs.
    pub chairs: ChairPins,
    /// Pairs of experts who may not share a group, each once, sorted.
    pub kin: Vec<(u32, u32)>,
    /// Reviews that the office demands: (submission, expert), sorted.
    pub must_review: Vec<(u32, u32)>,
    /// Score, coverage and conflict of every pair.
    pub cells: Cells,
    /// How many people of a kind groups and submissions have.
    pub mixes: Arc<Mixes>,
}

impl Instance {
    /// The same without what is only usual: a search in it keeps to the office's limits alone.
    #[must_use]
    pub fn opened(&self) -> Self {
        let mut opened = self.clone();
        let shape = &mut opened.shape;
        shape.usual_submissions = (shape.min_submissions, shape.max_submissions);
        opened
    }

    /// Returns the largest number of members of one region in a group of `members`.
    pub fn region_cap(&self, members: usize) -> usize {
        if self.region_share >= 1.0 {
            return usize::MAX;
        }
        // Group sizes are far below 2^52, and the share is within 0..1.
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let cap = (self.region_share * members as f64 + 1e-9).floor() as usize;
        cap
    }

    /// Returns how many newcomers a committee of `seated` people needs at least.
    pub fn newcomers_needed(&self, seated: usize) -> usize {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let needed = (self.new_share * seated as f64 - 1e-9).ceil().max(0.0) as usize;
        needed
    }

    /// Returns how many experts sit in no group because they chair the committee.
    pub fn heads_outside(&self) -> usize {
        if self.chairs_in_groups { 0 } else { 2 }
    }

    /// Returns how many reviewers with the coverage bit `bit` a submission needs.
    pub fn needed_for_bit(&self, bit: u32) -> u32 {
        match self.mixes.of_bit(bit) {
            Some(mix) => mix.needed,
            None if bit == 0 => self.industry_reviewers,
            None => self.domain_reviewers,
        }
    }

    /// Whether one reviewer is enough for every coverage bit that counts as a shortfall.
    pub fn one_is_enough(&self) -> bool {
        let counted = self.mixes.bits.iter().filter(|mix| !mix.hard);
        self.industry_reviewers <= 1
            && self.domain_reviewers <= 1
            && counted.map(|mix| mix.needed).max().unwrap_or(0) <= 1
    }
}
