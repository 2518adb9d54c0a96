//! The rows about changes, in addition to those of the rules.

use super::sum::Sum;
use crate::solve::instance::{Assignment, Seating};
use crate::solve::program::Model;
use crate::solve::rerun::seats::may_lead;
use crate::solve::rerun::task::Task;
use crate::solve::rule::{Column, Linear, Part, Place};

/// Maximum number of combinations of expert, submission and group for which a program is created.
const MOST_CHOICES: usize = 16_000;

/// An integer program of a whole season relative to the prior plan.
pub struct Program<'a> {
    pub(super) task: &'a Task<'a>,
    pub(super) model: Model<'a>,
    /// By expert and group: 1 if the expert leads it.
    leads: Vec<Vec<Option<Column>>>,
    /// By expert, if nothing else distinguishes chair and vice chair: 1 for the chair.
    first: Vec<Option<Column>>,
    /// By expert: 1 if the expert keeps seat, role and office.
    pub(super) keeps: Vec<Column>,
    /// Upper limits of each of `keeps`: sums with a constant.
    limits: Vec<[Sum; 2]>,
}

impl<'a> Program<'a> {
    /// The program of a run; `None` if the season is too large.
    pub fn of(task: &'a Task<'a>) -> Option<Self> {
        let instance = task.instance;
        let (experts, submissions) = (instance.experts.len(), instance.submissions.len());
        let choices = experts * submissions * instance.groups.len();
        if choices > MOST_CHOICES {
            return None;
        }
        let numbers = |many: usize| (0..u32::try_from(many).unwrap_or(u32::MAX)).collect();
        let groups = numbers(instance.groups.len());
        let part = Part::new(instance, groups, numbers(experts), numbers(submissions));
        let mut program = Self {
            task,
            model: Model::plain(part),
            leads: Vec::with_capacity(experts),
            first: vec![None; experts],
            keeps: Vec::with_capacity(experts),
            limits: Vec::with_capacity(experts),
        };
        program.declare_leaders();
        program.declare_chair();
        program.declare_keeps();
        program.freeze();
        Some(program)
    }

    fn declare_leaders(&mut self) {
        let instance = self.task.instance;
        let groups = instance.groups.len();
        let (decisions, linear) = (&self.model.decisions, &mut self.model.linear);
        for (expert, own) in instance.experts.iter().enumerate() {
            let number = self.model.part.experts[expert];
            let mut leads = vec![None; groups];
            for (group, leads) in leads.iter_mut().enumerate() {
                let seat = decisions.seat(expert, group);
                if let Some(seat) = seat.filter(|_| may_lead(instance, group, number)) {
                    let column = linear.binary();
                    linear.at_most([(column, 1.0), (seat, -1.0)], 0.0);
                    if own.seating == Seating::MustLead {
                        linear.at_least([(column, 1.0), (seat, -1.0)], 0.0);
                    }
                    *leads = Some(column);
                }
            }
            self.leads.push(leads);
        }
        for group in 0..groups {
            let leaders = self.leads.iter().filter_map(|leads| leads[group]);
            linear.exactly(leaders.map(|column| (column, 1.0)), 1.0);
        }
    }

    fn declare_chair(&mut self) {
        let (decisions, linear) = (&self.model.decisions, &mut self.model.linear);
        let Some(chairs) = decisions.chairs.as_ref().filter(|chairs| chairs.pair) else {
            return;
        };
        for (first, either) in self.first.iter_mut().zip(&chairs.chair) {
            if let Some(either) = *either {
                let column = linear.binary();
                linear.at_most([(column, 1.0), (either, -1.0)], 0.0);
                *first = Some(column);
            }
        }
        let all = self.first.iter().flatten();
        linear.exactly(all.map(|&column| (column, 1.0)), 1.0);
    }

    /// The sum that is 1 if the expert holds an office: chair (0) or vice chair (1).
    fn office(&self, expert: usize, which: usize) -> Sum {
        let Some(chairs) = &self.model.decisions.chairs else {
            return Sum::default();
        };
        let (chair, vice) = (chairs.chair[expert], chairs.vice_chair[expert]);
        let first = self.first[expert];
        match (chairs.pair, which) {
            (true, 0) => Sum::default().plus(first, 1.0),
            (true, _) => Sum::default().plus(chair, 1.0).plus(first, -1.0),
            (false, 0) => Sum::default().plus(chair, 1.0),
            (false, _) => Sum::default().plus(vice, 1.0),
        }
    }

