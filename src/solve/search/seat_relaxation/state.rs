//! The seats, and where the submissions go.

use super::super::block::Context;
use super::super::seat_rules;
use super::super::state::{State, across};
use super::super::weights::Weights;
use super::offers::{Columns, Offer};
use crate::solve::instance::{Instance, NOWHERE};
use std::cmp::Reverse;
use std::sync::Arc;

/// What a submission beyond a group's largest size costs, or one below its smallest, in
/// billionths: about what it loses where it is worth second most. The right distribution is made
/// in the end.
const CROWDING: i64 = 600_000_000;

/// Seats, chairs, and every group's offer to every submission.
#[derive(Debug, Clone)]
pub struct SeatRelaxation<'a> {
    /// What is solved.
    pub instance: &'a Instance,
    /// Costs; limits of load are never looked at.
    pub weights: Weights,
    /// Pairs by expert.
    pub columns: Arc<Columns>,
    /// Members by group and slot.
    pub members: Vec<Vec<u32>>,
    /// Group of each expert, or [`NOWHERE`].
    pub seat: Vec<u32>,
    /// Slot of each seated expert.
    pub slot: Vec<u32>,
    /// Offers by group and submission.
    pub offers: Vec<Offer>,
    /// Group of each submission.
    pub home: Vec<u32>,
    /// Submissions by group.
    pub counts: Vec<usize>,
    /// Coverage needed, by submission.
    pub needs: Vec<u32>,
    /// Broken rules among the members, by group.
    pub broken: Vec<i64>,
    /// Chair and vice chair.
    pub chairs: [u32; 2],
    /// Number of members.
    pub seated: usize,
    /// Newcomers among the members.
    pub new_members: usize,
    /// Value of everything.
    pub value: i64,
}

impl<'a> SeatRelaxation<'a> {
    /// Takes over the seats of a state.
    pub fn of(state: &State<'a>, columns: Arc<Columns>) -> Self {
        let mut relaxed = Self {
            instance: state.instance,
            weights: state.weights,
            columns,
            members: state.members(),
            seat: state.seat.clone(),
            slot: state.slot.clone(),
            offers: Vec::new(),
            home: vec![0; state.group.len()],
            counts: vec![0; state.blocks.len()],
            needs: state
                .instance
                .submissions
                .iter()
                .map(|need| need.mask)
                .collect(),
            broken: Vec::new(),
            chairs: state.chairs,
            seated: state.seated,
            new_members: state.new_members,
            value: 0,
        };
        relaxed.value_anew();
        relaxed
    }

    /// Offers, homes and value from scratch.
    pub fn value_anew(&mut self) {
        let context = Context {
            instance: self.instance,
            weights: &self.weights,
        };
        self.offers.clear();
        for (group, members) in self.members.iter().enumerate() {
            for submission in 0..self.home.len() {
                #[allow(clippy::cast_possible_truncation)]
                let submission = submission as u32;
                self.offers.push(Offer::new(
                    context,
                    &self.columns,
                    group,
                    members,
                    submission,
                ));
            }
        }
        self.broken = (0..)
            .zip(&self.members)
            .map(|(group, members)| seat_rules::broken(self.instance, group, members))
            .collect();
        self.counts.fill(0);
        let mut value = 0;
        for submission in 0..self.home.len() {
            let home = self.best(submission);
            self.home[submission] = home;
            self.counts[home as usize] += 1;
            value += self.worth(home as usize, submission);
        }
        value += self
            .counts
            .iter()
            .map(|&count| self.size_cost(count))
            .sum::<i64>();
        value -= self.broken.iter().sum::<i64>() * self.weights.hard;
        value += across(
            self.instance,
            &self.weights,
            self.chairs,
            self.seated,
            self.new_members,
        );
        self.value = value;
    }

    /// What a group offers a submission.
    #[inline]
    pub fn worth(&self, group: usize, submission: usize) -> i64 {
        self.offers[group * self.home.len() + submission].worth
    }

    /// What a group offers a submission, found out if only a limit is known.
    pub fn exact(&mut self, group: usize, submission: usize) -> i64 {
        let at = group * self.home.len() + submission;
        if !self.offers[at].exact {
            let context = Context {
                instance: self.instance,
                weights: &self.weights,
            };
            #[allow(clippy::cast_possible_truncation)]
            let row = submission as u32;
            self.offers[at] = Offer::new(context, &self.columns, group, &self.members[group], row);
        }
        self.offers[at].worth
    }

    /// The group that offers most, the first of those that offer as much.
    fn best(&self, submission: usize) -> u32 {
        let groups = (0_u32..).zip(0..self.members.len());
        let offers = groups.map(|(number, group)| (self.worth(group, submission), Reverse(number)));
        offers.max().map_or(0, |(_, Reverse(number))| number)
    }

    /// What a group of this many submissions costs.
    #[inline]
    #[allow(clippy::cast_possible_wrap)]
    pub fn size_cost(&self, count: usize) -> i64 {
        let (least, most) = self.instance.shape.usual_submissions;
        let beyond = count.saturating_sub(most) + least.saturating_sub(count);
        -(beyond as i64) * CROWDING
    }

    /// Whether the expert is chair or vice chair and may not sit in a group for that.
    pub fn is_reserved(&self, expert: u32) -> bool {
        !self.instance.chairs_in_groups && self.chairs.contains(&expert)
    }

    /// The committee with the submissions where they are now; sizes may be off.
    pub fn state(&self) -> State<'a> {
        let mut submissions = vec![Vec::new(); self.members.len()];
        for (submission, &home) in (0..).zip(&self.home) {
            submissions[home as usize].push(submission);
        }
        State::new(
            self.instance,
            self.weights,
            &self.members,
            &submissions,
            self.chairs,
        )
    }

    /// Whether no one sits there.
    pub fn is_free(&self, expert: u32) -> bool {
        self.seat[expert as usize] == NOWHERE && !self.is_reserved(expert)
    }
}
