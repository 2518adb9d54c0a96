//! The candidates of each submission, best first.

use super::index::{Index, SECTION};
use super::profile::Profiles;
use super::score::{Weights, mean};
use crate::model::{ExpertIndex, SubmissionIndex};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Ordering;

/// An expert with some knowledge of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Candidate {
    /// Position of the expert in the season.
    pub expert: ExpertIndex,
    /// score(e,s), greater than 0.
    pub score: f64,
}

impl Candidate {
    /// Best first, ties by expert.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.expert.cmp(&other.expert))
    }
}

/// Number of best experts kept in a shortened list; nobody left out scores more than the last of
/// them.
pub const KEPT_BEST: usize = 256;

/// The most that experts beyond a list may score: as much as the last of the best that are kept,
/// whatever else the list holds.
pub(super) fn cutoff(list: &[Candidate]) -> f64 {
    list.get(KEPT_BEST - 1).map_or(0.0, |last| last.score)
}

/// Limit of the number of candidates per submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// All experts who score more than 0.
    All,
    /// The best experts, and for the industry and each domain the best of those who cover it.
    Best {
        /// Number of best experts overall.
        best: usize,
        /// Number of best experts who cover a given requirement.
        covering: usize,
    },
}

impl Limit {
    /// Keeps all pairs if they fit into memory (contract sizes), otherwise the best 256 and 64 for
    /// each requirement: of 19,000 x 15,000 pairs about 5 million remain.
    pub fn of(experts: usize, submissions: usize) -> Self {
        if experts.saturating_mul(submissions) <= 4_000_000 {
            Self::All
        } else {
            Self::Best {
                best: KEPT_BEST,
                covering: 64,
            }
        }
    }
}

/// Sums of one submission over all experts, a buffer reused for all submissions.
struct Scratch {
    industry: Vec<f64>,
    domain: Vec<f64>,
    touched: Vec<u32>,
    seen: Vec<bool>,
}

impl Scratch {
    fn new(experts: usize) -> Self {
        Self {
            industry: vec![0.0; experts],
            domain: vec![0.0; experts],
            touched: Vec::new(),
            seen: vec![false; experts],
        }
    }

    fn touch(&mut self, expert: u32) {
        if !self.seen[expert as usize] {
            self.seen[expert as usize] = true;
            self.touched.push(expert);
        }
    }

    fn clear(&mut self) {
        for expert in self.touched.drain(..) {
            let at = expert as usize;
            self.industry[at] = 0.0;
            self.domain[at] = 0.0;
            self.seen[at] = false;
        }
    }
}

/// What lists of candidates are made from.
#[derive(Clone, Copy)]
pub(super) struct Finder<'a> {
    pub profiles: &'a Profiles,
    pub weights: &'a Weights,
    pub index: &'a Index,
    pub limit: Limit,
    pub threshold: f64,
    /// Whether shortened lists take the experts of equal score from another place of the table for
    /// each submission. Otherwise the first ones of the table stand in the lists of everybody, and
    /// those behind them in nobody's.
    pub spread: bool,
}

impl Finder<'_> {
    /// Lists the candidates of submissions in parallel, in their order, each passed through
    /// `finish`. Each submission's sums are added in the order of its own codes, so the number of
    /// threads has no effect.
    pub fn lists<T: Send>(
        &self,
        submissions: impl IndexedParallelIterator<Item = SubmissionIndex>,
        finish: impl Fn(SubmissionIndex, Vec<Candidate>) -> T + Sync + Send,
    ) -> Vec<T> {
        let experts = self.profiles.expert_industries.len();
        submissions
            .map_init(
                || Scratch::new(experts),
                |scratch, submission| {
                    let one = One {
                        finder: *self,
                        submission: submission.at(),
                    };
                    let list = one.candidates(scratch);
                    scratch.clear();
                    finish(submission, list)
                },
            )
            .collect()
    }
}

/// One submission's work.
struct One<'a> {
    finder: Finder<'a>,
    submission: usize,
}

impl<'a> std::ops::Deref for One<'a> {
    type Target = Finder<'a>;

