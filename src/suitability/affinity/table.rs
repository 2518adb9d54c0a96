//! Scores of all pairs of a season.

use super::candidates::{self, Candidate, Finder, Limit};
use super::explanation::{DomainMatch, Explanation, IndustryMatch, WishPart};
use super::external::{self, ScoreTableError};
use super::index::Index;
use super::packed::Packed;
use super::profile::Profiles;
use super::score::{Terms, Weights};
use super::wish::WishTerm;
use crate::model::{ExpertIndex, ScoreTable, Season, SubmissionIndex};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Suitability of experts for submissions: exact terms, score and coverage of any pair, computed on
/// demand from interned codes, and the candidates of each submission.
#[derive(Debug, Clone)]
pub struct Affinity {
    profiles: Profiles,
    packed: Packed,
    weights: Weights,
    threshold: f64,
    source: Source,
    wishes: WishTerm,
    candidates: Vec<Vec<Candidate>>,
    /// By submission, where lists are shortened and wishes change them: what experts beyond the
    /// list score at most.
    cutoffs: Option<Vec<f64>>,
}

/// Source of the scores.
#[derive(Debug, Clone)]
enum Source {
    /// Contract, section 2.
    Terms,
    /// A table supplied by the user.
    Table(ScoreTable),
}

impl Source {
    fn of(season: &Season) -> Self {
        match &season.scores {
            Some(table) => Self::Table(table.clone()),
            None => Self::Terms,
        }
    }
}

impl Affinity {
    /// Scores a season: by its own table of scores if it has one, otherwise by contract, section 2.
    ///
    /// Candidates come from an inverted index over industries and domains, in parallel over the
    /// submissions on rayon's current pool; the result is bitwise identical for any number of
    /// threads.
    pub fn build(season: &Season) -> Self {
        let limit = Limit::of(season.experts.len(), season.submissions.len());
        Self::limited(season, limit)
    }

    pub(super) fn limited(season: &Season, limit: Limit) -> Self {
        Self::of_source(season, Source::of(season), limit)
    }

    /// Scores of pairs alone, without lists of candidates.
    pub(super) fn of_pairs(season: &Season) -> Self {
        Self::without_candidates(season, Source::of(season))
    }

    fn of_source(season: &Season, source: Source, limit: Limit) -> Self {
        let mut affinity = Self::without_candidates(season, source);
        let index = Index::new(&affinity.profiles);
        let own = affinity.finder(&index, limit);
        // A wish against may push one of the best down the list: the limit stays where it was.
        let cut = !affinity.wishes.is_off() && matches!(limit, Limit::Best { .. });
        let all = (0..season.submissions.len()).into_par_iter();
        let lists = own.lists(all.map(SubmissionIndex::new), |s, list| {
            let list = affinity.by_table(s, list);
            let cutoff = if cut { candidates::cutoff(&list) } else { 0.0 };
            (affinity.with_wishes(s, list), cutoff)
        });
        let (lists, cutoffs) = lists.into_iter().unzip();
        affinity.candidates = lists;
        affinity.cutoffs = cut.then_some(cutoffs);
        affinity
    }

    /// The index over the codes of experts.
    pub(super) fn index(&self) -> Index {
        Index::new(&self.profiles)
    }

    /// What lists of candidates are made from.
    pub(super) fn finder<'a>(&'a self, index: &'a Index, limit: Limit) -> Finder<'a> {
        Finder {
            profiles: &self.profiles,
            weights: &self.weights,
            index,
            limit,
            threshold: self.threshold,
            spread: false,
        }
    }

    /// The finished list of a submission: the scores of the table, if there is one, and the wishes.
    pub(super) fn finished(&self, s: SubmissionIndex, list: Vec<Candidate>) -> Vec<Candidate> {
        self.with_wishes(s, self.by_table(s, list))
    }

    fn by_table(&self, s: SubmissionIndex, list: Vec<Candidate>) -> Vec<Candidate> {
        let Source::Table(table) = &self.source else {
            return list;
        };
        let own = list.iter().map(|candidate| candidate.expert);
        external::candidates(table, s, own.filter(|&e| self.coverage(e, s) != 0))
    }

    /// Gives everybody with a wish the place in the list that the score with the wish deserves.
    fn with_wishes(&self, s: SubmissionIndex, mut list: Vec<Candidate>) -> Vec<Candidate> {
        if self.wishes.is_off() {
            return list;
        }
        let wishes = self.wishes.of(s);
        if wishes.is_empty() {
            return list;
        }
        let with_wish = |one: &Candidate| {
            let found = wishes.binary_search_by_key(&one.expert, |wish| wish.expert);
            found.is_ok()
        };
        list.retain(|one| !with_wish(one));
        list.extend(wishes.iter().filter_map(|wish| {
            let (score, coverage) = self.pair(wish.expert, s);
            let listed = score > 0.0 || coverage != 0 && matches!(self.source, Source::Table(_));
            let expert = wish.expert;
            listed.then_some(Candidate { expert, score })
        }));
        list.sort_unstable_by(Candidate::order);
        list
    }

    /// What experts beyond a submission's list of candidates may score at most.
    pub fn cutoff(&self, submission: SubmissionIndex) -> f64 {
        match &self.cutoffs {
            Some(cutoffs) => cutoffs[submission.at()],
            None => candidates::cutoff(self.candidates(submission)),
        }
    }

    /// Uses scores from a sparse table, (submission id, expert id) to score, made by another
    /// program. Absent pairs score 0. Coverage and terms are still those of the season's codes.
    ///
    /// # Errors
    /// The table contains an unknown id, or a score is negative or not a number.
    pub fn with_table(
        season: &Season,
        table: &BTreeMap<(String, String), f64>,
    ) -> Result<Self, ScoreTableError> {
        let table = external::resolve(season, table)?;
        let limit = Limit::of(season.experts.len(), season.submissions.len());
        Ok(Self::of_source(season, Source::Table(table), limit))
    }

