//! The best groups for all submissions at once while everybody keeps their seats.
//!
//! With the seats fixed, what a group offers a submission does not depend on the others, limits of
//! load left aside. Sorting the submissions into groups of the allowed sizes is then a transport
//! problem, solved exactly; it closes the rings of exchanges that moves of two submissions miss.

use super::candidate_lists::CandidateLists;
use super::choose::MOST_MEMBERS;
use super::state::State;
use super::weights::Weights;
use crate::flow::{Problem, solve};
use crate::solve::instance::{Cell, Instance, NOWHERE};

/// Groups tried for each submission at most, the most promising first.
const MOST_GROUPS: usize = 24;

/// Sorts the submissions again where that raises the value, and returns whether it did.
/// O(submissions x groups tried) and one transport problem of that size.
pub fn regroup(state: &mut State<'_>, lists: &CandidateLists) -> bool {
    let better = sorted(state, lists).filter(|sorted| sorted.value > state.value);
    let found = better.is_some();
    if let Some(mut better) = better {
        // What is remembered of the groups' members must not count for the new ones.
        for (new, old) in better.blocks.iter_mut().zip(&state.blocks) {
            new.succeed(old);
        }
        *state = better;
    }
    found
}

/// The best groups for all submissions with the seats as they are, within the sizes allowed.
pub fn sorted<'a>(state: &State<'a>, lists: &CandidateLists) -> Option<State<'a>> {
    let problem = problem(state, lists)?;
    let solution = solve(&problem, Vec::new()).ok()?;
    let mut submissions = vec![Vec::new(); state.blocks.len()];
    for submission in 0..state.group.len() {
        let group = solution.columns[solution.row(submission).start];
        // Submissions fit 32 bits, as experts do.
        #[allow(clippy::cast_possible_truncation)]
        submissions[group as usize].push(submission as u32);
    }
    Some(State::new(
        state.instance,
        state.weights,
        &state.members(),
        &submissions,
        state.chairs,
    ))
}

fn problem(state: &State<'_>, lists: &CandidateLists) -> Option<Problem<i64>> {
    let instance = state.instance;
    let rows = instance.submissions.len();
    let (least, most) = instance.shape.usual_submissions;
    // Submissions fit 32 bits, as experts do.
    #[allow(clippy::cast_possible_truncation)]
    let size = |count: usize| count.min(rows) as u32;
    let groups = state.blocks.len();
    let mut problem = Problem {
        starts: vec![0],
        demands: vec![1; rows],
        floors: vec![size(least); groups],
        caps: vec![size(most); groups],
        ..Problem::default()
    };
    let members = state.members();
    for submission in (0..).zip(&instance.submissions).map(|(number, _)| number) {
        for group in promising(state, lists, submission) {
            problem.columns.push(group);
            let offer = offer(
                instance,
                &state.weights,
                &members[group as usize],
                submission,
            );
            problem.scores.push(offer);
        }
        problem.starts.push(problem.columns.len());
    }
    Some(problem).filter(|problem| problem.rows() > 0)
}

/// The groups worth trying: all where they are few, else those where somebody sits who knows the
/// submission, and the one it is in.
fn promising(state: &State<'_>, lists: &CandidateLists, submission: u32) -> Vec<u32> {
    let groups = state.blocks.len();
    let own = state.group[submission as usize];
    let allowed = &state.instance.submissions[submission as usize].allowed;
    let may = |group: &u32| *group == own || allowed.allows(*group as usize);
    if groups <= MOST_GROUPS {
        // Groups fit 32 bits, as experts do.
        #[allow(clippy::cast_possible_truncation)]
        return (0..groups as u32).filter(may).collect();
    }
    let mut tried = vec![own];
    for &expert in lists.of(submission) {
        let group = state.seat[expert as usize];
        if group != NOWHERE && may(&group) && !tried.contains(&group) {
            tried.push(group);
            if tried.len() == MOST_GROUPS {
                break;
            }
        }
    }
    tried
}

/// What the members of a group are worth to a submission.
fn offer(instance: &Instance, weights: &Weights, members: &[u32], submission: u32) -> i64 {
    let mut cells = [Cell::default(); MOST_MEMBERS];
    for (cell, &member) in cells.iter_mut().zip(members) {
        *cell = instance.cells.get(submission as usize, member as usize);
    }
    let mut chosen = [u8::MAX; MOST_MEMBERS];
    let context = super::block::Context { instance, weights };
    let question = super::block::ask(context, members, submission, &cells[..members.len()]);
    let each = instance.reviewers_of(submission as usize);
    super::block::answer(question, &mut chosen[..each])
}