    fn deref(&self) -> &Finder<'a> {
        &self.finder
    }
}

impl One<'_> {
    fn candidates(&self, scratch: &mut Scratch) -> Vec<Candidate> {
        let fill = match self.limit {
            Limit::All => usize::MAX,
            Limit::Best { best, .. } => best,
        };
        self.match_codes(scratch);
        self.match_sections(scratch, fill);
        let list = scratch.touched.iter().map(|expert| Candidate {
            expert: ExpertIndex(*expert),
            score: self.score(scratch, *expert as usize),
        });
        let mut list: Vec<Candidate> = list.filter(|candidate| candidate.score > 0.0).collect();
        if let Limit::Best { best, covering } = self.limit {
            self.keep(&mut list, scratch, best, covering);
        }
        list.sort_unstable_by(Candidate::order);
        // A short list must not keep the memory of the long one allocated.
        list.shrink_to_fit();
        list
    }

    fn match_codes(&self, scratch: &mut Scratch) {
        for code in self.profiles.industries.get(self.submission) {
            for (expert, value) in self.index.near(code) {
                scratch.touch(*expert);
                let best = &mut scratch.industry[*expert as usize];
                *best = best.max(*value);
            }
        }
        for code in self.profiles.domains.get(self.submission) {
            for (expert, value) in self.index.domain(code) {
                scratch.touch(*expert);
                scratch.domain[*expert as usize] += value;
            }
        }
    }

    /// Gives the section's value to the experts found so far, and takes up to `fill` more from each
    /// section: all of those have the same score, so the first ones suffice.
    fn match_sections(&self, scratch: &mut Scratch, fill: usize) {
        for code in self.profiles.industries.get(self.submission) {
            let section = self.index.section(code);
            for &expert in &scratch.touched {
                if section.holds(expert) {
                    let best = &mut scratch.industry[expert as usize];
                    *best = best.max(SECTION);
                }
            }
            let experts = section.experts();
            let from = experts.partition_point(|&expert| expert < self.first());
            let unseen = experts[from..].iter().chain(&experts[..from]).copied();
            let unseen = unseen.filter(|&expert| !scratch.seen[expert as usize]);
            let added: Vec<u32> = unseen.take(fill).collect();
            for expert in added {
                scratch.touch(expert);
                scratch.industry[expert as usize] = SECTION;
            }
        }
    }

    fn score(&self, scratch: &Scratch, expert: usize) -> f64 {
        let industries = self.profiles.industries.get(self.submission);
        let domains = self.profiles.domains.get(self.submission).len();
        let industry = (!industries.is_empty()).then(|| scratch.industry[expert]);
        self.weights
            .score(industry, mean(scratch.domain[expert], domains))
    }

    /// Shortens a list to the best, and to the best of those who cover each requirement; unordered.
    fn keep(&self, list: &mut Vec<Candidate>, scratch: &Scratch, best: usize, covering: usize) {
        if list.len() <= best {
            return;
        }
        let reached = |one: &&Candidate| scratch.industry[one.expert.at()] >= self.threshold;
        let mut kept: Vec<Candidate> = list.iter().filter(reached).copied().collect();
        self.shorten(&mut kept, covering);
        for code in self.profiles.domains.get(self.submission) {
            let exact = self.index.domain(code).iter().filter(|one| one.1 > NEAR);
            let mut holders: Vec<Candidate> = exact
                .map(|(expert, _)| Candidate {
                    expert: ExpertIndex(*expert),
                    score: self.score(scratch, *expert as usize),
                })
                .filter(|candidate| candidate.score > 0.0)
                .collect();
            self.shorten(&mut holders, covering);
            kept.append(&mut holders);
        }
        self.shorten(list, best);
        list.append(&mut kept);
        list.sort_unstable_by_key(|candidate| candidate.expert);
        list.dedup_by_key(|candidate| candidate.expert);
    }

    /// The expert from whom those of equal score are taken.
    fn first(&self) -> u32 {
        if !self.spread {
            return 0;
        }
        // Multiplication by the golden ratio spreads neighbours over the whole table.
        let place = (self.submission as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let experts = self.profiles.expert_industries.len() as u64;
        ((place * experts) >> 32) as u32
    }

    /// Keeps the best `count`, unordered: linear, unlike sorting thousands.
    fn shorten(&self, list: &mut Vec<Candidate>, count: usize) {
        if list.len() <= count {
            return;
        }
        let first = self.first();
        let turned = |one: &Candidate| (one.expert.0 < first, one.expert);
        list.select_nth_unstable_by(count, |a, b| {
            let better = b.score.total_cmp(&a.score);
            better.then_with(|| turned(a).cmp(&turned(b)))
        });
        list.truncate(count);
    }
}

