//! Ranked candidates for reviewing an objection, and those who are excluded.

use super::document::{Candidate, Excluded, Proposal, Requirement};
use super::reasons::Look;
use super::request::Request;
use super::team;
use crate::model::plan::Rounds;
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Season, Submission};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

/// Proposes a team of people who were not involved with the submission in either round.
pub fn propose(
    season: &Season,
    rounds: &Rounds,
    conflicts: &Conflicts,
    affinity: &Affinity,
    request: Request,
) -> Proposal {
    let submission = &season.submissions[request.submission.at()];
    let look = Look {
        season,
        rounds,
        conflicts,
        request,
    };
    let bench = Bench {
        season,
        rounds,
        conflicts,
        affinity,
        request,
        submission,
    };
    let mut able = Vec::new();
    let mut excluded = Vec::new();
    for (at, expert) in season.experts.iter().enumerate() {
        let index = ExpertIndex::new(at);
        let reasons = look.reasons(index, expert);
        if reasons.is_empty() {
            able.push(index);
        } else {
            excluded.push(Excluded {
                expert: expert.id.clone(),
                name: expert.name.clone(),
                reasons,
            });
        }
    }
    let rank = |expert: &ExpertIndex| {
        let covers = affinity.coverage(*expert, request.submission).count_ones();
        (covers, affinity.score(*expert, request.submission))
    };
    able.sort_by(|a, b| {
        let (left, right) = (rank(a), rank(b));
        right
            .0
            .cmp(&left.0)
            .then(right.1.total_cmp(&left.1))
            .then(a.cmp(b))
    });
    let team = team::choose(season, conflicts, affinity, request, &able);
    Proposal {
        submission: submission.id.clone(),
        title: submission.title.clone(),
        organization: submission.organization.clone(),
        reviewed_by: rounds.reviewers(&submission.id),
        wanted: request.size,
        uncovered: bench.uncovered(&team),
        team: team.iter().map(|expert| bench.candidate(*expert)).collect(),
        candidates: able.iter().map(|expert| bench.candidate(*expert)).collect(),
        excluded,
    }
}

/// Data for describing the candidates.
struct Bench<'a> {
    season: &'a Season,
    rounds: &'a Rounds,
    conflicts: &'a Conflicts,
    affinity: &'a Affinity,
    request: Request,
    submission: &'a Submission,
}

impl Bench<'_> {
    fn candidate(&self, index: ExpertIndex) -> Candidate {
        let expert = &self.season.experts[index.at()];
        let bits = self.affinity.coverage(index, self.request.submission);
        let domains = self.submission.domains.iter().enumerate().take(31);
        let suspected = self.conflicts.suspected().iter().filter(|suspicion| {
            suspicion.experts.contains(&index)
                && suspicion.submissions.contains(&self.request.submission)
        });
        Candidate {
            expert: expert.id.clone(),
            name: expert.name.clone(),
            employer: expert.employer.clone(),
            score: self.affinity.score(index, self.request.submission),
            industry: bits & 1 == 1,
            domains: domains
                .filter(|(at, _)| bits & (1 << (1 + at)) != 0)
                .map(|(_, domain)| domain.code.to_owned())
                .collect(),
            group: self
                .rounds
                .seat_of(&expert.id)
                .map(|group| group.id.clone()),
            suspected: suspected.map(|s| s.kind.words()).collect(),
        }
    }

    fn uncovered(&self, team: &[ExpertIndex]) -> Vec<Requirement> {
        let bits = team.iter().fold(0, |bits, expert| {
            bits | self.affinity.coverage(*expert, self.request.submission)
        });
        let mut missing = Vec::new();
        if bits & 1 == 0
            && let Some(industry) = self.submission.industries.first()
        {
            let code = industry.text().to_owned();
            let label = |lang| self.season.industries.label(industry, lang);
            missing.push(Requirement {
                words: Bilingual::new(
                    format!("行业 {}", label(crate::model::words::Lang::Zh)),
                    format!("industry {}", label(crate::model::words::Lang::En)),
                ),
                code,
            });
        }
        for (at, domain) in self.submission.domains.iter().enumerate().take(31) {
            if bits & (1 << (1 + at)) == 0 {
                let code = domain.code.to_owned();
                let name = |lang| self.season.domains.name(&code, lang).to_owned();
                missing.push(Requirement {
                    words: Bilingual::new(
                        format!("质量方法 {code} {}", name(crate::model::words::Lang::Zh)),
                        format!("domain {code} {}", name(crate::model::words::Lang::En)),
                    ),
                    code,
                });
            }
        }
        missing
    }
}
