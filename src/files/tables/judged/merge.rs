//! Merges rows of the experts or of the submissions that a verdict declares to be the same: one is
//! kept, with everything known about the others.

use super::row::{Judged, left_out, twice};
use crate::files::tables::findings::Findings;
use crate::model::{
    ExpertIndex, JudgedEnd, Named, Party, PinObject, PinSubject, Relation, RelationKind, Role,
    Season, SubmissionIndex, Tie, Verdict,
};
use std::collections::BTreeMap;
use std::mem;

/// The verdicts on rows of the experts and of the submissions, kept together because sameness is
/// transitive: the merged classes are known only after all verdicts.
#[derive(Default)]
pub(super) struct Rows<'a> {
    same: Vec<(&'a Judged, [Own; 2])>,
    different: Vec<(&'a Judged, [Own; 2])>,
}

/// A row of the experts or of the submissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    Expert(ExpertIndex),
    Submission(SubmissionIndex),
}

impl Own {
    fn of(end: &JudgedEnd) -> Option<Self> {
        match end {
            JudgedEnd::Expert(at) => Some(Self::Expert(*at)),
            JudgedEnd::Submission(at) => Some(Self::Submission(*at)),
            JudgedEnd::Name(_) => None,
        }
    }

    fn end(self) -> JudgedEnd {
        match self {
            Self::Expert(at) => JudgedEnd::Expert(at),
            Self::Submission(at) => JudgedEnd::Submission(at),
        }
    }

    fn takes_part(self, season: &Season) -> bool {
        match self {
            Self::Expert(at) => season.experts[at.at()].available,
            Self::Submission(at) => season.submissions[at.at()].passed,
        }
    }

    fn id(self, season: &Season) -> String {
        match self {
            Self::Expert(at) => season.experts[at.at()].id.clone(),
            Self::Submission(at) => season.submissions[at.at()].id.clone(),
        }
    }
}

impl<'a> Rows<'a> {
    /// Adds a verdict on two rows of the experts or of the submissions; ignores all others.
    pub(super) fn add(&mut self, row: &'a Judged, [one, other]: [JudgedEnd; 2]) {
        let (Some(one), Some(other)) = (Own::of(&one), Own::of(&other)) else {
            return;
        };
        match row.verdict {
            Verdict::Same => self.same.push((row, [one, other])),
            Verdict::Different => self.different.push((row, [one, other])),
        }
    }

    /// The classes of equal rows, in the order in which the table first names them.
    fn classes(&self) -> (Vec<Vec<Own>>, BTreeMap<Own, usize>) {
        let mut classes: Vec<Vec<Own>> = Vec::new();
        let mut class_of: BTreeMap<Own, usize> = BTreeMap::new();
        for own in self.same.iter().flat_map(|(_, ends)| *ends) {
            class_of.entry(own).or_insert_with(|| {
                classes.push(vec![own]);
                classes.len() - 1
            });
        }
        for (_, [one, other]) in &self.same {
            let (mut to, mut from) = (class_of[one], class_of[other]);
            if to == from {
                continue;
            }
            // Move the smaller class, so that long chains do not take quadratic time.
            if classes[to].len() < classes[from].len() {
                mem::swap(&mut to, &mut from);
            }
            for own in mem::take(&mut classes[from]) {
                class_of.insert(own, to);
                classes[to].push(own);
            }
        }
        let mut named = BTreeMap::new();
        for own in self.same.iter().flat_map(|(_, ends)| *ends) {
            let order = named.len();
            named.entry(own).or_insert(order);
        }
        for class in &mut classes {
            class.sort_by_key(|own| named[own]);
        }
        (classes, class_of)
    }