    fn without_candidates(season: &Season, source: Source) -> Self {
        let profiles = Profiles::new(season);
        Self {
            packed: Packed::new(&profiles),
            profiles,
            weights: Weights::new(&season.rules.score),
            threshold: season.rules.coverage.industry_threshold,
            source,
            wishes: WishTerm::new(season),
            candidates: Vec::new(),
            cutoffs: None,
        }
    }

    /// The terms of a pair. With an external table the score is the table's.
    pub fn terms(&self, expert: ExpertIndex, submission: SubmissionIndex) -> Terms {
        let terms = self
            .profiles
            .terms(&self.weights, expert.at(), submission.at());
        let score = match &self.source {
            Source::Terms => terms.score,
            Source::Table(table) => table.score(expert, submission),
        };
        Terms {
            score: self.wishes.added(score, expert, submission),
            ..terms
        }
    }

    /// score(e,s), 0 to 1 (external tables may go higher).
    pub fn score(&self, expert: ExpertIndex, submission: SubmissionIndex) -> f64 {
        match &self.source {
            Source::Terms => self.terms(expert, submission).score,
            Source::Table(table) => {
                let score = table.score(expert, submission);
                self.wishes.added(score, expert, submission)
            }
        }
    }

    /// Coverage of the submission by the expert. Bit 0: industry(e,s) reaches the threshold of the
    /// rules; bit 1+i: the expert has exactly the submission's i-th domain, at any level. Bit 0 is
    /// not set for a submission without industry; domains from the 32nd on have no bit.
    pub fn coverage(&self, expert: ExpertIndex, submission: SubmissionIndex) -> u32 {
        self.profiles
            .coverage(self.threshold, expert.at(), submission.at())
    }

    /// [`score`](Self::score) and [`coverage`](Self::coverage) together, at about half the cost.
    pub fn pair(&self, expert: ExpertIndex, submission: SubmissionIndex) -> (f64, u32) {
        let (e, s) = (expert.at(), submission.at());
        let (score, coverage) = self.packed.pair(&self.weights, self.threshold, e, s);
        let score = match &self.source {
            Source::Terms => score,
            Source::Table(table) => table.score(expert, submission),
        };
        (self.wishes.added(score, expert, submission), coverage)
    }

    /// The experts who score more than 0 for a submission, best first, ties by expert, regardless
    /// of availability and conflicts. Under a table of scores they are followed by those who cover
    /// something at a score of 0.
    ///
    /// Whoever has a wish about a submission is listed whatever the number of pairs.
    ///
    /// Complete up to 4 million pairs of experts and submissions. Beyond that, each submission
    /// keeps its best 256 experts, and for the industry and each domain the best 64 of those who
    /// cover it; [`score`](Self::score) still works for all other pairs.
    pub fn candidates(&self, submission: SubmissionIndex) -> &[Candidate] {
        &self.candidates[submission.at()]
    }

    /// Explains a score: which codes determined which term. Of equal matches the first one counts,
    /// in the order of the submission's codes and then of the expert's.
    pub fn explain(&self, expert: ExpertIndex, submission: SubmissionIndex) -> Explanation {
        Explanation {
            terms: self.terms(expert, submission),
            external: matches!(self.source, Source::Table(_)),
            wish: self.wish_part(expert, submission),
            industry: self.industry_match(expert, submission),
            domains: self.domain_matches(expert, submission),
            covers_industry: self.coverage(expert, submission) & 1 == 1,
        }
    }

    /// The expert's wish about the submission, and what it changed.
    fn wish_part(&self, expert: ExpertIndex, submission: SubmissionIndex) -> Option<WishPart> {
        let strength = self.wishes.strength(expert, submission)?;
        let plain = match &self.source {
            Source::Terms => {
                let (e, s) = (expert.at(), submission.at());
                self.profiles.terms(&self.weights, e, s).score
            }
            Source::Table(table) => table.score(expert, submission),
        };
        let added = self.wishes.added(plain, expert, submission) - plain;
        Some(WishPart { strength, added })
    }

    fn industry_match(
        &self,
        expert: ExpertIndex,
        submission: SubmissionIndex,
    ) -> Option<IndustryMatch> {
        let names = &self.profiles.industry_names;
        let asked = self.profiles.industries.get(submission.at());
        let mut best = IndustryMatch {
            submission: names[asked.first()?.last()].clone(),
            expert: None,
            shared_levels: 0,
            value: 0.0,
        };
        for code in asked {
            for own in self.profiles.expert_industries.get(expert.at()) {
                if own.value(code) > best.value {
                    best = IndustryMatch {
                        submission: names[code.last()].clone(),
                        expert: Some(names[own.last()].clone()),
                        shared_levels: own.shared(code),
                        value: own.value(code),
                    };
                }
            }
        }
        Some(best)
    }

    fn domain_matches(&self, expert: ExpertIndex, submission: SubmissionIndex) -> Vec<DomainMatch> {
        let names = &self.profiles.domain_names;
        let one = |code: &super::profile::Domain| {
            let mut best = DomainMatch {
                submission: names[code.code as usize].clone(),
                expert: None,
                level: 0,
                exact: false,
                value: 0.0,
            };
            for skill in self.profiles.expert_skills.get(expert.at()) {
                if skill.value(code) > best.value {
                    best.expert = Some(names[skill.domain.code as usize].clone());
                    best.level = skill.level;
                    best.exact = skill.domain.code == code.code;
                    best.value = skill.value(code);
                }
            }
            best
        };
        let asked = self.profiles.domains.get(submission.at());
        asked.iter().map(one).collect()
    }
}
