//! Whom to call when a member withdraws.

use super::Source;
use crate::instance::Seating;
use crate::solve::search::seat_rules;

/// Alternates of each group.
const EACH: usize = 3;

/// Chooses for every group experts without a seat who are in no conflict with any submission of
/// the group and could take a member's place, best first; nobody is promised to two groups.
/// O(groups x experts x submissions of a group).
pub(super) fn choose(
    source: &Source<'_>,
    members: &[Vec<u32>],
    submissions: &[Vec<u32>],
) -> Vec<Vec<u32>> {
    let instance = source.instance;
    let heads = [source.assignment.chair, source.assignment.vice_chair];
    let free = |expert: u32| {
        let idle =
            source.assignment.seat[expert as usize].is_none() && !heads.contains(&Some(expert));
        idle && instance.experts[expert as usize].seating == Seating::Free
    };
    let mut pool: Vec<u32> = (0..)
        .take(instance.experts.len())
        .filter(|&expert| free(expert))
        .collect();
    // Where the pool is larger than any office could call, the first in the table are enough.
    pool.truncate(4_000_000 / source.assignment.reviewers.len().max(1));
    let mut ranked: Vec<Vec<(i64, u32)>> = (0..members.len())
        .map(|group| rank(source, &pool, group, &members[group], &submissions[group]))
        .collect();
    let mut chosen = vec![Vec::new(); members.len()];
    let mut taken = vec![false; instance.experts.len()];
    for _ in 0..EACH {
        for group in 0..members.len() {
            ranked[group].retain(|&(_, expert)| !taken[expert as usize]);
            if let Some(&(_, expert)) = ranked[group].first() {
                taken[expert as usize] = true;
                chosen[group].push(expert);
            }
        }
    }
    chosen
}

fn rank(
    source: &Source<'_>,
    pool: &[u32],
    group: usize,
    members: &[u32],
    submissions: &[u32],
) -> Vec<(i64, u32)> {
    let instance = source.instance;
    let mut together = members.to_vec();
    let mut ranked: Vec<(i64, u32)> = pool
        .iter()
        .copied()
        .filter(|&expert| instance.experts[expert as usize].allowed.allows(group))
        .filter_map(|expert| {
            let cells = submissions
                .iter()
                .map(|&s| instance.cells.get(s as usize, expert as usize));
            if cells.clone().any(|cell| !cell.free()) {
                return None;
            }
            together.push(expert);
            let fits = seat_rules::broken_together(instance, &together) == 0;
            together.pop();
            let covered: i64 = cells
                .clone()
                .map(|cell| i64::from(cell.mask().count_ones()))
                .sum();
            let score: i64 = cells.map(|cell| i64::from(cell.score())).sum();
            fits.then_some((score + covered * 200_000_000, expert))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.truncate(EACH * 12);
    ranked
}
