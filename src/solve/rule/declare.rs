//! Which decision variables a model of a part has.

use super::decisions::{Chairs, Decisions, Place, Review};
use super::{Linear, Part, coverage, industry_members, least_load, mix, newcomers, recuse};

/// Possible reviews up to which each is linked to its seat and place by rows of its own.
const LINK_ALL: usize = 20_000;
/// Best experts of each submission whose reviews are so linked in larger models.
const LINKED: usize = 20;

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
            least_loads: Vec::new(),
            lacking: Vec::new(),
            mix_shortfalls: Vec::new(),
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
        least_load::declare(part, &mut decisions, model);
        industry_members::declare(part, &mut decisions, model);
        mix::declare(part, &mut decisions, model);
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
}

impl Chairs {
    fn declare(part: &Part, model: &mut Linear) -> Self {
        let pair = part.instance.chairs.are_alike();
        let mut column = |expert: usize, allowed: bool| {
            (part.expert(expert).quality_lead && allowed).then(|| model.binary())
        };
        let every = 0..part.experts.len();
        let pins = &part.instance.chairs;
        let numbers = &part.experts;
        Self {
            chair: every
                .clone()
                .map(|e| column(e, pins.let_hold(0, numbers[e])))
                .collect(),
            vice_chair: every
                .map(|e| {
                    let may = pins.let_hold(1, numbers[e]);
                    column(e, may && !pair)
                })
                .collect(),
            pair,
        }
    }
}
