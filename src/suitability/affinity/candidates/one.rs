//! The candidates of one submission.

use super::super::index::SECTION;
use super::super::profile::{BY_RANK, RELATED};
use super::super::score::mean;
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
            Limit::All => self.all(scratch, usize::MAX),
            Limit::Best { best, covering } => {
                let close = self.close(scratch, best);
                let mut list = close.unwrap_or_else(|| {
                    scratch.clear();
                    self.all(scratch, best)
                });
                self.keep(&mut list, scratch, best, covering);
                list
            }
        };
        list.sort_unstable_by(Candidate::order);
        // A short list must not keep the memory of the long one allocated.
        list.shrink_to_fit();
        list
    }

    /// Everybody who scores, of each section up to `fill` of those who share nothing else.
    fn all(&self, scratch: &mut Scratch, fill: usize) -> Vec<Candidate> {
        self.touch_industries(scratch);
        for code in self.profiles.domains.get(self.submission) {
            let related = self.index.related(code).iter();
            related.for_each(|(expert, _)| scratch.touch(*expert));
        }
        self.add_domains(scratch);
        self.add_sections(scratch);
        self.fill_sections(scratch, fill);
        self.scored(scratch)
    }

    /// Those who share an industry more closely than its section, or a domain itself, if the best
    /// are certainly among them: at least `best` of them score more than anybody else can. Whoever
    /// covers something is among them, too. In a large season they are a small part of all who
    /// share a parent of a domain.
    fn close(&self, scratch: &mut Scratch, best: usize) -> Option<Vec<Candidate>> {
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
        let list = self.scored(scratch);
        let industries = self.profiles.industries.get(self.submission);
        let section = (!industries.is_empty()).then_some(SECTION);
        let related = domains.iter().map(|_| RELATED).sum();
        let others = self.weights.score(section, mean(related, domains.len()));
        let ahead = list.iter().filter(|candidate| candidate.score > others);
        (ahead.count() >= best).then_some(list)
    }

    fn scored(&self, scratch: &Scratch) -> Vec<Candidate> {
        let list = scratch.touched.iter().map(|expert| Candidate {
            expert: ExpertIndex(*expert),
            score: self.score(scratch, *expert as usize),
        });
        list.filter(|candidate| candidate.score > 0.0).collect()
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

    /// Shortens a list to the best, and to the best of those who cover each requirement; unordered.
    fn keep(&self, list: &mut Vec<Candidate>, scratch: &Scratch, best: usize, covering: usize) {
        if list.len() <= best {
            return;
        }
        let reached = |one: &&Candidate| scratch.industry[one.expert.at()] >= self.threshold;
        let mut kept: Vec<Candidate> = list.iter().filter(reached).copied().collect();
        self.shorten(&mut kept, covering);
        for code in self.profiles.domains.get(self.submission) {
            let exact = self.index.exact(code).iter();
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
