//! Codes of experts and submissions as small integers, compared without allocation.

use crate::model::Season;
use crate::model::taxonomy::{DomainCode, IndustryCode};
use std::collections::HashMap;

/// Number of levels of an industry path: section, division, group, class.
pub(super) const LEVELS: usize = 4;

/// industry(e,s) by the number of levels shared by two different codes; the last value is for
/// identical ones (contract, section 2).
pub(super) const BY_LEVEL: [f64; LEVELS + 1] = [0.0, 0.3, 0.75, 0.9, 1.0];

/// The factor of an expert's level in a domain, for levels 1 to 3.
pub(super) const BY_SKILL: [f64; 3] = [0.6, 0.85, 1.0];

/// The part of a level's factor that a domain of the same parent is worth. Even at the lowest level
/// the same domain is worth more.
pub(super) const RELATED: f64 = 0.5;

/// What a domain of an expert is worth by rank: nothing in common, then the same parent at levels 1
/// to 3, then the same code at these.
pub(super) const BY_RANK: [f64; 7] = [
    0.0,
    RELATED * BY_SKILL[0],
    RELATED * BY_SKILL[1],
    RELATED * BY_SKILL[2],
    BY_SKILL[0],
    BY_SKILL[1],
    BY_SKILL[2],
];
/// The highest rank of the same parent; those above it are of the same code.
pub(super) const SAME_PARENT: usize = BY_SKILL.len();

/// An industry as interned numbers of its path's prefixes: equal numbers at a level mean equal
/// paths down to it. Levels below the code's own depth are 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Industry {
    pub levels: [u32; LEVELS],
}

impl Industry {
    /// industry of one pair of codes: 1 when identical, else by the deepest shared level.
    pub fn value(&self, other: &Self) -> f64 {
        BY_LEVEL[self.first_difference(other)]
    }

    /// Number of levels shared from the section down.
    pub fn shared(&self, other: &Self) -> usize {
        let levels = self.levels.iter().zip(&other.levels);
        levels.take_while(|(a, b)| a == b && **a != 0).count()
    }

    /// The first level at which the two differ; [`LEVELS`] if they are identical. For different
    /// codes this is the number of shared levels, since zeros occur only at the end.
    #[inline]
    fn first_difference(&self, other: &Self) -> usize {
        let packed = |levels: &[u32; LEVELS]| {
            let [a, b, c, d] = levels.map(u128::from);
            a | b << 32 | c << 64 | d << 96
        };
        let differing = packed(&self.levels) ^ packed(&other.levels);
        (differing.trailing_zeros() / u32::BITS) as usize
    }

    /// The number of the code itself, its deepest level.
    pub fn last(&self) -> usize {
        let last = self.levels.iter().rev().find(|level| **level != 0);
        last.map_or(0, |level| *level as usize)
    }
}

/// A domain as interned numbers of its code and of its top-level code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Domain {
    pub code: u32,
    pub top: u32,
}

/// A domain held by an expert, with the factor of the level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Skill {
    pub domain: Domain,
    pub level: u8,
    pub factor: f64,
}

impl Skill {
    /// The match of one pair: 1 for the same code, half for the same parent, times the level.
    pub fn value(&self, wanted: &Domain) -> f64 {
        if self.domain.code == wanted.code {
            self.factor
        } else if self.domain.top == wanted.top {
            RELATED * self.factor
        } else {
            0.0
        }
    }

    /// The rank of a match of the same parent; 0 of another one.
    pub fn rank_of_parent(&self, top: u32) -> u8 {
        u8::from(self.domain.top == top) * self.level.clamp(1, 3)
    }

    /// The rank of a match by the code itself; 0 of another one.
    pub fn rank_of_code(&self, code: u32) -> u8 {
        u8::from(self.domain.code == code) * (SAME_PARENT as u8 + self.level.clamp(1, 3))
    }
}

