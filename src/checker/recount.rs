//! The figures of a plan, counted again.

use super::{load, scores, view::View};
use crate::model::plan::ShortfallKind;
use serde::Serialize;

/// An unmet coverage requirement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unmet {
    /// Submission id.
    pub submission: String,
    /// Industry or domain.
    pub kind: ShortfallKind,
    /// The industry code (several joined by `;`) or domain code.
    pub code: String,
    /// Reviewers who meet it.
    pub found: usize,
    /// Reviewers who should.
    pub wanted: usize,
}

/// How good the plan really is.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    }
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
