//! A first partition of the submissions into groups.

use super::search::CandidateLists;
use crate::solve::instance::Instance;
use std::collections::VecDeque;

/// Partitions submissions into groups of allowed sizes so that those with the same promising
/// experts come together: starting from seeds far apart, each submission in turn joins the group
/// whose short lists have most in common with its own. Observes themes and pins. O(submissions x
/// (groups + list x groups that like an expert)).
pub fn by_field(instance: &Instance, lists: &CandidateLists, seed: u64) -> Vec<Vec<u32>> {
    let groups = instance.groups.len();
    let count = instance.submissions.len();
    let (least, most) = instance.shape.usual_submissions;
    let usual = count
        .div_ceil(groups.max(1))
        .clamp(least.max(1), most.max(least).max(1));
    let mut liked = Liked::new(instance.experts.len(), groups);
    let mut partition = vec![Vec::new(); groups];
    for submission in order(instance, lists, seed) {
        let need = &instance.submissions[submission as usize];
        let list = &lists.of(submission)[..lists.of(submission).len().min(16)];
        let shared = liked.shared(list);
        let best = (0..groups)
            .filter(|&group| need.allowed.allows(group))
            .max_by_key(|&group| {
                let room = partition[group].len() < usual;
                let shared = shared[group];
                let open = std::cmp::Reverse(partition[group].len());
                (room, shared, open, std::cmp::Reverse(group))
            });
        // Compiling rejects submissions without an allowed group.
        let Some(group) = best else { continue };
        partition[group].push(submission);
        liked.add(group, list);
    }
    level(instance, &mut partition);
    for group in &mut partition {
        group.sort_unstable();
    }
    partition
}

/// How often each expert is on the short lists of a group's submissions.
struct Liked {
    /// By expert, the groups with their counts: few, however many groups there are.
    groups: Vec<Vec<(usize, u32)>>,
    /// By group, what the last question came to.
    shared: Vec<u32>,
}

impl Liked {
    fn new(experts: usize, groups: usize) -> Self {
        Self {
            groups: vec![Vec::new(); experts],
            shared: vec![0; groups],
        }
    }

    /// By group, how often the experts of `list` are on its submissions' lists.
    fn shared(&mut self, list: &[u32]) -> &[u32] {
        self.shared.fill(0);
        for &expert in list {
            for &(group, count) in &self.groups[expert as usize] {
                self.shared[group] += count;
            }
        }
        &self.shared
    }

    fn add(&mut self, group: usize, list: &[u32]) {
        for &expert in list {
            let own = &mut self.groups[expert as usize];
            match own.iter_mut().find(|(other, _)| *other == group) {
                Some((_, count)) => *count += 1,
                None => own.push((group, 1)),
            }
        }
    }
}

/// The submissions with the fewest allowed groups first, then ordered by field, so that similar
/// ones are adjacent. The seed determines the starting point.
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
        // The remainder is smaller than the length.
        #[allow(clippy::cast_possible_truncation)]
        let shift = (seed.wrapping_mul(7919) % tail.len() as u64) as usize;
        tail.rotate_left(shift);
    }
    order
}

/// Moves submissions along chains of groups until no group is too large or too small, or no move is
/// left.
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

/// Finds the shortest chain of groups from `start` to a group accepted by `ends`, and moves one
/// submission along each link: away from `start`, or to it if `towards` is set.
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
