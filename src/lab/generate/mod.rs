//! Synthetic seasons of any size from a seed. The same recipe gives the same bytes.
//!
//! Every season is feasible by construction: a hidden plan is created first (groups of experts with
//! a leader, submissions, chair and vice chair), and conflicts of interest that would break it are
//! never drawn. [`Shape`] selects what makes the season hard.
//!
//! # Planted seasons
//! [`Recipe::planted`] draws seasons whose best total is known. Each hidden group has 7 members
//! and 25 submissions. Submissions are shared out to seven triples of members that form the Fano
//! plane, `{t, t+1, t+3} mod 7`: each pair of members meets in one triple, each member is in
//! three. The three triples through one member take 3 submissions each, the other four take 4;
//! by the plane's incidences that one member has load 9 and the other six 11, so that
//! `max_per_expert = 11` leaves 2 of 77 places free. The members of a triple have the very
//! industry codes and, at full level, all domains of its submissions: score 1.0 for each of the
//! three reviewers, 3.0 for each submission, and as no score exceeds 1.0 no plan is better.
//! The other experts are decoys: each fits one or two single submissions perfectly, of different
//! groups, and others hardly at all.

mod cast;
mod fields;
mod names;
mod ordinary;
mod planted;
mod tables;
mod ties;

pub use tables::{Drawn, Table};

use rand::SeedableRng as _;
use rand_xoshiro::Xoshiro256PlusPlus;

/// The season's year; fixed, so that the same seed gives the same bytes in any year.
const YEAR: i32 = 2026;
/// Submissions of one planted group.
const PLANTED_SUBMISSIONS: usize = 25;
/// Members of one planted group.
const PLANTED_MEMBERS: usize = 7;

/// The difficulty of a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// None in particular: the distribution of a typical season.
    #[default]
    Plain,
    /// Some industries and domains are known to two or three experts only.
    Scarce,
    /// About six ties of every expert to applicants.
    Conflicts,
    /// Seven of ten submissions in one division.
    Dominant,
    /// All experts work for a dozen employers, and a group takes one expert of each.
    FewEmployers,
}

/// Parameters of a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    experts: usize,
    submissions: usize,
    groups: usize,
    members: usize,
    seed: u64,
    planted: bool,
    shape: Shape,
}

/// Why a season cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// There are no submissions, or fewer than groups.
    #[error("{submissions} submissions do not fill {groups} groups")]
    Submissions {
        /// Number of submissions requested.
        submissions: usize,
        /// Number of groups requested.
        groups: usize,
    },
    /// There are too few experts for the groups.
    #[error("{groups} groups with chair and vice chair need {needed} experts, not {experts}")]
    Experts {
        /// Number of experts requested.
        experts: usize,
        /// Minimum number required.
        needed: usize,
        /// Number of groups to fill.
        groups: usize,
    },
    /// A planted season has exactly 25 submissions in each group.
    #[error("a planted season has {expected} submissions in {groups} groups, not {submissions}")]
    Planted {
        /// Number of submissions requested.
        submissions: usize,
        /// Number of groups.
        groups: usize,
        /// Number of submissions for these groups.
        expected: usize,
    },
}

impl Recipe {
    /// A feasible season whose best plan is unknown. Without `groups` there is one for each 25
    /// submissions, or as many as the experts can fill.
    ///
    /// # Errors
    /// The numbers are inconsistent.
    pub fn ordinary(
        experts: usize,
        submissions: usize,
        groups: Option<usize>,
        seed: u64,
        shape: Shape,
    ) -> Result<Self, RecipeError> {
        let fewest = if experts >= 7 { 5 } else { 3 };
        let filled = experts.saturating_sub(2) / fewest;
        let groups = groups.unwrap_or_else(|| submissions.div_ceil(25).min(filled).max(1));
        if submissions < groups || groups == 0 {
            return Err(RecipeError::Submissions {
                submissions,
                groups,
            });
        }
        let needed = groups.saturating_mul(fewest).saturating_add(2);
        if experts < needed {
            return Err(RecipeError::Experts {
                experts,
                needed,
                groups,
            });
        }
        let roomy = experts >= groups.saturating_mul(10).saturating_add(2);
        Ok(Self {
            experts,
            submissions,
            groups,
            members: if roomy { 7 } else { fewest },
            seed,
            planted: false,
            shape,
        })
    }

    /// A season whose best total is known. Without `groups` there are as many as the submissions
    /// fill, or 12; without `experts` there are 32 per group plus 6.
    ///
    /// # Errors
    /// The numbers are inconsistent.
    pub fn planted(
        experts: Option<usize>,
        submissions: Option<usize>,
        groups: Option<usize>,
        seed: u64,
    ) -> Result<Self, RecipeError> {
        let groups = groups.unwrap_or_else(|| {
            submissions.map_or(12, |submissions| submissions / PLANTED_SUBMISSIONS)
        });
        let expected = groups.saturating_mul(PLANTED_SUBMISSIONS);
        let submissions = submissions.unwrap_or(expected);
        if submissions != expected || groups == 0 {
            return Err(RecipeError::Planted {
                submissions,
                groups,
                expected,
            });
        }
        let experts = experts.unwrap_or_else(|| groups.saturating_mul(32).saturating_add(6));
        let needed = groups.saturating_mul(PLANTED_MEMBERS).saturating_add(2);
        if experts < needed {
            return Err(RecipeError::Experts {
                experts,
                needed,
                groups,
            });
        }
        Ok(Self {
            experts,
            submissions,
            groups,
            members: PLANTED_MEMBERS,
            seed,
            planted: true,
            shape: Shape::Plain,
        })
    }

    /// Draws the season. Linear in its rows.
    pub fn draw(&self) -> Drawn {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(self.seed);
        if self.planted {
            planted::draw(self, &mut dice)
        } else {
            ordinary::draw(self, &mut dice)
        }
    }
}

#[cfg(test)]
mod tests;
