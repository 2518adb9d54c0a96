//! R25 in numbers: who is of which kind, how many of them there must or may be, and what a group
//! or a change of one of its members misses.
//!
//! A rule about reviewers is one more requirement of coverage: a bit of every pair, taken from the
//! top of the [`COVERAGE_BITS`] downwards. "At most m of k" is "at least k - m of the others", since
//! every submission has exactly its own number k of reviewers. A rule about members is counted by
//! group.

use super::cells::COVERAGE_BITS;
use crate::model::{Amount, Expert, MOST_MIX_LIMITS, MixScope, Season};

/// Which side of a rule a limit is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Side {
    /// The fewest people.
    AtLeast(Amount),
    /// The most people.
    AtMost(Amount),
}

/// A limit on the members of every group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMix {
    /// Position of the rule among those of the season.
    pub rule: usize,
    /// Whether no plan may miss it.
    pub hard: bool,
    /// The limit.
    pub side: Side,
    /// By expert: whether of the kind that is counted.
    pub has: Vec<bool>,
}

/// A limit on the reviewers of every submission.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BitMix {
    /// Position of the rule among those of the season.
    pub rule: usize,
    /// Whether no plan may miss it.
    pub hard: bool,
    /// The bit of a pair whose expert counts towards it.
    pub bit: u32,
    /// The limit.
    pub side: Side,
    /// Whether the bit says that an expert is of another kind: the limit is the most of the kind.
    pub others: bool,
}

/// What is missed: people beyond or below hard limits, and limits that count as shortfalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Missed {
    /// People too few or too many under hard limits.
    pub hard: usize,
    /// Counted limits that are missed.
    pub shortfalls: usize,
}

/// All limits of a season in numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mixes {
    /// Those about the members of a group.
    pub groups: Vec<GroupMix>,
    /// Those about the reviewers of a submission.
    pub bits: Vec<BitMix>,
    /// By expert: the bits of those.
    of_expert: Vec<u32>,
    /// Whether a counted limit asks for more than one reviewer of some submission.
    several: bool,
}

impl Mixes {
    /// Reads the rules of a season for these experts; submissions have one of these numbers of
    /// `reviewers`.
    pub fn of(season: &Season, experts: &[&Expert], reviewers: &[usize]) -> Self {
        let mut mixes = Self {
            of_expert: vec![0; experts.len()],
            ..Self::default()
        };
        for (rule, own) in season.rules.mix.iter().enumerate() {
            let has: Vec<bool> = experts.iter().map(|expert| own.counts(expert)).collect();
            let least = own.at_least.map(Side::AtLeast);
            let most = own.at_most.map(Side::AtMost);
            for side in [least, most].into_iter().flatten() {
                match own.of {
                    MixScope::Group => mixes.groups.push(GroupMix {
                        rule,
                        hard: own.hard,
                        side,
                        has: has.clone(),
                    }),
                    MixScope::Submission => mixes.add_bit((rule, own.hard), side, &has, reviewers),
                }
            }
        }
        mixes
    }

    fn add_bit(
        &mut self,
        (rule, hard): (usize, bool),
        side: Side,
        has: &[bool],
        reviewers: &[usize],
    ) {
        let needed = reviewers.iter().map(|&reviewers| side.needed(reviewers));
        let needed = needed.max().unwrap_or(0);
        if needed == 0 || self.bits.len() >= MOST_MIX_LIMITS {
            return;
        }
        self.several |= needed > 1 && !hard;
        let others = matches!(side, Side::AtMost(_));
        let taken = u32::try_from(self.bits.len()).unwrap_or(u32::MAX);
        let bit = COVERAGE_BITS - 1 - taken;
        for (bits, &has) in self.of_expert.iter_mut().zip(has) {
            *bits |= u32::from(has != others) << bit;
        }
        self.bits.push(BitMix {
            rule,
            hard,
            bit,
            side,
            others,
        });
    }

    /// The bits that an expert has towards rules about reviewers.
    pub fn of_expert(&self, expert: usize) -> u32 {
        self.of_expert.get(expert).copied().unwrap_or(0)
    }

    /// The limit behind a bit; `None` for the industry and the domains.
    pub fn of_bit(&self, bit: u32) -> Option<&BitMix> {
        self.bits.iter().find(|own| own.bit == bit)
    }

    /// The bits of hard limits, or of counted ones, that ask something of a submission with so
    /// many reviewers.
    pub fn mask(&self, hard: bool, reviewers: usize) -> u32 {
        let own = self.bits.iter().filter(|own| own.hard == hard);
        let own = own.filter(|own| own.needed(reviewers) > 0);
        own.fold(0, |mask, own| mask | 1 << own.bit)
    }

    /// All bits of limits on reviewers.
    pub fn all_bits(&self) -> u32 {
        let bits = self.bits.iter();
        bits.fold(0, |mask, own| mask | 1 << own.bit)
    }

    /// Whether a hard limit on reviewers is among them.
    pub fn any_hard_bit(&self) -> bool {
        self.bits.iter().any(|own| own.hard)
    }

