//! The steps of a division, one after the other.

use super::bonds::Bonds;
use super::experts::{Demand, Seats, Worth};
use super::likeness::Graph;
use super::parts::{Division, Share, Undivided};
use super::spread::{Size, Spread};
use super::{clusters, follow, likeness, quotas, spread};
use crate::bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::{Instance, Reason};
use crate::solve::rule::chairs;
use crate::solve::search::CandidateLists;
use std::collections::BTreeMap;

/// How often experts are assigned again after submissions followed them.
const ROUNDS: usize = 6;

/// See [`Divider::seats`].
type Seated = (Seats, BTreeMap<usize, usize>, Vec<Option<usize>>);

/// What a division is made from.
pub(super) struct Divider<'a> {
    /// The season.
    pub season: &'a Season,
    /// The whole in solver form.
    pub instance: &'a Instance,
    /// Its candidate lists.
    pub lists: &'a CandidateLists,
    /// Groups of each part.
    pub groups: Vec<usize>,
    /// What pins keep together.
    pub bonds: Bonds,
}

/// Submissions sorted into parts.
struct Sorted {
    /// The part of each submission.
    part: Vec<usize>,
    /// The cluster of each submission.
    cluster: Vec<u32>,
    /// The sizes that parts may have.
    sizes: Vec<Size>,
}

impl Divider<'_> {
    /// Divides, step by step.
    pub fn divide(&self) -> Result<Division, Undivided> {
        let heads = self.heads()?;
        let outside: &[u32] = match self.instance.chairs_in_groups {
            true => &[],
            false => &heads,
        };
        let Sorted {
            part,
            cluster,
            sizes,
        } = self.submissions(outside)?;
        let mut demand = Demand::new(&cluster, &part, &self.groups);
        let (mut seats, mut sets, mut fixed) = self.seats(&demand, outside)?;
        for _ in 0..ROUNDS {
            let bound = |submission| self.bonds.is_bound(submission);
            let found = (&demand, &seats);
            let next = follow::follow(self.instance, self.lists, found, &sizes, bound);
            if next == demand {
                break;
            }
            demand = next;
            (seats, sets, fixed) = self.seats(&demand, outside)?;
        }
        let mut expert_part = seats.shared_out(self.instance, &demand, (&fixed, outside));
        let quotas = quotas::quotas(self.instance, &self.groups, &demand.held());
        let free = |expert: usize| fixed[expert].is_none();
        quotas::mend(&mut expert_part, &quotas, &seats.by_part, free);
        Ok(self.division(&demand.parts(), &expert_part, &sets, heads))
    }

    /// The assignment of experts to a demand, the part of each set of bound things, and of each
    /// expert in one.
    fn seats(&self, demand: &Demand, outside: &[u32]) -> Result<Seated, Undivided> {
        let instance = self.instance;
        let seats = instance.shape.max_members() * instance.groups.len();
        let load = instance.reviews().div_ceil(seats.max(1)).max(1);
        let worth = Worth::of(instance, self.lists, demand, load);
        let by_part = worth.by_part(instance.experts.len(), demand);
        let sets = self.sets((&demand.parts(), &demand.groups), &by_part)?;
        let fixed: Vec<Option<usize>> = (0..instance.experts.len())
            .map(|expert| sets.get(&self.bonds.of_expert(expert)?).copied())
            .collect();
        let seats = Seats::of(instance, &worth, demand, (&fixed, outside));
        Ok((seats, sets, fixed))
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
        let none = || {
            let words = bilingual!(
                "没有两名可任主任委员、副主任委员的质量综合专家。",
                "there are no two quality experts who may be chair and vice chair."
            );
            Undivided::Impossible(vec![Reason::of(Rule::Chairs, words)])
        };
        pairs.first().copied().ok_or_else(none)
    }

    /// Sorts the submissions into parts.
    fn submissions(&self, outside: &[u32]) -> Result<Sorted, Undivided> {
        let order = likeness::by_field(self.season, self.instance);
        let single = Graph::of(self.instance, self.lists, &order);
        let (graph, node) = single.contracted(&self.bonds.label());
        let count = self.instance.submissions.len();
        let most = count.div_ceil(self.instance.groups.len());
        let cluster = self.settled(&clusters::clusters(&graph, most), &node, outside)?;
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
                return Ok(Sorted {
                    part: part.collect(),
                    cluster: own.collect(),
                    sizes: sizes.clone(),
                });
            }
        }
        Err(Undivided::Pins)
    }

    /// The clusters of a graph's nodes when experts were asked for by all clusters and submissions
    /// followed them, whatever part they will be in. `node` is the node of each submission.
    fn settled(
        &self,
        cluster: &[u32],
        node: &[u32],
        outside: &[u32],
    ) -> Result<Vec<u32>, Undivided> {
        let count = node.len();
        let whole = Size {
            least: 0,
            share: count,
            most: count,
        };
        let own: Vec<u32> = node.iter().map(|&node| cluster[node as usize]).collect();
        let all = [self.instance.groups.len()];
        let mut demand = Demand::new(&own, &vec![0; count], &all);
        for _ in 0..ROUNDS {
            let (seats, ..) = self.seats(&demand, outside)?;
            let bound = |submission| self.bonds.is_bound(submission);
            let found = (&demand, &seats);
            let next = follow::follow(self.instance, self.lists, found, &[whole], bound);
            if next == demand {
                break;
            }
            demand = next;
        }
        let mut settled = cluster.to_vec();
        for (&node, &own) in node.iter().zip(&demand.cluster) {
            settled[node as usize] = own;
        }
        Ok(settled)
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
        (part, of_parts): (&[usize], &[usize]),
        by_part: &[Vec<i64>],
    ) -> Result<BTreeMap<usize, usize>, Undivided> {
        let mut sets = BTreeMap::new();
        let mut pinned = vec![0; of_parts.len()];
        let groups: Vec<usize> = (0..self.instance.groups.len())
            .filter_map(|group| self.bonds.of_group(group))
            .collect();
        let of = |set: usize| groups.iter().filter(|own| **own == set).count();
        let experts: Vec<(usize, usize)> = (0..self.instance.experts.len())
            .filter_map(|expert| Some((self.bonds.of_expert(expert)?, expert)))
            .collect();
        let mut all: Vec<usize> = experts
            .iter()
            .map(|own| own.0)
            .chain(groups.iter().copied())
            .collect();
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
                    let room = |at: &usize| pinned[*at] + of(set) <= of_parts[*at];
                    let best = (0..of_parts.len())
                        .filter(room)
                        .max_by_key(|&at| (served(at), std::cmp::Reverse(at)));
                    best.ok_or(Undivided::Pins)?
                }
            };
            pinned[own] += of(set);
            sets.insert(set, own);
        }
        let fits = pinned.iter().zip(of_parts).all(|(own, most)| own <= most);
        fits.then_some(sets).ok_or(Undivided::Pins)
    }

    fn division(
        &self,
        part: &[usize],
        expert_part: &[Option<usize>],
        sets: &BTreeMap<usize, usize>,
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