    /// The sum that is 1 if the expert keeps the seat and the role in it.
    fn same_seat(&self, expert: usize) -> Sum {
        let (before, decisions) = (&self.task.before, &self.model.decisions);
        let number = self.model.part.experts[expert];
        if before.displaced(number).is_some() {
            return Sum::default();
        }
        let Some(group) = before.seat[expert].map(|group| group as usize) else {
            return Sum::of(1.0).plus(decisions.seats_of(expert), -1.0);
        };
        let leads = self.leads[expert][group];
        if before.leaders[group] == Some(number) {
            return Sum::default().plus(leads, 1.0);
        }
        let sits = decisions.seat(expert, group);
        Sum::default().plus(sits, 1.0).plus(leads, -1.0)
    }

    /// The sum that is 1 if the expert keeps the office, or remains without one.
    fn same_office(&self, expert: usize) -> Sum {
        let number = self.model.part.experts[expert];
        let mut held = self.task.before.chairs.iter();
        if let Some(which) = held.position(|&chair| chair == Some(number)) {
            return self.office(expert, which);
        }
        // An expert who is one of two equal chairs is counted once for both.
        let chairs = self.model.decisions.chairs.as_ref();
        let either = chairs.into_iter().flat_map(|chairs| chairs.of(expert));
        Sum::of(1.0).plus(either, -1.0)
    }

    fn declare_keeps(&mut self) {
        for expert in 0..self.leads.len() {
            let limits = [self.same_seat(expert), self.same_office(expert)];
            let linear = &mut self.model.linear;
            let keeps = linear.column(0.0, 1.0, false);
            for limit in &limits {
                let below = limit
                    .terms
                    .iter()
                    .map(|&(column, factor)| (column, -factor));
                linear.at_most(below.chain([(keeps, 1.0)]), limit.constant);
            }
            self.keeps.push(keeps);
            self.limits.push(limits);
        }
    }

    /// Fixes everybody and everything that is frozen.
    fn freeze(&mut self) {
        let frozen = &self.task.frozen;
        let linear = &mut self.model.linear;
        let experts = frozen.experts.iter().zip(&self.keeps);
        for (_, &keeps) in experts.filter(|(frozen, _)| **frozen) {
            linear.at_least([(keeps, 1.0)], 1.0);
        }
        let submissions = frozen.submissions.iter().zip(&self.task.before.group);
        for (submission, (&frozen, group)) in submissions.enumerate() {
            let Some(group) = group.filter(|_| frozen) else {
                continue;
            };
            match self.model.decisions.place(submission, group as usize) {
                Place::Free(stays) => linear.at_least([(stays, 1.0)], 1.0),
                Place::Here => (),
                // It must stay where it is not permitted: an infeasible row.
                Place::Never => linear.at_least([], 1.0),
            }
        }
    }

    /// The values of a committee; `None` if the model lacks a variable for some part of it.
    pub(super) fn encode(&self, assignment: &Assignment) -> Option<Vec<f64>> {
        let mut values = self.model.encode(assignment)?;
        for (group, leader) in assignment.leaders.iter().enumerate() {
            let leads = self.leads[(*leader)? as usize][group]?;
            values[leads.at()] = 1.0;
        }
        if self.first.iter().any(Option::is_some) {
            let first = self.first[assignment.chair? as usize]?;
            values[first.at()] = 1.0;
        }
        for (keeps, limits) in self.keeps.iter().zip(&self.limits) {
            let least = limits.iter().map(|limit| limit.at(&values));
            values[keeps.at()] = least.fold(1.0, f64::min).max(0.0);
        }
        Some(values)
    }

    /// The committee given by values. The caller must verify it.
    pub(super) fn decode(&self, values: &[f64]) -> Assignment {
        let mut made = self.model.decode(values, None);
        let everybody = &self.model.part.experts;
        let holder = |which: usize| {
            let mut all = everybody.iter().enumerate();
            all.find(|(at, _)| self.office(*at, which).at(values) > 0.5)
                .map(|(_, &expert)| expert)
        };
        (made.chair, made.vice_chair) = (holder(0), holder(1));
        for (group, leader) in made.leaders.iter_mut().enumerate() {
            let mut all = everybody.iter().zip(&self.leads);
            let leads = |leads: &Vec<Option<Column>>| {
                leads[group].is_some_and(|column| values[column.at()] > 0.5)
            };
            *leader = all.find(|(_, own)| leads(own)).map(|(&expert, _)| expert);
        }
        made
    }

    /// The model without an objective.
    pub(super) fn linear(&self) -> &Linear {
        &self.model.linear
    }
}
