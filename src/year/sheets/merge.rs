//! Merges versions of one sheet that do not contradict each other.

use super::filled::FilledRow;
use super::mark::Owner;
use super::problems;
use super::read::Filled;
use crate::model::{Place, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// One owner's rows, merged from all versions.
pub(super) struct Merged {
    /// The file that came first, with the sheet name if the file has several of them.
    pub(super) file: String,
    /// The sheet within it.
    sheet: String,
    /// Rows by submission id.
    pub(super) rows: BTreeMap<String, FilledRow>,
}

/// Merges versions of one sheet if they do not contradict each other.
pub(super) fn merge(filled: Vec<Filled>, told: &mut Vec<Problem>) -> BTreeMap<Owner, Merged> {
    let mut merged: BTreeMap<Owner, Merged> = BTreeMap::new();
    let mut refused: BTreeSet<(Owner, String)> = BTreeSet::new();
    for sheet in filled {
        let Some(own) = merged.get_mut(&sheet.mark.owner) else {
            let rows = sheet.rows.into_iter().map(|row| (row.id.clone(), row));
            let first = Merged {
                file: sheet.file,
                sheet: sheet.sheet,
                rows: rows.collect(),
            };
            merged.insert(sheet.mark.owner, first);
            continue;
        };
        let other = match sheet.file == own.file {
            true => format!("{}〔{}〕", own.file, own.sheet),
            false => own.file.clone(),
        };
        // Disjoint parts of one owner's rows in separate workbooks are not versions.
        let apart = !sheet.rows.iter().any(|row| own.rows.contains_key(&row.id));
        let mut clean = true;
        for row in sheet.rows {
            let id = row.id.clone();
            let Some(before) = own.rows.get_mut(&id) else {
                own.rows.insert(id, row);
                continue;
            };
            if let Some(values) = contradiction(before, &row) {
                let place = row.place.clone();
                let problem = problems::contradicting(place, &other, &id, &values);
                told.push(problem);
                refused.insert((sheet.mark.owner.clone(), id));
                clean = false;
            } else {
                join(before, row);
            }
        }
        if clean && !apart {
            let place = Place {
                sheet: Some(sheet.sheet).filter(|_| sheet.file == own.file),
                ..Place::file(sheet.file.as_str())
            };
            told.push(problems::twice(place, &other));
        }
    }
    for (owner, id) in refused {
        if let Some(row) = merged.get_mut(&owner).and_then(|own| own.rows.get_mut(&id)) {
            row.scores.fill(None);
            row.recusal = false;
            row.unclear = false;
            row.agreed = None;
            row.recommended = None;
        }
    }
    merged
}

/// The difference between two versions of a row, if they contradict each other.
fn contradiction(one: &FilledRow, other: &FilledRow) -> Option<String> {
    let differ = |a: Option<f64>, b: Option<f64>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let shown = |a: Option<f64>, b: Option<f64>| {
        let text = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        format!("{} / {}", text(a), text(b))
    };
    let pairs = one.scores.iter().zip(&other.scores);
    let pairs = pairs.chain([(&one.agreed, &other.agreed)]);
    for (a, b) in pairs {
        if differ(*a, *b) {
            return Some(shown(*a, *b));
        }
    }
    let answers = matches!(
        (one.recommended, other.recommended),
        (Some(a), Some(b)) if a != b
    );
    // A recusal in one version and scores in the other is a contradiction.
    let minds = one.recusal != other.recusal && (one.touched || other.touched);
    (answers || minds).then(String::new)
}

fn join(before: &mut FilledRow, row: FilledRow) {
    for (own, other) in before.scores.iter_mut().zip(row.scores) {
        *own = own.or(other);
    }
    before.touched |= row.touched;
    before.recusal |= row.recusal;
    before.unclear |= row.unclear;
    before.agreed = before.agreed.or(row.agreed);
    before.recommended = before.recommended.or(row.recommended);
    for (own, other) in [
        (&mut before.comment, row.comment),
        (&mut before.reason, row.reason),
        (&mut before.opinion, row.opinion),
    ] {
        if own.is_empty() {
            *own = other;
        } else if !other.is_empty() && *own != other {
            own.push('\n');
            own.push_str(&other);
        }
    }
}
