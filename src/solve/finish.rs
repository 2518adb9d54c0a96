//! Completes a committee after the search: leaders and even loads.

use crate::solve::instance::{Assignment, Instance, Seating};

/// Chooses the leader of every group: the pinned one, else the member who may lead and is recused
/// from the fewest of its submissions (a leader takes part in the discussion of each), then the one
/// with the highest sum of scores on them.
pub fn choose_leaders(instance: &Instance, assignment: &mut Assignment) {
    let groups = instance.groups.len();
    let members = assignment.members(groups);
    let submissions = assignment.submissions(groups);
    for (group, spec) in instance.groups.iter().enumerate() {
        let knows = |expert: u32| -> i64 {
            let scores = submissions[group].iter().map(|&submission| {
                let cell = instance.cells.get(submission as usize, expert as usize);
                if cell.free() {
                    i64::from(cell.score())
                } else {
                    0
                }
            });
            scores.sum()
        };
        assignment.leaders[group] = spec.leader.or_else(|| {
            let may = members[group].iter().copied().filter(|&member| {
                let expert = &instance.experts[member as usize];
                expert.can_lead && expert.may_lead.allows(group)
            });
            may.max_by_key(|&member| {
                let must = instance.experts[member as usize].seating == Seating::MustLead;
                let away = submissions[group].iter().filter(|&&submission| {
                    let cell = instance.cells.get(submission as usize, member as usize);
                    !cell.free()
                });
                let away = std::cmp::Reverse(away.count());
                (must, away, knows(member), std::cmp::Reverse(member))
            })
        });
    }
}

/// Evens out loads within every group without changing the value of any submission's reviews: a
/// review moves from one member to another with at least two fewer reviews, if both have the same
/// score and contribute the same needed coverage. Terminates, since every move reduces the sum of
/// squared loads.
pub fn even_loads(instance: &Instance, assignment: &mut Assignment) {
    let members = assignment.members(instance.groups.len());
    let mut load = vec![0_u32; instance.experts.len()];
    for &expert in assignment.reviewers.iter().flatten() {
        load[expert as usize] += 1;
    }
    let mut changed = true;
    while changed {
        changed = false;
        for submission in 0..assignment.reviewers.len() {
            let group = assignment.group[submission] as usize;
            changed |=
                even_submission(instance, assignment, &members[group], submission, &mut load);
        }
    }
}

fn even_submission(
    instance: &Instance,
    assignment: &mut Assignment,
    members: &[u32],
    submission: usize,
    load: &mut [u32],
) -> bool {
    let need = &instance.submissions[submission];
    let reviewers = &mut assignment.reviewers[submission];
    for place in 0..reviewers.len() {
        let from = reviewers[place];
        if need.must_review.contains(&from) {
            continue;
        }
        let old = instance.cells.get(submission, from as usize);
        let lighter = members.iter().copied().find(|&to| {
            let new = instance.cells.get(submission, to as usize);
            let room = load[to as usize] + 1 < load[from as usize]
                && load[to as usize] < instance.experts[to as usize].load_cap;
            room && new.free()
                && new.score() == old.score()
                && (new.mask() ^ old.mask()) & (need.mask | need.hard) == 0
                && !reviewers.contains(&to)
        });
        if let Some(to) = lighter {
            reviewers[place] = to;
            reviewers.sort_unstable();
            load[from as usize] -= 1;
            load[to as usize] += 1;
            return true;
        }
    }
    false
}
