//! The figures of one result.

use crate::checker::{self, Rule};
use crate::model::plan::Plan;
use crate::model::{Employment, ExpertIndex, Regions, Season, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Figures of a result. Those that do not apply to its form are `None`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema, Deserialize)]
pub struct Figures {
    /// Sum of all scores.
    pub total: f64,
    /// Mean score sum of a submission.
    pub mean: f64,
    /// Smallest score sum of a submission.
    pub worst: f64,
    /// Mean score sum of the worst tenth of the submissions.
    pub worst_tenth: f64,
    /// Mean score sum of the worst quarter.
    pub worst_quarter: f64,
    /// Unmet coverage requirements.
    pub shortfalls: Option<usize>,
    /// Reviews missing from the demands.
    pub unfilled: u64,
    /// Reviews missing from the minimum loads of the pairwise form.
    pub below_min: Option<u64>,
    /// Weighted coverage (Kou et al., SIGMOD 2015): the best reviewer counts for each topic.
    pub coverage: Option<f64>,
    /// The same for industries only.
    pub industry_coverage: Option<f64>,
    /// The same for domains only.
    pub domain_coverage: Option<f64>,
    /// Largest load minus smallest load.
    pub load_spread: u32,
    /// Gini coefficient of the loads.
    pub gini: f64,
    /// Ordered pairs of submissions with envy beyond one reviewer (Payan and Zick 2022); `None` for
    /// more than 3,000 submissions, where counting would take longer than solving.
    pub envy: Option<usize>,
    /// Reviews by experts with a conflict of interest, and members barred from a submission of
    /// their group.
    pub conflicts: usize,
    /// Broken hard rules.
    pub broken: usize,
    /// Number of distinct employers of seated experts.
    pub employers: Option<usize>,
    /// Number of distinct regions of seated experts.
    pub regions: Option<usize>,
    /// Share of newcomers among seated experts.
    pub newcomers: Option<f64>,
    /// Proven upper limit of the total.
    pub bound: Option<f64>,
    /// (bound - total) / bound; negative if broken rules allow a higher total.
    pub gap: Option<f64>,
}

/// Maximum number of submissions for which envy is counted.
pub const ENVY_LIMIT: usize = 3_000;

impl Figures {
    /// Computes the figures that depend on the submissions' sums and the loads.
    pub fn of_sums(mut sums: Vec<f64>, loads: &[u32]) -> Self {
        sums.sort_unstable_by(f64::total_cmp);
        let part = |share: usize| {
            let count = sums.len().div_ceil(share).max(1);
            sums.iter().take(count).sum::<f64>() / count as f64
        };
        let (low, high) = (loads.iter().min(), loads.iter().max());
        Self {
            total: sums.iter().sum(),
            mean: part(1),
            worst: sums.first().copied().unwrap_or(0.0),
            worst_tenth: part(10),
            worst_quarter: part(4),
            load_spread: high.unwrap_or(&0) - low.unwrap_or(&0),
            gini: gini(loads),
            ..Self::default()
        }
    }

    /// Adds the proven limit.
    pub fn with_bound(mut self, bound: Option<f64>) -> Self {
        self.bound = bound;
        self.gap = bound.map(|bound| {
            let gap = if bound > 0.0 {
                (bound - self.total) / bound
            } else {
                0.0
            };
            // The same sum in another order may differ by rounding.
            if gap.abs() < 1e-9 { 0.0 } else { gap }
        });
        self
    }
}

/// Gini coefficient: 0 if all loads are equal, close to 1 if one reviewer has all. O(n log n).
pub fn gini(loads: &[u32]) -> f64 {
    let mut loads = loads.to_vec();
    loads.sort_unstable();
    let sum: u64 = loads.iter().map(|&load| u64::from(load)).sum();
    if sum == 0 {
        return 0.0;
    }
    let ranked = (1_u64..)
        .zip(&loads)
        .map(|(rank, &load)| rank * u64::from(load));
    let ranked: u64 = ranked.sum();
    let count = loads.len() as f64;
    2.0 * ranked as f64 / (count * sum as f64) - (count + 1.0) / count
}

