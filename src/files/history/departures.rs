//! Who withdrew, why and on which day, derived from the versions of a plan.

use super::list::read_history;
use super::record::{Departure, Departures, Record};
use super::{HISTORY_FOLDER, sha256, version_file};
use crate::model::plan::Plan;
use std::path::Path;

/// Returns everybody whom the plan in this file leaves out, with the reason and the day of the
/// version that first did so. If the plan is a version of the history next to it (in its own
/// folder, or in the folder `history` that contains it), the answer is as of that version. People
/// unknown to the history get an empty entry with their id only. If the file is not a plan, the
/// answer is as of the last version. Reads O(versions) plans.
pub fn departures(plan: &Path) -> Departures {
    let folder = match plan.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().ok();
    let folder = folder.map(|folder| match folder.parent() {
        Some(above) if folder.ends_with(HISTORY_FOLDER) => above.to_owned(),
        _ => folder,
    });
    let mut told = folder.map_or_else(Vec::new, |folder| told(&folder));
    let Some((bytes, own)) = read(plan) else {
        return told.pop().map(|(_, known)| known).unwrap_or_default();
    };
    let hash = sha256(&bytes);
    let same = told.iter().rev().find(|(record, _)| record.sha256 == hash);
    let known = same.or(told.last()).map(|(_, known)| known);
    let withdrawn = own.withdrawn.into_iter();
    withdrawn
        .map(|id| {
            let known = known.and_then(|known| known.get(&id));
            let known = known.cloned().unwrap_or_default();
            (id, known)
        })
        .collect()
}

/// The departures as of each version whose file can be read, oldest first.
fn told(folder: &Path) -> Vec<(Record, Departures)> {
    let versions = read_history(folder).map_or_else(|_| Vec::new(), |own| own.versions);
    let mut told: Vec<(Record, Departures)> = Vec::with_capacity(versions.len());
    for record in versions.into_iter().map(|own| own.record) {
        let file = folder
            .join(HISTORY_FOLDER)
            .join(version_file(record.version));
        let Some((_, then)) = read(&file) else {
            continue;
        };
        // A restored version has the departures it had originally, not those of the day it was
        // restored.
        let origin = record.restores.and_then(|version| {
            let mut known = told.iter();
            known.find(|(earlier, _)| earlier.version == version)
        });
        let before = origin.or(told.last()).map(|(_, known)| known.clone());
        let now = follow(before.unwrap_or_default(), &record, &then.withdrawn);
        told.push((record, now));
    }
    told
}

/// Updates the departures of the previous version (or of the plan in another folder that this one
/// was made from) to those of the version of `record`.
fn follow(mut known: Departures, record: &Record, withdrawn: &[String]) -> Departures {
    // Anyone who came back is no longer withdrawn, and a later withdrawal has its own reason.
    known.retain(|id, _| withdrawn.contains(id));
    for (id, carried) in &record.withdrawn {
        let empty = carried.date.is_empty() && carried.reason.is_empty();
        if withdrawn.contains(id) && !(empty && known.contains_key(id)) {
            known.insert(id.clone(), carried.clone());
        }
    }
    for id in withdrawn {
        known.entry(id.clone()).or_insert_with(|| Departure {
            reason: record.reason.clone(),
            date: record.time.get(..10).unwrap_or_default().to_owned(),
        });
    }
    known
}

fn read(path: &Path) -> Option<(Vec<u8>, Plan)> {
    let bytes = crate::files::tables::read_plain(path).ok()?;
    let plan = crate::files::tables::read_plan(path).ok()?;
    Some((bytes, plan))
}
