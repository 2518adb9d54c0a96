//! Files that present a plan (workbook, page, letters): which version each file in the folder
//! belongs to, and putting those of a version in place.

use super::disk::{Disk, RealDisk};
use super::log::Log;
use super::record::Record;
use super::state::{State, Store, TEMPORARY};
use super::{HISTORY_FOLDER, LOG_FILE, PLAN_FILE, sha256, version_of, words};
use crate::model::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// A file that presents a plan: name and bytes.
pub(super) type Shown<'a> = (&'a str, &'a [u8]);

/// File name in the history folder under which `name` of a version is stored.
pub(super) fn kept_file(version: u64, name: &str) -> String {
    format!("{version:04}.{name}")
}

/// Parses the file name of a stored file that is not a plan: version and original name.
fn kept_of(file: &str) -> Option<(u64, &str)> {
    let (digits, name) = file.split_once('.')?;
    let version = digits.parse().ok()?;
    let own = version > 0 && kept_file(version, name) == file;
    (own && name != PLAN_FILE).then_some((version, name))
}

/// Rejects names that would leave the folder or overwrite the plan.
pub(super) fn refuse_names(shown: &[Shown<'_>]) -> io::Result<()> {
    let bad = |name: &str| name.is_empty() || name == PLAN_FILE || name.contains(['/', '\\']);
    match shown.iter().any(|(name, _)| bad(name)) {
        true => Err(io::Error::from(io::ErrorKind::InvalidInput)),
        false => Ok(()),
    }
}

impl<D: Disk> Store<D> {
    /// Stores the files that present a version (durable once the folder is synced) and a second
    /// copy of each, ready to be put in place. A file in place that no record matches is kept
    /// first.
    pub(super) fn keep_shown(
        &self,
        state: &mut State,
        record: &Record,
        shown: &[Shown<'_>],
    ) -> io::Result<()> {
        refuse_names(shown)?;
        for (name, bytes) in shown {
            self.keep_foreign(state, name)?;
            let kept = self.history.join(kept_file(record.version, name));
            self.write_whole(&kept, bytes)?;
            self.disk.write_new(&self.waiting(name), bytes)?;
        }
        Ok(())
    }

    /// Keeps a file in place that was edited by hand or written by another program.
    fn keep_foreign(&self, state: &mut State, name: &str) -> io::Result<()> {
        let Some(bytes) = self.disk.read(&self.folder.join(name))? else {
            return Ok(());
        };
        let hash = sha256(&bytes);
        if state.log.shows(name, &hash).is_some() {
            return Ok(());
        }
        let aside = format!("kept-{}.{name}", &hash[..12]);
        let path = self.history.join(&aside);
        if self.disk.read(&path)?.is_none() {
            self.write_whole(&path, &bytes)?;
        }
        state.problems.push(words::foreign(name, Some(&aside)));
        Ok(())
    }

    /// Puts the copies prepared by [`Store::keep_shown`] in place; returns their paths.
    pub(super) fn place_shown<'a>(
        &self,
        names: impl Iterator<Item = &'a str>,
    ) -> io::Result<Vec<PathBuf>> {
        let mut placed = Vec::new();
        for name in names {
            let target = self.folder.join(name);
            self.disk.rename(&self.waiting(name), &target)?;
            placed.push(target);
        }
        Ok(placed)
    }

    fn waiting(&self, name: &str) -> PathBuf {
        self.history.join(format!("{}shown.{name}", TEMPORARY))
    }

    /// The files stored with a version, read from disk.
    pub(super) fn shown_with(
        &self,
        version: u64,
        names: &[String],
    ) -> io::Result<BTreeMap<String, Vec<u8>>> {
        let mut shown = BTreeMap::new();
        for file in names {
            let Some((_, name)) = kept_of(file).filter(|(own, _)| *own == version) else {
                continue;
            };
            if let Some(bytes) = self.disk.read(&self.history.join(file))? {
                shown.insert(name.to_owned(), bytes);
            }
        }
        Ok(shown)
    }

    /// The files that present the plan of a record: stored with it, or with the version it
    /// restored.
    pub(super) fn shown_of(
        &self,
        state: &State,
        record: &Record,
        names: &[String],
    ) -> io::Result<BTreeMap<String, Vec<u8>>> {
        let mut record = record;
        loop {
            let mut shown = self.shown_with(record.version, names)?;
            shown.retain(|name, bytes| {
                let known = record.shown.get(name);
                known.is_none_or(|known| *known == sha256(bytes))
            });
            let before = record.restores.filter(|before| *before < record.version);
            match before.and_then(|before| state.log.version(before)) {
                Some(before) if shown.is_empty() => record = before,
                _ => return Ok(shown),
            }
        }
    }

    /// Removes stored files of a version that a crash prevented from being written: its plan does
    /// not exist.
    pub(super) fn drop_unborn(&self, last: u64, names: &[String]) -> io::Result<()> {
        let plans: BTreeSet<u64> = names.iter().filter_map(|name| version_of(name)).collect();
        for file in names {
            let unborn = kept_of(file);
            let unborn = unborn.filter(|(version, _)| *version > last && !plans.contains(version));
            if unborn.is_some() {
                self.disk.remove(&self.history.join(file))?;
            }
        }
        Ok(())
    }

    /// Replaces files next to the plan that present another version after a crash. Files that no
    /// record matches are left alone. Returns the names.
    pub(super) fn finish_shown(&self, state: &State) -> io::Result<Vec<String>> {
        let Some(record) = in_place(&state.log, state.plan.as_deref()) else {
            return Ok(Vec::new());
        };
        let names = self.disk.names(&self.history)?;
        let shown = self.shown_of(state, record, &names)?;
        let mut finished = Vec::new();
        for beside in looks(&self.disk, &self.folder, &state.log, record)? {
            if let (Beside::Of(_) | Beside::Missing, Some(bytes)) =
                (beside.is, shown.get(&beside.name))
            {
                self.disk.write_new(&self.waiting(&beside.name), bytes)?;
                finished.push(beside.name);
            }
        }
        self.place_shown(finished.iter().map(String::as_str))?;
        self.disk.sync_folder(&self.folder)?;
        Ok(finished)
    }
}

impl Log {
    /// The latest version that has a file `name` with this hash.
    pub(super) fn shows(&self, name: &str, hash: &str) -> Option<u64> {
        let mut latest_first = self.records().rev();
        let found = latest_first.find(|record| {
            let own = record.shown.get(name);
            own.is_some_and(|own| own == hash)
        });
        found.map(|record| record.version)
    }

    /// Names of all files that ever presented a version.
    pub(super) fn shown_names(&self) -> BTreeSet<String> {
        let names = self.records().flat_map(|record| record.shown.keys());
        names.cloned().collect()
    }
}

/// State of a file in place that does not present the plan in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// It presents another version.
    Of(u64),
    /// It is missing although the plan in place has one.
    Missing,
    /// No record matches it: it was edited by hand.
    Foreign,
}

