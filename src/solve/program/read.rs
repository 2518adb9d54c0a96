//! Converts between assignments and values of a model.

use super::model::Model;
use crate::solve::instance::Assignment;
use crate::solve::rule::{Place, leader};

impl Model<'_> {
    /// Returns the values of `incumbent` in this model, or `None` if the model has no variable for
    /// some part of it.
    pub(crate) fn encode(&self, incumbent: &Assignment) -> Option<Vec<f64>> {
        let mut values = vec![0.0; self.linear.columns.len()];
        let position = |group: u32| self.part.groups.binary_search(&group).ok();
        let places: Option<Vec<usize>> = self
            .part
            .submissions
            .iter()
            .map(|&submission| position(incumbent.group[submission as usize]))
            .collect();
        let places = places?;
        let first = |group: usize| {
            let mut order = self.symmetry.order.iter();
            order.position(|&submission| places[submission] == group)
        };
        let label = self.symmetry.relabelled(self.part.groups.len(), first);

        let mut members = vec![0_usize; label.len()];
        for (at, &expert) in self.part.experts.iter().enumerate() {
            let Some(group) = incumbent.seat[expert as usize].and_then(position) else {
                continue;
            };
            values[self.decisions.seat(at, label[group])?.at()] = 1.0;
            members[label[group]] += 1;
        }
        for (sizes, members) in self.decisions.sizes.iter().zip(members) {
            let allowed = &self.part.instance.shape.members;
            let size = allowed.iter().position(|&size| size == members)?;
            values[sizes[size].at()] = 1.0;
        }
        for (submission, &group) in places.iter().enumerate() {
            match self.decisions.place(submission, label[group]) {
                Place::Here => {}
                Place::Never => return None,
                Place::Free(column) => values[column.at()] = 1.0,
            }
            let number = self.part.submissions[submission] as usize;
            for &reviewer in &incumbent.reviewers[number] {
                let expert = self.part.position(reviewer)?;
                let mut reviews = self.decisions.reviews_of(submission).iter();
                let review = reviews.find(|r| r.expert == expert && r.group == label[group])?;
                values[review.column.at()] = 1.0;
            }
        }
        self.encode_chairs(incumbent, &mut values)?;
        self.encode_rest(&mut values);
        Some(values)
    }

    fn encode_chairs(&self, incumbent: &Assignment, values: &mut [f64]) -> Option<()> {
        if let Some(chairs) = &self.decisions.chairs {
            let chair = self.part.position(incumbent.chair?)?;
            let vice = self.part.position(incumbent.vice_chair?)?;
            let vice_columns = if chairs.pair {
                &chairs.chair
            } else {
                &chairs.vice_chair
            };
            values[chairs.chair[chair]?.at()] = 1.0;
            values[vice_columns[vice]?.at()] = 1.0;
            for expert in [chair, vice] {
                let sits = self
                    .decisions
                    .seats_of(expert)
                    .any(|seat| values[seat.at()] > 0.5);
                if let Some(only) = self.decisions.only_chairs[expert] {
                    values[only.at()] = f64::from(u8::from(!sits));
                }
            }
        }
        Some(())
    }

    /// Sets the values that follow from the decisions: shortfalls and variables of the aim.
    fn encode_rest(&self, values: &mut [f64]) {
        for shortfall in &self.decisions.shortfalls {
            let reviews = self.decisions.reviews_of(shortfall.submission).iter();
            let having = reviews.filter(|review| review.cell.mask() >> shortfall.bit & 1 == 1);
            let sum: f64 = having.map(|review| values[review.column.at()]).sum();
            let unmet = sum + 0.5 < f64::from(shortfall.needed);
            values[shortfall.column.at()] = f64::from(u8::from(unmet));
        }
        for lacking in &self.decisions.lacking {
            let most = (0..self.part.groups.len()).map(|group| {
                let holds = match self.decisions.place(lacking.submission, group) {
                    Place::Here => true,
                    Place::Never => false,
                    Place::Free(column) => values[column.at()] > 0.5,
                };
                let knowing = (0..self.part.experts.len())
                    .filter(|&expert| self.part.cell(lacking.submission, expert).knows())
                    .filter_map(|expert| self.decisions.seat(expert, group))
                    .map(|seat| values[seat.at()]);
                let wanted = f64::from(lacking.wanted) - knowing.sum::<f64>();
                if holds { wanted.max(0.0) } else { 0.0 }
            });
            values[lacking.column.at()] = most.fold(0.0, f64::max);
        }
        for own in &self.decisions.mix_shortfalls {
            let mix = &self.part.instance.mixes.groups[own.mix];
            let seated = |expert: &usize| {
                let seat = self.decisions.seat(*expert, own.group);
                seat.is_some_and(|seat| values[seat.at()] > 0.5)
            };
            let seated = (0..self.part.experts.len()).filter(seated);
            let members: Vec<u32> = seated.map(|at| self.part.experts[at]).collect();
            let missed = mix.missing(mix.having(&members), members.len()) > 0;
            values[own.column.at()] = f64::from(u8::from(missed));
        }
        if let Some(worst) = self.extra.worst {
            let sums = (0..self.part.submissions.len()).map(|submission| {
                let reviews = self.decisions.reviews_of(submission).iter();
                let scores = reviews.map(|review| {
                    super::model::points(review.cell.score()) * values[review.column.at()]
                });
                scores.sum::<f64>()
            });
            values[worst.at()] = sums.fold(f64::INFINITY, f64::min).min(1e9);
        }
        for (group, &least) in self.decisions.least_loads.iter().enumerate() {
            let loads = self.loads(group, values);
            values[least.at()] = loads.into_iter().reduce(f64::min).unwrap_or(0.0);
        }
        for (group, &(highest, lowest)) in self.extra.loads.iter().enumerate() {
            let loads = self.loads(group, values);
            values[highest.at()] = loads.iter().copied().fold(0.0, f64::max);
            values[lowest.at()] = loads.iter().copied().fold(f64::INFINITY, f64::min).min(1e6);
        }
    }

    /// Reviews of the members of a group.
    fn loads(&self, group: usize, values: &[f64]) -> Vec<f64> {
        let members = (0..self.part.experts.len()).filter(|&expert| {
            let seat = self.decisions.seat(expert, group);
            seat.is_some_and(|seat| values[seat.at()] > 0.5)
        });
        let load = |expert: usize| -> f64 {
            let reviews = self.decisions.reviews_by(expert, group);
            reviews.map(|review| values[review.column.at()]).sum()
        };
        members.map(load).collect()
    }

    /// Returns the assignment that `values` say, with what is fixed taken from `incumbent`.
    /// Nothing is trusted: the caller verifies it.
    pub(crate) fn decode(&self, values: &[f64], incumbent: Option<&Assignment>) -> Assignment {
        let part = &self.part;
        let is_one = |column: crate::solve::rule::Column| values[column.at()] > 0.5;
        let mut made = incumbent.cloned().unwrap_or_else(|| Assignment {
            chair: None,
            vice_chair: None,
            leaders: vec![None; part.instance.groups.len()],
            seat: vec![None; part.instance.experts.len()],
            group: vec![0; part.instance.submissions.len()],
            reviewers: vec![Vec::new(); part.instance.submissions.len()],
        });
        for seat in &mut made.seat {
            if seat.is_some_and(|group| part.groups.binary_search(&group).is_ok()) {
                *seat = None;
            }
        }
        for (position, &expert) in part.experts.iter().enumerate() {
            let seat = (0..part.groups.len())
                .find(|&group| self.decisions.seat(position, group).is_some_and(is_one));
            made.seat[expert as usize] = seat.map(|group| part.groups[group]);
        }
        for (position, &submission) in part.submissions.iter().enumerate() {
            let place =
                (0..part.groups.len()).find(|&group| match self.decisions.place(position, group) {
                    Place::Here => true,
                    Place::Never => false,
                    Place::Free(column) => is_one(column),
                });
            if let Some(group) = place {
                made.group[submission as usize] = part.groups[group];
            }
            let reviews = self.decisions.reviews_of(position).iter();
            made.reviewers[submission as usize] = reviews
                .filter(|review| is_one(review.column))
                .map(|review| part.experts[review.expert])
                .collect();
        }
        self.decode_chairs(values, &mut made);
        let members = made.members(part.instance.groups.len());
        for &group in &part.groups {
            let before = made.leaders[group as usize];
            made.leaders[group as usize] =
                leader::choose(part, group, &members[group as usize], before);
        }
        made
    }

    fn decode_chairs(&self, values: &[f64], made: &mut Assignment) {
        let Some(chairs) = &self.decisions.chairs else {
            return;
        };
        let holders = |columns: &[Option<crate::solve::rule::Column>]| -> Vec<u32> {
            let holds = |column: &Option<crate::solve::rule::Column>| {
                column.is_some_and(|column| values[column.at()] > 0.5)
            };
            let experts = self.part.experts.iter().zip(columns);
            experts
                .filter(|(_, column)| holds(column))
                .map(|(&expert, _)| expert)
                .collect()
        };
        let chair = holders(&chairs.chair);
        let vice = if chairs.pair {
            chair.get(1).copied()
        } else {
            holders(&chairs.vice_chair).first().copied()
        };
        (made.chair, made.vice_chair) = (chair.first().copied(), vice);
    }
}
