//! The moves of the search. Each is tried on copies of the one or two groups it touches, and put
//! in force only when it is taken.

use super::block::{Block, Context};
use super::candidate_lists::CandidateLists;
use super::change::{Move, People, people};
use super::delta::{
    Memory, Valued, delta_of, make, may_regroup, may_replace, may_swap_members,
    may_swap_submissions,
};
use super::memo::Memo;
use super::state::State;
use crate::solve::instance::{Instance, NOWHERE};
use crate::solve::rule::chairs::may_take;

/// Copies that moves are tried on, kept so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Whether the last move was tried on copies.
    copied: bool,
    first: Block,
    second: Block,
    first_group: usize,
    second_group: Option<usize>,
    chairs: [u32; 2],
    new_members: usize,
    seated: usize,
    list: Vec<u32>,
    memory: Memory,
}

impl Scratch {
    /// Makes room for a state's moves.
    pub fn new(instance: &Instance, lists: &CandidateLists) -> Self {
        Self {
            memory: Memory {
                memo: Memo::new(instance.submissions.len(), instance.groups.len()),
                ceilings: lists.ceilings().to_vec(),
                ..Memory::default()
            },
            ..Self::default()
        }
    }

    /// Tries a move; returns by how much it would raise the state's value, or some figure below
    /// `at_least` where it would raise it less than that, or `None` where it cannot be made.
    pub fn try_move(&mut self, state: &State<'_>, change: Move, at_least: i64) -> Option<i64> {
        let context = Context {
            instance: state.instance,
            weights: &state.weights,
        };
        self.copied = false;
        match delta_of(state, context, &mut self.memory, change, at_least) {
            Valued::Gain(gain) => Some(gain),
            Valued::Refused => None,
            Valued::OnCopies => {
                self.copied = true;
                self.try_on_copies(state, context, change)
            }
        }
    }

    /// Tries a move on copies even where that is not needed.
    #[cfg(test)]
    pub fn try_copied(&mut self, state: &State<'_>, change: Move) -> Option<i64> {
        let context = Context {
            instance: state.instance,
            weights: &state.weights,
        };
        self.copied = true;
        self.try_on_copies(state, context, change)
    }

    fn try_on_copies(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        change: Move,
    ) -> Option<i64> {
        self.chairs = state.chairs;
        self.new_members = state.new_members;
        self.seated = state.seated;
        self.second_group = None;
        match change {
            Move::SwapSubmissions(a, b) => self.swap_submissions(state, context, a, b)?,
            Move::Regroup(submission, to) => {
                self.move_submission(state, context, submission, to as usize)?;
            }
            Move::Replace { out, into } => self.replace(state, context, out, into)?,
            Move::SwapMembers(a, b) => self.swap_members(state, context, a, b)?,
            Move::Grow(group, who) => self.resize(state, context, None, Some(group), who)?,
            Move::Shrink(group, who) => self.resize(state, context, Some(group), None, who)?,
            Move::Transfer(from, to, who) => {
                self.resize(state, context, Some(from), Some(to), who)?
            }
            Move::Chair(which, expert) => return self.chair(state, context, which, expert),
        }
        Some(self.gain(state))
    }

    /// Puts the move last tried in force.
    pub fn commit(&mut self, state: &mut State<'_>, change: Move, gain: i64) {
        if !self.copied {
            make(state, change);
            state.value += gain;
            return;
        }
        if let Move::Replace { out, .. } = change {
            state.seat[out as usize] = NOWHERE;
        }
        if let Move::Shrink(_, who) = change {
            people(who).for_each(|expert| state.seat[expert as usize] = NOWHERE);
        }
        if let Move::Chair(_, expert) = change
            && self.first_group != usize::MAX
        {
            state.seat[expert as usize] = NOWHERE;
        }
        state.chairs = self.chairs;
        state.new_members = self.new_members;
        state.seated = self.seated;
        if self.first_group != usize::MAX {
            std::mem::swap(&mut state.blocks[self.first_group], &mut self.first);
            state.index_block(self.first_group);
        }
        if let Some(second) = self.second_group {
            std::mem::swap(&mut state.blocks[second], &mut self.second);
            state.index_block(second);
        }
        state.value += gain;
    }

    fn gain(&self, state: &State<'_>) -> i64 {
        let mut gain = self.first.value - state.blocks[self.first_group].value;
        if let Some(second) = self.second_group {
            gain += self.second.value - state.blocks[second].value;
        }
        if self.new_members != state.new_members
            || self.seated != state.seated
            || self.chairs != state.chairs
        {
            gain += state.across(self.chairs, self.seated, self.new_members)
                - state.across(state.chairs, state.seated, state.new_members);
        }
        gain
    }

    fn copy_first(&mut self, state: &State<'_>, group: usize) {
        self.first_group = group;
        self.first.clone_from(&state.blocks[group]);
    }

    fn copy_second(&mut self, state: &State<'_>, group: usize) {
        self.second_group = Some(group);
        self.second.clone_from(&state.blocks[group]);
    }

