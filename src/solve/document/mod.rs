//! From an assignment to the plan that people see: ids and names, recusals, alternates, reasons
//! of shortfalls, figures.

mod alternates;
mod exchange;
mod naming;
mod shortfalls;

pub(super) use exchange::exchange;
pub use naming::{group_name_in, in_language};
pub use shortfalls::said_again;

use super::bound::Bounds;
use crate::model::plan::{
    Committee, Group, PLAN_SCHEMA, Plan, PriceOfFairness, Quality, Review, Status,
};
use crate::model::words::Lang;
use crate::model::{Objective, Season};
use crate::solve::instance::{Assignment, Instance, NANO, Value};
use crate::suitability::conflict::Conflicts;

/// Everything that a plan is written from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The season.
    pub season: &'a Season,
    /// Its conflicts.
    pub conflicts: &'a Conflicts,
    /// Its solver form.
    pub instance: &'a Instance,
    /// The committee.
    pub assignment: &'a Assignment,
    /// What is proven.
    pub bounds: Bounds,
    /// The number of groups of the plans whose total it limits; `None` for all plans.
    pub within: Option<usize>,
    /// Whether an exact model closed the whole objective.
    pub proven: bool,
    /// Under `maxmin`, the value of the plan with the highest total that the run found.
    pub highest_total: Option<Value>,
    /// Where the limit of the total is likely to lie, in billionths; not proven.
    pub estimate: Option<i64>,
    /// Seconds of work.
    pub seconds: f64,
    /// Language of names and reasons.
    pub lang: Lang,
}

/// Returns the share of the members whose withdrawal an expert of the group's list answers under
/// every hard rule; `lists` holds experts without a seat, by group.
pub fn withdrawals_covered(
    instance: &Instance,
    assignment: &Assignment,
    lists: &[Vec<u32>],
) -> f64 {
    let count = instance.groups.len();
    let (members, submissions) = (assignment.members(count), assignment.submissions(count));
    alternates::covered(instance, &members, &submissions, lists)
}

/// Writes the plan.
pub fn plan(source: &Source<'_>) -> Plan {
    let shortfalls = shortfalls::list(source);
    let mut quality = quality(source, shortfalls.len());
    let (groups, covered) = groups(source);
    quality.withdrawals_covered = Some(covered);
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: if source.proven {
            Status::Optimal
        } else {
            Status::Feasible
        },
        committee: Committee {
            chair: source.expert_id(source.assignment.chair),
            vice_chair: source.expert_id(source.assignment.vice_chair),
        },
        groups,
        reviews: reviews(source),
        shortfalls,
        quality,
        inputs: source.season.inputs.clone(),
        rules: source.season.rules.clone(),
        seed: source.season.rules.solve.seed,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    }
}

/// Returns the names that the groups have where neither the office nor anybody else named them, in
/// the language of the source.
pub fn group_names(source: &Source<'_>) -> Vec<String> {
    let count = source.instance.groups.len();
    naming::names(source, &source.assignment.submissions(count))
}

impl Source<'_> {
    fn expert_id(&self, expert: Option<u32>) -> String {
        expert.map_or_else(String::new, |expert| self.expert(expert).id.clone())
    }

    fn expert(&self, expert: u32) -> &crate::model::Expert {
        &self.season.experts[self.instance.experts[expert as usize].season.at()]
    }

    fn submission(&self, submission: u32) -> &crate::model::Submission {
        &self.season.submissions[self.instance.submissions[submission as usize].season.at()]
    }
}

/// The groups, and the share of their members whose withdrawal an alternate answers.
fn groups(source: &Source<'_>) -> (Vec<Group>, f64) {
    let count = source.instance.groups.len();
    let members = source.assignment.members(count);
    let submissions = source.assignment.submissions(count);
    let alternates = alternates::choose(source, &members, &submissions);
    let names = naming::names(source, &submissions);
    let groups = (0..count)
        .map(|group| Group {
            id: source.instance.groups[group].id.clone(),
            name: names[group].clone(),
            leader: source.expert_id(source.assignment.leaders[group]),
            members: members[group]
                .iter()
                .map(|&member| source.expert(member).id.clone())
                .collect(),
            submissions: submissions[group]
                .iter()
                .map(|&s| source.submission(s).id.clone())
                .collect(),
            alternates: alternates.lists[group]
                .iter()
                .map(|&expert| source.expert(expert).id.clone())
                .collect(),
        })
        .collect();
    (groups, alternates.covered)
}

fn reviews(source: &Source<'_>) -> Vec<Review> {
    let members = source.assignment.members(source.instance.groups.len());
    (0_u32..)
        .zip(&source.assignment.reviewers)
        .map(|(submission, reviewers)| {
            let group = source.assignment.group[submission as usize] as usize;
            let position = source.instance.submissions[submission as usize].season;
            let recused = members[group].iter().filter(|&&member| {
                let expert = source.instance.experts[member as usize].season;
                source.conflicts.severity(expert, position).is_some()
            });
            Review {
                submission: source.submission(submission).id.clone(),
                group: source.instance.groups[group].id.clone(),
                reviewers: reviewers
                    .iter()
                    .map(|&expert| source.expert(expert).id.clone())
                    .collect(),
                recused: recused
                    .map(|&member| source.expert(member).id.clone())
                    .collect(),
            }
        })
        .collect()
}

fn quality(source: &Source<'_>, coverage_shortfalls: usize) -> Quality {
    let value = source.assignment.value(source.instance);
    let count = source.assignment.reviewers.len().max(1);
    let total_score = value.total_score();
    // Rounding each score to a billionth may lose half of one; the bound must not.
    #[allow(clippy::cast_precision_loss)]
    let slack_of = |reviews: usize| reviews as f64 * 0.5 / NANO;
    let points = |nano: i64| {
        #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
        let points = nano as f64 / NANO;
        points
    };
    let bound = source
        .bounds
        .total
        .map(|total| points(total) + slack_of(source.instance.reviews().max(1)));
    let worst_bound = source.bounds.worst_of(coverage_shortfalls);
    let worst_bound =
        worst_bound.map(|worst| points(worst) + slack_of(source.instance.reviewers_each));
    // What is proven is met, so that rounding leaves no distance: the total or the worst, and no
    // more than that. The plan with the best worst may have a lower total than others.
    let maxmin = source.season.rules.solve.objective == Objective::Maxmin;
    let (bound, worst_bound) = match (source.proven, maxmin) {
        (true, true) => (bound, Some(points(value.worst))),
        (true, false) => (Some(total_score), worst_bound),
        (false, _) => (bound, worst_bound),
    };
    #[allow(clippy::cast_precision_loss)]
    Quality {
        total_score,
        worst_score: points(value.worst),
        mean_score: total_score / count as f64,
        coverage_shortfalls,
        bound,
        gap: bound.map(|bound| {
            if bound > 0.0 {
                ((bound - total_score) / bound).max(0.0)
            } else {
                0.0
            }
        }),
        worst_bound,
        shortfalls_bound: Some(source.bounds.shortfalls),
        bound_groups: source.within,
        // What is proven optimal needs no estimate.
        estimated_bound: source.estimate.filter(|_| !source.proven).map(points),
        seconds: source.seconds,
        withdrawals_covered: None,
        price_of_fairness: source.highest_total.map(|other| PriceOfFairness {
            highest_total: other.total_score(),
            worst_under_it: points(other.worst),
            shortfalls_under_it: other.shortfalls,
        }),
    }
}
