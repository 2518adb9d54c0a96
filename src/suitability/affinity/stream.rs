//! Candidates of one submission after another, for seasons whose lists together would fill the
//! memory.

use super::candidates::{Candidate, Finder, Limit};
use super::index::Index;
use super::table::Affinity;
use crate::model::{Season, SubmissionIndex};
use rayon::prelude::*;

/// The lists of [`Affinity::candidates`], made when they are asked for and not kept. Where lists are
/// shortened, experts of equal score are taken from another place of the table for each submission:
/// were it always the first ones, they would stand in the lists of hundreds of thousands of
/// submissions, and those behind them in none.
#[derive(Debug)]
pub struct CandidateStream {
    affinity: Affinity,
    index: Index,
    limit: Limit,
}

impl CandidateStream {
    /// Prepares the lists of a season: O(codes of experts and submissions).
    pub fn new(season: &Season) -> Self {
        let affinity = Affinity::of_pairs(season);
        let index = affinity.index();
        let limit = Limit::of(season.experts.len(), season.submissions.len());
        Self {
            affinity,
            index,
            limit,
        }
    }

    /// Makes the lists of these submissions in parallel and passes each to `make`; returns what it
    /// made, in the order of the submissions. The number of threads has no effect.
    pub fn each<T: Send>(
        &self,
        submissions: &[SubmissionIndex],
        make: impl Fn(SubmissionIndex, &[Candidate]) -> T + Sync + Send,
    ) -> Vec<T> {
        let finder = Finder {
            spread: true,
            ..self.affinity.finder(&self.index, self.limit)
        };
        finder.lists(submissions.par_iter().copied(), |at, list| {
            make(at, &self.affinity.finished(at, list))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ExpertIndex, Place, SeasonBuilder, Wish, Wishes};

    #[test]
    fn streamed_lists_are_the_lists_of_the_whole() {
        let mut builder = SeasonBuilder::new();
        for at in 0..60 {
            let industries = ["C", "38", "C;26", "26", "3812"][at % 5];
            let domains = ["", "Q03.01:1", "", "Q06.02"][at * 7 % 4];
            builder = builder.expert(&format!("E{at:02}"), "", industries, domains, |_| ());
        }
        let wish = Wish {
            expert: ExpertIndex(7),
            submission: SubmissionIndex(1),
            strength: 2,
            place: Place::default(),
        };
        let season = builder
            .submission("S1", "甲", "3812", "Q06.01;Q03.01", |_| ())
            .submission("S2", "乙", "2614;38", "", |_| ())
            .change(|season| {
                season.rules.score.wishes = 0.5;
                season.wishes = Wishes::new([wish]);
            })
            .build();
        let whole = Affinity::build(&season);
        let stream = CandidateStream::new(&season);
        let both = [SubmissionIndex(1), SubmissionIndex(0)];
        let lists = stream.each(&both, |_, list| list.to_vec());
        assert_eq!(lists[0], whole.candidates(both[0]));
        assert_eq!(lists[1], whole.candidates(both[1]));
        assert!(!lists[0].is_empty());
    }

    #[test]
    fn shortened_lists_take_equals_from_all_over_the_table() {
        let mut builder = SeasonBuilder::new();
        for at in 0..500 {
            let industries = if at % 50 == 7 { "3812" } else { "38" };
            builder = builder.expert(&format!("E{at:03}"), "", industries, "", |_| ());
        }
        for at in 0..20 {
            builder = builder.submission(&format!("S{at}"), "甲", "3812", "", |_| ());
        }
        let season = builder.build();
        let stream = CandidateStream {
            limit: Limit::Best {
                best: 25,
                covering: 0,
            },
            ..CandidateStream::new(&season)
        };
        let all: Vec<SubmissionIndex> = (0..20).map(SubmissionIndex).collect();
        let lists = stream.each(&all, |_, list| list.to_vec());
        let mut seen = std::collections::BTreeSet::new();
        for list in &lists {
            assert_eq!(list.len(), 25);
            // The ten who know the class, and fifteen of those who share the division.
            assert!(
                list[..10]
                    .iter()
                    .all(|one| one.expert.0 % 50 == 7 && one.score == 1.0)
            );
            assert!(
                list[10..]
                    .windows(2)
                    .all(|pair| pair[0].score == pair[1].score)
            );
            seen.extend(list[10..].iter().map(|one| one.expert));
        }
        assert!(seen.len() > 200, "{}", seen.len());
    }
}
