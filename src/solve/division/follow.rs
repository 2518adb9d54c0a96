//! Submissions follow the experts: once experts are asked for by clusters, each submission is worth
//! to a part what its best reviewers there are, and one assignment of submissions to parts, of the
//! sizes that parts may have, makes the sum of that as large as possible.

use super::experts::{Demand, Seats};
use super::likeness::appeal;
use super::spread::Size;
use crate::flow::{self, Problem};
use crate::solve::instance::Instance;
use crate::solve::search::CandidateLists;

/// What staying is worth, so that nothing moves for nothing.
const STAYING: i64 = 1;

/// The demand when submissions have followed; those that are `bound` stay.
pub fn follow(
    instance: &Instance,
    lists: &CandidateLists,
    (demand, seats): (&Demand, &Seats),
    sizes: &[Size],
    bound: impl Fn(usize) -> bool,
) -> Demand {
    let count = instance.submissions.len();
    let worth: Vec<Vec<(u32, i64)>> = (0..count)
        .map(|submission| served(instance, lists, seats, submission))
        .collect();
    let mut part = demand.parts();
    let free: Vec<usize> = (0..count)
        .filter(|&submission| !bound(submission))
        .collect();
    if let Some(moved) = assigned(&free, &worth, (demand, &part), sizes, &bound) {
        for (&submission, own) in free.iter().zip(moved) {
            part[submission] = own;
        }
    }
    let cluster: Vec<u32> = (0..count)
        .map(|submission| {
            let own = demand.cluster[submission];
            let here = |cluster: u32| demand.part[cluster as usize] == part[submission];
            let best = worth[submission].iter().filter(|one| here(one.0));
            let best = best.max_by_key(|one| (one.1, one.0 == own, std::cmp::Reverse(one.0)));
            // Where nobody there serves it, it comes to the smallest cluster of the part.
            let smallest = || {
                let all = (0..)
                    .take(demand.size.len())
                    .filter(|&cluster| here(cluster));
                all.min_by_key(|&cluster| (demand.size[cluster as usize], cluster))
            };
            match best {
                Some(best) => best.0,
                None if here(own) => own,
                None => smallest().unwrap_or(own),
            }
        })
        .collect();
    Demand::new(&cluster, &part, &demand.groups)
}

/// What a submission's best reviewers are worth to it, by the cluster that they are asked for by.
fn served(
    instance: &Instance,
    lists: &CandidateLists,
    seats: &Seats,
    submission: usize,
) -> Vec<(u32, i64)> {
    let number = u32::try_from(submission).unwrap_or(u32::MAX);
    let mut pairs: Vec<(u32, u64)> = lists
        .of(number)
        .iter()
        .filter_map(|&expert| {
            let cluster = seats.cluster[expert as usize]?;
            Some((cluster, appeal(instance, number, expert)))
        })
        .collect();
    pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    let reviewers = instance.reviewers_of(submission);
    let own = pairs.chunk_by(|a, b| a.0 == b.0);
    own.map(|own| {
        let sum: u64 = own.iter().take(reviewers).map(|pair| pair.1).sum();
        (own[0].0, i64::try_from(sum).unwrap_or(i64::MAX))
    })
    .collect()
}

/// The part of each free submission, or nothing where sizes leave no way.
fn assigned(
    free: &[usize],
    worth: &[Vec<(u32, i64)>],
    (demand, part): (&Demand, &[usize]),
    sizes: &[Size],
    bound: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut settled = vec![0; sizes.len()];
    for (submission, &own) in part.iter().enumerate() {
        settled[own] += usize::from(bound(submission));
    }
    let left = |size: usize, own: usize| u32::try_from(size.saturating_sub(settled[own]));
    let mut problem = Problem {
        starts: vec![0],
        demands: vec![1; free.len()],
        ..Problem::default()
    };
    for (own, size) in sizes.iter().enumerate() {
        problem.floors.push(left(size.least, own).ok()?);
        problem.caps.push(left(size.most, own).ok()?);
    }
    for &submission in free {
        let mut best = vec![0; sizes.len()];
        for &(cluster, worth) in &worth[submission] {
            let best = &mut best[demand.part[cluster as usize]];
            *best = worth.max(*best);
        }
        best[part[submission]] += STAYING;
        problem.columns.extend((0..).take(sizes.len()));
        problem.scores.extend(best);
        problem.starts.push(problem.columns.len());
    }
    let solution = flow::solve::<i64>(&problem, Vec::new()).ok()?;
    let of = |row| solution.columns[solution.row(row)].first();
    (0..free.len())
        .map(|row| of(row).map(|&own| own as usize))
        .collect()
}