/// Computes the figures of a plan from its season only. O(submissions² x reviewers).
pub fn plan(season: &Season, conflicts: &Conflicts, affinity: &Affinity, plan: &Plan) -> Figures {
    let ids = season.experts.iter().map(|expert| expert.id.as_str());
    let experts: BTreeMap<&str, usize> = ids.zip(0..).collect();
    let reviewers: BTreeMap<&str, Vec<ExpertIndex>> = plan
        .reviews
        .iter()
        .map(|review| {
            let known = review
                .reviewers
                .iter()
                .filter_map(|id| experts.get(id.as_str()));
            let known = known.map(|&at| ExpertIndex::new(at)).collect();
            (review.submission.as_str(), known)
        })
        .collect();
    let rows: Vec<(SubmissionIndex, &[ExpertIndex])> = (0..season.submissions.len())
        .filter(|&at| season.submissions[at].passed)
        .map(|at| {
            let list = reviewers.get(season.submissions[at].id.as_str());
            (
                SubmissionIndex::new(at),
                list.map_or(&[][..], Vec::as_slice),
            )
        })
        .collect();
    let sum = |row: &(SubmissionIndex, &[ExpertIndex])| {
        row.1
            .iter()
            .map(|&who| affinity.score(who, row.0))
            .sum::<f64>()
    };
    let sums: Vec<f64> = rows.iter().map(sum).collect();
    let loads: Vec<u32> = plan
        .loads()
        .values()
        .map(|&load| u32::try_from(load).unwrap_or(u32::MAX))
        .collect();
    let missing: usize = rows
        .iter()
        .map(|row| {
            let each = season.reviewers_of(&season.submissions[row.0.at()]);
            each.saturating_sub(row.1.len())
        })
        .sum();
    let report = checker::check(season, plan);
    // A plan from a spreadsheet has no recorded figures to verify.
    let hard = |rule: Rule| rule != Rule::Figures;
    let mut figures = Figures::of_sums(sums.clone(), &loads);
    figures.unfilled = missing as u64;
    figures.shortfalls = Some(report.shortfalls.len());
    figures.broken = report
        .violations
        .iter()
        .filter(|found| hard(found.rule))
        .count();
    figures.envy = (rows.len() <= ENVY_LIMIT).then(|| envy(&rows, &sums, affinity, conflicts));
    figures.conflicts = seated_conflicts(season, conflicts, plan, (&experts, &rows));
    cover(&mut figures, season, affinity, &rows);
    diversity(&mut figures, season, plan, &experts);
    figures
}

type Row<'a> = (SubmissionIndex, &'a [ExpertIndex]);