    fn swap_submissions(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        a: u32,
        b: u32,
    ) -> Option<()> {
        if !may_swap_submissions(state, a, b) {
            return None;
        }
        let (g, h) = (
            state.group[a as usize] as usize,
            state.group[b as usize] as usize,
        );
        self.copy_first(state, g);
        self.copy_second(state, h);
        self.first
            .replace_submission(context, state.row[a as usize] as usize, b);
        self.second
            .replace_submission(context, state.row[b as usize] as usize, a);
        Some(())
    }

    fn move_submission(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        submission: u32,
        to: usize,
    ) -> Option<()> {
        if !may_regroup(state, submission, to) {
            return None;
        }
        let from = state.group[submission as usize] as usize;
        self.copy_first(state, from);
        self.copy_second(state, to);
        self.first
            .remove_submission(context, state.row[submission as usize] as usize);
        self.second.add_submission(context, submission);
        Some(())
    }

    fn replace(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        out: u32,
        into: u32,
    ) -> Option<()> {
        if !may_replace(state, out, into) {
            return None;
        }
        let group = state.seat[out as usize];
        let experts = &state.instance.experts;
        self.copy_first(state, group as usize);
        self.first
            .replace_member(context, state.slot[out as usize] as usize, into);
        self.new_members += usize::from(experts[into as usize].newcomer);
        self.new_members -= usize::from(experts[out as usize].newcomer);
        Some(())
    }

    fn swap_members(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        a: u32,
        b: u32,
    ) -> Option<()> {
        if !may_swap_members(state, a, b) {
            return None;
        }
        let (g, h) = (
            state.seat[a as usize] as usize,
            state.seat[b as usize] as usize,
        );
        self.copy_first(state, g);
        self.copy_second(state, h);
        self.first
            .replace_member(context, state.slot[a as usize] as usize, b);
        self.second
            .replace_member(context, state.slot[b as usize] as usize, a);
        Some(())
    }

    fn chair(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        which: usize,
        expert: u32,
    ) -> Option<i64> {
        let before = state.chairs[which];
        if !may_take(state.instance, state.chairs, which, expert) {
            return None;
        }
        self.chairs[which] = expert;
        self.first_group = usize::MAX;
        let group = state.seat[expert as usize];
        if group != NOWHERE && !state.instance.chairs_in_groups {
            let successor_fits = before != NOWHERE
                && !state.must_sit(expert)
                && state.instance.experts[before as usize]
                    .allowed
                    .allows(group as usize);
            if !successor_fits {
                return None;
            }
            self.copy_first(state, group as usize);
            self.first
                .replace_member(context, state.slot[expert as usize] as usize, before);
            self.new_members += usize::from(state.instance.experts[before as usize].newcomer);
            self.new_members -= usize::from(state.instance.experts[expert as usize].newcomer);
            return Some(self.gain(state));
        }
        Some(
            state.across(self.chairs, self.seated, self.new_members)
                - state.across(state.chairs, state.seated, state.new_members),
        )
    }

    /// Takes people out of one group, if any, and seats them in another, if any.
    fn resize(
        &mut self,
        state: &State<'_>,
        context: Context<'_>,
        from: Option<u32>,
        to: Option<u32>,
        who: People,
    ) -> Option<()> {
        let experts = &state.instance.experts;
        let count = people(who).count();
        let fits = people(who).all(|expert| {
            let sits = state.seat[expert as usize] == from.unwrap_or(NOWHERE);
            let free = from.is_some() || !state.is_reserved(expert);
            let goes = match to {
                Some(to) => experts[expert as usize].allowed.allows(to as usize),
                None => !state.must_sit(expert),
            };
            sits && free && goes
        });
        let size = |group: u32| state.blocks[group as usize].members.len();
        let allowed = |size: usize| state.instance.shape.members.contains(&size);
        let smaller = from.is_none_or(|group| allowed(size(group).wrapping_sub(count)));
        let larger = to.is_none_or(|group| allowed(size(group) + count));
        if !fits || !smaller || !larger || from == to || who[0] == who[1] {
            return None;
        }
        let newcomers = people(who)
            .filter(|&expert| experts[expert as usize].newcomer)
            .count();
        if let Some(to) = to {
            self.list.clone_from(&state.blocks[to as usize].members);
            self.list.extend(people(who));
            self.copy_first(state, to as usize);
            self.first.replace_members(context, &self.list);
            self.seated += count;
            self.new_members += newcomers;
        }
        if let Some(from) = from {
            self.list.clone_from(&state.blocks[from as usize].members);
            self.list
                .retain(|&member| people(who).all(|expert| expert != member));
            let block = if to.is_some() {
                self.copy_second(state, from as usize);
                &mut self.second
            } else {
                self.copy_first(state, from as usize);
                &mut self.first
            };
            block.replace_members(context, &self.list);
            self.seated -= count;
            self.new_members -= newcomers;
        }
        Some(())
    }
}
