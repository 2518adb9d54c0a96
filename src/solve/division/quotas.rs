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
        found.push(quota(has, &|part| (each as usize * submissions[part]).div_ceil(load)));
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
    for (at, quota) in quotas.iter().enumerate() {
        for to in 0..quota.wanted.len() {
            while quota.have(part, to) < quota.wanted[to] {
                let spare: Vec<bool> = (0..quota.wanted.len())
                    .map(|from| quota.have(part, from) > quota.wanted[from])
                    .collect();
                let loss = |expert: usize, from: usize, to: usize| {
                    by_part[expert][from] - by_part[expert][to]
                };
                let coming = (0..part.len())
                    .filter(|&expert| quota.has[expert] && open(expert))
                    .filter_map(|expert| Some((expert, part[expert]?)))
                    .filter(|&(_, from)| from != to && spare[from])
                    .min_by_key(|&(expert, from)| (loss(expert, from, to), expert));
                let Some((comes, from)) = coming else { break };
                // Nobody goes of whom an earlier kind has just enough.
                let needed = |expert: usize| {
                    let mut before = quotas[..at].iter();
                    before.any(|own| own.has[expert] && own.have(part, to) <= own.wanted[to])
                };
                let goes = (0..part.len())
                    .filter(|&expert| part[expert] == Some(to) && !quota.has[expert])
                    .filter(|&expert| open(expert) && !needed(expert))
                    .min_by_key(|&expert| (loss(expert, to, from), expert));
                part[comes] = Some(to);
                if let Some(goes) = goes {
                    part[goes] = Some(from);
                }
            }
        }
    }
}

impl Quota {
    fn have(&self, part: &[Option<usize>], which: usize) -> usize {
        let own = part.iter().zip(&self.has);
        own.filter(|(own, has)| **own == Some(which) && **has).count()
    }
}
