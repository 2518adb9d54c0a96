//! A first partition of the submissions into groups.

use super::search::CandidateLists;
use crate::solve::instance::Instance;
use std::collections::VecDeque;

/// Sorts submissions into groups of allowed sizes so that those with the same promising experts
/// come together: one submission after another joins the group whose short lists it shares most,
/// starting from seeds far apart. Themes and pins are kept. O(submissions x groups x list).
pub fn by_field(instance: &Instance, lists: &CandidateLists, seed: u64) -> Vec<Vec<u32>> {
    let groups = instance.groups.len();
    let count = instance.submissions.len();
    let (least, most) = instance.shape.usual_submissions;
    let usual = count
        .div_ceil(groups.max(1))
        .clamp(least.max(1), most.max(least).max(1));
    // How often each expert stands on the short lists of a group's submissions.
    let mut liked = vec![std::collections::BTreeMap::<u32, u32>::new(); groups];
    let mut partition = vec![Vec::new(); groups];
    for submission in order(instance, lists, seed) {
        let need = &instance.submissions[submission as usize];
        let list = &lists.of(submission)[..lists.of(submission).len().min(16)];
        let best = (0..groups)
            .filter(|&group| need.allowed.allows(group))
            .max_by_key(|&group| {
                let room = partition[group].len() < usual;
                let shared: u32 = list
                    .iter()
                    .filter_map(|expert| liked[group].get(expert))
                    .sum();
                let open = std::cmp::Reverse(partition[group].len());
                (room, shared, open, std::cmp::Reverse(group))
            });
        // Compiling refuses submissions without a group.
        let Some(group) = best else { continue };
        partition[group].push(submission);
        for &expert in list {
            *liked[group].entry(expert).or_default() += 1;
        }
    }
    level(instance, &mut partition);
    for group in &mut partition {
        group.sort_unstable();
    }
    partition
}

/// Those with the fewest groups first; then by field, so that neighbours come together. Another
/// seed starts elsewhere.
fn order(instance: &Instance, lists: &CandidateLists, seed: u64) -> Vec<u32> {
    let groups = instance.groups.len();
    let mut order: Vec<u32> = (0..).take(instance.submissions.len()).collect();
    let choice = |submission: u32| {
        let allowed = &instance.submissions[submission as usize].allowed;
        if allowed.is_all() {
            groups
        } else {
            (0..groups).filter(|&group| allowed.allows(group)).count()
        }
    };
    let field = |submission: u32| lists.of(submission).first().copied();
    order.sort_by_key(|&submission| (choice(submission), field(submission), submission));
    let free = order.partition_point(|&submission| choice(submission) < groups);
    let tail = &mut order[free..];
    if !tail.is_empty() {
        // The remainder is below the length.
        #[allow(clippy::cast_possible_truncation)]
        let shift = (seed.wrapping_mul(7919) % tail.len() as u64) as usize;
        tail.rotate_left(shift);
    }
    order
}

/// Moves submissions along chains of groups until no group is too large or too small, or nothing
/// more can be moved.
fn level(instance: &Instance, partition: &mut [Vec<u32>]) {
    let (least, most) = instance.shape.usual_submissions;
    loop {
        let too_large = |group: &Vec<u32>| group.len() > most;
        let too_small = |group: &Vec<u32>| group.len() < least;
        let moved = if let Some(from) = partition.iter().position(too_large) {
            shift(instance, partition, from, |group| group.len() < most, false)
        } else if let Some(to) = partition.iter().position(too_small) {
            shift(instance, partition, to, |group| group.len() > least, true)
        } else {
            return;
        };
        if !moved {
            return;
        }
    }
}

/// Finds the shortest chain of groups from `start` to one that `ends` accepts and moves one
/// submission along each link: away from `start`, or `towards` it.
fn shift(
    instance: &Instance,
    partition: &mut [Vec<u32>],
    start: usize,
    ends: impl Fn(&Vec<u32>) -> bool,
    towards: bool,
) -> bool {
    let mut link: Vec<Option<(usize, u32)>> = vec![None; partition.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(group) = queue.pop_front() {
        if group != start && ends(&partition[group]) {
            follow(partition, &link, start, group, towards);
            return true;
        }
        let open: Vec<usize> = (0..partition.len())
            .filter(|&next| next != start && link[next].is_none())
            .collect();
        for next in open {
            let (from, to) = if towards {
                (next, group)
            } else {
                (group, next)
            };
            let allowed = |submission: &&u32| {
                instance.submissions[**submission as usize]
                    .allowed
                    .allows(to)
            };
            if let Some(&submission) = partition[from].iter().find(allowed) {
                link[next] = Some((group, submission));
                queue.push_back(next);
            }
        }
    }
    false
}

fn follow(
    partition: &mut [Vec<u32>],
    link: &[Option<(usize, u32)>],
    start: usize,
    end: usize,
    towards: bool,
) {
    let mut at = end;
    while at != start {
        let Some((before, submission)) = link[at] else {
            return;
        };
        let (from, to) = if towards { (at, before) } else { (before, at) };
        if let Some(position) = partition[from]
            .iter()
            .position(|&other| other == submission)
        {
            partition[from].remove(position);
            partition[to].push(submission);
        }
        at = before;
    }
}
