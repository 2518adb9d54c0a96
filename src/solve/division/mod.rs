//! Divides a season into parts that are formed apart, each an ordinary season: submissions that
//! belong together, as many groups as they fill, the experts who serve them best, and the same
//! chairs.
//!
//! 1. Submissions that the same experts would review are tied ([`likeness`]) and joined to
//!    clusters about as large as a group ([`clusters`]).
//! 2. Clusters go to parts of like size ([`spread`]).
//! 3. One assignment gives experts to the clusters' demand ([`experts`]); kinds of people that
//!    rules ask for are evened out ([`quotas`]).
//! 4. What pins bind together stays in one part ([`bonds`]).
//!
//! Nothing here is random and nothing depends on threads: every run that divides the same season
//! finds the same parts.

mod bonds;
mod clusters;
mod experts;
mod likeness;
mod quotas;
mod share;
mod spread;
#[cfg(test)]
mod tests;

use super::instance::{Compiler, Instance, Reason};
use super::rule::chairs;
use super::search::CandidateLists;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use bonds::Bonds;
use experts::{Demand, Worth};
use likeness::Graph;
use spread::{Size, Spread};

/// A season's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// The number of groups of the whole.
    pub groups: usize,
    /// The parts, in order.
    pub parts: Vec<Share>,
    /// Chair and vice chair of every part.
    pub heads: [ExpertIndex; 2],
}

/// What one part has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The numbers, from 0, that its groups have in the whole, ascending.
    pub groups: Vec<usize>,
    /// Its submissions, ascending.
    pub submissions: Vec<SubmissionIndex>,
    /// Its experts without the chairs, ascending.
    pub experts: Vec<ExpertIndex>,
}

/// Why a season cannot be divided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undivided {
    /// There are fewer groups than parts.
    FewGroups {
        /// The number of groups.
        groups: usize,
    },
    /// Groups have themes.
    Themes,
    /// Pins bind so much together that no part can hold it.
    Pins,
    /// It is proven that the whole season has no plan, for these reasons.
    Impossible(Vec<Reason>),
}

/// Divides a season into so many parts.
///
/// # Errors
/// Why it cannot be divided.
pub fn divide(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
    parts: usize,
) -> Result<Division, Undivided> {
    if !season.themes.is_empty() {
        return Err(Undivided::Themes);
    }
    let compiler = Compiler::new(season, conflicts, affinity).map_err(Undivided::Impossible)?;
    let groups = compiler.counts()[0];
    if groups < parts {
        return Err(Undivided::FewGroups { groups });
    }
    let instance = compiler.instance(groups).map_err(Undivided::Impossible)?;
    let lists = CandidateLists::new(&instance);
    Divider {
        season,
        instance: &instance,
        lists: &lists,
        groups: (0..parts).map(|part| groups / parts + usize::from(part < groups % parts)).collect(),
        bonds: Bonds::of(season, &instance),
    }
    .divide()
}

struct Divider<'a> {
    season: &'a Season,
    instance: &'a Instance,
    lists: &'a CandidateLists,
    /// Groups of each part.
    groups: Vec<usize>,
    bonds: Bonds,
}