/// A file in place that does not show the plan in place.
struct Looked {
    name: String,
    is: Beside,
}

/// The record of the plan in place.
fn in_place<'a>(log: &'a Log, plan: Option<&[u8]>) -> Option<&'a Record> {
    let version = log.latest_with(&sha256(plan?))?;
    log.version(version)
}

/// Finds the files in place that do not present the plan of `record`.
fn looks(disk: &impl Disk, folder: &Path, log: &Log, record: &Record) -> io::Result<Vec<Looked>> {
    // Files next to a plan changed from outside belong to the office; nothing is known about them.
    if record.shown.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for name in log.shown_names() {
        let own = record.shown.get(&name);
        let is = match disk.read(&folder.join(&name))? {
            None if own.is_some() => Beside::Missing,
            None => continue,
            Some(bytes) => {
                let hash = sha256(&bytes);
                if own == Some(&hash) {
                    continue;
                }
                log.shows(&name, &hash).map_or(Beside::Foreign, Beside::Of)
            }
        };
        found.push(Looked { name, is });
    }
    Ok(found)
}

/// Problems with the files next to the plan in place.
pub(super) fn problems(disk: &impl Disk, folder: &Path, log: &Log) -> io::Result<Vec<Problem>> {
    let plan = disk.read(&folder.join(PLAN_FILE))?;
    let Some(record) = in_place(log, plan.as_deref()) else {
        return Ok(Vec::new());
    };
    let found = looks(disk, folder, log, record)?.into_iter();
    let told = found.map(|Looked { name, is }| match is {
        Beside::Of(version) => words::stale(&name, version, record),
        Beside::Missing => words::not_shown(&name, record.version),
        Beside::Foreign => words::foreign(&name, None),
    });
    Ok(told.collect())
}

/// Whether files next to the plan at `path` present another version than the one in place, as after
/// a crash during a write. Empty if there is no history or it cannot be read; problems of the
/// history itself are reported by the verbs that read it.
pub fn stale_beside(path: &Path) -> Vec<Problem> {
    if path.file_name().is_none_or(|name| name != PLAN_FILE) {
        return Vec::new();
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let log = folder.join(HISTORY_FOLDER).join(LOG_FILE);
    let Ok(Some(bytes)) = RealDisk.read(&log) else {
        return Vec::new();
    };
    let mut told = problems(&RealDisk, folder, &Log::parse(&bytes)).unwrap_or_default();
    told.retain(|problem| problem.code == words::STALE);
    told
}