/// Counts pairs of which the first would have a higher score with the other's reviewers except the
/// best one; reviewers in conflict count as 0.
fn envy(rows: &[Row<'_>], sums: &[f64], affinity: &Affinity, conflicts: &Conflicts) -> usize {
    let mut count = 0;
    for (row, own) in rows.iter().zip(sums) {
        for other in rows.iter().filter(|other| other.0 != row.0) {
            let worth = |&who: &ExpertIndex| match conflicts.severity(who, row.0) {
                Some(_) => 0.0,
                None => affinity.score(who, row.0),
            };
            let theirs: Vec<f64> = other.1.iter().map(worth).collect();
            let best = theirs.iter().copied().fold(0.0, f64::max);
            // Sums of equal scores in another order may differ by rounding.
            count += usize::from(theirs.iter().sum::<f64>() - best > own + 1e-9);
        }
    }
    count
}

fn seated_conflicts(
    season: &Season,
    conflicts: &Conflicts,
    plan: &Plan,
    (experts, rows): (&BTreeMap<&str, usize>, &[Row<'_>]),
) -> usize {
    let ids = season
        .submissions
        .iter()
        .map(|submission| submission.id.as_str());
    let submissions: BTreeMap<&str, usize> = ids.zip(0..).collect();
    let mut seen = BTreeSet::new();
    for &(submission, reviewers) in rows {
        let tied = |who: &&ExpertIndex| conflicts.severity(**who, submission).is_some();
        seen.extend(reviewers.iter().filter(tied).map(|&who| (submission, who)));
    }
    for group in &plan.groups {
        let held = group
            .submissions
            .iter()
            .filter_map(|id| submissions.get(id.as_str()));
        for submission in held.map(|&at| SubmissionIndex::new(at)) {
            let members = group
                .members
                .iter()
                .filter_map(|id| experts.get(id.as_str()));
            let barred = conflicts.barred(submission);
            let members = members.map(|&at| ExpertIndex::new(at));
            seen.extend(
                members
                    .filter(|who| barred.contains(who))
                    .map(|who| (submission, who)),
            );
        }
    }
    seen.len()
}

/// Kou et al. 2015: the share of a submission's topics that its reviewers cover together, `sum over
/// topics of min(group, submission) / sum over topics of submission`, where the group has the best
/// value of its members. Topics are the industry, with the weight of the rules, and the domains,
/// which share theirs equally.
fn cover(figures: &mut Figures, season: &Season, affinity: &Affinity, rows: &[Row<'_>]) {
    let weights = &season.rules.score;
    let (mut whole, mut industry, mut domain) = (Mean::default(), Mean::default(), Mean::default());
    for &(submission, reviewers) in rows {
        let known: Vec<_> = reviewers
            .iter()
            .map(|&who| affinity.explain(who, submission))
            .collect();
        let asked = &season.submissions[submission.at()];
        let mut sum = Mean::default();
        if !asked.industries.is_empty() {
            let terms = known.iter().filter_map(|one| one.terms.industry);
            let best = terms.fold(0.0, f64::max);
            industry.add(best, 1.0);
            sum.add(best, weights.industry);
        }
        if !asked.domains.is_empty() {
            let best = |at: usize| {
                let values = known.iter().filter_map(|one| one.domains.get(at));
                values.map(|found| found.value).fold(0.0, f64::max)
            };
            let mean = (0..asked.domains.len()).map(best).sum::<f64>() / asked.domains.len() as f64;
            domain.add(mean, 1.0);
            sum.add(mean, weights.domain);
        }
        if let Some(value) = sum.value() {
            whole.add(value, 1.0);
        }
    }
    figures.coverage = whole.value();
    figures.industry_coverage = industry.value();
    figures.domain_coverage = domain.value();
}

#[derive(Default)]
struct Mean {
    sum: f64,
    weight: f64,
}

impl Mean {
    fn add(&mut self, value: f64, weight: f64) {
        self.sum += value * weight;
        self.weight += weight;
    }

    fn value(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.sum / self.weight)
    }
}

fn diversity(figures: &mut Figures, season: &Season, plan: &Plan, experts: &BTreeMap<&str, usize>) {
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    let members = plan.groups.iter().flat_map(|group| &group.members);
    let seated: BTreeSet<usize> = members
        .chain(heads)
        .filter_map(|id| experts.get(id.as_str()).copied())
        .collect();
    let of = |at: &usize| &season.experts[*at];
    let employment = Employment::of(season);
    let employers = seated
        .iter()
        .flat_map(|at| employment.employers(ExpertIndex::new(*at)));
    figures.employers = Some(employers.collect::<BTreeSet<_>>().len());
    let places = Regions::of(season);
    let regions = seated
        .iter()
        .map(|at| places.key(&of(at).region))
        .filter(|name| !name.is_empty());
    figures.regions = Some(regions.collect::<BTreeSet<_>>().len());
    let new = seated.iter().filter(|at| of(at).is_newcomer()).count();
    figures.newcomers = Some(new as f64 / seated.len().max(1) as f64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        // Loads 1, 3: mean difference 1 over (2 x mean 2) = 1/4.
        assert!((gini(&[3, 1]) - 0.25).abs() < 1e-12);
        assert!(gini(&[2, 2, 2]).abs() < 1e-12 && gini(&[]) == 0.0);
        let figures = Figures::of_sums(vec![4.0, 1.0, 2.0, 3.0], &[1, 3]);
        assert_eq!(
            (figures.total, figures.mean, figures.worst),
            (10.0, 2.5, 1.0)
        );
        assert_eq!((figures.worst_quarter, figures.load_spread), (1.0, 2));
        assert_eq!(figures.with_bound(Some(12.5)).gap, Some(0.2));
    }
}
