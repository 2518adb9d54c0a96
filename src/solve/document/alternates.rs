//! Whom to call when a member withdraws.
//!
//! Lists are chosen so that as many single withdrawals as possible are answered by one call and
//! no other change: a greedy cover of the members by experts without a seat (within 1 - 1/e of
//! the best cover; Nemhauser, Wolsey and Fisher 1978), each promised to one group only.

use super::Source;
use crate::solve::instance::{Instance, Seating};
use crate::solve::search::{Block, Context, Weights, seat_rules};
use rayon::prelude::*;

/// Alternates of each group.
const EACH: usize = 3;
/// Choices of a group's reviews that the lists may cost.
const EFFORT: usize = 6_000;

/// The lists, and what they are good for.
pub(super) struct Alternates {
    /// Experts to call for each group, best first.
    pub lists: Vec<Vec<u32>>,
    /// Share of the members whose withdrawal an alternate of the group answers, keeping every
    /// hard rule; 1 where there are no members.
    pub covered: f64,
}

/// An expert who could be promised to a group.
struct Offer {
    expert: u32,
    /// Members whose place the expert can take under every hard rule, by position.
    takes: u64,
    /// Those of them whose withdrawal then leaves no new shortfall.
    whole: u64,
    /// Place in the group's ranking.
    rank: usize,
}

/// Chooses the lists. O(groups x experts x submissions of a group) for the rankings and at most
/// [`EFFORT`] choices of a group's reviews, in parallel.
pub(super) fn choose(
    source: &Source<'_>,
    members: &[Vec<u32>],
    submissions: &[Vec<u32>],
) -> Alternates {
    let pool = pool(source);
    let seats: usize = members.iter().map(Vec::len).sum();
    let keep = (EFFORT / seats.max(1)).clamp(2 * EACH, 12 * EACH);
    let mut offers: Vec<Vec<Offer>> = (0..members.len())
        .into_par_iter()
        .map(|group| offers(source, &pool, group, members, submissions, keep))
        .collect();
    let mut lists = vec![Vec::new(); members.len()];
    let mut done = vec![(0_u64, 0_u64); members.len()];
    while let Some((group, at)) = best(&offers, &done, &lists) {
        let offer = offers[group].remove(at);
        done[group].0 |= offer.takes;
        done[group].1 |= offer.whole;
        lists[group].push(offer.expert);
        for others in &mut offers {
            others.retain(|other| other.expert != offer.expert);
        }
    }
    let answered = done.iter().map(|(takes, _)| takes.count_ones()).sum();
    Alternates {
        lists,
        covered: share(answered, seats),
    }
}

/// The share of the members whose withdrawal one of the group's list answers, for given lists.
pub(super) fn covered(
    instance: &Instance,
    members: &[Vec<u32>],
    submissions: &[Vec<u32>],
    lists: &[Vec<u32>],
) -> f64 {
    let answered = (0..members.len()).into_par_iter().map(|group| {
        let ranked: Vec<(usize, u32)> = lists[group].iter().copied().enumerate().collect();
        let offers = what_they_answer(instance, &ranked, group, members, submissions);
        let takes = offers.iter().fold(0, |set, offer| set | offer.takes);
        takes.count_ones()
    });
    share(answered.sum(), members.iter().map(Vec::len).sum())
}

#[allow(clippy::cast_precision_loss)] // numbers of seats
fn share(answered: u32, seats: usize) -> f64 {
    if seats == 0 {
        1.0
    } else {
        f64::from(answered) / seats as f64
    }
}

/// The offer that answers most withdrawals not answered yet, then leaves fewest shortfalls, then
/// goes to the group with the shortest list, then ranks best. `None` when all lists are full.
fn best(offers: &[Vec<Offer>], done: &[(u64, u64)], lists: &[Vec<u32>]) -> Option<(usize, usize)> {
    let open = (0..offers.len()).filter(|&group| lists[group].len() < EACH);
    let all = open.flat_map(|group| (0..offers[group].len()).map(move |at| (group, at)));
    all.max_by_key(|&(group, at)| {
        let offer = &offers[group][at];
        let (takes, whole) = done[group];
        (
            (offer.takes & !takes).count_ones(),
            (offer.whole & !whole).count_ones(),
            std::cmp::Reverse((lists[group].len(), offer.rank, group)),
        )
    })
}

/// Experts without a seat whom no pin holds elsewhere.
fn pool(source: &Source<'_>) -> Vec<u32> {
    let instance = source.instance;
    let heads = [source.assignment.chair, source.assignment.vice_chair];
    let mut pool: Vec<u32> = (0..)
        .take(instance.experts.len())
        .filter(|&expert| {
            let idle = source.assignment.seat[expert as usize].is_none();
            let free = instance.experts[expert as usize].seating == Seating::Free;
            idle && free && !heads.contains(&Some(expert))
        })
        .collect();
    // Where the pool is larger than any office could call, the first in the table are enough.
    pool.truncate(4_000_000 / source.assignment.reviewers.len().max(1));
    pool
}

