//! The decision variables of a model.

use super::Column;
use crate::solve::instance::Cell;
use std::ops::Range;

/// Whether a submission is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Given: it is.
    Here,
    /// Given or demanded: it is not.
    Never,
    /// The model decides.
    Free(Column),
}

/// A possible review: the variable is 1 when the expert reviews the submission in the group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review {
    /// Position of the submission.
    pub submission: usize,
    /// Position of the expert.
    pub expert: usize,
    /// Position of the group.
    pub group: usize,
    /// Score, coverage and conflict of the pair.
    pub cell: Cell,
    /// The variable.
    pub column: Column,
}

/// An unmet coverage requirement: the variable is 1 when it is unmet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// Position of the submission.
    pub submission: usize,
    /// Which requirement: 0 the industry, 1 + i the i-th domain.
    pub bit: u32,
    /// Reviewers needed.
    pub needed: u32,
    /// The variable.
    pub column: Column,
}

/// Members lacking who know a submission's industry: the variable is how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lacking {
    /// Position of the submission.
    pub submission: usize,
    /// Members wanted.
    pub wanted: u32,
    /// The variable.
    pub column: Column,
}

/// A limit on the mix of a group's members (R25) that counts as a shortfall where it is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MixShortfall {
    /// Position among the limits of the season.
    pub mix: usize,
    /// Position of the group.
    pub group: usize,
    /// The variable: 1 when it is missed.
    pub column: Column,
}

/// Variables of chair and vice chair, by position of the expert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chairs {
    /// 1 for the chair (for one of the two where `pair` is set).
    pub chair: Vec<Option<Column>>,
    /// 1 for the vice chair; all `None` where `pair` is set.
    pub vice_chair: Vec<Option<Column>>,
    /// Whether nothing tells chair from vice chair, so that one variable says "one of the two".
    pub pair: bool,
}

/// All variables of a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Decisions {
    pub(super) groups: usize,
    pub(super) seats: Vec<Option<Column>>,
    pub(super) places: Vec<Place>,
    /// By group and allowed size: 1 when the group has that many members.
    pub sizes: Vec<Vec<Column>>,
    /// Chair and vice chair, where the model decides them.
    pub chairs: Option<Chairs>,
    /// By expert, where chairs may sit in groups and newcomers are counted: 1 exactly when the
    /// expert chairs and sits in no group.
    pub only_chairs: Vec<Option<Column>>,
    /// The possible reviews, by submission, expert, group.
    pub reviews: Vec<Review>,
    /// Best experts of each submission whose reviews are linked to seats and places one by one;
    /// the reviews of the others are linked by the rows of sums alone.
    pub linked: usize,
    pub(super) by_submission: Vec<Range<usize>>,
    pub(super) by_seat: Vec<Vec<u32>>,
    /// The requirements of coverage that may be unmet.
    pub shortfalls: Vec<Shortfall>,
    /// By group, where differences of loads are limited: the least load of a member.
    pub least_loads: Vec<Column>,
    /// The requirements of groups that may be unmet.
    pub lacking: Vec<Lacking>,
    /// The rules about the mix of members that may be missed.
    pub mix_shortfalls: Vec<MixShortfall>,
    /// Requirements that nobody free here can meet: unmet in every plan of this part.
    pub certain_shortfalls: usize,
}

impl Decisions {
    /// The variable that is 1 when the expert sits in the group; `None` where that cannot be.
    #[inline]
    pub fn seat(&self, expert: usize, group: usize) -> Option<Column> {
        self.seats[expert * self.groups + group]
    }

    /// The variables of the expert's possible seats.
    pub fn seats_of(&self, expert: usize) -> impl Iterator<Item = Column> + '_ {
        let start = expert * self.groups;
        self.seats[start..start + self.groups]
            .iter()
            .copied()
            .flatten()
    }

    /// Whether the submission is in the group.
    #[inline]
    pub fn place(&self, submission: usize, group: usize) -> Place {
        self.places[submission * self.groups + group]
    }

    /// The possible reviews of a submission.
    pub fn reviews_of(&self, submission: usize) -> &[Review] {
        &self.reviews[self.by_submission[submission].clone()]
    }

    /// The possible reviews of an expert as a member of a group.
    pub fn reviews_by(&self, expert: usize, group: usize) -> impl Iterator<Item = &Review> + '_ {
        let at = &self.by_seat[expert * self.groups + group];
        at.iter().map(|&review| &self.reviews[review as usize])
    }

    /// The variables that count shortfalls, those of coverage first.
    pub fn counted(&self) -> impl Iterator<Item = Column> + '_ {
        let coverage = self.shortfalls.iter().map(|own| own.column);
        let coverage = coverage.chain(self.lacking.iter().map(|own| own.column));
        coverage.chain(self.mix_shortfalls.iter().map(|own| own.column))
    }

    /// Number of groups.
    pub fn groups(&self) -> usize {
        self.groups
    }
}

impl Chairs {
    /// The variables of an expert.
    pub fn of(&self, expert: usize) -> impl Iterator<Item = Column> + '_ {
        [self.chair[expert], self.vice_chair[expert]]
            .into_iter()
            .flatten()
    }

    /// All variables with the positions of their experts.
    pub fn all(&self) -> impl Iterator<Item = (usize, Column)> + '_ {
        (0..self.chair.len()).flat_map(|expert| self.of(expert).map(move |column| (expert, column)))
    }
}
