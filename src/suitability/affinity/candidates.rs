//! The candidates of each submission, best first.

mod best;
mod one;
mod scratch;

use super::index::Index;
use super::profile::Profiles;
use super::score::Weights;
use crate::model::{ExpertIndex, SubmissionIndex};
use rayon::prelude::*;
use schemars::JsonSchema;
use scratch::Scratch;
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
                    let list = self.candidates(submission, scratch);
                    scratch.clear();
                    finish(submission, list)
                },
            )
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Limit;
    use crate::model::{ExpertIndex, Place, SeasonBuilder, SubmissionIndex, Wish, Wishes};
    use crate::suitability::affinity::Affinity;
    use proptest::prelude::*;

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

    const INDUSTRIES: [&str; 7] = ["", "C", "38", "3812", "26", "2614", "38;26"];
    const DOMAINS: [&str; 6] = [
        "",
        "Q03.01:1",
        "Q03.02:3",
        "Q06.02:2",
        "Q03.01:3;Q06.01:1",
        "Q01",
    ];

    proptest! {
        /// The best of all and the best who cover each requirement, wherever they are found.
        #[test]
        fn short_lists_hold_what_whole_ones_begin_with(
            people in proptest::collection::vec((0usize..7, 0usize..6), 1..60),
            (industry, domains) in (1usize..7, 0usize..4),
            (best, covering) in (1usize..20, 0usize..4),
            threshold in prop_oneof![Just(0.3), Just(0.75), Just(0.9)],
        ) {
            let covering = covering.min(best);
            let mut builder = SeasonBuilder::new();
            for (at, &(industry, domain)) in people.iter().enumerate() {
                let (industry, domain) = (INDUSTRIES[industry], DOMAINS[domain]);
                builder = builder.expert(&format!("E{at:02}"), "", industry, domain, |_| ());
            }
            let asked = ["", "Q03.01", "Q06.02;Q03.02", "Q03.01;Q01"][domains];
            let season = builder
                .submission("S1", "甲", INDUSTRIES[industry], asked, |_| ())
                .change(|season| season.rules.coverage.industry_threshold = threshold)
                .build();
            let s = SubmissionIndex(0);
            let whole = Affinity::limited(&season, Limit::All);
            let short = Affinity::limited(&season, Limit::Best { best, covering });
            let all = whole.candidates(s);
            let mut expected = all[..best.min(all.len())].to_vec();
            for bit in 0..4 {
                let covers = all.iter().filter(|one| whole.coverage(one.expert, s) >> bit & 1 == 1);
                expected.extend(covers.take(covering));
            }
            expected.sort_by(|a, b| a.order(b));
            expected.dedup();
            prop_assert_eq!(short.candidates(s), expected);
        }
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