impl Divider<'_> {
    fn divide(&self) -> Result<Division, Undivided> {
        let heads = self.heads()?;
        let (part, cluster) = self.submissions()?;
        let count = cluster.iter().max().map_or(0, |last| *last as usize + 1);
        // A cluster that was split between parts is one in each.
        let mut numbers = std::collections::BTreeMap::new();
        let cluster: Vec<u32> = (cluster.iter().zip(&part))
            .map(|(&own, &part)| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry((own, part)).or_insert(next)
            })
            .collect();
        debug_assert!(numbers.len() >= count);
        let mut size = vec![0; numbers.len()];
        let mut part_of = vec![0; numbers.len()];
        for (&own, &part) in cluster.iter().zip(&part) {
            size[own as usize] += 1;
            part_of[own as usize] = part;
        }
        let demand = Demand {
            cluster: &cluster,
            part: &part_of,
            size: &size,
            groups: &self.groups,
        };
        let seats = self.instance.shape.max_members() * self.instance.groups.len();
        let load = self.instance.reviews().div_ceil(seats.max(1)).max(1);
        let worth = Worth::of(self.instance, self.lists, &demand, load);
        let by_part = worth.by_part(self.instance.experts.len(), &demand);
        let sets = self.sets(&part, &by_part)?;
        let expert_part = self.experts((&worth, &by_part), &demand, &sets, heads);
        Ok(self.division(&part, &expert_part, &sets, heads))
    }

    /// Chair and vice chair: those on the fewest lists, so that groups lose least.
    fn heads(&self) -> Result<[u32; 2], Undivided> {
        let mut listed = vec![0_i64; self.instance.experts.len()];
        for submission in (0..).take(self.instance.submissions.len()) {
            for &expert in self.lists.of(submission) {
                listed[expert as usize] += 1;
            }
        }
        let pairs = chairs::pairs(self.instance, |expert| listed[expert as usize]);
        let none = || Undivided::Impossible(Vec::new());
        pairs.first().copied().ok_or_else(none)
    }

    /// The part and the cluster of each submission.
    fn submissions(&self) -> Result<(Vec<usize>, Vec<u32>), Undivided> {
        let order = likeness::by_field(self.season, self.instance);
        let single = Graph::of(self.instance, self.lists, &order);
        let (graph, node) = single.contracted(&self.bonds.label());
        let count = self.instance.submissions.len();
        let most = count.div_ceil(self.instance.groups.len());
        let cluster = clusters::clusters(&graph, most);
        let (coarse, _) = graph.contracted(&cluster);
        let mut seen = vec![false; coarse.len()];
        let mut by_field: Vec<u32> = order
            .iter()
            .map(|&submission| cluster[node[submission as usize] as usize])
            .collect();
        by_field.retain(|&own| !std::mem::replace(&mut seen[own as usize], true));
        for sizes in [self.sizes(most / 2), self.sizes(count)] {
            let mut whole = Spread::new(&coarse, &sizes, spread::grow(&coarse, &by_field, &sizes));
            whole.improve();
            let start = cluster.iter().map(|&own| whole.part[own as usize]);
            let mut spread = Spread::new(&graph, &sizes, start.collect());
            if spread.level() {
                spread.improve();
                let part = node.iter().map(|&node| spread.part[node as usize]);
                let own = node.iter().map(|&node| cluster[node as usize]);
                return Ok((part.collect(), own.collect()));
            }
        }
        Err(Undivided::Pins)
    }

    /// The sizes of the parts, with so much room around their share as the rules allow.
    fn sizes(&self, room: usize) -> Vec<Size> {
        let shape = &self.instance.shape;
        let (count, all) = (self.instance.submissions.len(), shape.groups);
        let mut groups = 0;
        let mut held = 0;
        let size = |&own: &usize| {
            groups += own;
            let share = count * groups / all - held;
            held += share;
            let least = share.saturating_sub(room).max(own * shape.min_submissions);
            let most = (share + room).min(own.saturating_mul(shape.max_submissions));
            Size {
                least: least.min(share),
                share,
                most: most.max(share),
            }
        };
        self.groups.iter().map(size).collect()
    }

    /// The part of each set of bound things: where its submissions are, else where its experts
    /// serve best, as far as there are groups.
    fn sets(
        &self,
        part: &[usize],
        by_part: &[Vec<i64>],
    ) -> Result<std::collections::BTreeMap<usize, usize>, Undivided> {
        let mut sets = std::collections::BTreeMap::new();
        let mut pinned = vec![0; self.groups.len()];
        let groups: Vec<usize> = (0..self.instance.groups.len())
            .filter_map(|group| self.bonds.of_group(group))
            .collect();
        let of = |set: usize| groups.iter().filter(|own| **own == set).count();
        let experts: Vec<(usize, usize)> = (0..self.instance.experts.len())
            .filter_map(|expert| Some((self.bonds.of_expert(expert)?, expert)))
            .collect();
        let mut all: Vec<usize> = experts.iter().map(|own| own.0).chain(groups.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        // Sets with submissions come first: the smallest number stands for a set.
        for set in all {
            let own = match self.bonds.submission(set) {
                Some(submission) => part[submission],
                None => {
                    let served = |at: usize| {
                        let own = experts.iter().filter(|own| own.0 == set);
                        own.map(|own| by_part[own.1][at]).sum::<i64>()
                    };
                    let room = |at: &usize| pinned[*at] + of(set) <= self.groups[*at];
                    let best = (0..self.groups.len())
                        .filter(room)
                        .max_by_key(|&at| (served(at), std::cmp::Reverse(at)));
                    best.ok_or(Undivided::Pins)?
                }
            };
            pinned[own] += of(set);
            sets.insert(set, own);
        }
        let fits = pinned.iter().zip(&self.groups).all(|(own, most)| own <= most);
        fits.then_some(sets).ok_or(Undivided::Pins)
    }

    /// The part of each expert.
    fn experts(
        &self,
        (worth, by_part): (&Worth, &[Vec<i64>]),
        demand: &Demand<'_>,
        sets: &std::collections::BTreeMap<usize, usize>,
        heads: [u32; 2],
    ) -> Vec<Option<usize>> {
        let instance = self.instance;
        let outside: &[u32] = match instance.chairs_in_groups {
            true => &[],
            false => &heads,
        };
        let fixed: Vec<Option<usize>> = (0..instance.experts.len())
            .map(|expert| sets.get(&self.bonds.of_expert(expert)?).copied())
            .collect();
        let mut part = experts::assigned(instance, worth, demand, &fixed, outside);
        let mut held = vec![0; self.groups.len()];
        for (size, &part) in demand.size.iter().zip(demand.part) {
            held[part] += size;
        }
        let quotas = quotas::quotas(instance, &self.groups, &held);
        quotas::mend(&mut part, &quotas, by_part, |expert| fixed[expert].is_none());
        part
    }

    fn division(
        &self,
        part: &[usize],
        expert_part: &[Option<usize>],
        sets: &std::collections::BTreeMap<usize, usize>,
        heads: [u32; 2],
    ) -> Division {
        let instance = self.instance;
        let mut parts: Vec<Share> = vec![
            Share {
                groups: Vec::new(),
                submissions: Vec::new(),
                experts: Vec::new(),
            };
            self.groups.len()
        ];
        for (need, &part) in instance.submissions.iter().zip(part) {
            parts[part].submissions.push(need.season);
        }
        for (expert, part) in instance.experts.iter().zip(expert_part) {
            if let Some(part) = *part {
                parts[part].experts.push(expert.season);
            }
        }
        let pinned = |group: usize| sets.get(&self.bonds.of_group(group)?).copied();
        for group in 0..instance.groups.len() {
            if let Some(part) = pinned(group) {
                parts[part].groups.push(group);
            }
        }
        let mut free = (0..instance.groups.len()).filter(|&group| pinned(group).is_none());
        for (part, &count) in parts.iter_mut().zip(&self.groups) {
            let lacking = count.saturating_sub(part.groups.len());
            part.groups.extend(free.by_ref().take(lacking));
            part.groups.sort_unstable();
        }
        Division {
            groups: instance.groups.len(),
            parts,
            heads: heads.map(|head| instance.experts[head as usize].season),
        }
    }
}
