//! Names in the relations that are an expert's, or those of another person with the same name.

use super::row::{Judged, twice};
use crate::files::tables::findings::Findings;
use crate::model::{ExpertIndex, JudgedEnd, Party, Relation, Season, Verdict};
use std::collections::BTreeSet;

/// Applies a verdict on people or submissions; `false` if it contradicts another. Merging two rows
/// of a table is left to [`Rows`](super::merge::Rows).
pub(super) fn others(
    row: &Judged,
    ends: &[JudgedEnd; 2],
    season: &mut Season,
    findings: &mut Findings,
) -> bool {
    let [one, other] = ends;
    if !season.judged.keep(one.clone(), other.clone(), row.verdict) {
        twice(row, findings);
        return false;
    }
    if let (JudgedEnd::Name(name), JudgedEnd::Expert(expert))
    | (JudgedEnd::Expert(expert), JudgedEnd::Name(name)) = (one, other)
    {
        match row.verdict {
            Verdict::Same => the_expert(name, *expert, season),
            Verdict::Different => somebody_else(name, *expert, season),
        }
    }
    true
}

/// Makes relations of people with this name relations of the expert.
fn the_expert(name: &str, expert: ExpertIndex, season: &mut Season) {
    let is = |party: &Party| matches!(party, Party::Named(own) if person(own) == name);
    for relation in &mut season.relations {
        let [subject, object] = relation.kind.people();
        if subject && is(&relation.subject) {
            relation.subject = Party::Expert(expert);
        }
        if object && is(&relation.object) {
            relation.object = Party::Expert(expert);
        }
    }
    season.relations.retain(|own| own.subject != own.object);
}

/// A row naming a person who shares an expert's name counts for both, until a verdict says that
/// they are different: then this removes it from the expert.
fn somebody_else(name: &str, expert: ExpertIndex, season: &mut Season) {
    let named = |relation: &Relation| {
        let is = |party: &Party| matches!(party, Party::Named(own) if person(own) == name);
        is(&relation.subject) || is(&relation.object)
    };
    let rows: BTreeSet<(String, Option<u32>)> = season
        .relations
        .iter()
        .filter(|relation| named(relation))
        .map(|relation| (relation.place.file.clone(), relation.place.row))
        .collect();
    let experts = Party::Expert(expert);
    season.relations.retain(|relation| {
        let subject = relation.subject == experts;
        let same_row = rows.contains(&(relation.place.file.clone(), relation.place.row));
        !(subject && same_row && !relation.kind.people()[1])
    });
}

/// The form in which names of people are compared.
pub(super) fn person(name: &str) -> String {
    crate::model::words::person_key(name)
}
