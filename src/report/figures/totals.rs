//! Totals over the whole committee.

use super::conflicts::{ConflictRow, Handling};
use super::coverage::Requirement;
use super::fields;
use super::mean::mean;
use super::reviews::ReviewFigures;
use super::seats::{GroupFigures, Seat};
use crate::model::Season;
use crate::model::plan::ShortfallKind;
use crate::suitability::conflict::Conflicts;

/// The key figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Totals {
    /// Experts in the pool.
    pub pool: usize,
    /// Of these, experts who are available.
    pub available: usize,
    /// Seats filled, chair and vice chair included.
    pub seated: usize,
    /// Seated people who never served before.
    pub newcomers: usize,
    /// Submissions that passed the form check.
    pub submissions: usize,
    /// Submissions that did not pass.
    pub left_out: usize,
    /// Reviews: pairs of a submission and a reviewer.
    pub reviews: usize,
    /// Smallest load of a group member.
    pub load_min: usize,
    /// Largest load of a group member.
    pub load_max: usize,
    /// Mean load of a group member.
    pub load_mean: f64,
    /// Mean score of a review, 0 to 1.
    pub mean_review: f64,
    /// Largest difference of loads within a group.
    pub load_difference: usize,
    /// Submissions with as many members who know their industry as are wanted.
    pub well_known: usize,
    /// Submissions for which members who know their industry are wanted.
    pub to_be_known: usize,
    /// Mean number of members who know the industry, of these.
    pub knowing_mean: f64,
    /// Mean number of groups that hold the submissions of a division of industries, over the
    /// divisions with several; 0 without such.
    pub scatter: f64,
    /// Unmet coverage requirements.
    pub shortfalls: usize,
    /// Conflicts in force (not waived), of the whole pool.
    pub conflicts: usize,
    /// Of these, conflicts of seated people.
    pub seated_conflicts: usize,
    /// Of these, conflicts that the plan violates; 0 in a checked plan.
    pub broken: usize,
    /// Of these, recusals within a group.
    pub recusals: usize,
    /// Conflicts that the office waived.
    pub waived: usize,
    /// Suspected conflicts, to be reviewed by a person.
    pub suspected: usize,
}

impl Totals {
    pub(super) fn new(
        season: &Season,
        conflicts: &Conflicts,
        seats: &[Seat<'_>],
        groups: &[GroupFigures<'_>],
        reviews: &[ReviewFigures<'_>],
        rows: &[ConflictRow<'_>],
    ) -> Self {
        let experts = season.experts.iter();
        let passed = season.submissions.iter().filter(|item| item.passed).count();
        let members = || seats.iter().filter(|seat| seat.group.is_some());
        let handled = |wanted: &[Handling]| {
            let rows = rows.iter();
            rows.filter(|row| wanted.contains(&row.handling)).count()
        };
        let newcomers = seats.iter().filter(|seat| seat.expert.is_newcomer());
        let scores = reviews.iter().flat_map(|review| &review.reviewers);
        use Handling::{Apart, Broken, Heads, NotSeated, Waived};
        Self {
            pool: season.experts.len(),
            available: experts.filter(|expert| season.may_serve(expert)).count(),
            seated: seats.len(),
            newcomers: newcomers.count(),
            submissions: passed,
            left_out: season.submissions.len() - passed,
            reviews: reviews.iter().map(|review| review.reviewers.len()).sum(),
            load_min: members().map(|seat| seat.load).min().unwrap_or(0),
            load_max: members().map(|seat| seat.load).max().unwrap_or(0),
            load_mean: mean(members().map(|seat| seat.load as f64)),
            load_difference: groups
                .iter()
                .map(|group| group.load_max - group.load_min)
                .max()
                .unwrap_or(0),
            mean_review: mean(scores.map(|reviewer| reviewer.score)),
            shortfalls: groups.iter().map(|group| group.shortfalls).sum(),
            conflicts: handled(&[Broken, Handling::Recused, Heads, Apart, NotSeated]),
            seated_conflicts: handled(&[Broken, Handling::Recused, Heads, Apart]),
            broken: handled(&[Broken]),
            recusals: handled(&[Handling::Recused]),
            waived: handled(&[Waived]),
            suspected: conflicts.suspected().len(),
            ..Self::default()
        }
    }

    /// Adds what is known of the fields of the groups.
    pub(super) fn count_fields(
        &mut self,
        reviews: &[ReviewFigures<'_>],
        requirements: &[Requirement<'_>],
    ) {
        (self.well_known, self.to_be_known) = well_known(requirements);
        let asked = requirements.iter();
        let asked = asked.filter(|item| item.kind == ShortfallKind::Group);
        self.knowing_mean = mean(asked.map(|item| item.covered_by.len() as f64));
        self.scatter = fields::scatter(reviews);
    }
}

/// Submissions that have as many members who know their industry as are wanted, of those that
/// want some.
fn well_known(requirements: &[Requirement<'_>]) -> (usize, usize) {
    let asked = requirements.iter();
    let asked = asked.filter(|item| item.kind == ShortfallKind::Group);
    let met = asked.clone().filter(|item| item.met());
    (met.count(), asked.count())
}
