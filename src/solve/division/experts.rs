//! Experts to parts, by one assignment: each cluster of submissions asks for as many experts as
//! groups of its size have members, each part for a leader of each of its groups; an expert is
//! worth to a cluster what he could review of it. Who is asked for nowhere goes where he serves
//! best among the parts that have fewer experts than their share.

use super::likeness::appeal;
use crate::flow::{self, Problem};
use crate::solve::instance::Instance;
use crate::solve::search::CandidateLists;
use std::collections::BTreeMap;

/// What a place costs that nobody known takes, far below any expert's worth.
const NOBODY: i64 = -1_000_000;

/// What the parts ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The cluster of each submission.
    pub cluster: Vec<u32>,
    /// The part of each cluster.
    pub part: Vec<usize>,
    /// Submissions of each cluster.
    pub size: Vec<usize>,
    /// Groups of each part.
    pub groups: Vec<usize>,
}

impl Demand {
    /// The demand of submissions with these clusters, numbered anyhow, and parts. A cluster that is
    /// in several parts is one in each.
    pub fn new(cluster: &[u32], part: &[usize], groups: &[usize]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut demand = Self {
            cluster: Vec::with_capacity(cluster.len()),
            part: Vec::new(),
            size: Vec::new(),
            groups: groups.to_vec(),
        };
        for (&own, &part) in cluster.iter().zip(part) {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry((own, part)).or_insert(next);
            if number == next {
                demand.part.push(part);
                demand.size.push(0);
            }
            demand.size[number as usize] += 1;
            demand.cluster.push(number);
        }
        demand
    }

    /// The part of each submission.
    pub fn parts(&self) -> Vec<usize> {
        let part = |cluster: &u32| self.part[*cluster as usize];
        self.cluster.iter().map(part).collect()
    }

    /// Submissions of each part.
    pub fn held(&self) -> Vec<usize> {
        let mut held = vec![0; self.groups.len()];
        for (size, &part) in self.size.iter().zip(&self.part) {
            held[part] += size;
        }
        held
    }
}

/// How well experts serve clusters: (expert, worth in thousandths) by cluster, those with any.
pub struct Worth(Vec<Vec<(u32, i64)>>);

impl Worth {
    /// Adds up, for each expert and cluster, the best pairs of as many submissions as a member
    /// reviews, of those that list the expert.
    pub fn of(instance: &Instance, lists: &CandidateLists, demand: &Demand, load: usize) -> Self {
        let mut pairs: Vec<Vec<(u32, u64)>> = vec![Vec::new(); demand.size.len()];
        for (submission, &cluster) in (0_u32..).zip(&demand.cluster) {
            let list = lists.of(submission).iter();
            let own = list.map(|&expert| (expert, appeal(instance, submission, expert)));
            pairs[cluster as usize].extend(own);
        }
        let sums = pairs.into_iter().map(|mut pairs| {
            pairs.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            let own = pairs.chunk_by(|a, b| a.0 == b.0);
            own.map(|of_one| {
                let sum: u64 = of_one.iter().take(load).map(|pair| pair.1).sum();
                (of_one[0].0, i64::try_from(sum).unwrap_or(i64::MAX))
            })
            .collect()
        });
        Self(sums.collect())
    }

    /// What each expert is worth to each part at most, by expert.
    pub fn by_part(&self, experts: usize, demand: &Demand) -> Vec<Vec<i64>> {
        let mut best = vec![vec![0; demand.groups.len()]; experts];
        for (own, &part) in self.0.iter().zip(&demand.part) {
            for &(expert, worth) in own {
                let best = &mut best[expert as usize][part];
                *best = (*best).max(worth);
            }
        }
        best
    }
}

/// Who is asked for, and where.
pub struct Seats {
    /// What each expert is worth to each part.
    pub by_part: Vec<Vec<i64>>,
    /// The cluster that each expert is asked for by; of a leader, and of those whose part is
    /// settled, the cluster of the part that the expert serves best.
    pub cluster: Vec<Option<u32>>,
    /// The part of each expert who is asked for or whose part is settled.
    part: Vec<Option<usize>>,
}

impl Seats {
    /// The assignment. `fixed` are the parts that are settled, `heads` those who sit in no group.
    pub fn of(
        instance: &Instance,
        worth: &Worth,
        demand: &Demand,
        (fixed, heads): (&[Option<usize>], &[u32]),
    ) -> Self {
        let experts = instance.experts.len();
        let mut seats = Self {
            by_part: worth.by_part(experts, demand),
            cluster: vec![None; experts],
            part: fixed.to_vec(),
        };
        let open = |expert| open(instance, fixed, heads, expert);
        let (rows, problem) = problem(instance, worth, demand, &seats.by_part, fixed, open);
        // With places for nobody there is always a solution, and amounts are far from 64 bits.
        if let Ok(solution) = flow::solve::<i64>(&problem, Vec::new()) {
            for (row, &part) in rows.iter().enumerate() {
                let own = solution.columns[solution.row(row)].iter();
                for &expert in own.filter(|column| (**column as usize) < experts) {
                    seats.part[expert as usize] = Some(part);
                    let of_cluster = row < demand.size.len();
                    seats.cluster[expert as usize] = of_cluster.then_some(row as u32);
                }
            }
        }
        let mut served = vec![0; experts];
        let settled = seats.cluster.clone();
        for ((cluster, own), &part) in (0_u32..).zip(&worth.0).zip(&demand.part) {
            for &(expert, worth) in own {
                let at = expert as usize;
                let here = settled[at].is_none() && seats.part[at] == Some(part);
                if here && worth > served[at] {
                    served[at] = worth;
                    seats.cluster[at] = Some(cluster);
                }
            }
        }
        seats
    }

