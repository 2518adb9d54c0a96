//! Which reviewers cover each requirement of a submission, and the supply in the pool if a
//! requirement is not met.

use super::reviews::ReviewFigures;
use super::seats::Seat;
use crate::bilingual;
use crate::model::MixScope;
use crate::model::plan::{Plan, ShortfallKind};
use crate::model::words::Bilingual;
use crate::model::{Expert, ExpertIndex, Season, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use crate::suitability::industry_members;
use std::collections::BTreeMap;

/// One coverage requirement of one submission: its industry, one of its domains, or the members of
/// its group who know its industry.
#[derive(Debug, Clone)]
pub struct Requirement<'a> {
    /// Position of the submission in the figures' reviews.
    pub review: usize,
    /// Industry, domain or group.
    pub kind: ShortfallKind,
    /// The code (several industries joined by `;`), as in the plan.
    pub code: String,
    /// Whether people of other kinds are counted: the rule says how many of a kind there may be.
    pub others: bool,
    /// Number of reviewers, or members, required.
    pub needed: usize,
    /// Reviewers, or members, who cover it.
    pub covered_by: Vec<&'a Expert>,
    /// Supply in the pool, if the requirement is not met.
    pub supply: Option<Supply>,
    /// The reason recorded in the plan, in the language it was made in; may be empty.
    pub reason: &'a str,
}

impl Requirement<'_> {
    /// Whether enough people cover it.
    pub fn met(&self) -> bool {
        self.covered_by.len() >= self.needed
    }

    /// How many shortfalls it counts for: of a group, one for each member lacking.
    pub fn shortfalls(&self) -> usize {
        let lacking = self.needed.saturating_sub(self.covered_by.len());
        match self.kind {
            ShortfallKind::Group => lacking,
            ShortfallKind::Industry | ShortfallKind::Domain | ShortfallKind::Mix => lacking.min(1),
        }
    }
}

/// The numbers of experts who could cover a requirement; each is a subset of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Supply {
    /// Experts of the pool with the required knowledge.
    pub pool: usize,
    /// Of these, experts who are available.
    pub available: usize,
    /// Of these, experts without a conflict with the submission.
    pub free: usize,
    /// Of these, experts who sit in the committee.
    pub seated: usize,
}

impl Supply {
    /// The numbers as a sentence.
    pub fn words(self) -> Bilingual {
        let Self {
            pool,
            available,
            free,
            seated,
        } = self;
        if pool == 0 {
            return bilingual!(
                "专家库中无人具备，须增补专家",
                "No expert in the pool has it; the pool needs new experts"
            );
        }
        bilingual!(
            "专家库中 {pool} 人具备，其中 {available} 人可参加，{free} 人无需回避，{seated} 人已入选委员会",
            "Experts in the pool who have it: {pool}; available: {available}; without a conflict: {free}; on the committee: {seated}"
        )
    }
}

/// Input for deriving coverage.
pub(super) struct Seated<'a, 'b> {
    pub(super) season: &'a Season,
    pub(super) conflicts: &'b Conflicts,
    pub(super) affinity: &'b Affinity,
    pub(super) seats: &'b [Seat<'a>],
    pub(super) seat_of: &'b BTreeMap<ExpertIndex, usize>,
}

