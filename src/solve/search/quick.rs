//! The frequent moves, valued and made without copying a group; and when they may be made at all.

use super::block::Context;
use super::judged::Judged;
use super::moves::Move;
use super::state::{NOWHERE, State};

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
    let shape = &state.instance.shape;
    let need = &state.instance.submissions[submission as usize];
    from != to
        && state.blocks[from].submissions.len() > shape.min_submissions
        && state.blocks[to].submissions.len() < shape.max_submissions
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

/// Values the frequent moves without copying: `None` where copies are needed, `Some(None)` where
/// the move cannot be made.
#[allow(clippy::option_option)] // two different ways of having no figure
pub(super) fn quick_gain(
    state: &State<'_>,
    context: Context<'_>,
    judged: &mut Judged,
    change: Move,
) -> Option<Option<i64>> {
    match change {
        Move::SwapSubmissions(a, b) => {
            if !may_swap_submissions(state, a, b) {
                return Some(None);
            }
            let (g, h) = (state.group[a as usize], state.group[b as usize]);
            let (row_a, row_b) = (
                state.row[a as usize] as usize,
                state.row[b as usize] as usize,
            );
            let first = state.blocks[g as usize].gain_of_submission(context, judged, row_a, b)?;
            let second = state.blocks[h as usize].gain_of_submission(context, judged, row_b, a)?;
            Some(Some(first + second))
        }
        Move::Regroup(submission, to) => {
            if !may_regroup(state, submission, to as usize) {
                return Some(None);
            }
            let from = state.group[submission as usize];
            let (here, there) = (&state.blocks[from as usize], &state.blocks[to as usize]);
            let row = state.row[submission as usize] as usize;
            let gain = there.gain_of_joining(context, judged, submission)?;
            Some(Some(gain + here.gain_of_leaving(context, row)?))
        }
        Move::Replace { out, into }
            if state.instance.new_share <= 0.0 || same_kind(state, out, into) =>
        {
            if !may_replace(state, out, into) {
                return Some(None);
            }
            let group = state.seat[out as usize];
            let slot = state.slot[out as usize] as usize;
            Some(Some(
                state.blocks[group as usize].gain_of_member(context, slot, into)?,
            ))
        }
        Move::SwapMembers(a, b) => {
            if !may_swap_members(state, a, b) {
                return Some(None);
            }
            let gain_at = |out: u32, into: u32| {
                let group = state.seat[out as usize] as usize;
                let slot = state.slot[out as usize] as usize;
                state.blocks[group].gain_of_member(context, slot, into)
            };
            let first = gain_at(a, b)?;
            Some(Some(first + gain_at(b, a)?))
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