    /// The part of each expert, `None` for who is to be in none: those whom nobody asks for are
    /// shared out.
    pub fn shared_out(
        &self,
        instance: &Instance,
        demand: &Demand,
        (fixed, heads): (&[Option<usize>], &[u32]),
    ) -> Vec<Option<usize>> {
        let mut part = self.part.clone();
        let open = |expert| open(instance, fixed, heads, expert);
        share_out(&mut part, &self.by_part, &demand.groups, open);
        part
    }
}

/// Whether an expert may go to any part.
fn open(instance: &Instance, fixed: &[Option<usize>], heads: &[u32], expert: usize) -> bool {
    let own = &instance.experts[expert];
    let number = u32::try_from(expert).unwrap_or(u32::MAX);
    fixed[expert].is_none() && !heads.contains(&number) && !own.allowed.is_empty()
}

/// Rows are the clusters and, for their leaders, the parts; returns the part of each row.
fn problem(
    instance: &Instance,
    worth: &Worth,
    demand: &Demand,
    by_part: &[Vec<i64>],
    fixed: &[Option<usize>],
    open: impl Fn(usize) -> bool,
) -> (Vec<usize>, Problem<i64>) {
    let experts = instance.experts.len();
    let asked = asked(instance, demand, fixed);
    let mut rows = Vec::new();
    let mut problem = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    let most = asked.iter().map(|own| own.1).max().unwrap_or(0);
    let mut add = |part: usize, wanted: usize, pairs: Vec<(u32, i64)>| {
        rows.push(part);
        problem
            .demands
            .push(u32::try_from(wanted).unwrap_or(u32::MAX));
        for (expert, worth) in pairs {
            problem.columns.push(expert);
            problem.scores.push(worth);
        }
        for nobody in 0..wanted {
            let column = u32::try_from(experts + nobody).unwrap_or(u32::MAX);
            problem.columns.push(column);
            problem.scores.push(NOBODY);
        }
        problem.starts.push(problem.columns.len());
    };
    for (row, &(part, wanted)) in asked.iter().enumerate() {
        let pairs: Vec<(u32, i64)> = match worth.0.get(row) {
            Some(own) => own
                .iter()
                .copied()
                .filter(|pair| open(pair.0 as usize))
                .collect(),
            None => (0..experts)
                .filter(|&expert| open(expert) && instance.experts[expert].can_lead)
                .map(|expert| (expert as u32, by_part[expert][part]))
                .collect(),
        };
        add(part, wanted, pairs);
    }
    let width = experts + most;
    problem.floors = vec![0; width];
    problem.caps = vec![1; experts];
    problem
        .caps
        .resize(width, u32::try_from(asked.len()).unwrap_or(u32::MAX));
    (rows, problem)
}

/// The part of each row and how many experts it asks for: first the clusters, then the leaders of
/// the parts. Those whose part is settled are there already.
fn asked(instance: &Instance, demand: &Demand, fixed: &[Option<usize>]) -> Vec<(usize, usize)> {
    let parts = demand.groups.len();
    let all: usize = demand.groups.iter().sum();
    let people = instance
        .experts
        .len()
        .saturating_sub(instance.heads_outside());
    let members = instance.shape.max_members().min(people / all.max(1));
    let settled = |part: usize, leads: bool| {
        let own = fixed.iter().zip(&instance.experts);
        own.filter(|(own, expert)| **own == Some(part) && (expert.can_lead || !leads))
            .count()
    };
    let mut rest: Vec<usize> = (0..parts)
        .map(|part| {
            (demand.groups[part] * members.saturating_sub(1)).saturating_sub(settled(part, false))
        })
        .collect();
    let mut left = demand.held();
    let mut asked: Vec<(usize, usize)> = Vec::with_capacity(demand.size.len() + parts);
    // Each cluster its share of what is left of its part's, so that nothing is lost by rounding.
    for (size, &part) in demand.size.iter().zip(&demand.part) {
        let own = (rest[part] * size + left[part] / 2) / left[part].max(1);
        asked.push((part, own));
        rest[part] -= own.min(rest[part]);
        left[part] -= size;
    }
    asked.extend((0..parts).map(|part| {
        (
            part,
            demand.groups[part].saturating_sub(settled(part, true)),
        )
    }));
    asked
}

/// Gives those without a part to the parts that have fewer experts than their share, where they
/// are worth most first.
fn share_out(
    part: &mut [Option<usize>],
    by_part: &[Vec<i64>],
    groups: &[usize],
    open: impl Fn(usize) -> bool,
) {
    let all: usize = groups.iter().sum();
    let waiting: Vec<usize> = (0..part.len())
        .filter(|&expert| part[expert].is_none() && open(expert))
        .collect();
    let mut have = vec![0; groups.len()];
    for &own in part.iter().flatten() {
        have[own] += 1;
    }
    let total = have.iter().sum::<usize>() + waiting.len();
    // A part may have a little more than its share, so that the last ones find a place.
    let share = |own: usize| (total * groups[own]).div_ceil(all.max(1)) + 1;
    let mut offers: Vec<(i64, usize, usize)> = waiting
        .iter()
        .flat_map(|&expert| (0..groups.len()).map(move |own| (by_part[expert][own], expert, own)))
        .collect();
    offers.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, expert, own) in offers {
        if part[expert].is_none() && have[own] < share(own) {
            part[expert] = Some(own);
            have[own] += 1;
        }
    }
}
