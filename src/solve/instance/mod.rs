//! The season compiled to dense indices, as used by all solvers.
//!
//! Contains only available experts and submissions that passed the form check. Scores are integers
//! (billionths), so that sums are exact and independent of the order of addition.

mod allowed;
mod assignment;
mod candidate;
mod cells;
mod compile;
mod compile_pins;
mod mixes;
mod reason;
mod shape;
mod suspects;
#[cfg(test)]
mod tests;

pub use allowed::GroupSet;
pub use assignment::{Assignment, NOWHERE, Value};
pub use candidate::{Candidate, ChairPins, GroupSpec, Need, Seating};
pub use cells::{Cell, Cells, NANO};
pub use compile::{Compiler, group_id};
pub use mixes::{BitMix, Counts, GroupMix, Missed, Mixes, Side};
pub use reason::Reason;
pub use shape::Shape;

use std::sync::Arc;

/// A season in solver form.
///
/// Experts, submissions and groups are numbered from 0 in the order of the season's tables;
/// [`Candidate::season`] and [`Need::season`] map back.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Experts who may sit in a group or chair the committee.
    pub experts: Vec<Candidate>,
    /// Submissions to be reviewed.
    pub submissions: Vec<Need>,
    /// The groups to fill.
    pub groups: Vec<GroupSpec>,
    /// Allowed sizes of groups.
    pub shape: Shape,
    /// Most reviewers of a submission; each has its own number ([`Need::reviewers`]).
    pub reviewers_each: usize,
    /// Number of reviewers who must know a submission's industry (bit 0 of a mask).
    pub industry_reviewers: u32,
    /// Number of reviewers who must have each domain (the other bits of a mask).
    pub domain_reviewers: u32,
    /// Fewest reviews of a member.
    pub min_load: u32,
    /// Largest difference of reviews between members of a group; `u32::MAX` where there is no
    /// limit.
    pub load_difference: u32,
    /// Most members of one employer in a group; `usize::MAX` where there is no cap.
    pub employer_cap: usize,
    /// Maximum share of a group from one region; at least 1 for no limit.
    pub region_share: f64,
    /// Minimum share of newcomers.
    pub new_share: f64,
    /// Whether chair and vice chair may also sit in a group.
    pub chairs_in_groups: bool,
    /// The pins on the chairs.
    pub chairs: ChairPins,
    /// Pairs of experts who may not share a group, each once, sorted.
    pub kin: Vec<(u32, u32)>,
    /// Reviews that pins demand: (submission, expert), sorted.
    pub must_review: Vec<(u32, u32)>,
    /// Score, coverage and conflict of every pair.
    pub cells: Cells,
    /// How many people of a kind groups and submissions have.
    pub mixes: Arc<Mixes>,
}

impl Instance {
    /// A copy without the usual group sizes: a search in it observes only the office's limits.
    #[must_use]
    pub fn opened(&self) -> Self {
        let mut opened = self.clone();
        let shape = &mut opened.shape;
        shape.usual_submissions = (shape.min_submissions, shape.max_submissions);
        opened
    }

    /// Returns the maximum number of members of one region in a group of `members`.
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

    /// Returns the minimum number of newcomers in a committee of `seated` people.
    pub fn newcomers_needed(&self, seated: usize) -> usize {
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let needed = (self.new_share * seated as f64 - 1e-9).ceil().max(0.0) as usize;
        needed
    }

    /// Returns the number of experts who sit in no group because they chair the committee.
    pub fn heads_outside(&self) -> usize {
        if self.chairs_in_groups { 0 } else { 2 }
    }

    /// Returns how many reviewers a submission gets.
    #[inline]
    pub fn reviewers_of(&self, submission: usize) -> usize {
        self.submissions[submission].reviewers
    }

    /// Returns how many reviews there are in all.
    pub fn reviews(&self) -> usize {
        self.submissions.iter().map(|need| need.reviewers).sum()
    }

    /// Returns by how many reviews the loads of one group's members break rule R24: what members
    /// lack to the least, and what the largest difference exceeds its limit by.
    pub fn uneven(&self, loads: impl Iterator<Item = u32> + Clone) -> u64 {
        let lacking = loads.clone();
        let lacking = lacking.map(|load| u64::from(self.min_load.saturating_sub(load)));
        let most = loads.clone().max().unwrap_or(0);
        let least = loads.min().unwrap_or(0);
        let beyond = (most - least).saturating_sub(self.load_difference);
        lacking.sum::<u64>() + u64::from(beyond)
    }

    /// Returns how many members who know the submission's industry are lacking among `members`:
    /// the shortfalls of rule R23. O(members).
    pub fn industry_members_lacking(&self, submission: usize, members: &[u32]) -> usize {
        let wanted = self.submissions[submission].industry_members as usize;
        if wanted == 0 {
            return 0;
        }
        let cells = members.iter();
        let cells = cells.map(|&member| self.cells.get(submission, member as usize));
        wanted.saturating_sub(cells.filter(|cell| cell.knows()).count())
    }

    /// Returns how many reviewers with the coverage bit `bit` a submission with so many `reviewers`
    /// needs.
    pub fn needed_for_bit(&self, bit: u32, reviewers: usize) -> u32 {
        match self.mixes.of_bit(bit) {
            Some(mix) => mix.needed(reviewers),
            None if bit == 0 => self.industry_reviewers,
            None => self.domain_reviewers,
        }
    }

    /// Whether one reviewer is enough for every coverage bit that counts as a shortfall.
    pub fn one_is_enough(&self) -> bool {
        self.industry_reviewers <= 1 && self.domain_reviewers <= 1 && !self.mixes.asks_for_several()
    }
}