    /// In each class, keeps the first row that can take part, with everything known about the
    /// others.
    pub(super) fn merge(&self, season: &mut Season, findings: &mut Findings) {
        let (classes, class_of) = self.classes();
        for (row, ends) in &self.different {
            let [one, other] = ends.map(|own| class_of.get(&own));
            if one.is_some() && one == other {
                twice(row, findings);
            }
        }
        let mut kept_for: BTreeMap<Own, Own> = BTreeMap::new();
        for class in &classes {
            let able = class.iter().find(|own| own.takes_part(season));
            let Some(&kept) = able.or(class.first()) else {
                continue;
            };
            for &gone in class.iter().filter(|own| **own != kept) {
                season.judged.keep(kept.end(), gone.end(), Verdict::Same);
                kept_for.insert(gone, kept);
                match (kept, gone) {
                    (Own::Expert(kept), Own::Expert(gone)) => one_expert(kept, gone, season),
                    (Own::Submission(kept), Own::Submission(gone)) => {
                        one_submission(kept, gone, season);
                    }
                    _ => {}
                }
            }
        }
        move_rows(&kept_for, season);
        for (row, [one, other]) in &self.same {
            if one != other {
                let kept = kept_for.get(one).unwrap_or(one);
                left_out(row, &kept.id(season), findings);
            }
        }
    }
}

/// Redirects relations and pins of the removed rows to the rows that are kept.
fn move_rows(kept_for: &BTreeMap<Own, Own>, season: &mut Season) {
    let expert = |at: &mut ExpertIndex| {
        if let Some(Own::Expert(kept)) = kept_for.get(&Own::Expert(*at)) {
            *at = *kept;
        }
    };
    let submission = |at: &mut SubmissionIndex| {
        if let Some(Own::Submission(kept)) = kept_for.get(&Own::Submission(*at)) {
            *at = *kept;
        }
    };
    for relation in &mut season.relations {
        for party in [&mut relation.subject, &mut relation.object] {
            match party {
                Party::Expert(at) => expert(at),
                Party::Submission(at) => submission(at),
                Party::Named(_) => {}
            }
        }
    }
    season.relations.retain(|own| own.subject != own.object);
    for pin in &mut season.pins {
        match &mut pin.subject {
            PinSubject::Expert(at) => expert(at),
            PinSubject::Submission(at) => submission(at),
        }
        if let PinObject::Submission(at) = &mut pin.object {
            submission(at);
        }
    }
}

/// Merges two rows of one person: the kept row gets every employer of the removed one.
fn one_expert(kept: ExpertIndex, gone: ExpertIndex, season: &mut Season) {
    let other = &mut season.experts[gone.at()];
    other.available = false;
    let reading = season.organizations.read(&other.employer, Role::Employer);
    for named in reading.named {
        let (kind, until) = match named.tie {
            Tie::Present => (RelationKind::EmployedBy, None),
            Tie::Former(year) => (RelationKind::FormerlyEmployedBy, year),
        };
        season.organizations.know(&named.name);
        season.relations.push(Relation {
            subject: Party::Expert(kept),
            kind,
            object: Party::Named(named.name),
            since: None,
            until,
            note: String::new(),
            place: other.place.clone(),
        });
    }
}

/// Merges two rows of one submission: the kept row gets the applicants and recommending units of
/// the removed one.
fn one_submission(kept: SubmissionIndex, gone: SubmissionIndex, season: &mut Season) {
    let other = &mut season.submissions[gone.at()];
    other.passed = false;
    let cells = [other.organization.clone(), other.recommender.clone()];
    let own = &mut season.submissions[kept.at()];
    for (cell, more) in [&mut own.organization, &mut own.recommender]
        .into_iter()
        .zip(cells)
    {
        let mut all = season.organizations.read(cell, Role::Party).named;
        let before = all.len();
        for named in season.organizations.read(&more, Role::Party).named {
            if !all.iter().any(|own| own.key == named.key) {
                season.organizations.know(&named.name);
                all.push(named);
            }
        }
        if all.len() == before {
            continue;
        }
        let list = |named: &[Named]| {
            let names: Vec<&str> = named.iter().map(|own| own.name.as_str()).collect();
            names.join("；")
        };
        let joint = match before {
            0 => list(&all),
            _ => format!("{cell}；{}", list(&all[before..])),
        };
        let reading = season.organizations.read(&joint, Role::Party).named;
        // An unclosed bracket in the cell, for example, would swallow the text appended to it.
        let is_read = |named: &Named| reading.iter().any(|own| own.key == named.key);
        *cell = if all.iter().all(is_read) {
            joint
        } else {
            list(&all)
        };
    }
}
