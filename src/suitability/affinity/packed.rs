//! The codes of [`Profiles`] once more, laid out for the inner loop of a search, which asks for
//! pairs all over a large season: all of an expert or a submission in adjacent words, so that a pair
//! costs two places of memory.

use super::profile::{BY_LEVEL, BY_RANK, Domain, Industry, LEVELS, Lists, Profiles, SAME_PARENT};
use super::score::{COVERED_DOMAINS, Weights, mean};

/// Industry and domain codes of every expert and submission.
#[derive(Debug, Clone, Default)]
pub(super) struct Packed {
    experts: Records,
    submissions: Records,
}

/// Records of words: the number of industries, two words for each, then a word for each domain.
#[derive(Debug, Clone, Default)]
struct Records(Lists<u64>);

/// Words of one industry.
const EACH: usize = 2;
/// Bits of a word's domain below the level.
const BELOW_LEVEL: u32 = 62;
fn word(domain: Domain) -> u64 {
    u64::from(domain.top) << 32 | u64::from(domain.code)
}

impl Records {
    fn push(&mut self, industries: &[Industry], domains: impl Iterator<Item = u64>) {
        let pair = |a: u32, b: u32| u64::from(b) << 32 | u64::from(a);
        let levels = industries.iter().flat_map(|code| {
            let [a, b, c, d] = code.levels;
            [pair(a, b), pair(c, d)]
        });
        let count = [industries.len() as u64];
        self.0.push(count.into_iter().chain(levels).chain(domains));
    }

    /// The industries and the domains at a position.
    #[inline]
    fn get(&self, at: usize) -> (&[[u64; EACH]], &[u64]) {
        let record = self.0.get(at);
        let (count, rest) = record.split_first().unwrap_or((&0, &[]));
        // Numbers of codes are short.
        #[allow(clippy::cast_possible_truncation)]
        let (industries, domains) = rest.split_at(EACH * *count as usize);
        (industries.as_chunks().0, domains)
    }
}

impl Packed {
    /// Packs the codes of all experts and submissions.
    pub fn new(profiles: &Profiles) -> Self {
        let mut packed = Self::default();
        for at in 0..profiles.expert_industries.len() {
            let skills = profiles.expert_skills.get(at).iter().map(|skill| {
                debug_assert!(skill.domain.top < 1 << 30, "fewer than a billion codes");
                word(skill.domain) | u64::from(skill.level.clamp(1, 3) - 1) << BELOW_LEVEL
            });
            packed
                .experts
                .push(profiles.expert_industries.get(at), skills);
        }
        for at in 0..profiles.industries.len() {
            let domains = profiles.domains.get(at).iter().map(|&domain| word(domain));
            packed
                .submissions
                .push(profiles.industries.get(at), domains);
        }
        packed
    }

    /// The score of a pair and its coverage bits together: the same as
    /// [`Profiles::terms`] and [`Profiles::coverage`], but faster for many pairs.
    pub fn pair(
        &self,
        weights: &Weights,
        threshold: f64,
        expert: usize,
        submission: usize,
    ) -> (f64, u32) {
        let (own_industries, skills) = self.experts.get(expert);
        let (industries, domains) = self.submissions.get(submission);
        let industry = (!industries.is_empty()).then(|| {
            let all = industries.iter();
            let pairs = all.flat_map(|asked| own_industries.iter().map(move |own| (own, asked)));
            BY_LEVEL[pairs
                .map(|(own, asked)| shared(own, asked))
                .max()
                .unwrap_or(0)]
        });
        let mut bits = u32::from(industry.is_some_and(|value| value >= threshold));
        let mut sum = 0.0;
        for (at, &asked) in domains.iter().enumerate() {
            let best = skills
                .iter()
                .map(|&own| rank(own, asked))
                .max()
                .unwrap_or(0);
            sum += BY_RANK[best];
            if best > SAME_PARENT && at < COVERED_DOMAINS {
                bits |= 2 << at;
            }
        }
        (weights.score(industry, mean(sum, domains.len())), bits)
    }
}

/// Number of levels that two industries share; all of them if the codes are the same.
#[inline]
fn shared(own: &[u64; EACH], asked: &[u64; EACH]) -> usize {
    let differing = [own[0] ^ asked[0], own[1] ^ asked[1]];
    let levels = |word: u64| (word.trailing_zeros() / u32::BITS) as usize;
    match differing {
        [0, 0] => LEVELS,
        [0, low] => EACH + levels(low),
        [high, _] => levels(high),
    }
}

/// The position of a match in [`BY_RANK`].
#[inline]
fn rank(own: u64, asked: u64) -> usize {
    let level = (own >> BELOW_LEVEL) as usize;
    let differing = (own ^ asked) & ((1 << BELOW_LEVEL) - 1);
    if differing & u64::from(u32::MAX) == 0 {
        SAME_PARENT + 1 + level
    } else if differing >> 32 == 0 {
        1 + level
    } else {
        0
    }
}