/// Lists of different lengths in one allocation.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            starts: vec![0],
            items: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        let end = u32::try_from(self.items.len()).expect("fewer than 4 billion codes");
        self.starts.push(end);
    }

    /// The list at a position.
    #[inline]
    pub fn get(&self, at: usize) -> &[T] {
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The number of lists.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

/// The codes of all experts and submissions.
#[derive(Debug, Clone, Default)]
pub(super) struct Profiles {
    pub expert_industries: Lists<Industry>,
    pub expert_skills: Lists<Skill>,
    pub industries: Lists<Industry>,
    pub domains: Lists<Domain>,
    /// Codes as text, by number.
    pub industry_names: Vec<String>,
    pub domain_names: Vec<String>,
}

impl Profiles {
    /// Interns the codes of a season.
    pub fn new(season: &Season) -> Self {
        let mut codes = Codes::default();
        let mut profiles = Self::default();
        for expert in &season.experts {
            let industries = expert.industries.iter();
            profiles
                .expert_industries
                .push(industries.map(|code| codes.industry(code)));
            let skills = expert.domains.iter();
            profiles.expert_skills.push(skills.map(|skill| Skill {
                domain: codes.domain(&skill.domain),
                level: skill.level,
                factor: BY_SKILL[usize::from(skill.level.clamp(1, 3)) - 1],
            }));
        }
        for submission in &season.submissions {
            let industries = submission.industries.iter();
            profiles
                .industries
                .push(industries.map(|code| codes.industry(code)));
            let domains = submission.domains.iter();
            profiles
                .domains
                .push(domains.map(|code| codes.domain(code)));
        }
        profiles.industry_names = names(&codes.industries, |path| path[path.len() - 1].clone());
        profiles.domain_names = names(&codes.domains, |code| (*code).to_owned());
        profiles
    }
}

/// Inverts a map of numbers into a list of names; number 0 is unused.
fn names<K>(numbers: &HashMap<K, u32>, name: impl Fn(&K) -> String) -> Vec<String> {
    let mut names = vec![String::new(); numbers.len() + 1];
    for (key, number) in numbers {
        names[*number as usize] = name(key);
    }
    names
}

#[derive(Default)]
struct Codes<'a> {
    industries: HashMap<&'a [String], u32>,
    domains: HashMap<&'a str, u32>,
}

impl<'a> Codes<'a> {
    fn industry(&mut self, code: &'a IndustryCode) -> Industry {
        let mut levels = [0; LEVELS];
        for (depth, level) in levels.iter_mut().enumerate().take(code.path().len()) {
            *level = number(&mut self.industries, &code.path()[..=depth]);
        }
        Industry { levels }
    }

    fn domain(&mut self, code: &'a DomainCode) -> Domain {
        Domain {
            code: number(&mut self.domains, code.code.as_str()),
            top: number(
                &mut self.domains,
                code.parent.as_deref().unwrap_or(&code.code),
            ),
        }
    }
}

/// Numbers keys from 1 in order of first occurrence.
fn number<K: std::hash::Hash + Eq>(numbers: &mut HashMap<K, u32>, key: K) -> u32 {
    let next = u32::try_from(numbers.len() + 1).expect("fewer than 4 billion codes");
    *numbers.entry(key).or_insert(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_rank_is_never_worth_less() {
        assert!(BY_RANK.is_sorted());
        assert_eq!(BY_RANK.len(), SAME_PARENT * 2 + 1);
    }

    #[test]
    fn a_match_is_worth_what_its_rank_is() {
        let wanted = Domain { code: 7, top: 3 };
        for (code, top) in [(7, 3), (8, 3), (9, 4)] {
            for level in 1..=3 {
                let skill = Skill {
                    domain: Domain { code, top },
                    level,
                    factor: BY_SKILL[usize::from(level) - 1],
                };
                let rank = skill.rank_of_parent(3).max(skill.rank_of_code(7));
                assert_eq!(BY_RANK[usize::from(rank)], skill.value(&wanted));
            }
        }
    }
}
