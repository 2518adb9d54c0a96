//! The whole committee in the search: all blocks, and where everybody and everything is.

use super::block::{Block, Context};
use super::weights::Weights;
use crate::solve::instance::{Assignment, Instance, NOWHERE, Seating};
use rayon::prelude::*;

/// Groups from which on they are valued in parallel.
pub const MANY_GROUPS: usize = 64;

/// A committee that moves change.
#[derive(Debug, Clone)]
pub struct State<'a> {
    /// What is solved.
    pub instance: &'a Instance,
    /// Costs.
    pub weights: Weights,
    /// The groups.
    pub blocks: Vec<Block>,
    /// Group of each expert, or [`NOWHERE`].
    pub seat: Vec<u32>,
    /// Slot of each seated expert.
    pub slot: Vec<u32>,
    /// Group of each submission.
    pub group: Vec<u32>,
    /// Row of each submission in its group.
    pub row: Vec<u32>,
    /// Chair and vice chair, or [`NOWHERE`] where no one can be found.
    pub chairs: [u32; 2],
    /// Value of everything, rules across groups included.
    pub value: i64,
    /// Newcomers among the members.
    pub new_members: usize,
    /// Number of members.
    pub seated: usize,
}

impl<'a> State<'a> {
    /// Makes a state of members and submissions by group.
    pub fn new(
        instance: &'a Instance,
        weights: Weights,
        members: &[Vec<u32>],
        submissions: &[Vec<u32>],
        chairs: [u32; 2],
    ) -> Self {
        let context = Context {
            instance,
            weights: &weights,
        };
        let block = |(group, (members, submissions)): (usize, (&Vec<u32>, &Vec<u32>))| {
            Block::new(context, group, members, submissions)
        };
        let blocks = match members.len() < MANY_GROUPS {
            true => members
                .iter()
                .zip(submissions)
                .enumerate()
                .map(block)
                .collect(),
            false => members
                .par_iter()
                .zip(submissions)
                .enumerate()
                .map(block)
                .collect(),
        };
        let mut state = Self {
            instance,
            weights,
            blocks,
            seat: vec![NOWHERE; instance.experts.len()],
            slot: vec![0; instance.experts.len()],
            group: vec![0; instance.submissions.len()],
            row: vec![0; instance.submissions.len()],
            chairs,
            value: 0,
            new_members: 0,
            seated: 0,
        };
        for group in 0..state.blocks.len() {
            state.index_block(group);
        }
        state.recount();
        state
    }

    /// Makes a state of an assignment; its reviewers are chosen again.
    pub fn of_assignment(instance: &'a Instance, weights: Weights, from: &Assignment) -> Self {
        let groups = instance.groups.len();
        let chairs = [from.chair, from.vice_chair].map(|chair| chair.unwrap_or(NOWHERE));
        let members = from.members(groups);
        Self::new(
            instance,
            weights,
            &members,
            &from.submissions(groups),
            chairs,
        )
    }

    /// Changes the costs and values everything again.
    pub fn reweigh(&mut self, weights: Weights) {
        for block in &mut self.blocks {
            let context = Context {
                instance: self.instance,
                weights: &weights,
            };
            block.rebuild(context);
        }
        self.weights = weights;
        self.recount();
    }

    /// Leaves the newcomers that the rules could spare to so many areas alike, so that all
    /// together do not send away more than that. [`recount`](Self::recount) ends it.
    pub fn share_newcomers(&mut self, areas: usize) {
        let people = self.seated + self.chairs.len();
        let spared = self
            .new_members
            .saturating_sub(self.instance.newcomers_needed(people));
        self.new_members -= spared - spared / areas.max(1);
    }

    /// Counts everything that moves keep up to date.
    pub fn recount(&mut self) {
        let members = self.blocks.iter().flat_map(|block| &block.members);
        self.seated = members.clone().count();
        self.new_members = members
            .filter(|&&member| self.instance.experts[member as usize].newcomer)
            .count();
        self.value = self.blocks.iter().map(|block| block.value).sum::<i64>()
            + self.across(self.chairs, self.seated, self.new_members);
    }

