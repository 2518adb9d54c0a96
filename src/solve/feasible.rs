//! Whether an assignment keeps every hard rule, counted in solver form. The checker judges plans
//! again before they are written; this is for the search's own bookkeeping.

use super::search::seat_rules;
use crate::solve::instance::{Assignment, Instance, Seating};

/// Counts broken hard rules from scratch.
pub fn broken(instance: &Instance, assignment: &Assignment) -> usize {
    let groups = instance.groups.len();
    let members = assignment.members(groups);
    let submissions = assignment.submissions(groups);
    let mut broken = heads(instance, assignment) + newcomers(instance, assignment);
    for group in 0..groups {
        let seated = &members[group];
        broken += usize::try_from(seat_rules::broken(instance, group, seated)).unwrap_or(0);
        broken += usize::from(!instance.shape.members.contains(&seated.len()));
        let size = submissions[group].len();
        let fits =
            (instance.shape.min_submissions..=instance.shape.max_submissions).contains(&size);
        broken += usize::from(!fits);
        for &submission in &submissions[group] {
            broken += reviews(instance, assignment, seated, submission as usize, group);
        }
    }
    broken + loads(instance, assignment) + unseated(instance, assignment)
}

fn reviews(
    instance: &Instance,
    assignment: &Assignment,
    members: &[u32],
    submission: usize,
    group: usize,
) -> usize {
    let need = &instance.submissions[submission];
    let reviewers = &assignment.reviewers[submission];
    let cell = |expert: u32| instance.cells.get(submission, expert as usize);
    let bars = members
        .iter()
        .filter(|&&member| cell(member).barred())
        .count();
    let strange = reviewers
        .iter()
        .filter(|&&expert| !cell(expert).free() || !members.contains(&expert))
        .count();
    let demanded = need
        .must_review
        .iter()
        .filter(|expert| !reviewers.contains(expert))
        .count();
    bars + strange
        + demanded
        + instance.reviewers_each.abs_diff(reviewers.len())
        + usize::from(!need.allowed.allows(group))
}

fn loads(instance: &Instance, assignment: &Assignment) -> usize {
    let mut load = vec![0_u32; instance.experts.len()];
    for &expert in assignment.reviewers.iter().flatten() {
        load[expert as usize] += 1;
    }
    let over = load
        .iter()
        .zip(&instance.experts)
        .filter(|(load, expert)| **load > expert.load_cap);
    over.count()
}

fn unseated(instance: &Instance, assignment: &Assignment) -> usize {
    let seats = assignment.seat.iter().zip(&instance.experts);
    seats
        .filter(|(seat, expert)| expert.seating != Seating::Free && seat.is_none())
        .count()
}

fn heads(instance: &Instance, assignment: &Assignment) -> usize {
    let (Some(chair), Some(vice)) = (assignment.chair, assignment.vice_chair) else {
        return 1;
    };
    let pair = [chair, vice];
    let seated =
        |expert: u32| assignment.seat[expert as usize].is_some() && !instance.chairs_in_groups;
    usize::from(!super::search::chairs::may_take(instance, pair, 0, chair))
        + usize::from(!super::search::chairs::may_take(instance, pair, 1, vice))
        + usize::from(seated(chair))
        + usize::from(seated(vice))
}

/// Newcomers that are missing: among the members, and with the heads of the committee.
pub(crate) fn newcomers(instance: &Instance, assignment: &Assignment) -> usize {
    let new = |expert: usize| instance.experts[expert].newcomer;
    let members = (0..assignment.seat.len()).filter(|&expert| assignment.seat[expert].is_some());
    let seated = members.clone().count();
    let fresh = members.filter(|&expert| new(expert)).count();
    // A head who sits in a group is one person, counted among the members.
    let heads = [assignment.chair, assignment.vice_chair];
    let heads = heads.into_iter().flatten().map(|expert| expert as usize);
    let heads = heads.filter(|&expert| assignment.seat[expert].is_none());
    let fresh_heads = heads.clone().filter(|&expert| new(expert)).count();
    instance.newcomers_needed(seated).saturating_sub(fresh)
        + instance
            .newcomers_needed(seated + heads.count())
            .saturating_sub(fresh + fresh_heads)
}
