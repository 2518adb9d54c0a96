//! Whole committees formed without a solver, as offices do: first seats, then submissions, then
//! reviews within each group. These methods ignore conflicts of interest, caps of employers or
//! regions, rotation and coverage; the checker counts the rules they break.

use super::{Pool, greedy, max_flow, random, round_robin};
use crate::model::Season;
use crate::model::plan::Plan;
use crate::solve::instance::{Assignment, Instance};
use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeMap;

/// How seats, submissions and reviews are distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Everything at random.
    Random,
    /// Each submission goes to the group whose members score best for it; then the best pairs
    /// review.
    Greedy,
    /// Seats and submissions are dealt in table order; submissions then pick reviewers in turns.
    RoundRobin,
    /// Reviewers by maximum flow over the whole pool, then random groups: a submission joins the
    /// group with most of its reviewers, and its remaining reviewers are drawn there.
    FlowRandomGroups,
}

/// Forms a committee; `seed` matters only for the random ways.
pub fn committee(instance: &Instance, way: Way, seed: u64) -> Assignment {
    let by_lot = matches!(way, Way::Random | Way::FlowRandomGroups);
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut experts: Vec<u32> = (0..).take(instance.experts.len()).collect();
    let mut submissions: Vec<usize> = (0..instance.submissions.len()).collect();
    if by_lot {
        experts.shuffle(&mut rng);
        submissions.shuffle(&mut rng);
    }
    let made = seats(instance, &experts);
    review(instance, way, seed, made, &submissions)
}

/// Calls last year's committee again, as an office does that changes as little as possible:
/// everybody who sat then and may serve now keeps the seat (chairs and leaders too), empty seats
/// are filled in table order, submissions and reviews are distributed as in [`Way::Greedy`]. Groups
/// beyond this year's number are dropped, missing ones filled from the table.
pub fn last_year(instance: &Instance, season: &Season, plan: &Plan) -> Assignment {
    let id = |who: u32| {
        let position = instance.experts[who as usize].season;
        season.experts[position.at()].id.as_str()
    };
    let numbers: BTreeMap<&str, u32> = (0..)
        .take(instance.experts.len())
        .map(|who| (id(who), who))
        .collect();
    let known = |id: &str| numbers.get(id).copied();
    // Kept people first, then the rest in table order, which fills seats without a kept person.
    let everybody: Vec<u32> = (0..).take(instance.experts.len()).collect();
    let mut made = seats(instance, &everybody);
    let fresh = made.clone();
    let groups = instance.groups.len();
    made.seat = vec![None; instance.experts.len()];
    made.chair = known(&plan.committee.chair).or(fresh.chair);
    made.vice_chair = known(&plan.committee.vice_chair).or_else(|| {
        let heads = [fresh.vice_chair, fresh.chair];
        heads
            .into_iter()
            .flatten()
            .find(|&who| Some(who) != made.chair)
    });
    let heads = [made.chair, made.vice_chair];
    for (group, old) in (0..).zip(plan.groups.iter().take(groups)) {
        for who in old.members.iter().filter_map(|id| known(id)) {
            let seat = &mut made.seat[who as usize];
            if seat.is_none() && !heads.contains(&Some(who)) {
                *seat = Some(group);
            }
        }
        let leader = known(&old.leader);
        made.leaders[group as usize] = leader.filter(|&who| made.seat[who as usize] == Some(group));
    }
    let size = fresh.seat.iter().flatten().count().div_ceil(groups.max(1));
    for group in (0..).take(groups) {
        let sits = |made: &Assignment, who: u32| made.seat[who as usize] == Some(group);
        let mut count = everybody.iter().filter(|&&who| sits(&made, who)).count();
        let leads = |who: &u32| instance.experts[*who as usize].can_lead;
        let free = |made: &Assignment, who: &u32| {
            made.seat[*who as usize].is_none() && !heads.contains(&Some(*who))
        };
        if made.leaders[group as usize].is_none() {
            let inside = everybody
                .iter()
                .copied()
                .find(|who| sits(&made, *who) && leads(who));
            let outside = || {
                everybody
                    .iter()
                    .copied()
                    .find(|who| free(&made, who) && leads(who))
            };
            if let Some(who) = inside.or_else(outside) {
                count += usize::from(!sits(&made, who));
                made.seat[who as usize] = Some(group);
                made.leaders[group as usize] = Some(who);
            }
        }
        while count < size {
            let Some(who) = everybody.iter().copied().find(|who| free(&made, who)) else {
                break;
            };
            made.seat[who as usize] = Some(group);
            count += 1;
        }
    }
    let submissions: Vec<usize> = (0..instance.submissions.len()).collect();
    review(instance, Way::Greedy, 1, made, &submissions)
}

/// Assigns submissions to seated groups, and reviewers to submissions.
fn review(
    instance: &Instance,
    way: Way,
    seed: u64,
    mut made: Assignment,
    submissions: &[usize],
) -> Assignment {
    let members = made.members(instance.groups.len());
    let wanted = match way {
        Way::FlowRandomGroups => {
            let all: Vec<usize> = (0..instance.submissions.len()).collect();
            // Experts with a score of 0 are not pairs of the flow.
            let mut pool = pool(instance, &all, None);
            let known = pool.scores.iter_mut();
            known.for_each(|list| list.retain(|pair| pair.1 > 0));
            max_flow(&pool)
        }
        _ => vec![Vec::new(); submissions.len()],
    };
    made.group = deal(instance, way, submissions, (&members, &wanted));
    let held = made.submissions(instance.groups.len());
    for (group, held) in held.iter().enumerate() {
        let held: Vec<usize> = held.iter().map(|&one| one as usize).collect();
        let pool = pool(instance, &held, Some(&members[group]));
        let reviews = match way {
            Way::Random => random(&pool, seed),
            Way::Greedy => greedy(&pool),
            Way::RoundRobin => round_robin(&pool),
            Way::FlowRandomGroups => kept_then_drawn(pool, &held, &wanted, seed),
        };
        for (submission, list) in held.into_iter().zip(reviews) {
            made.reviewers[submission] = list;
        }
    }
    made
}