    /// What rules across groups cost.
    pub fn across(&self, chairs: [u32; 2], seated: usize, new_members: usize) -> i64 {
        across(self.instance, &self.weights, chairs, seated, new_members)
    }

    /// Chooses the reviewers of a group again where loads had pushed some aside.
    pub fn freshen(&mut self, group: usize) {
        if !self.blocks[group].is_shifted() {
            return;
        }
        let context = Context {
            instance: self.instance,
            weights: &self.weights,
        };
        let before = self.blocks[group].value;
        self.blocks[group].rechoose(context);
        self.value += self.blocks[group].value - before;
    }

    /// Notes where the members and submissions of a block are.
    pub fn index_block(&mut self, group: usize) {
        // Groups, slots and rows fit 32 bits, as experts and submissions do.
        #[allow(clippy::cast_possible_truncation)]
        let number = group as u32;
        let block = &self.blocks[group];
        for (slot, &member) in (0..).zip(&block.members) {
            self.seat[member as usize] = number;
            self.slot[member as usize] = slot;
        }
        for (row, &submission) in (0..).zip(&block.submissions) {
            self.group[submission as usize] = number;
            self.row[submission as usize] = row;
        }
    }

    /// Whether the expert is chair or vice chair and may not sit in a group for that.
    pub fn is_reserved(&self, expert: u32) -> bool {
        !self.instance.chairs_in_groups && self.chairs.contains(&expert)
    }

    /// Whether a pin keeps the expert in its seat.
    pub fn must_sit(&self, expert: u32) -> bool {
        self.instance.experts[expert as usize].seating != Seating::Free
    }

    /// Returns the members by group.
    pub fn members(&self) -> Vec<Vec<u32>> {
        self.blocks
            .iter()
            .map(|block| block.members.clone())
            .collect()
    }

    /// Reads the state as an assignment; leaders are chosen elsewhere.
    pub fn assignment(&self) -> Assignment {
        let mut reviewers = vec![Vec::new(); self.instance.submissions.len()];
        for block in &self.blocks {
            for (row, &submission) in block.submissions.iter().enumerate() {
                let chosen = &mut reviewers[submission as usize];
                chosen.extend(block.reviewers(row));
                chosen.sort_unstable();
            }
        }
        let someone = |expert: u32| Some(expert).filter(|&expert| expert != NOWHERE);
        Assignment {
            chair: someone(self.chairs[0]),
            vice_chair: someone(self.chairs[1]),
            leaders: vec![None; self.blocks.len()],
            seat: self.seat.iter().map(|&group| someone(group)).collect(),
            group: self.group.clone(),
            reviewers,
        }
    }
}

/// What rules across groups cost: newcomers, chairs, seats that pins demand.
pub fn across(
    instance: &Instance,
    weights: &Weights,
    chairs: [u32; 2],
    seated: usize,
    new_members: usize,
) -> i64 {
    let mut broken = 0;
    if instance.new_share > 0.0 {
        let newcomer =
            |&&chair: &&u32| chair != NOWHERE && instance.experts[chair as usize].newcomer;
        let new_chairs = chairs.iter().filter(newcomer).count();
        // Where heads may sit in groups, what this asks for holds wherever they sit: a newcomer
        // adds nobody, anyone who served before adds a person.
        let (people, newcomers) = match instance.chairs_in_groups {
            true => (seated + chairs.len() - new_chairs, new_members),
            false => (seated + chairs.len(), new_members + new_chairs),
        };
        let lacking = instance
            .newcomers_needed(people)
            .saturating_sub(newcomers)
            .max(
                instance
                    .newcomers_needed(seated)
                    .saturating_sub(new_members),
            );
        // Numbers of people fit 63 bits.
        #[allow(clippy::cast_possible_wrap)]
        let lacking = lacking as i64;
        broken += lacking;
    }
    -broken * weights.hard
}
