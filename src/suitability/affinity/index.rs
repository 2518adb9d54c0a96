//! The inverted index from codes to the experts who know them.

use super::profile::{Domain, Industry, Profiles, Skill};
use crate::model::ExpertIndex;
use rayon::prelude::*;
use std::collections::HashMap;

/// An expert with the value of a code for that expert.
pub(super) type Posting = (u32, f64);
/// An expert with the rank of the match of a domain, as in [`BY_RANK`](super::profile::BY_RANK).
pub(super) type Ranked = (u32, u8);

/// For every code of a submission, the experts who match it and the value of the match.
#[derive(Debug)]
pub(super) struct Index {
    /// Matches at the division or deeper, or identical codes.
    near: HashMap<Industry, Vec<Posting>>,
    /// Experts who have the domain itself.
    exact: HashMap<Domain, Vec<Ranked>>,
    /// Experts who have a domain of each parent.
    related: HashMap<u32, Vec<Ranked>>,
    /// Experts of each section.
    sections: HashMap<u32, Section>,
    /// The section of nobody.
    nobody: Section,
}

/// The experts with an industry in one section.
#[derive(Debug, Default)]
pub(super) struct Section {
    experts: Vec<u32>,
    /// One bit for every expert of the season.
    members: Vec<u64>,
}

impl Section {
    fn new(list: Vec<u32>, experts: usize) -> Self {
        let mut members = vec![0; experts.div_ceil(64)];
        for expert in &list {
            members[*expert as usize / 64] |= 1 << (expert % 64);
        }
        Self {
            experts: list,
            members,
        }
    }

    /// The experts, ascending.
    pub fn experts(&self) -> &[u32] {
        &self.experts
    }

    /// Whether an expert is among them.
    #[inline]
    pub fn holds(&self, expert: u32) -> bool {
        let word = self.members.get(expert as usize / 64);
        word.is_some_and(|word| word >> (expert % 64) & 1 == 1)
    }
}

impl Index {
    /// Makes the index in O(codes of experts + matches of the codes asked for).
    pub fn new(profiles: &Profiles) -> Self {
        let experts = profiles.expert_industries.len();
        let (divisions, sections) = by_level(profiles, experts);
        let tops = by_top(profiles, experts);
        let asked = distinct(&profiles.industries);
        let near = asked
            .into_par_iter()
            .map(|code| {
                // A code without a division is matched well only by the section itself.
                let among = match code.levels[1] {
                    0 => sections.get(&code.levels[0]),
                    division => divisions.get(&division),
                };
                let matches = postings(among, |expert| {
                    let own = profiles.expert_industries.get(expert);
                    own.iter().map(|own| own.value(&code)).fold(0.0, f64::max)
                });
                let near = matches.filter(|(_, value)| *value > SECTION);
                (code, near.collect())
            })
            .collect();
        let ranked = |experts: &[u32], rank: &(dyn Fn(&Skill) -> u8 + Sync)| -> Vec<Ranked> {
            let best = |&expert: &u32| {
                let own = profiles.expert_skills.get(expert as usize).iter();
                (expert, own.map(rank).max().unwrap_or(0))
            };
            let matches = experts.iter().map(best);
            matches.filter(|(_, rank)| *rank > 0).collect()
        };
        let exact = distinct(&profiles.domains)
            .into_par_iter()
            .map(|code| {
                let among = tops.get(&code.top).map_or(&[][..], Vec::as_slice);
                (code, ranked(among, &|skill| skill.rank_of_code(code.code)))
            })
            .collect();
        let related = tops
            .par_iter()
            .map(|(&top, list)| (top, ranked(list, &|skill| skill.rank_of_parent(top))))
            .collect();
        let sections = sections.into_iter();
        Self {
            near,
            exact,
            related,
            sections: sections
                .map(|(code, list)| (code, Section::new(list, experts)))
                .collect(),
            nobody: Section::default(),
        }
    }

    /// Experts whose industries match `code` by more than its section.
    pub fn near(&self, code: &Industry) -> &[Posting] {
        self.near.get(code).map_or(&[], Vec::as_slice)
    }

    /// Experts who have the domain itself.
    pub fn exact(&self, code: &Domain) -> &[Ranked] {
        self.exact.get(code).map_or(&[], Vec::as_slice)
    }

    /// Experts who have a domain of the same parent, this one included; its own rank is in
    /// [`exact`](Self::exact).
    pub fn related(&self, code: &Domain) -> &[Ranked] {
        self.related.get(&code.top).map_or(&[], Vec::as_slice)
    }

    /// Experts with an industry in the same section as `code`.
    pub fn section(&self, code: &Industry) -> &Section {
        self.sections.get(&code.levels[0]).unwrap_or(&self.nobody)
    }
}

/// Minimum value of two codes of the same section.
pub(super) const SECTION: f64 = 0.3;

fn postings(
    among: Option<&Vec<u32>>,
    value: impl Fn(usize) -> f64,
) -> impl Iterator<Item = Posting> {
    among
        .into_iter()
        .flatten()
        .map(move |expert| (*expert, value(ExpertIndex(*expert).at())))
}

type Experts = HashMap<u32, Vec<u32>>;

fn by_level(profiles: &Profiles, experts: usize) -> (Experts, Experts) {
    let (mut divisions, mut sections) = (Experts::new(), Experts::new());
    for expert in 0..experts {
        for code in profiles.expert_industries.get(expert) {
            add(&mut sections, code.levels[0], expert);
            if code.levels[1] != 0 {
                add(&mut divisions, code.levels[1], expert);
            }
        }
    }
    (divisions, sections)
}

fn by_top(profiles: &Profiles, experts: usize) -> Experts {
    let mut tops = Experts::new();
    for expert in 0..experts {
        for skill in profiles.expert_skills.get(expert) {
            add(&mut tops, skill.domain.top, expert);
        }
    }
    tops
}

/// Adds an expert to a list once; experts come in ascending order.
fn add(lists: &mut Experts, key: u32, expert: usize) {
    let list = lists.entry(key).or_default();
    let expert = ExpertIndex::new(expert).0;
    if list.last() != Some(&expert) {
        list.push(expert);
    }
}

fn distinct<T: Copy + Eq + std::hash::Hash>(lists: &super::profile::Lists<T>) -> Vec<T> {
    let mut seen = std::collections::HashSet::new();
    (0..lists.len())
        .flat_map(|at| lists.get(at))
        .filter(|code| seen.insert(**code))
        .copied()
        .collect()
}
