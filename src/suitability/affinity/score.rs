//! The score of an expert for a submission (contract, section 2).

use super::profile::{Domain, Industry, Profiles, Skill};
use crate::model::ScoreRules;
use schemars::JsonSchema;
use serde::Serialize;

/// The terms of a score; a term is `None` if the submission has no code for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Terms {
    /// industry(e,s), 0 to 1.
    pub industry: Option<f64>,
    /// domain(e,s), 0 to 1.
    pub domain: Option<f64>,
    /// score(e,s): the weighted mean of the existing terms; 0 if there are none.
    pub score: f64,
}

/// Number of domains of a submission that have a coverage bit.
pub(super) const COVERED_DOMAINS: usize = 31;

/// The weights of the two terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    industry: f64,
    domain: f64,
}

impl Weights {
    pub fn new(rules: &ScoreRules) -> Self {
        Self {
            industry: rules.industry,
            domain: rules.domain,
        }
    }

    /// The weighted mean of the existing terms.
    pub fn score(&self, industry: Option<f64>, domain: Option<f64>) -> f64 {
        match (industry, domain) {
            (Some(industry), Some(domain)) => {
                let weight = self.industry + self.domain;
                if weight > 0.0 {
                    (self.industry * industry + self.domain * domain) / weight
                } else {
                    0.0
                }
            }
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => 0.0,
        }
    }
}

/// The mean of a sum over `count` items; `None` of none.
pub(super) fn mean(sum: f64, count: usize) -> Option<f64> {
    // Lists of domains are short: the count is exact as a float.
    #[allow(clippy::cast_precision_loss)]
    (count > 0).then(|| sum / count as f64)
}

/// industry(e,s): the best pair of codes.
pub(super) fn industry(own: &[Industry], asked: &[Industry]) -> Option<f64> {
    let best = |asked: &Industry| own.iter().map(|own| own.value(asked)).fold(0.0, f64::max);
    (!asked.is_empty()).then(|| asked.iter().map(best).fold(0.0, f64::max))
}

/// domain(e,s): the mean of the best matches, summed in the submission's order.
pub(super) fn domain(own: &[Skill], asked: &[Domain]) -> Option<f64> {
    let best = |asked: &Domain| own.iter().map(|own| own.value(asked)).fold(0.0, f64::max);
    let mut sum = 0.0;
    for code in asked {
        sum += best(code);
    }
    mean(sum, asked.len())
}

impl Profiles {
    /// Coverage bits of a pair. Bit 0: the industry reaches the threshold; bit 1 + i: the expert
    /// has the submission's i-th domain exactly.
    pub fn coverage(&self, threshold: f64, expert: usize, submission: usize) -> u32 {
        let (own, asked) = (
            self.expert_industries.get(expert),
            self.industries.get(submission),
        );
        let reached = industry(own, asked).is_some_and(|value| value >= threshold);
        let skills = self.expert_skills.get(expert);
        let domains = self.domains.get(submission);
        let mut bits = u32::from(reached);
        for (at, code) in domains.iter().enumerate().take(COVERED_DOMAINS) {
            if skills.iter().any(|skill| skill.domain.code == code.code) {
                bits |= 2 << at;
            }
        }
        bits
    }

    /// All terms of a pair, by a few integer comparisons.
    pub fn terms(&self, weights: &Weights, expert: usize, submission: usize) -> Terms {
        let industry = industry(
            self.expert_industries.get(expert),
            self.industries.get(submission),
        );
        let domain = domain(self.expert_skills.get(expert), self.domains.get(submission));
        let score = weights.score(industry, domain);
        Terms {
            industry,
            domain,
            score,
        }
    }
}
