//! Scores of all pairs of a season.

use super::candidates::{self, Candidate, Limit};
use super::profile::Profiles;
use super::score::{Terms, Weights, industry};
use crate::model::{ExpertIndex, Season, SubmissionIndex};

/// What experts know of submissions: exact terms, score and coverage of any pair, computed on
/// demand from interned codes, and the candidates of each submission.
#[derive(Debug, Clone)]
pub struct Affinity {
    profiles: Profiles,
    weights: Weights,
    threshold: f64,
    candidates: Vec<Vec<Candidate>>,
}

impl Affinity {
    /// Scores a season by contract, section 2.
    ///
    /// Candidates come from an inverted index over industries and domains, in parallel over the
    /// submissions; the result is the same to the bit whatever the number of threads.
    pub fn build(season: &Season) -> Self {
        let limit = Limit::of(season.experts.len(), season.submissions.len());
        Self::limited(season, limit)
    }

    pub(super) fn limited(season: &Season, limit: Limit) -> Self {
        let profiles = Profiles::new(season);
        let weights = Weights::new(&season.rules.score);
        let threshold = season.rules.coverage.industry_threshold;
        let candidates = candidates::all(&profiles, &weights, limit, threshold);
        Self {
            profiles,
            weights,
            threshold,
            candidates,
        }
    }

    /// The terms of a pair.
    pub fn terms(&self, expert: ExpertIndex, submission: SubmissionIndex) -> Terms {
        self.profiles
            .terms(&self.weights, expert.at(), submission.at())
    }

    /// score(e,s), 0 to 1.
    pub fn score(&self, expert: ExpertIndex, submission: SubmissionIndex) -> f64 {
        self.terms(expert, submission).score
    }

    /// What the expert covers of the submission. Bit 0: industry(e,s) reaches the threshold of
    /// the rules; bit 1+i: the expert has the submission's i-th domain exactly, at any level.
    /// A submission without industry has bit 0 empty; domains from the 32nd on have no bit.
    pub fn coverage(&self, expert: ExpertIndex, submission: SubmissionIndex) -> u32 {
        let own = self.profiles.expert_industries.get(expert.at());
        let asked = self.profiles.industries.get(submission.at());
        let reached = industry(own, asked).is_some_and(|value| value >= self.threshold);
        let skills = self.profiles.expert_skills.get(expert.at());
        let domains = self.profiles.domains.get(submission.at());
        let mut bits = u32::from(reached);
        for (at, code) in domains.iter().enumerate().take(31) {
            if skills.iter().any(|skill| skill.domain.code == code.code) {
                bits |= 1 << (1 + at);
            }
        }
        bits
    }

    /// The experts who score more than 0 for a submission, best first, ties by expert; whether
    /// they are available or in conflict does not matter here.
    ///
    /// Complete up to 4 million pairs of experts and submissions. Beyond that each submission
    /// keeps its best 256, and for the industry and each domain the best 64 of those who cover
    /// it; all other pairs still score as [`score`](Self::score) says.
    pub fn candidates(&self, submission: SubmissionIndex) -> &[Candidate] {
        &self.candidates[submission.at()]
    }
}
