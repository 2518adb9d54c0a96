//! From whole groups to a plan: sizes, chairs, and what the search makes of it.

use super::group::Group;
use super::table::Table;
use crate::solve::incumbent::Incumbent;
use crate::solve::instance::{Assignment, Instance};
use crate::solve::rule::chairs;
use crate::solve::search::{Annealer, CandidateLists, Cooling, State, Weights};

/// Moves after which the mending of a plan ends.
const MOVES: u64 = 40_000;
/// Cold: the groups are right, only sizes, leaders and loads may not be.
const COOLING: Cooling = Cooling {
    hot: 20e6,
    cold: 5e6,
};

/// Makes a plan of groups that hold every submission once; the search mends what the program over
/// groups does not ask for.
pub fn plan(instance: &Instance, table: &Table, groups: &[&Group]) -> Option<Incumbent> {
    let rough = assignment(instance, table, groups)?;
    let plain = Incumbent::new(instance, rough.clone());
    if plain.broken == 0 {
        return Some(plain);
    }
    let lists = CandidateLists::new(instance);
    let state = State::of_assignment(instance, Weights::total(instance), &rough);
    let mut run = Annealer::new(state, &lists, 1);
    #[allow(clippy::cast_precision_loss)] // small counts
    run.run(COOLING, |moves, _| {
        (moves < MOVES).then_some(moves as f64 / MOVES as f64)
    });
    let mended = Incumbent::new(instance, run.best.assignment());
    (mended.broken == 0).then_some(mended)
}

fn assignment(instance: &Instance, table: &Table, groups: &[&Group]) -> Option<Assignment> {
    let (experts, submissions) = (instance.experts.len(), instance.submissions.len());
    let mut plan = Assignment {
        chair: None,
        vice_chair: None,
        leaders: vec![None; instance.groups.len()],
        seat: vec![None; experts],
        group: vec![u32::MAX; submissions],
        reviewers: vec![Vec::new(); submissions],
    };
    if groups.len() > instance.groups.len() {
        return None;
    }
    for (number, group) in (0_u32..).zip(groups) {
        for &member in &group.members {
            plan.seat[member as usize] = Some(number);
        }
        for (&submission, reviewers) in group.submissions.iter().zip(&group.reviewers) {
            plan.group[submission as usize] = number;
            plan.reviewers[submission as usize].clone_from(reviewers);
        }
    }
    if plan.group.contains(&u32::MAX) {
        return None;
    }
    let seated = |expert: u32| i64::from(plan.seat[expert as usize].is_some());
    let pair = chairs::pairs(instance, seated).into_iter().next()?;
    [plan.chair, plan.vice_chair] = pair.map(Some);
    for (number, group) in (0_u32..).zip(groups) {
        fill(instance, table, &mut plan, number, group);
    }
    Some(plan)
}

/// Brings a group to an allowed size with people whom no one else needs, one who may lead first
/// where the group has none.
fn fill(instance: &Instance, table: &Table, plan: &mut Assignment, number: u32, group: &Group) {
    let mut members = group.members.clone();
    let sizes = &instance.shape.members;
    let Some(&size) = sizes.iter().find(|&&size| size >= members.len()) else {
        return;
    };
    let leads = |expert: u32| instance.experts[expert as usize].can_lead;
    while members.len() < size {
        let lacks = !members.iter().any(|&member| leads(member));
        let fits = |expert: &u32| {
            let idle = plan.seat[*expert as usize].is_none();
            let held = &group.submissions;
            let barred = || {
                held.iter()
                    .any(|&held| table.is_barred(*expert, held as usize))
            };
            let chairs = [plan.chair, plan.vice_chair].contains(&Some(*expert));
            idle && !chairs && !table.clash(&members, *expert) && !barred()
        };
        let all = || (0_u32..).take(instance.experts.len()).filter(fits);
        let best = all()
            .find(|&expert| lacks && leads(expert))
            .or_else(|| all().next());
        let Some(expert) = best else { return };
        plan.seat[expert as usize] = Some(number);
        members.push(expert);
    }
}
