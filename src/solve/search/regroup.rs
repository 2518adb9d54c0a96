//! The best groups for all submissions at once while everybody keeps their seats.
//!
//! With the seats fixed, what a group offers a submission does not depend on the others, limits of
//! load left aside. Sorting the submissions into groups of the allowed sizes is then a transport
//! problem, solved exactly; it closes the rings of exchanges that moves of two submissions miss.

use super::area::Area;
use super::block::{Context, answer, ask};
use super::candidate_lists::CandidateLists;
use super::choose::MOST_MEMBERS;
use super::state::{MANY_GROUPS, State};
use crate::flow::{Problem, solve};
use crate::solve::instance::{Cell, NOWHERE};
use rayon::prelude::*;

/// Groups tried for each submission at most, the most promising first.
const MOST_GROUPS: usize = 24;

/// Sorts the submissions of an area again where that raises the value, and returns whether it did.
/// O(submissions x groups tried) and one transport problem of that size.
pub fn regroup(state: &mut State<'_>, lists: &CandidateLists, area: &Area) -> bool {
    let better = sorted(state, lists, area).filter(|sorted| sorted.value > state.value);
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

/// The best groups for the submissions of an area with the seats as they are, within the sizes
/// allowed.
pub fn sorted<'a>(state: &State<'a>, lists: &CandidateLists, area: &Area) -> Option<State<'a>> {
    let problem = problem(state, lists, area)?;
    let solution = solve(&problem, Vec::new()).ok()?;
    let mut group = state.group.clone();
    for (row, &submission) in area.submissions.iter().enumerate() {
        group[submission as usize] = solution.columns[solution.row(row).start];
    }
    let mut submissions = vec![Vec::new(); state.blocks.len()];
    for (submission, &group) in (0..).zip(&group) {
        submissions[group as usize].push(submission);
    }
    Some(State::new(
        state.instance,
        state.weights,
        &state.members(),
        &submissions,
        state.chairs,
    ))
}

fn problem(state: &State<'_>, lists: &CandidateLists, area: &Area) -> Option<Problem<i64>> {
    let instance = state.instance;
    let rows = area.submissions.len();
    let (least, most) = instance.shape.usual_submissions;
    // Submissions fit 32 bits, as experts do.
    #[allow(clippy::cast_possible_truncation)]
    let size = |count: usize| count.min(rows) as u32;
    let groups = state.blocks.len();
    let mut problem = Problem {
        starts: vec![0],
        demands: vec![1; rows],
        floors: vec![0; groups],
        caps: vec![0; groups],
        ..Problem::default()
    };
    for &group in &area.groups {
        problem.floors[group as usize] = size(least);
        problem.caps[group as usize] = size(most);
    }
    let offers = |&submission: &u32| -> Vec<(u32, i64)> {
        let tried = promising(state, lists, area, submission).into_iter();
        tried
            .map(|group| (group, offer(state, group, submission)))
            .collect()
    };
    let offers: Vec<Vec<(u32, i64)>> = match state.blocks.len() < MANY_GROUPS {
        true => area.submissions.iter().map(offers).collect(),
        false => area.submissions.par_iter().map(offers).collect(),
    };
    for row in offers {
        for (group, offer) in row {
            problem.columns.push(group);
            problem.scores.push(offer);
        }
        problem.starts.push(problem.columns.len());
    }
    Some(problem).filter(|problem| problem.rows() > 0)
}

/// The groups worth trying: all where they are few, else those where somebody sits who knows the
/// submission, and the one it is in.
fn promising(state: &State<'_>, lists: &CandidateLists, area: &Area, submission: u32) -> Vec<u32> {
    let own = state.group[submission as usize];
    let allowed = &state.instance.submissions[submission as usize].allowed;
    let may = |group: &u32| *group == own || allowed.allows(*group as usize);
    if area.groups.len() <= MOST_GROUPS {
        return area.groups.iter().copied().filter(may).collect();
    }
    let mut tried = vec![own];
    let listed = lists.of(submission).iter().copied();
    for expert in listed.filter(|&expert| area.has(expert)) {
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
fn offer(state: &State<'_>, group: u32, submission: u32) -> i64 {
    let instance = state.instance;
    let members = &state.blocks[group as usize].members;
    let mut cells = [Cell::default(); MOST_MEMBERS];
    for (cell, &member) in cells.iter_mut().zip(members) {
        *cell = instance.cells.get(submission as usize, member as usize);
    }
    let mut chosen = [u8::MAX; MOST_MEMBERS];
    let context = Context {
        instance,
        weights: &state.weights,
    };
    let question = ask(context, members, submission, &cells[..members.len()]);
    let each = instance.reviewers_of(submission as usize);
    answer(question, &mut chosen[..each])
}
