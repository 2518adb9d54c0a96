//! Ties between experts and applicants, drawn so that the hidden plan stays free of conflicts.

use super::YEAR;
use super::cast::Cast;
use super::names::{City, Companies};
use super::tables::{End, RelationRow};
use crate::model::RelationKind;
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeSet;

/// Numbers of ties to draw, per expert.
#[derive(Debug, Clone, Copy)]
pub(super) struct Density {
    /// Experts employed by an applicant.
    pub(super) employed: f64,
    /// Experts employed by a recommending unit; at most one in a hidden group.
    pub(super) recommending: f64,
    /// Relations of an expert, or of a relative, to applicants.
    pub(super) related: f64,
    /// Pairs of relatives among the experts.
    pub(super) kin: f64,
    /// Share of the applicants that a parent company controls.
    pub(super) controlled: f64,
}

/// Draws employers and relations; `cast` has all experts and submissions.
pub(super) fn draw(
    cast: &mut Cast,
    companies: &mut Companies,
    density: Density,
    dice: &mut Xoshiro256PlusPlus,
) -> Vec<RelationRow> {
    let mut ties = Ties::new(cast, companies, density.controlled, dice);
    ties.employ(cast, density, dice);
    let relations = count(cast.experts.len(), density.related);
    for _ in 0..relations {
        ties.relate(cast, dice);
    }
    // Last, because relatives share each other's ties.
    for _ in 0..count(cast.experts.len(), density.kin) {
        ties.join(cast, dice);
    }
    ties.rows
}

struct Ties {
    /// The hidden groups that are closed by a tie to the applicant of a submission, by submission:
    /// those of all applicants in its corporate family.
    closes: Vec<BTreeSet<usize>>,
    /// A parent company of the submission's applicant, if any.
    parent: Vec<Option<String>>,
    /// Hidden groups closed to each expert so far.
    closed: Vec<BTreeSet<usize>>,
    relatives: usize,
    rows: Vec<RelationRow>,
}

impl Ties {
    fn new(
        cast: &Cast,
        companies: &mut Companies,
        controlled: f64,
        dice: &mut Xoshiro256PlusPlus,
    ) -> Self {
        let count = cast.submissions.len();
        let mut closes: Vec<BTreeSet<usize>> = cast
            .home
            .iter()
            .map(|home| home.iter().copied().collect())
            .collect();
        let mut parent = vec![None; count];
        let mut rows = Vec::new();
        let mut at = 0;
        while at < count {
            // Families of one to three adjacent applicants; rows are shuffled before they are
            // written.
            let size = dice.random_range(1..=3).min(count - at);
            if dice.random_bool(controlled) {
                let group = companies.draw(City::draw(dice), dice);
                let all: BTreeSet<usize> =
                    closes[at..at + size].iter().flatten().copied().collect();
                for member in at..at + size {
                    closes[member].clone_from(&all);
                    parent[member] = Some(group.clone());
                    let child = cast.submissions[member].organization.clone();
                    rows.push(row(
                        End::Named(group.clone()),
                        RelationKind::ParentOf,
                        End::Named(child),
                    ));
                }
            }
            at += size;
        }
        Self {
            closes,
            parent,
            closed: vec![BTreeSet::new(); cast.experts.len()],
            relatives: 0,
            rows,
        }
    }

    /// Whether a tie of the expert to the submission's applicant is compatible with the hidden
    /// plan; records it if so.
    fn allow(&mut self, cast: &Cast, expert: usize, submission: usize) -> bool {
        let closes = &self.closes[submission];
        if cast.seat[expert].is_some_and(|group| closes.contains(&group)) {
            return false;
        }
        self.closed[expert].extend(closes);
        true
    }

    fn employ(&mut self, cast: &mut Cast, density: Density, dice: &mut Xoshiro256PlusPlus) {
        for expert in 0..cast.experts.len() {
            if cast.experts[expert].quality_lead {
                continue;
            }
            if dice.random_bool(density.employed) {
                let submission = dice.random_range(0..cast.submissions.len());
                let applicant = cast.submissions[submission].organization.clone();
                let employer = match &self.parent[submission] {
                    Some(parent) if dice.random_bool(0.5) => parent.clone(),
                    _ => applicant,
                };
                if self.allow(cast, expert, submission) {
                    cast.employ(expert, &employer);
                }
            } else if dice.random_bool(density.recommending) {
                let submission = dice.random_range(0..cast.submissions.len());
                let unit = cast.submissions[submission].recommender.clone();
                cast.employ(expert, &unit);
            }
        }
    }

    fn relate(&mut self, cast: &Cast, dice: &mut Xoshiro256PlusPlus) {
        const KINDS: [RelationKind; 8] = [
            RelationKind::Advises,
            RelationKind::Advises,
            RelationKind::FormerlyEmployedBy,
            RelationKind::DirectorOf,
            RelationKind::ShareholderOf,
            RelationKind::Declared,
            RelationKind::KinOf,
            RelationKind::Waived,
        ];
        let expert = dice.random_range(0..cast.experts.len());
        let submission = dice.random_range(0..cast.submissions.len());
        if !self.allow(cast, expert, submission) {
            return;
        }
        let applicant = End::Named(cast.submissions[submission].organization.clone());
        let person = End::Expert(expert);
        match KINDS.choose(dice).copied().unwrap_or(RelationKind::Advises) {
            RelationKind::Declared if dice.random_bool(0.3) => {
                let object = End::Submission(submission);
                self.rows.push(row(person, RelationKind::Declared, object));
            }
            RelationKind::KinOf => {
                self.relatives += 1;
                let name = End::Named(format!("虚构亲属{:05}", self.relatives));
                self.rows
                    .push(row(person, RelationKind::KinOf, name.clone()));
                self.rows
                    .push(row(name, RelationKind::EmployedBy, applicant));
            }
            RelationKind::Waived => {
                self.rows.push(dated(
                    row(person.clone(), RelationKind::Advises, applicant.clone()),
                    dice,
                ));
                self.rows.push(RelationRow {
                    note: "仅作过一次公开讲座，经负责人批准豁免",
                    ..row(person, RelationKind::Waived, applicant)
                });
            }
            kind => self.rows.push(dated(row(person, kind, applicant), dice)),
        }
    }

    /// Makes relatives of two experts of different hidden groups.
    fn join(&mut self, cast: &Cast, dice: &mut Xoshiro256PlusPlus) {
        let one = dice.random_range(0..cast.experts.len());
        let other = dice.random_range(0..cast.experts.len());
        let met = |a: usize, b: usize| {
            cast.seat[a]
                .is_some_and(|group| cast.seat[b] == Some(group) || self.closed[b].contains(&group))
        };
        if one == other || met(one, other) || met(other, one) {
            return;
        }
        self.rows.push(row(
            End::Expert(one),
            RelationKind::KinOf,
            End::Expert(other),
        ));
    }
}

fn count(experts: usize, each: f64) -> usize {
    // Rounding is intended; counts of experts are far below 2^52.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    {
        (experts as f64 * each).round() as usize
    }
}

fn row(subject: End, kind: RelationKind, object: End) -> RelationRow {
    RelationRow {
        subject,
        kind,
        object,
        since: None,
        until: None,
        note: "",
    }
}

/// Gives a relation a first year, and two of five a last year.
fn dated(mut row: RelationRow, dice: &mut Xoshiro256PlusPlus) -> RelationRow {
    let since = dice.random_range(YEAR - 12..YEAR);
    row.since = Some(since);
    if dice.random_bool(0.4) {
        row.until = Some(dice.random_range(since..YEAR));
    }
    row
}