    /// Whether a counted limit asks for more than one reviewer of some submission.
    pub fn asks_for_several(&self) -> bool {
        self.several
    }

    /// How many domains of a submission have a bit.
    pub fn domains(&self) -> usize {
        COVERAGE_BITS as usize - 1 - self.bits.len()
    }

    /// What the members of a group miss. O(limits x members).
    pub fn of_members(&self, members: &[u32]) -> Missed {
        let mut missed = Missed::default();
        for mix in &self.groups {
            missed.add(mix, mix.missing(mix.having(members), members.len()));
        }
        missed
    }

    /// What changes when `into` takes the seat of `out`, one of the members: people under hard
    /// limits, and counted limits, each less than nothing where it gets better. `having` is what
    /// [`Counts::of`] made of the members. O(limits).
    pub fn change(&self, counts: &Counts, out: u32, into: u32) -> (i64, i64) {
        let (mut hard, mut shortfalls) = (0, 0);
        for (mix, &having) in self.groups.iter().zip(&counts.having) {
            let [leaves, comes] = [out, into].map(|expert| mix.has[expert as usize]);
            if leaves == comes {
                continue;
            }
            let after = if comes { having + 1 } else { having - 1 };
            let [was, is] = [having, after].map(|having| mix.missing(having, counts.members));
            if mix.hard {
                hard += signed(is) - signed(was);
            } else {
                shortfalls += i64::from(is > 0) - i64::from(was > 0);
            }
        }
        (hard, shortfalls)
    }
}

impl Side {
    /// How many of a submission's reviewers there must be: of the kind, or of others where the
    /// limit is the most of the kind.
    fn needed(self, reviewers: usize) -> usize {
        match self {
            Self::AtLeast(amount) => amount.at_least_of(reviewers),
            Self::AtMost(amount) => reviewers.saturating_sub(amount.at_most_of(reviewers)),
        }
    }
}

impl BitMix {
    /// How many reviewers with the bit there must be of a submission with so many reviewers.
    pub fn needed(&self, reviewers: usize) -> u32 {
        u32::try_from(self.side.needed(reviewers)).unwrap_or(u32::MAX)
    }
}

/// How many members of a group are of the kind of each limit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    having: Vec<usize>,
    members: usize,
}

impl Counts {
    /// Counts the members of a group. O(limits x members).
    pub fn of(mixes: &Mixes, members: &[u32]) -> Self {
        Self {
            having: mixes.groups.iter().map(|mix| mix.having(members)).collect(),
            members: members.len(),
        }
    }

    /// Notes that `into` took the seat of `out`.
    pub fn replace(&mut self, mixes: &Mixes, out: u32, into: u32) {
        for (mix, having) in mixes.groups.iter().zip(&mut self.having) {
            *having -= usize::from(mix.has[out as usize]);
            *having += usize::from(mix.has[into as usize]);
        }
    }
}

impl Missed {
    fn add(&mut self, mix: &GroupMix, missing: usize) {
        if mix.hard {
            self.hard += missing;
        } else {
            self.shortfalls += usize::from(missing > 0);
        }
    }
}

impl GroupMix {
    /// How many of the members are of the kind.
    pub fn having(&self, members: &[u32]) -> usize {
        let own = members.iter().filter(|&&member| self.has[member as usize]);
        own.count()
    }

    /// How many people are too few or too many where `having` of `members` are of the kind.
    pub fn missing(&self, having: usize, members: usize) -> usize {
        match self.side {
            Side::AtLeast(amount) => amount.at_least_of(members).saturating_sub(having),
            Side::AtMost(amount) => having.saturating_sub(amount.at_most_of(members)),
        }
    }
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mixes(has: &[bool], amount: (u32, u32), hard: bool) -> Mixes {
        let limit = |side| GroupMix {
            rule: 0,
            hard,
            side,
            has: has.to_vec(),
        };
        Mixes {
            groups: vec![
                limit(Side::AtLeast(Amount::Count(amount.0))),
                limit(Side::AtMost(Amount::Share(f64::from(amount.1) / 4.0))),
            ],
            ..Mixes::default()
        }
    }

    proptest! {
        #[test]
        fn a_change_is_the_difference_of_before_and_after(
            has in prop::collection::vec(any::<bool>(), 8),
            members in prop::sample::subsequence(vec![0_u32, 1, 2, 3, 4, 5, 6], 1..6),
            amount in (0_u32..4, 0_u32..5),
            hard in any::<bool>(),
        ) {
            let mixes = mixes(&has, amount, hard);
            let counts = Counts::of(&mixes, &members);
            let (out, into) = (members[0], 7);
            let mut after = members.clone();
            after[0] = into;
            let [was, is] = [&members, &after].map(|own| mixes.of_members(own));
            let expected = (
                signed(is.hard) - signed(was.hard),
                signed(is.shortfalls) - signed(was.shortfalls),
            );
            prop_assert_eq!(mixes.change(&counts, out, into), expected);
            let mut replaced = counts;
            replaced.replace(&mixes, out, into);
            prop_assert_eq!(replaced, Counts::of(&mixes, &after));
        }
    }
}
