//! The decision variables of a model.

use super::{Column, Linear, Part, coverage, newcomers, pins, recuse};
use crate::solve::instance::Cell;
use std::ops::Range;

/// Possible reviews up to which each is linked to its seat and place by rows of its own.
const LINK_ALL: usize = 20_000;
/// Best experts of each submission whose reviews are so linked in larger models.
const LINKED: usize = 20;

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
    groups: usize,
    seats: Vec<Option<Column>>,
    places: Vec<Place>,
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
    by_submission: Vec<Range<usize>>,
    by_seat: Vec<Vec<u32>>,
    /// The requirements that may be unmet.
    pub shortfalls: Vec<Shortfall>,
    /// Requirements that nobody free here can meet: unmet in every plan of this part.
    pub certain_shortfalls: usize,
}

impl Decisions {
    /// Adds the variables of `part` to `model`.
    pub fn declare(part: &Part, model: &mut Linear) -> Self {
        let (experts, groups) = (part.experts.len(), part.groups.len());
        let mut decisions = Self {
            groups,
            seats: Vec::with_capacity(experts * groups),
            places: Vec::with_capacity(part.submissions.len() * groups),
            sizes: Vec::with_capacity(groups),
            chairs: None,
            only_chairs: vec![None; experts],
            reviews: Vec::new(),
            linked: usize::MAX,
            by_submission: Vec::with_capacity(part.submissions.len()),
            by_seat: vec![Vec::new(); experts * groups],
            shortfalls: Vec::new(),
            certain_shortfalls: 0,
        };
        decisions.declare_seats(part, model);
        decisions.declare_places(part, model);
        for _ in 0..groups {
            let sizes = part.instance.shape.members.iter();
            decisions
                .sizes
                .push(sizes.map(|_| model.binary()).collect());
        }
        if part.chairs.is_none() {
            let chairs = Chairs::declare(part, model);
            if part.instance.chairs_in_groups && newcomers::are_counted(part) {
                let may_chair = |expert: usize| chairs.of(expert).next().is_some();
                let only = (0..experts).map(|expert| may_chair(expert).then(|| model.binary()));
                decisions.only_chairs = only.collect();
            }
            decisions.chairs = Some(chairs);
        }
        decisions.declare_reviews(part, model);
        if decisions.reviews.len() > LINK_ALL {
            decisions.linked = LINKED;
        }
        coverage::declare(part, &mut decisions, model);
        decisions
    }

    fn declare_seats(&mut self, part: &Part, model: &mut Linear) {
        for expert in 0..part.experts.len() {
            let given = part.seated.as_ref().map(|seated| seated[expert]);
            for group in 0..self.groups {
                let possible =
                    part.may_sit(expert, group) && given.is_none_or(|seat| seat == Some(group));
                let column = possible.then(|| model.binary());
                if let (Some(column), Some(_)) = (column, given) {
                    model.fix(column, 1.0);
                }
                self.seats.push(column);
            }
        }
    }

    fn declare_places(&mut self, part: &Part, model: &mut Linear) {
        for submission in 0..part.submissions.len() {
            for group in 0..self.groups {
                self.places.push(match &part.placed {
                    Some(placed) if placed[submission] == group => Place::Here,
                    Some(_) => Place::Never,
                    None => {
                        let allowed = &part.submission(submission).allowed;
                        if allowed.allows(part.groups[group] as usize) {
                            Place::Free(model.binary())
                        } else {
                            Place::Never
                        }
                    }
                });
            }
        }
    }

    fn declare_reviews(&mut self, part: &Part, model: &mut Linear) {
        for submission in 0..part.submissions.len() {
            let start = self.reviews.len();
            for expert in 0..part.experts.len() {
                let cell = part.cell(submission, expert);
                if !recuse::may_review(cell) {
                    continue;
                }
                for group in 0..self.groups {
                    let possible = self.place(submission, group) != Place::Never;
                    if !possible || self.seat(expert, group).is_none() {
                        continue;
                    }
                    let next = u32::try_from(self.reviews.len()).unwrap_or(u32::MAX);
                    self.by_seat[expert * self.groups + group].push(next);
                    self.reviews.push(Review {
                        submission,
                        expert,
                        group,
                        cell,
                        column: model.binary(),
                    });
                }
            }
            self.by_submission.push(start..self.reviews.len());
        }
    }

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

    /// Number of groups.
    pub fn groups(&self) -> usize {
        self.groups
    }
}

impl Chairs {
    fn declare(part: &Part, model: &mut Linear) -> Self {
        let pair = pins::chairs_are_alike(&part.instance.chairs);
        let mut column = |expert: usize, allowed: bool| {
            (part.expert(expert).quality_lead && allowed).then(|| model.binary())
        };
        let every = 0..part.experts.len();
        let pins = &part.instance.chairs;
        let numbers = &part.experts;
        Self {
            chair: every
                .clone()
                .map(|e| column(e, pins::may_hold(pins.chair, &pins.not_chair, numbers[e])))
                .collect(),
            vice_chair: every
                .map(|e| {
                    let may = pins::may_hold(pins.vice_chair, &pins.not_vice_chair, numbers[e]);
                    column(e, may && !pair)
                })
                .collect(),
            pair,
        }
    }

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