/// The best who may lead and the best of all, with what each could answer.
fn offers(
    source: &Source<'_>,
    pool: &[u32],
    group: usize,
    members: &[Vec<u32>],
    submissions: &[Vec<u32>],
    keep: usize,
) -> Vec<Offer> {
    let instance = source.instance;
    let ranked = rank(instance, pool, group, &submissions[group]);
    let leads = |expert: u32| instance.experts[expert as usize].can_lead;
    let mut kept: Vec<(usize, u32)> = ranked.iter().copied().enumerate().take(keep).collect();
    let leaders = ranked
        .iter()
        .copied()
        .enumerate()
        .filter(|&(_, expert)| leads(expert));
    kept.extend(leaders.take(EACH));
    kept.sort_unstable();
    kept.dedup();
    what_they_answer(instance, &kept, group, members, submissions)
}

/// What each of some experts, with their ranks, could answer in a group.
fn what_they_answer(
    instance: &Instance,
    ranked: &[(usize, u32)],
    group: usize,
    members: &[Vec<u32>],
    submissions: &[Vec<u32>],
) -> Vec<Offer> {
    let weights = Weights::total(instance);
    let context = Context {
        instance,
        weights: &weights,
    };
    let block = Block::new(context, group, &members[group], &submissions[group]);
    let short = |block: &Block| -> (usize, bool) { shortfalls(context, block) };
    let (now, _) = short(&block);
    let mut changed = block.clone();
    ranked
        .iter()
        .map(|&(rank, expert)| {
            let mut offer = Offer {
                expert,
                takes: 0,
                whole: 0,
                rank,
            };
            for slot in 0..members[group].len().min(64) {
                if !may_replace(instance, group, &members[group], slot, expert, members) {
                    continue;
                }
                changed.clone_from(&block);
                changed.replace_member(context, slot, expert);
                let (after, complete) = short(&changed);
                if complete {
                    offer.takes |= 1 << slot;
                    offer.whole |= u64::from(after <= now) << slot;
                }
            }
            offer
        })
        .collect()
}

/// Whether `expert` may sit in the place of the member in `slot`, who withdrew: pins about the
/// member are void, as in a rerun.
fn may_replace(
    instance: &Instance,
    group: usize,
    members: &[u32],
    slot: usize,
    expert: u32,
    all: &[Vec<u32>],
) -> bool {
    let gone = members[slot];
    let mut after = members.to_vec();
    after[slot] = expert;
    let new = |expert: u32| usize::from(instance.experts[expert as usize].newcomer);
    let seated: usize = all.iter().map(Vec::len).sum();
    let fresh: usize = all.iter().flatten().map(|&member| new(member)).sum();
    let fresh_enough = fresh + new(expert) >= new(gone) + instance.newcomers_needed(seated)
        || new(expert) >= new(gone);
    // A pinned leader who is gone is counted as a group without leader.
    let pinned = i64::from(instance.groups[group].leader == Some(gone));
    let may_lead = |&expert: &u32| {
        let own = &instance.experts[expert as usize];
        own.can_lead && own.may_lead.allows(group)
    };
    let led = after.iter().any(may_lead);
    fresh_enough && led && seat_rules::broken(instance, group, &after) == pinned
}

/// Shortfalls of a group, and whether every submission has its reviewers within the loads.
fn shortfalls(context: Context<'_>, block: &Block) -> (usize, bool) {
    let instance = context.instance;
    let (mut short, mut complete) = (0, true);
    for (row, &submission) in block.submissions.iter().enumerate() {
        let cells = block
            .reviewers(row)
            .map(|expert| instance.cells.get(submission as usize, expert as usize));
        let cells: Vec<_> = cells.collect();
        let each = instance.reviewers_of(submission as usize);
        complete &= cells.len() == each;
        short += instance.industry_members_lacking(submission as usize, &block.members);
        let need = &instance.submissions[submission as usize];
        let lacks = |bit: &u32| {
            let having = cells.iter().filter(|cell| cell.mask() >> bit & 1 == 1);
            having.count() < instance.needed_for_bit(*bit, each) as usize
        };
        let asked = |mask: u32| (0..30).filter(move |bit| mask >> bit & 1 == 1);
        short += asked(need.mask).filter(lacks).count();
        complete &= !asked(need.hard).any(|bit| lacks(&bit));
    }
    short += instance.mixes.of_members(&block.members).shortfalls;
    for (&member, &load) in block.members.iter().zip(block.loads()) {
        complete &= load <= instance.experts[member as usize].load_cap;
    }
    complete &= instance.uneven(block.loads().iter().copied()) == 0;
    (short, complete)
}

/// Ranks those in no conflict with any submission of the group by what they know and cover.
fn rank(instance: &Instance, pool: &[u32], group: usize, submissions: &[u32]) -> Vec<u32> {
    let mut ranked: Vec<(i64, u32)> = pool
        .iter()
        .copied()
        .filter(|&expert| instance.experts[expert as usize].allowed.allows(group))
        .filter_map(|expert| {
            let mut worth = 0;
            for &submission in submissions {
                let cell = instance.cells.get(submission as usize, expert as usize);
                if !cell.free() {
                    return None;
                }
                worth +=
                    i64::from(cell.score()) + i64::from(cell.mask().count_ones()) * 200_000_000;
            }
            Some((worth, expert))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, expert)| expert).collect()
}