/// Upper limit of a match by parent; the same domain has a higher value even at the lowest level.
const NEAR: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::Limit;
    use crate::model::{ExpertIndex, Place, SeasonBuilder, SubmissionIndex, Wish, Wishes};
    use crate::suitability::affinity::Affinity;

    #[test]
    fn short_lists_keep_the_best_and_those_who_cover() {
        let mut builder = SeasonBuilder::new();
        for at in 0..40 {
            // Most share only the section; a few know a domain or the division.
            let industries = ["C", "C", "38", "C", "26"][at % 5];
            let domains = ["", "Q03.01:1", "", "Q06.02", ""][at * 7 % 5];
            builder = builder.expert(&format!("E{at:02}"), "", industries, domains, |_| ());
        }
        let season = builder
            .submission("S1", "甲", "3812", "Q06.01;Q03.01", |_| ())
            .submission("S2", "乙", "2614", "", |_| ())
            .build();
        let whole = Affinity::limited(&season, Limit::All);
        for best in [1, 3, 10, 25, 40] {
            let limit = Limit::Best { best, covering: 0 };
            let short = Affinity::limited(&season, limit);
            for s in [SubmissionIndex(0), SubmissionIndex(1)] {
                assert_eq!(short.candidates(s), &whole.candidates(s)[..best]);
            }
        }
        let limit = Limit::Best {
            best: 1,
            covering: 2,
        };
        let short = Affinity::limited(&season, limit);
        let s = SubmissionIndex(0);
        let covering = |bit: u32| {
            let list = short.candidates(s).iter();
            list.filter(|one| short.coverage(one.expert, s) & bit != 0)
                .count()
        };
        assert_eq!((covering(1), covering(4)), (2, 2));
    }

    #[test]
    fn wishes_move_candidates_and_leave_the_cutoff() {
        let mut builder = SeasonBuilder::new();
        for at in 0..300 {
            let industries = ["38", "C"][usize::from(at >= 280)];
            builder = builder.expert(&format!("E{at:03}"), "", industries, "", |_| ());
        }
        let wish = |expert: u32, strength| Wish {
            expert: ExpertIndex(expert),
            submission: SubmissionIndex(0),
            strength,
            place: Place::default(),
        };
        let season = builder
            .submission("S1", "甲", "3812", "", |_| ())
            .change(|season| {
                season.rules.score.wishes = 0.5;
                season.wishes = Wishes::new([wish(3, -2), wish(299, 2), wish(298, -2)]);
            })
            .build();
        let limit = Limit::Best {
            best: super::KEPT_BEST,
            covering: 0,
        };
        let short = Affinity::limited(&season, limit);
        let s = SubmissionIndex(0);
        let list = short.candidates(s);
        // E299 gains 0.5 on the section's 0.3 and leads; E003 falls from 0.75 to 0.25.
        assert_eq!((list[0].expert, list[0].score), (ExpertIndex(299), 0.8));
        let last = list.last().expect("a list");
        assert_eq!((last.expert, last.score), (ExpertIndex(3), 0.25));
        assert!(list.iter().all(|one| one.expert != ExpertIndex(298)));
        // Nobody beyond the list scores more than those 0.75 who were left out.
        assert_eq!(short.cutoff(s), 0.75);
        for one in list {
            assert_eq!(one.score, short.score(one.expert, s));
            assert_eq!(one.score, short.pair(one.expert, s).0);
        }
    }
}
