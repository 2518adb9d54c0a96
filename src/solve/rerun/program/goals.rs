//! The goals of a run as sums of variables.

use super::model::Program;
use super::sum::Sum;
use crate::solve::instance::NANO;
use crate::solve::rerun::objective::{Cost, Order};
use crate::solve::rule::Place;

/// A goal to be minimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// People who lose, gain or change a seat, a role or an office.
    People,
    /// Submissions that change group.
    Moved,
    /// Unmet coverage requirements.
    Shortfalls,
    /// Reviews given to an expert who did not have them.
    Reassigned,
    /// Negative score.
    Lost,
}

impl Stage {
    /// The goals other than the number of people, in order.
    pub fn beside_people(order: Order) -> [Self; 4] {
        match order {
            Order::PeopleFirst => [Self::Moved, Self::Shortfalls, Self::Reassigned, Self::Lost],
            Order::CoverageFirst => [Self::Shortfalls, Self::Moved, Self::Reassigned, Self::Lost],
        }
    }

    /// A committee's value of this goal; the score in billionths.
    pub fn value(self, people: usize, cost: Cost) -> i64 {
        match self {
            Self::People => i64::try_from(people).unwrap_or(i64::MAX),
            Self::Moved => cost.moved,
            Self::Shortfalls => cost.shortfalls,
            Self::Reassigned => cost.reassigned,
            Self::Lost => cost.lost,
        }
    }

    /// The goal's units per unit of the model, which measures scores in points.
    pub(super) fn unit(self) -> f64 {
        match self {
            Self::Lost => NANO,
            _ => 1.0,
        }
    }

    /// The goal in the variables of a model.
    #[allow(clippy::cast_precision_loss)] // counts are far below 2^52
    pub(super) fn sum(self, program: &Program<'_>) -> Sum {
        let (task, decisions) = (program.task, &program.model.decisions);
        let mut sum = Sum::default();
        match self {
            Self::People => {
                sum.constant = program.keeps.len() as f64;
                sum.terms = program.keeps.iter().map(|&keeps| (keeps, -1.0)).collect();
            }
            Self::Moved => {
                for (submission, group) in task.before.group.iter().enumerate() {
                    let Some(group) = group else { continue };
                    sum.constant += 1.0;
                    if let Place::Free(stays) = decisions.place(submission, *group as usize) {
                        sum.terms.push((stays, -1.0));
                    }
                }
            }
            Self::Shortfalls => {
                sum.constant = decisions.certain_shortfalls as f64;
                sum.terms = decisions.counted().map(|unmet| (unmet, 1.0)).collect();
            }
            Self::Reassigned => {
                let before = &task.before.reviewers;
                let new = decisions.reviews.iter().filter(|review| {
                    let expert = program.model.part.experts[review.expert];
                    before[review.submission].binary_search(&expert).is_err()
                });
                sum.terms = new.map(|review| (review.column, 1.0)).collect();
            }
            Self::Lost => {
                let scored = decisions.reviews.iter();
                let points = |score: u32| f64::from(score) / NANO;
                sum.terms = scored
                    .map(|review| (review.column, -points(review.cell.score())))
                    .collect();
            }
        }
        sum
    }
}