/// Lists the requirements, submission by submission.
pub(super) fn derive<'a>(
    seated: &Seated<'a, '_>,
    plan: &'a Plan,
    reviews: &[ReviewFigures<'a>],
) -> Vec<Requirement<'a>> {
    let reasons: BTreeMap<(&str, ShortfallKind, &str), &str> = plan
        .shortfalls
        .iter()
        .map(|item| {
            let key = (item.submission.as_str(), item.kind, item.code.as_str());
            (key, item.reason.as_str())
        })
        .collect();
    let rules = &seated.season.rules.coverage;
    let wanted = industry_members::wanted(seated.season, seated.conflicts, seated.affinity);
    let mut members: BTreeMap<usize, Vec<&Seat<'a>>> = BTreeMap::new();
    for seat in seated.seats {
        let group = seat.group.map(|group| members.entry(group).or_default());
        group.into_iter().for_each(|group| group.push(seat));
    }
    let mut all = Vec::new();
    // Which experts cover a code is the same for all submissions.
    let mut holders: BTreeMap<(ShortfallKind, bool, String), Vec<ExpertIndex>> = BTreeMap::new();
    for (at, review) in reviews.iter().enumerate() {
        let submission = review.submission;
        let mut add = |(kind, others): (ShortfallKind, bool),
                       code: String,
                       covers: &dyn Fn(ExpertIndex) -> bool,
                       needed: u32| {
            let counts = |expert| {
                let (conflicts, affinity) = (seated.conflicts, seated.affinity);
                industry_members::counts(conflicts, affinity, expert, review.index)
            };
            let covered_by: Vec<&Expert> = match kind {
                ShortfallKind::Group => {
                    let group = members.get(&review.group).into_iter().flatten();
                    let able = group.filter(|seat| counts(seat.index));
                    able.map(|seat| seat.expert).collect()
                }
                ShortfallKind::Industry | ShortfallKind::Domain | ShortfallKind::Mix => {
                    let able = review.reviewers.iter();
                    let able = able.filter(|reviewer| covers(reviewer.index));
                    able.map(|reviewer| reviewer.expert).collect()
                }
            };
            let needed = needed as usize;
            let supply = (covered_by.len() < needed).then(|| {
                let known = holders.entry((kind, others, code.clone()));
                let known = known.or_insert_with(|| seated.holders(covers));
                seated.supply(review.index, known)
            });
            let key = (submission.id.as_str(), kind, code.as_str());
            let reason = reasons.get(&key).copied().unwrap_or_default();
            all.push(Requirement {
                review: at,
                kind,
                code,
                others,
                needed,
                covered_by,
                supply,
                reason,
            });
        };
        let has_bit =
            |bit: u32| move |expert| seated.affinity.coverage(expert, review.index) >> bit & 1 == 1;
        let codes = submission.industries.iter();
        let codes: Vec<&str> = codes.map(|code| code.text()).collect();
        if !codes.is_empty() && rules.industry_reviewers > 0 {
            let needed = rules.industry_reviewers;
            add(
                (ShortfallKind::Industry, false),
                codes.join(";"),
                &has_bit(0),
                needed,
            );
        }
        if rules.domain_reviewers > 0 {
            for (bit, domain) in (1..).zip(&submission.domains) {
                let needed = rules.domain_reviewers;
                add(
                    (ShortfallKind::Domain, false),
                    domain.code.clone(),
                    &has_bit(bit),
                    needed,
                );
            }
        }
        let each = seated.season.reviewers_of(submission);
        for rule in &seated.season.rules.mix {
            if rule.hard || rule.of != MixScope::Submission {
                continue;
            }
            let is_of = |expert: ExpertIndex| rule.counts(&seated.season.experts[expert.at()]);
            let is_other = |expert: ExpertIndex| !is_of(expert);
            let least = rule.at_least.map(|least| least.at_least_of(each));
            let most = rule.at_most.map(|most| most.at_most_of(each));
            let sides = [
                (false, least),
                (true, most.map(|most| each.saturating_sub(most))),
            ];
            for (others, needed) in sides {
                let needed = u32::try_from(needed.unwrap_or(0)).unwrap_or(u32::MAX);
                let covers: &dyn Fn(ExpertIndex) -> bool = if others { &is_other } else { &is_of };
                if needed > 0 {
                    add((ShortfallKind::Mix, others), rule.label(), covers, needed);
                }
            }
        }
        let needed = wanted[review.index.at()];
        if needed > 0 {
            let kind = (ShortfallKind::Group, false);
            add(kind, codes.join(";"), &has_bit(0), needed);
        }
    }
    all
}

impl Seated<'_, '_> {
    fn holders(&self, covers: impl Fn(ExpertIndex) -> bool) -> Vec<ExpertIndex> {
        let all = (0..self.season.experts.len()).map(ExpertIndex::new);
        all.filter(|expert| covers(*expert)).collect()
    }

    fn supply(&self, submission: SubmissionIndex, holders: &[ExpertIndex]) -> Supply {
        let mut supply = Supply {
            pool: holders.len(),
            ..Supply::default()
        };
        for &index in holders {
            if !self.season.may_serve(&self.season.experts[index.at()]) {
                continue;
            }
            supply.available += 1;
            if self.conflicts.severity(index, submission).is_some() {
                continue;
            }
            supply.free += 1;
            supply.seated += usize::from(self.seat_of.contains_key(&index));
        }
        supply
    }
}
