//! The moves of the search. Each is tried on copies of the one or two groups it touches, and put
//! in force only when it is taken.

use super::block::{Block, Context};
use super::state::{NOWHERE, State};

/// One change of the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Two submissions of different groups change places.
    SwapSubmissions(u32, u32),
    /// A submission goes to another group.
    Regroup(u32, u32),
    /// An expert without a seat takes the seat of a member.
    Replace {
        /// Who leaves.
        out: u32,
        /// Who comes.
        into: u32,
    },
    /// Two members of different groups change places.
    SwapMembers(u32, u32),
    /// Experts without a seat join a group, as many as lie between two allowed sizes.
    Grow(u32, People),
    /// Members leave a group, as many as lie between two allowed sizes.
    Shrink(u32, People),
    /// Members of the first group go to the second.
    Transfer(u32, u32, People),
    /// Another expert becomes chair (0) or vice chair (1); a member who does gives the seat to
    /// the one who was.
    Chair(usize, u32),
}

/// One or two people; [`NOWHERE`] fills the place of the second.
pub type People = [u32; 2];

fn people(people: People) -> impl Iterator<Item = u32> + Clone {
    people.into_iter().filter(|&expert| expert != NOWHERE)
}

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
}

impl Scratch {
    /// Tries a move; returns by how much it would raise the state's value, or `None` where it
    /// cannot be made.
    pub fn try_move(&mut self, state: &State<'_>, change: Move) -> Option<i64> {
        let context = Context {
            instance: state.instance,
            weights: &state.weights,
        };
        self.copied = false;
        if let Some(answer) = quick_gain(state, context, change) {
            return answer;
        }
        self.copied = true;
        self.try_on_copies(state, context, change)
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
        let (g, h) = (
            state.group[a as usize] as usize,
            state.group[b as usize] as usize,
        );
        let submissions = &state.instance.submissions;
        let allowed =
            submissions[a as usize].allowed.allows(h) && submissions[b as usize].allowed.allows(g);
        if g == h || !allowed {
            return None;
        }
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
        let from = state.group[submission as usize] as usize;
        let shape = &state.instance.shape;
        let fits = state.blocks[from].submissions.len() > shape.min_submissions
            && state.blocks[to].submissions.len() < shape.max_submissions
            && state.instance.submissions[submission as usize]
                .allowed
                .allows(to);
        if from == to || !fits {
            return None;
        }
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
        let group = state.seat[out as usize];
        let free = state.seat[into as usize] == NOWHERE && !state.is_reserved(into);
        if group == NOWHERE || !free || state.must_sit(out) {
            return None;
        }
        let experts = &state.instance.experts;
        if !experts[into as usize].allowed.allows(group as usize) {
            return None;
        }
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
        let (g, h) = (state.seat[a as usize], state.seat[b as usize]);
        if g == h || g == NOWHERE || h == NOWHERE {
            return None;
        }
        let experts = &state.instance.experts;
        let (g, h) = (g as usize, h as usize);
        if !experts[a as usize].allowed.allows(h) || !experts[b as usize].allowed.allows(g) {
            return None;
        }
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
        if !super::chairs::may_take(state.instance, state.chairs, which, expert) {
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

/// Values the frequent moves without copying: `None` where copies are needed, `Some(None)` where
/// the move cannot be made.
#[allow(clippy::option_option)] // two different ways of having no figure
fn quick_gain(state: &State<'_>, context: Context<'_>, change: Move) -> Option<Option<i64>> {
    let allowed = |submission: u32, group: u32| {
        let need = &state.instance.submissions[submission as usize];
        need.allowed.allows(group as usize)
    };
    match change {
        Move::SwapSubmissions(a, b) => {
            let (g, h) = (state.group[a as usize], state.group[b as usize]);
            if g == h || !allowed(a, h) || !allowed(b, g) {
                return Some(None);
            }
            let (row_a, row_b) = (
                state.row[a as usize] as usize,
                state.row[b as usize] as usize,
            );
            let first = state.blocks[g as usize].gain_of_submission(context, row_a, b)?;
            let second = state.blocks[h as usize].gain_of_submission(context, row_b, a)?;
            Some(Some(first + second))
        }
        Move::Regroup(submission, to) => {
            let from = state.group[submission as usize];
            let shape = &state.instance.shape;
            let (here, there) = (&state.blocks[from as usize], &state.blocks[to as usize]);
            let fits = here.submissions.len() > shape.min_submissions
                && there.submissions.len() < shape.max_submissions
                && allowed(submission, to);
            if from == to || !fits {
                return Some(None);
            }
            let row = state.row[submission as usize] as usize;
            let gain = there.gain_of_joining(context, submission)?;
            Some(Some(gain + here.gain_of_leaving(row)?))
        }
        Move::Replace { out, into }
            if state.instance.new_share <= 0.0 || same_kind(state, out, into) =>
        {
            let group = state.seat[out as usize];
            let free = state.seat[into as usize] == NOWHERE && !state.is_reserved(into);
            if group == NOWHERE || !free || state.must_sit(out) {
                return Some(None);
            }
            if !state.instance.experts[into as usize]
                .allowed
                .allows(group as usize)
            {
                return Some(None);
            }
            let slot = state.slot[out as usize] as usize;
            Some(Some(
                state.blocks[group as usize].gain_of_member(context, slot, into)?,
            ))
        }
        _ => None,
    }
}

/// Whether both are newcomers or neither is, so that the committee's share stays.
fn same_kind(state: &State<'_>, a: u32, b: u32) -> bool {
    let newcomer = |expert: u32| state.instance.experts[expert as usize].newcomer;
    newcomer(a) == newcomer(b)
}

/// Makes a move that was valued without copying.
fn make(state: &mut State<'_>, change: Move) {
    let weights = state.weights;
    let context = Context {
        instance: state.instance,
        weights: &weights,
    };
    match change {
        Move::SwapSubmissions(a, b) => {
            let (g, h) = (
                state.group[a as usize] as usize,
                state.group[b as usize] as usize,
            );
            let (row_a, row_b) = (state.row[a as usize], state.row[b as usize]);
            state.blocks[g].replace_submission(context, row_a as usize, b);
            state.blocks[h].replace_submission(context, row_b as usize, a);
            state.group.swap(a as usize, b as usize);
            state.row.swap(a as usize, b as usize);
        }
        Move::Regroup(submission, to) => {
            let from = state.group[submission as usize] as usize;
            let row = state.row[submission as usize] as usize;
            state.blocks[from].remove_submission(context, row);
            state.blocks[to as usize].add_submission(context, submission);
            state.index_block(from);
            state.index_block(to as usize);
        }
        Move::Replace { out, into } => {
            let group = state.seat[out as usize];
            let slot = state.slot[out as usize];
            state.blocks[group as usize].replace_member(context, slot as usize, into);
            state.seat[out as usize] = NOWHERE;
            state.seat[into as usize] = group;
            state.slot[into as usize] = slot;
            let newcomer =
                |expert: u32| usize::from(state.instance.experts[expert as usize].newcomer);
            state.new_members = state.new_members + newcomer(into) - newcomer(out);
        }
        _ => debug_assert!(false, "only the moves above are valued without copying"),
    }
}
