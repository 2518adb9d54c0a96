//! Rewriting a damaged log; the damaged one is kept next to it.

use super::disk::{Disk, RealDisk};
use super::error::{HistoryError, Stage};
use super::lock::lock;
use super::log::{Entry, Log};
use super::record::{Action, Meta, Record};
use super::state::Store;
use super::{LOG_FILE, sha256, version_file, version_of};
use crate::model::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Outcome of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// Name of the damaged log in the history folder; `None` when the log was not damaged.
    pub set_aside: Option<String>,
    /// Number of versions after the repair.
    pub versions: usize,
    /// Names of the files next to the plan that presented another version and have been replaced.
    pub shown: Vec<String>,
    /// Other repairs, as warnings.
    pub problems: Vec<Problem>,
}

/// Repairs the history next to the plan in `folder`. A log damaged before its last record is set
/// aside and rewritten from its complete records and the version files; versions whose records are
/// lost become [`Action::Recovered`]. Every copied record contains the hash of the damaged log.
/// Files next to the plan that present another version after a crash are replaced by those of the
/// plan. The plan and the version files are not changed.
///
/// # Errors
/// There is no history, a disk operation fails, or another process keeps writing.
pub fn repair(folder: &Path, time: &str) -> Result<Repaired, HistoryError> {
    let store = Store::new(RealDisk, folder);
    if store.is_new()? {
        return Err(HistoryError::NoHistory {
            folder: folder.to_owned(),
        });
    }
    let _lock = lock(&store.history)?;
    store.repair(time)
}

impl<D: Disk> Store<D> {
    /// Implements [`repair`]; the caller holds the lock.
    pub(super) fn repair(&self, time: &str) -> Result<Repaired, HistoryError> {
        let path = self.history.join(LOG_FILE);
        let bytes = self.read(&path)?.unwrap_or_default();
        let log = Log::parse(&bytes);
        let set_aside = if log.damage.is_empty() {
            None
        } else {
            Some(self.rewrite(log, &bytes, time)?)
        };
        let state = self.mend(time)?;
        let shown = self.finish_shown(&state);
        Ok(Repaired {
            shown: shown.map_err(|error| HistoryError::io(Stage::Place, &self.folder, error))?,
            set_aside,
            versions: state.log.entries.len(),
            problems: state.problems,
        })
    }

    /// Sets the damaged log aside, durably, before the new one replaces it.
    fn rewrite(&self, damaged: Log, bytes: &[u8], time: &str) -> Result<String, HistoryError> {
        let names = self.names()?;
        let hash = sha256(bytes);
        let aside = format!("log.damaged-{}.jsonl", &hash[..12]);
        let lines = self.rebuilt(damaged.entries, &names, &hash, time)?;
        let path = self.history.join(LOG_FILE);
        let write = || {
            for name in names.iter().filter(|name| name.starts_with(".tmp-")) {
                self.disk.remove(&self.history.join(name))?;
            }
            self.write_whole(&self.history.join(&aside), bytes)?;
            self.disk.sync_folder(&self.history)?;
            self.write_whole(&path, &lines)?;
            self.disk.sync_folder(&self.history)
        };
        write().map_err(|error| HistoryError::io(Stage::Mend, &path, error))?;
        Ok(aside)
    }

    fn rebuilt(
        &self,
        entries: Vec<Entry>,
        names: &[String],
        damaged: &str,
        time: &str,
    ) -> Result<Vec<u8>, HistoryError> {
        let mut known: BTreeMap<u64, Vec<Record>> = BTreeMap::new();
        for Entry { record, .. } in entries.into_iter().filter(|entry| entry.record.version > 0) {
            known.entry(record.version).or_default().push(record);
        }
        let files = names.iter().filter_map(|name| version_of(name));
        let versions: BTreeSet<u64> = files.chain(known.keys().copied()).collect();
        let mut lines = Vec::new();
        let mut previous = String::new();
        for version in versions {
            let file = self.read(&self.history.join(version_file(version)))?;
            let records = known.remove(&version).unwrap_or_default();
            let Some(mut record) = chosen(records, version, file.as_deref(), time) else {
                continue;
            };
            record.previous = previous;
            record.mended = Some(damaged.to_owned());
            let line = record.line();
            previous = sha256(&line);
            lines.extend(line);
            lines.push(b'\n');
        }
        Ok(lines)
    }
}

/// Chooses the record of a version: the one that matches its file, else the last, else a new one.
fn chosen(
    mut records: Vec<Record>,
    version: u64,
    file: Option<&[u8]>,
    time: &str,
) -> Option<Record> {
    let hash = file.map(sha256);
    let fits = |record: &Record| hash.as_ref() == Some(&record.sha256);
    if let Some(at) = records.iter().position(fits) {
        return Some(records.swap_remove(at));
    }
    if let Some(last) = records.pop() {
        return Some(last);
    }
    let meta = Meta {
        action: Action::Recovered,
        author: String::new(),
        reason: String::new(),
        time: time.to_owned(),
        inputs: BTreeMap::new(),
        replace: true,
        seen: super::Seen::Unknown,
        withdrawn: crate::files::history::Departures::new(),
    };
    Some(Record::new(version, file?, &meta, ""))
}
