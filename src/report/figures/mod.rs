//! The figures of a plan: seats, reviews, coverage, loads, and the handling of every conflict.
//! Derived once, so that workbook, page and summary agree.

mod conflicts;
mod coverage;
mod fields;
mod lookup;
mod mean;
mod mixes;
mod reviews;
mod seats;
mod totals;

pub use conflicts::{ConflictRow, Handling};
pub use coverage::{Requirement, Supply};
pub use fields::Field;
pub use mixes::MixFigures;
pub use reviews::{Recused, ReviewFigures, Scored};
pub use seats::{GroupFigures, Role, Seat};
pub use totals::Totals;

use crate::model::plan::Plan;
use crate::model::{ExpertIndex, Season};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use lookup::Lookup;
use std::collections::BTreeMap;

/// All figures of one plan.
#[derive(Debug)]
pub struct Figures<'a> {
    /// The seats: chair, vice chair, then group by group with the leader first.
    pub seats: Vec<Seat<'a>>,
    /// The groups, in the plan's order.
    pub groups: Vec<GroupFigures<'a>>,
    /// The reviews, group by group, in the group's order of submissions.
    pub reviews: Vec<ReviewFigures<'a>>,
    /// Coverage requirements, in the order of `reviews`; industry before domains.
    pub requirements: Vec<Requirement<'a>>,
    /// Every limit of rules on the mix of people, in the order of the rules.
    pub mixes: Vec<MixFigures<'a>>,
    /// Conflicts with submissions that passed the form check, in the order of the graph.
    pub conflicts: Vec<ConflictRow<'a>>,
    /// Totals over the whole plan.
    pub totals: Totals,
    seat_of: BTreeMap<ExpertIndex, usize>,
}

impl<'a> Figures<'a> {
    pub(super) fn derive(
        season: &'a Season,
        conflicts: &'a Conflicts,
        affinity: &Affinity,
        plan: &'a Plan,
    ) -> Self {
        let lookup = Lookup::new(season);
        let mut reviews = reviews::derive(&lookup, conflicts, affinity, plan);
        let seats = seats::seats(&lookup, plan, &reviews);
        let seat_of: BTreeMap<_, _> = seats.iter().map(|seat| seat.index).zip(0..).collect();
        let seated = coverage::Seated {
            season,
            conflicts,
            affinity,
            seats: &seats,
            seat_of: &seat_of,
        };
        let requirements = coverage::derive(&seated, plan, &reviews);
        for item in &requirements {
            reviews[item.review].shortfalls += item.shortfalls();
        }
        let groups = seats::groups(&lookup, plan, &seats, &reviews);
        let mixes = mixes::derive(season, &seats, &groups, &reviews);
        let rows = conflicts::derive(season, conflicts, &seats, &seat_of, &reviews);
        let mut totals = Totals::new(season, conflicts, &seats, &groups, &reviews, &rows);
        totals.count_fields(&reviews, &requirements);
        Self {
            seats,
            groups,
            reviews,
            requirements,
            mixes,
            conflicts: rows,
            totals,
            seat_of,
        }
    }

    /// Returns the seat of an expert; `None` without one.
    pub fn seat(&self, expert: ExpertIndex) -> Option<&Seat<'a>> {
        self.seat_of.get(&expert).map(|&at| &self.seats[at])
    }

    /// Returns the requirements that are not met.
    pub fn shortfalls(&self) -> impl Iterator<Item = &Requirement<'a>> {
        self.requirements.iter().filter(|item| !item.met())
    }
}
