//! Kinds of people that rules ask for: every part needs its own, so experts change places between
//! parts until each has enough.

use crate::solve::instance::{Instance, Side};

/// A kind of people, and how many each part needs.
pub struct Quota {
    /// By expert.
    has: Vec<bool>,
    /// By part.
    wanted: Vec<usize>,
}

/// The kinds that an instance's rules ask for: leaders, newcomers, and those of rules about the
/// mix. A part wants a quarter more than it needs, so that there is some choice, and never more
/// than its share of all there are.
pub fn quotas(instance: &Instance, groups: &[usize], submissions: &[usize]) -> Vec<Quota> {
    let all: usize = groups.iter().sum();
    let people = instance.experts.len() / all.max(1);
    let members = instance.shape.max_members().min(people).max(1);
    let quota = |has: Vec<bool>, needed: &dyn Fn(usize) -> usize| {
        let supply = has.iter().filter(|own| **own).count();
        let wanted = |part: usize| {
            let needed = needed(part);
            (needed + needed.div_ceil(4)).min(supply * groups[part] / all.max(1))
        };
        let wanted = (0..groups.len()).map(wanted).collect();
        Quota { has, wanted }
    };
    let people = || instance.experts.iter();
    let leads = people().map(|own| own.can_lead).collect();
    let mut found = vec![quota(leads, &|part| groups[part])];
    if instance.new_share > 0.0 {
        let new = people().map(|own| own.newcomer).collect();
        let each = instance.newcomers_needed(members);
        found.push(quota(new, &|part| groups[part] * each));
    }
    for mix in &instance.mixes.groups {
        let (has, each): (Vec<bool>, usize) = match mix.side {
            Side::AtLeast(amount) => (mix.has.clone(), amount.at_least_of(members)),
            Side::AtMost(amount) => {
                let others = mix.has.iter().map(|has| !has).collect();
                (others, members.saturating_sub(amount.at_most_of(members)))
            }
        };
        found.push(quota(has, &|part| groups[part] * each));
    }
    for mix in &instance.mixes.bits {
        let bits = (0..instance.experts.len()).map(|expert| instance.mixes.of_expert(expert));
        let has = bits.map(|bits| bits >> mix.bit & 1 == 1).collect();
        let each = mix.needed(instance.reviewers_each);
        let load = (instance.reviews() / (all * members).max(1)).max(1);
        found.push(quota(has, &|part| {
            (each as usize * submissions[part]).div_ceil(load)
        }));
    }
    found
}

/// Lets experts of a kind change places with others between parts where one has too few of the
/// kind and the other more than it wants; those first by whom least is lost.
pub fn mend(
    part: &mut [Option<usize>],
    quotas: &[Quota],
    by_part: &[Vec<i64>],
    open: impl Fn(usize) -> bool,
) {
    let mut have: Vec<Vec<usize>> = quotas.iter().map(|quota| quota.have(part)).collect();
    let loss = |expert: usize, from: usize, to: usize| by_part[expert][from] - by_part[expert][to];
    for (at, quota) in quotas.iter().enumerate() {
        for to in 0..quota.wanted.len() {
            while have[at][to] < quota.wanted[to] {
                // Nobody goes of whom an earlier kind, or this one, has just enough.
                let spared = |expert: usize, from: usize| {
                    let mut own = quotas[..=at].iter().zip(&have);
                    own.all(|(own, have)| !own.has[expert] || have[from] > own.wanted[from])
                };
                let seated = || (0..part.len()).filter_map(|expert| Some((expert, part[expert]?)));
                let coming = seated()
                    .filter(|&(expert, from)| from != to && quota.has[expert] && open(expert))
                    .filter(|&(expert, from)| spared(expert, from))
                    .min_by_key(|&(expert, from)| (loss(expert, from, to), expert));
                let Some((comes, from)) = coming else { break };
                let going = seated()
                    .filter(|&(expert, own)| own == to && !quota.has[expert] && open(expert))
                    .filter(|&(expert, _)| spared(expert, to))
                    .min_by_key(|&(expert, _)| (loss(expert, to, from), expert));
                for (expert, from, to) in [
                    Some((comes, from, to)),
                    going.map(|(goes, _)| (goes, to, from)),
                ]
                .into_iter()
                .flatten()
                {
                    part[expert] = Some(to);
                    for (own, have) in quotas.iter().zip(&mut have) {
                        have[from] -= usize::from(own.has[expert]);
                        have[to] += usize::from(own.has[expert]);
                    }
                }
            }
        }
    }
}

impl Quota {
    /// How many of the kind each part has.
    fn have(&self, part: &[Option<usize>]) -> Vec<usize> {
        let mut have = vec![0; self.wanted.len()];
        for (own, has) in part.iter().zip(&self.has) {
            if let Some(own) = own.filter(|_| *has) {
                have[own] += 1;
            }
        }
        have
    }
}
