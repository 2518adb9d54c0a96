//! The figures of a plan, counted again.

use super::unmet::Unmet;
use super::view::{Panel, View};
use super::{industry_members, load, scores};
use crate::model::ExpertIndex;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How good the plan really is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figures {
    /// Sum of score(e,s) over all reviews of passed submissions.
    pub total_score: f64,
    /// Smallest sum of one passed submission; 0 without submissions.
    pub worst_score: f64,
    /// Mean sum of a passed submission; 0 without submissions.
    pub mean_score: f64,
    /// Unmet coverage, in the order of the submissions table.
    pub shortfalls: Vec<Unmet>,
    /// Fewest reviews of a group member; 0 without members.
    pub load_min: usize,
    /// Most reviews of a group member; 0 without members.
    pub load_max: usize,
    /// Reviews in all.
    pub reviews: usize,
    /// Largest difference of reviews between members of one group.
    pub load_difference: usize,
    /// Mean number of members who know a submission's industry and have no conflict with it, over
    /// the submissions with an industry.
    pub mean_members_who_know: f64,
    /// Mean number of groups over which the submissions of a division of industries lie, over the
    /// divisions with several submissions.
    pub field_scatter: f64,
}

pub(super) fn recount(view: &View, shortfalls: Vec<Unmet>) -> Figures {
    let rules = &view.season.rules;
    let sums: Vec<f64> = (view.passed())
        .map(|submission| {
            let reviewers = view.reviewers.get(&submission).into_iter().flatten();
            reviewers
                .map(|&expert| {
                    let plain = match &view.season.scores {
                        Some(table) => table.score(expert, submission),
                        None => {
                            scores::score(rules, view.expert(expert), view.submission(submission))
                        }
                    };
                    let wish = view.season.wishes.strength(expert, submission);
                    scores::with_wish(rules, plain, wish)
                })
                .sum()
        })
        .collect();
    let total_score: f64 = sums.iter().sum();
    let worst = sums.iter().copied().reduce(f64::min);
    let loads = load::loads(view);
    let members = view.groups.iter().flat_map(|panel| &panel.members);
    let of_members: Vec<_> = members
        .map(|member| loads.get(member).copied().unwrap_or(0))
        .collect();
    Figures {
        total_score,
        worst_score: worst.unwrap_or(0.0),
        mean_score: total_score / sums.len().max(1) as f64,
        shortfalls,
        load_min: of_members.iter().copied().min().unwrap_or(0),
        load_max: of_members.iter().copied().max().unwrap_or(0),
        reviews: loads.values().sum(),
        load_difference: difference(view, &loads),
        mean_members_who_know: industry_members::mean(view),
        field_scatter: scatter(view),
    }
}

fn difference(view: &View, loads: &BTreeMap<ExpertIndex, usize>) -> usize {
    let of_group = |panel: &Panel| {
        let own = panel.members.iter();
        let own = own.map(|member| loads.get(member).copied().unwrap_or(0));
        own.clone().max().unwrap_or(0) - own.min().unwrap_or(0)
    };
    view.groups.iter().map(of_group).max().unwrap_or(0)
}

/// 1 where every division is in one group; 0 where none has several submissions.
fn scatter(view: &View) -> f64 {
    let mut divisions: BTreeMap<&str, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for submission in view.passed() {
        let Some(code) = view.submission(submission).industries.first() else {
            continue;
        };
        let division = code.path().get(1).unwrap_or(&code.path()[0]);
        let (count, groups) = divisions.entry(division).or_default();
        *count += 1;
        groups.extend(view.holders.get(&submission).into_iter().flatten());
    }
    let several = divisions.values().filter(|(count, _)| *count > 1);
    let groups: Vec<usize> = several.map(|(_, groups)| groups.len()).collect();
    groups.iter().sum::<usize>() as f64 / groups.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use crate::checker::check;
    use crate::checker::fixture::{plan, season};

    #[test]
    fn sums_means_and_loads_are_of_passed_submissions_and_members() {
        let season = season()
            .change(|season| season.experts[3].domains[0].level = 1)
            .build();
        let figures = check(&season, &plan()).figures;
        // 38 for 3812 is 0.75; the domain 1, but 0.6 for A2, who reviews S1 and S2.
        let full = f64::midpoint(0.75, 1.0);
        let weak = f64::midpoint(0.75, 0.6);
        assert!((figures.total_score - (6.0 * full + 2.0 * weak)).abs() < 1e-12);
        assert!((figures.worst_score - (full + weak)).abs() < 1e-12);
        assert!((figures.mean_score - figures.total_score / 4.0).abs() < 1e-12);
        assert_eq!(
            (figures.load_min, figures.load_max, figures.reviews),
            (1, 2, 8)
        );
        // Three members of each group know 3812; all four submissions are of it, in two groups.
        assert_eq!(figures.load_difference, 1);
        assert_eq!(
            (figures.mean_members_who_know, figures.field_scatter),
            (3.0, 2.0)
        );
    }

    #[test]
    fn a_submission_without_review_counts_zero_and_nothing_is_nothing() {
        let mut empty = plan();
        empty.reviews.clear();
        let figures = check(&season().build(), &empty).figures;
        assert_eq!((figures.worst_score, figures.total_score), (0.0, 0.0));
        assert_eq!(figures.shortfalls.len(), 8);
        let none = crate::model::SeasonBuilder::new().build();
        let figures = check(&none, &empty).figures;
        assert_eq!((figures.worst_score, figures.mean_score), (0.0, 0.0));
    }
}
