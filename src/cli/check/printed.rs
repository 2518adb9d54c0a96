//! The document that `check` prints.

use super::document::{CheckReport, ConflictCounts, Counts};
use crate::explain::demand::supply::{Field, Unavoidable};
use crate::explain::shortage::Remedy;
use crate::model::Problem;
use crate::model::plan::ShortfallKind;
use crate::model::words::Bilingual;
use crate::solve::instance::Reason;
use crate::solve::rule::Condition;
use schemars::JsonSchema;
use serde::Serialize;

/// What `check` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::cli) struct CheckDocument<'a> {
    /// Name of the season.
    season: &'a str,
    /// Its year.
    year: i32,
    /// Whether no condition excludes a plan.
    possible: bool,
    /// Rows of the tables.
    counts: &'a Counts,
    /// The groups that the rules lead to; null if no number of groups fits.
    shape: Option<Sizes>,
    /// What a plan needs, and what there is.
    conditions: Vec<Counted<'a>>,
    /// Why no plan is possible.
    reasons: &'a [Reason],
    /// Changes each of which would make a plan possible by these counts.
    remedies: &'a [Remedy],
    /// Whether all such changes were tried in the time for them.
    remedies_complete: bool,
    /// Demand and supply of industries.
    industries: Vec<Demand<'a>>,
    /// Demand and supply of domains.
    domains: Vec<Demand<'a>>,
    /// Coverage that no plan can have.
    unavoidable_shortfalls: Vec<Lacking<'a>>,
    /// Numbers of conflicts.
    conflicts: &'a ConflictCounts,
    /// What is odd in the tables.
    problems: &'a [Problem],
}

impl<'a> CheckDocument<'a> {
    /// The document of a report, with the problems of the tables.
    pub(super) fn of(report: &'a CheckReport, problems: &'a [Problem]) -> Self {
        Self {
            season: &report.season,
            year: report.year,
            possible: report.possible(),
            counts: &report.counts,
            shape: report.shape.as_ref().map(|shape| Sizes {
                groups: shape.groups,
                members: shape.members.clone(),
                min_submissions: shape.usual_submissions.0,
                max_submissions: shape.usual_submissions.1,
            }),
            conditions: report.conditions.iter().map(Counted::of).collect(),
            reasons: &report.reasons,
            remedies: &report.remedies,
            remedies_complete: report.all_remedies,
            industries: report.supply.industries.iter().map(Demand::of).collect(),
            domains: report.supply.domains.iter().map(Demand::of).collect(),
            unavoidable_shortfalls: report.supply.unavoidable.iter().map(Lacking::of).collect(),
            conflicts: &report.conflicts,
            problems,
        }
    }
}

/// Numbers and sizes of groups.
#[derive(Debug, Serialize, JsonSchema)]
struct Sizes {
    /// Number of groups.
    groups: usize,
    /// Possible numbers of members.
    members: Vec<usize>,
    /// Fewest submissions of a group.
    min_submissions: usize,
    /// Most submissions of a group.
    max_submissions: usize,
}

/// A necessary condition.
#[derive(Debug, Serialize, JsonSchema)]
struct Counted<'a> {
    /// Code of the rule.
    rule: &'static str,
    /// What is counted.
    what: Option<&'a Bilingual>,
    /// What there is.
    have: usize,
    /// What a plan needs.
    need: usize,
    /// Whether there is enough.
    holds: bool,
}

impl<'a> Counted<'a> {
    fn of(condition: &'a Condition) -> Self {
        Self {
            rule: condition.rule.code(),
            what: condition.what.as_ref(),
            have: condition.have,
            need: condition.need,
            holds: condition.holds(),
        }
    }
}

/// Demand and supply of an industry or a domain.
#[derive(Debug, Serialize, JsonSchema)]
struct Demand<'a> {
    /// Its code.
    code: &'a str,
    /// Its name.
    name: &'a Bilingual,
    /// Submissions that require it.
    submissions: usize,
    /// Reviews required by someone who knows it.
    reviews_wanted: usize,
    /// Available experts who know it and have no conflict with at least one of these submissions.
    experts: usize,
    /// Reviews that they can do.
    capacity: usize,
    /// Fewest such experts of a submission.
    fewest_experts_of_a_submission: usize,
    /// Shortfalls that are unavoidable by these counts alone.
    unavoidable_shortfalls: usize,
}

impl<'a> Demand<'a> {
    fn of(field: &'a Field) -> Self {
        Self {
            code: &field.code,
            name: &field.name,
            submissions: field.submissions,
            reviews_wanted: field.wanted,
            experts: field.experts,
            capacity: field.capacity,
            fewest_experts_of_a_submission: field.fewest,
            unavoidable_shortfalls: field.short,
        }
    }
}

/// Coverage that no plan can have.
#[derive(Debug, Serialize, JsonSchema)]
struct Lacking<'a> {
    /// The submission.
    submission: &'a str,
    /// Whether an industry, a domain or members of the group who know it.
    kind: ShortfallKind,
    /// The code that is not covered.
    code: &'a str,
    /// Experts who know it, with or without a conflict.
    experts_knowing: usize,
    /// Experts who know it and have no conflict.
    experts_free: usize,
    /// How many are wanted.
    wanted: usize,
}

impl<'a> Lacking<'a> {
    fn of(item: &'a Unavoidable) -> Self {
        Self {
            submission: &item.submission,
            kind: item.kind,
            code: &item.code,
            experts_knowing: item.knowing,
            experts_free: item.free,
            wanted: item.wanted,
        }
    }
}
