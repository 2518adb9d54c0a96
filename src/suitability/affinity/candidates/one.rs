//! The candidates of one submission.

use super::super::index::SECTION;
use super::super::profile::{BY_RANK, RELATED};
use super::super::score::mean;
use super::best::Best;
use super::scratch::Scratch;
use super::{Candidate, Finder, Limit};
use crate::model::{ExpertIndex, SubmissionIndex};

impl Finder<'_> {
    /// The candidates of a submission; the buffer is left to be cleared.
    pub(super) fn candidates(
        &self,
        submission: SubmissionIndex,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        let one = One {
            finder: *self,
            submission: submission.at(),
        };
        one.candidates(scratch)
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
        let mut list = match self.limit {
            Limit::All => {
                self.find_all(scratch, usize::MAX);
                self.scored(scratch).collect()
            }
            Limit::Best { best, covering } => {
                let close = self.close(scratch, best, covering);
                close.unwrap_or_else(|| {
                    scratch.clear();
                    self.find_all(scratch, best);
                    self.with_covering(self.best(scratch, best), scratch, covering)
                })
            }
        };
        list.sort_unstable_by(Candidate::order);
        // A short list must not keep the memory of the long one allocated.
        list.shrink_to_fit();
        list
    }

    /// Finds everybody who scores, of each section up to `fill` of those who share nothing else.
    fn find_all(&self, scratch: &mut Scratch, fill: usize) {
        self.touch_industries(scratch);
        for code in self.profiles.domains.get(self.submission) {
            let related = self.index.related(code).iter();
            related.for_each(|(expert, _)| scratch.touch(*expert));
        }
        self.add_domains(scratch);
        self.add_sections(scratch);
        self.fill_sections(scratch, fill);
    }

    /// Finds those who share an industry more closely than its section, or a domain itself, and
    /// makes the list of them if the best are certainly among them: if `best` of them score more
    /// than anybody else can. Whoever covers something is among them, too. In a large season they
    /// are a small part of all who share a parent of a domain.
    fn close(&self, scratch: &mut Scratch, best: usize, covering: usize) -> Option<Vec<Candidate>> {
        if self.threshold <= SECTION {
            return None;
        }
        self.touch_industries(scratch);
        let domains = self.profiles.domains.get(self.submission);
        for code in domains {
            let exact = self.index.exact(code).iter();
            exact.for_each(|(expert, _)| scratch.touch(*expert));
        }
        self.add_domains(scratch);
        self.add_sections(scratch);
        let industries = self.profiles.industries.get(self.submission);
        let section = (!industries.is_empty()).then_some(SECTION);
        let related = domains.iter().map(|_| RELATED).sum();
        let others = self.weights.score(section, mean(related, domains.len()));
        let list = self.best(scratch, best);
        let ahead = list.iter().all(|candidate| candidate.score > others);
        (ahead && list.len() == best).then(|| self.with_covering(list, scratch, covering))
    }

    /// The candidates found, in the order in which they were.
    fn scored(&self, scratch: &Scratch) -> impl Iterator<Item = Candidate> {
        let found = scratch.touched.iter();
        found.filter_map(|&expert| self.candidate(scratch, expert))
    }

    /// A candidate with its score, if it has any.
    fn candidate(&self, scratch: &Scratch, expert: u32) -> Option<Candidate> {
        let score = self.score(scratch, expert as usize);
        let expert = ExpertIndex(expert);
        (score > 0.0).then_some(Candidate { expert, score })
    }

    /// The best of those found.
    fn best(&self, scratch: &Scratch, count: usize) -> Vec<Candidate> {
        self.best_of(self.scored(scratch), count)
    }

    fn best_of(&self, all: impl Iterator<Item = Candidate>, count: usize) -> Vec<Candidate> {
        let mut best = Best::new(count, self.first());
        all.for_each(|candidate| best.push(candidate));
        best.finish()
    }

    fn touch_industries(&self, scratch: &mut Scratch) {
        for code in self.profiles.industries.get(self.submission) {
            for (expert, value) in self.index.near(code) {
                scratch.touch(*expert);
                let best = &mut scratch.industry[*expert as usize];
                *best = best.max(*value);
            }
        }
    }

    /// Adds up the domains of the experts found so far, in the order of the submission's codes.
    fn add_domains(&self, scratch: &mut Scratch) {
        for code in self.profiles.domains.get(self.submission) {
            let (related, exact) = (self.index.related(code), self.index.exact(code));
            for &(expert, rank) in related.iter().chain(exact) {
                scratch.ranks[expert as usize] = rank;
            }
            for &expert in &scratch.touched {
                let rank = scratch.ranks[expert as usize];
                scratch.domain[expert as usize] += BY_RANK[usize::from(rank)];
            }
            for &(expert, _) in related {
                scratch.ranks[expert as usize] = 0;
            }
        }
    }

    /// Gives the section's value to the experts found so far.
    fn add_sections(&self, scratch: &mut Scratch) {
        for code in self.profiles.industries.get(self.submission) {
            let section = self.index.section(code);
            for &expert in &scratch.touched {
                if section.holds(expert) {
                    let best = &mut scratch.industry[expert as usize];
                    *best = best.max(SECTION);
                }
            }
        }
    }

    /// Takes up to `fill` more from each section: all of those have the same score, so the first
    /// ones suffice.
    fn fill_sections(&self, scratch: &mut Scratch, fill: usize) {
        for code in self.profiles.industries.get(self.submission) {
            let experts = self.index.section(code).experts();
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

    /// Adds the best of those who cover each requirement.
    fn with_covering(
        &self,
        mut list: Vec<Candidate>,
        scratch: &Scratch,
        covering: usize,
    ) -> Vec<Candidate> {
        let reached = |&&expert: &&u32| scratch.industry[expert as usize] >= self.threshold;
        let knowing = scratch.touched.iter().filter(reached);
        let knowing = knowing.filter_map(|&expert| self.candidate(scratch, expert));
        list.extend(self.best_of(knowing, covering));
        for code in self.profiles.domains.get(self.submission) {
            let exact = self.index.exact(code).iter();
            let holders = exact.filter_map(|&(expert, _)| self.candidate(scratch, expert));
            list.extend(self.best_of(holders, covering));
        }
        list.sort_unstable_by_key(|candidate| candidate.expert);
        list.dedup_by_key(|candidate| candidate.expert);
        list
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
}