/// The pairs of some submissions with all experts, or with a group's members only.
fn pool(instance: &Instance, submissions: &[usize], members: Option<&[u32]>) -> Pool {
    let everybody: Vec<u32>;
    let members = match members {
        Some(members) => members,
        None => {
            everybody = (0..).take(instance.experts.len()).collect();
            &everybody
        }
    };
    let demand = |&submission: &usize| {
        let each = instance.reviewers_of(submission);
        u32::try_from(each).unwrap_or(u32::MAX)
    };
    let row = |&submission: &usize| {
        let cell = |&who: &u32| {
            let score = instance.cells.get(submission, who as usize).score();
            (who, i128::from(score))
        };
        members.iter().map(cell).collect()
    };
    Pool {
        demands: submissions.iter().map(demand).collect(),
        caps: instance
            .experts
            .iter()
            .map(|expert| expert.load_cap)
            .collect(),
        floors: Vec::new(),
        scores: submissions.iter().map(row).collect(),
    }
}

/// Keeps the reviewers of the flow who sit in the group and draws the others.
fn kept_then_drawn(
    mut pool: Pool,
    held: &[usize],
    wanted: &[Vec<u32>],
    seed: u64,
) -> Vec<Vec<u32>> {
    let mut kept = Vec::with_capacity(held.len());
    for (row, &submission) in held.iter().enumerate() {
        let sits = |who: &u32| pool.scores[row].iter().any(|pair| pair.0 == *who);
        let mine: Vec<u32> = wanted[submission].iter().copied().filter(sits).collect();
        pool.demands[row] -= u32::try_from(mine.len()).unwrap_or(0);
        pool.scores[row].retain(|pair| !mine.contains(&pair.0));
        for &who in &mine {
            pool.caps[who as usize] -= 1;
        }
        kept.push(mine);
    }
    for (list, drawn) in kept.iter_mut().zip(random(&pool, seed)) {
        list.extend(drawn);
        list.sort_unstable();
    }
    kept
}

/// Fills chairs, leaders and members in the order of `experts`.
fn seats(instance: &Instance, experts: &[u32]) -> Assignment {
    let groups = instance.groups.len();
    let of = |who: u32| &instance.experts[who as usize];
    let heads: Vec<u32> = experts
        .iter()
        .copied()
        .filter(|&who| of(who).quality_lead)
        .collect();
    let chair = heads.first().copied();
    let vice_chair = heads.iter().copied().find(|&who| {
        chair.is_some_and(|chair| chair != who && !of(chair).is_colleague_of(of(who)))
    });
    let mut left: Vec<u32> = experts.to_vec();
    left.retain(|&who| Some(who) != chair && Some(who) != vice_chair);
    let mut seat = vec![None; instance.experts.len()];
    let mut leaders = vec![None; groups];
    for (group, leader) in leaders.iter_mut().enumerate() {
        if let Some(at) = left.iter().position(|&who| of(who).can_lead) {
            let who = left.remove(at);
            seat[who as usize] = u32::try_from(group).ok();
            *leader = Some(who);
        }
    }
    let most = (left.len() + groups) / groups.max(1);
    let sizes = instance.shape.members.iter().rev();
    let size = sizes.copied().find(|&size| size <= most).unwrap_or(most);
    let places = size.saturating_sub(1) * groups;
    for (at, who) in left.into_iter().take(places).enumerate() {
        seat[who as usize] = u32::try_from(at % groups.max(1)).ok();
    }
    Assignment {
        chair,
        vice_chair,
        leaders,
        seat,
        group: Vec::new(),
        reviewers: vec![Vec::new(); instance.submissions.len()],
    }
}

/// Assigns every submission to a group, with equal shares.
fn deal(
    instance: &Instance,
    way: Way,
    order: &[usize],
    (members, wanted): (&[Vec<u32>], &[Vec<u32>]),
) -> Vec<u32> {
    let groups = members.len().max(1);
    let most = order.len().div_ceil(groups);
    let mut held = vec![0_usize; groups];
    let mut group = vec![0_u32; order.len()];
    for (at, &submission) in order.iter().enumerate() {
        let worth = |group: &usize| -> i64 {
            match way {
                Way::Random | Way::RoundRobin => i64::from(*group == at % groups),
                Way::FlowRandomGroups => {
                    let sits = |who: &&u32| members[*group].contains(*who);
                    i64::try_from(wanted[submission].iter().filter(sits).count()).unwrap_or(0)
                }
                Way::Greedy => {
                    let score = |&who: &u32| instance.cells.get(submission, who as usize).score();
                    let mut scores: Vec<u32> = members[*group].iter().map(score).collect();
                    scores.sort_unstable_by(|a, b| b.cmp(a));
                    let best = scores.iter().take(instance.reviewers_of(submission));
                    best.map(|&score| i64::from(score)).sum()
                }
            }
        };
        let room = (0..groups).filter(|&group| held[group] < most);
        // The first of equals: `max_by_key` alone would take the last.
        let best = room.rev().max_by_key(worth).unwrap_or(0);
        held[best] += 1;
        group[submission] = u32::try_from(best).unwrap_or(0);
    }
    group
}
