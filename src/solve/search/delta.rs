//! Delta evaluation: the frequent moves, valued by what they change and made without copying a
//! group; and when they may be made at all.

use super::block::Context;
use super::change::Move;
use super::gains::{Gain, Touched};
use super::memo::Memo;
use super::state::State;
use crate::solve::instance::NOWHERE;

/// What valuing moves remembers and writes on.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// What groups offered submissions.
    pub memo: Memo,
    /// The rows that a change of members touches.
    pub touched: Touched,
    /// The sum of scores that no reviewers of a submission exceed.
    pub ceilings: Vec<i64>,
}

/// Whether two submissions are in different groups that may take them.
pub(super) fn may_swap_submissions(state: &State<'_>, a: u32, b: u32) -> bool {
    let (g, h) = (state.group[a as usize], state.group[b as usize]);
    let submissions = &state.instance.submissions;
    g != h
        && submissions[a as usize].allowed.allows(h as usize)
        && submissions[b as usize].allowed.allows(g as usize)
}

/// Whether a submission may go to another group, and both keep to their sizes.
pub(super) fn may_regroup(state: &State<'_>, submission: u32, to: usize) -> bool {
    let from = state.group[submission as usize] as usize;
    let (least, most) = state.instance.shape.usual_submissions;
    let need = &state.instance.submissions[submission as usize];
    from != to
        && state.blocks[from].submissions.len() > least
        && state.blocks[to].submissions.len() < most
        && need.allowed.allows(to)
}

/// Whether an expert without a seat may take a member's.
pub(super) fn may_replace(state: &State<'_>, out: u32, into: u32) -> bool {
    let group = state.seat[out as usize];
    let free = state.seat[into as usize] == NOWHERE && !state.is_reserved(into);
    let allowed = &state.instance.experts[into as usize].allowed;
    group != NOWHERE && free && !state.must_sit(out) && allowed.allows(group as usize)
}

/// Whether two members of different groups may change places.
pub(super) fn may_swap_members(state: &State<'_>, a: u32, b: u32) -> bool {
    let (g, h) = (state.seat[a as usize], state.seat[b as usize]);
    let experts = &state.instance.experts;
    g != h
        && g != NOWHERE
        && h != NOWHERE
        && experts[a as usize].allowed.allows(h as usize)
        && experts[b as usize].allowed.allows(g as usize)
}

/// Whether a move was valued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Valued {
    /// It brings so much, or less than was asked for.
    Gain(i64),
    /// It cannot be made.
    Refused,
    /// It has to be made on copies to know.
    OnCopies,
}

/// Values the frequent moves without copying: exactly, or as less than `at_least`.
pub(super) fn delta_of(
    state: &State<'_>,
    context: Context<'_>,
    memory: &mut Memory,
    change: Move,
    at_least: i64,
) -> Valued {
    let memo = &mut memory.memo;
    let gain = match change {
        Move::SwapSubmissions(a, b) => {
            if !may_swap_submissions(state, a, b) {
                return Valued::Refused;
            }
            let mut gain_at = |out: u32, into: u32| {
                let group = state.group[out as usize] as usize;
                let row = state.row[out as usize] as usize;
                state.blocks[group].gain_of_submission(context, memo, row, into)
            };
            // The first is the one that was brought to somebody who knows it. What the second may
            // gain is limited, so often it need not be looked at.
            let first = gain_at(b, a);
            match first {
                Some(first) if first.free + hope(state, &memory.ceilings, a, b) < at_least => {
                    return Valued::Gain(at_least - 1);
                }
                _ => both(first, || gain_at(a, b)),
            }
        }
        Move::Regroup(submission, to) => {
            if !may_regroup(state, submission, to as usize) {
                return Valued::Refused;
            }
            let from = state.group[submission as usize];
            let (here, there) = (&state.blocks[from as usize], &state.blocks[to as usize]);
            let row = state.row[submission as usize] as usize;
            let joining = there.gain_of_joining(context, memo, submission);
            both(joining, || here.gain_of_leaving(context, row))
        }
        Move::Replace { out, into }
            if state.instance.new_share <= 0.0 || same_kind(state, out, into) =>
        {
            if !may_replace(state, out, into) {
                return Valued::Refused;
            }
            gain_of_member(state, context, memory, (out, into), at_least)
        }
        Move::SwapMembers(a, b) => {
            if !may_swap_members(state, a, b) {
                return Valued::Refused;
            }
            swap_gain(state, context, memory, (a, b), at_least)
        }
        _ => None,
    };
    gain.and_then(|gain| gain.known(at_least))
        .map_or(Valued::OnCopies, Valued::Gain)
}

/// What the rest of an exchange may bring at most once `a` was valued in the place of `b`: the
/// place of `a` is given up, and `b` does as well there as it possibly can.
fn hope(state: &State<'_>, ceilings: &[i64], a: u32, b: u32) -> i64 {
    let group = state.group[a as usize] as usize;
    let block = &state.blocks[group];
    if block.is_shifted() {
        return i64::MAX / 4;
    }
    let given_up = block.row_worth(state.row[a as usize] as usize);
    let best = ceilings
        .get(b as usize)
        .map_or(i64::MAX / 4, |&ceiling| state.weights.worth(ceiling));
    // Bars in the place of `a` are not relieved by what comes: they are part of its worth.
    best - given_up
}

fn both(first: Option<Gain>, second: impl FnOnce() -> Option<Gain>) -> Option<Gain> {
    Some(first?.and(second()?))
}

fn gain_of_member(
    state: &State<'_>,
    context: Context<'_>,
    memory: &mut Memory,
    (out, into): (u32, u32),
    at_least: i64,
) -> Option<Gain> {
    let block = &state.blocks[state.seat[out as usize] as usize];
    let slot = state.slot[out as usize] as usize;
    block.gain_of_member(context, &mut memory.touched, (slot, into), at_least)
}

/// Values an exchange of members. The first group is valued in full, as what the second may gain
/// is not known yet.
fn swap_gain(
    state: &State<'_>,
    context: Context<'_>,
    memory: &mut Memory,
    (a, b): (u32, u32),
    at_least: i64,
) -> Option<Gain> {
    let first = gain_of_member(state, context, memory, (a, b), i64::MIN)?;
    let rest = at_least.saturating_sub(first.free);
    let second = gain_of_member(state, context, memory, (b, a), rest)?;
    Some(first.and(second))
}

/// Whether both are newcomers or neither is, so that the committee's share stays.
fn same_kind(state: &State<'_>, a: u32, b: u32) -> bool {
    let newcomer = |expert: u32| state.instance.experts[expert as usize].newcomer;
    newcomer(a) == newcomer(b)
}

/// Makes a move that was valued without copying.
pub(super) fn make(state: &mut State<'_>, change: Move) {
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
        Move::SwapMembers(a, b) => {
            for (out, into) in [(a, b), (b, a)] {
                let (group, slot) = (state.seat[out as usize], state.slot[out as usize]);
                state.blocks[group as usize].replace_member(context, slot as usize, into);
            }
            state.seat.swap(a as usize, b as usize);
            state.slot.swap(a as usize, b as usize);
        }
        _ => debug_assert!(false, "only the moves above are valued without copying"),
    }
}
