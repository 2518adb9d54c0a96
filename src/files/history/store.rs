//! Writing versions, in crash-safe order.

use super::disk::{Disk, RealDisk};
use super::error::{HistoryError, Stage};
use super::lock::lock;
use super::log::Log;
use super::record::{Action, Meta, Record};
use super::shown::Shown;
use super::state::{State, Store, TEMPORARY};
use super::{HISTORY_FOLDER, LOG_FILE, PLAN_FILE, sha256, version_file, version_of, words};
use crate::model::Problem;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// Outcome of a write.
#[derive(Debug, Clone)]
pub struct Written {
    /// The new version, now in place.
    pub record: Record,
    /// The files that present it, as put in place.
    pub shown: Vec<PathBuf>,
    /// Names of files in place that present another version, with no counterpart in the new one.
    pub stale: Vec<String>,
    /// Repairs made along the way, as warnings.
    pub problems: Vec<Problem>,
}

/// Writes `plan` into `folder` as `plan.json` and as a new version of its history.
///
/// Durable when it returns; see the [module](super) for the guarantees before that. Creates the
/// folder if necessary. Waits up to 10 seconds for another writer.
///
/// # Errors
/// A plan is in place and `meta.replace` is false, a disk operation fails, another process keeps
/// writing, or the log is damaged before its last record. The old plan is then still in place,
/// except after [`Stage::Place`], where either the old or the new one is, complete.
pub fn write_plan(folder: &Path, plan: &[u8], meta: &Meta) -> Result<Written, HistoryError> {
    write_shown(folder, plan, &[], meta)
}

/// Like [`write_plan`], with the files that present the plan, each as name and bytes. They are
/// stored with the version before it is recorded and put next to the plan afterwards. A crash in
/// between leaves files of the previous version; [`read_history`](super::read_history) reports this
/// and [`repair`](super::repair) fixes it. A file edited by hand is kept in the history before it
/// is replaced.
///
/// # Errors
/// As for [`write_plan`]; with `meta.replace` false, also if one of the files exists.
pub fn write_shown(
    folder: &Path,
    plan: &[u8],
    shown: &[(&str, &[u8])],
    meta: &Meta,
) -> Result<Written, HistoryError> {
    let store = Store::new(RealDisk, folder);
    store.prepare()?;
    let _lock = lock(&store.history)?;
    store.write(plan, shown, meta)
}

/// Restores an earlier version as a new version; nothing is removed. Without `to` it goes one step
/// back from the plan in place; repeated undos go further back. `plan.json` gets the bytes of that
/// version, and the files that presented it are put in place again. `meta.action`, `meta.inputs`
/// and `meta.replace` are ignored.
///
/// # Errors
/// There is no history or no such version, its file is missing or altered, or as for
/// [`write_plan`].
pub fn undo(folder: &Path, to: Option<u64>, meta: &Meta) -> Result<Written, HistoryError> {
    let store = Store::new(RealDisk, folder);
    if store.is_new()? {
        return Err(HistoryError::NoHistory {
            folder: folder.to_owned(),
        });
    }
    let _lock = lock(&store.history)?;
    store.undo(to, meta)
}

impl<D: Disk> Store<D> {
    pub(super) fn new(disk: D, folder: &Path) -> Self {
        Self {
            disk,
            folder: folder.to_owned(),
            history: folder.join(HISTORY_FOLDER),
        }
    }

    /// Creates the folders.
    pub(super) fn prepare(&self) -> Result<(), HistoryError> {
        let made = self.disk.create_folder(&self.history);
        made.map_err(|error| HistoryError::io(Stage::Folder, &self.history, error))
    }

    /// Whether there is no history yet.
    pub(super) fn is_new(&self) -> Result<bool, HistoryError> {
        Ok(self.names()?.is_empty())
    }

    pub(super) fn names(&self) -> Result<Vec<String>, HistoryError> {
        let names = self.disk.names(&self.history);
        names.map_err(|error| HistoryError::io(Stage::Read, &self.history, error))
    }

    pub(super) fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, HistoryError> {
        let read = self.disk.read(path);
        read.map_err(|error| HistoryError::io(Stage::Read, path, error))
    }

    /// Implements [`write_plan`]; the caller holds the lock.
    pub(super) fn write(
        &self,
        plan: &[u8],
        shown: &[Shown<'_>],
        meta: &Meta,
    ) -> Result<Written, HistoryError> {
        let names = shown.iter().map(|(name, _)| *name);
        for name in std::iter::once(PLAN_FILE).chain(names) {
            let path = self.folder.join(name);
            if !meta.replace && self.read(&path)?.is_some() {
                return Err(HistoryError::Exists { path });
            }
        }
        self.still(meta)?;
        let mut state = self.mend(&meta.time)?;
        let record = state.next(plan, meta);
        self.put(&mut state, plan, shown, record)
    }

    /// Fails if the plan in place is not the one that was there when the work began.
    fn still(&self, meta: &Meta) -> Result<(), HistoryError> {
        let path = self.folder.join(PLAN_FILE);
        let plan = self.read(&path)?;
        if meta.seen.is_still(plan.as_deref()) {
            return Ok(());
        }
        Err(HistoryError::Changed { path })
    }

    /// Implements [`undo`]; the caller holds the lock.
    pub(super) fn undo(&self, to: Option<u64>, meta: &Meta) -> Result<Written, HistoryError> {
        self.still(meta)?;
        let mut state = self.mend(&meta.time)?;
        let target = state.target(to, &self.folder)?;
        let plan = self.bytes_of(&state, &target)?;
        let mut record = state.next(&plan, meta);
        record.action = Action::Undo;
        record.restores = Some(target.version);
        record.inputs.clone_from(&target.inputs);
        let names = self.names()?;
        let shown = self.shown_of(&state, &target, &names);
        let shown = shown.map_err(|error| HistoryError::io(Stage::Read, &self.history, error))?;
        let shown: Vec<Shown<'_>> = shown
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        self.put(&mut state, &plan, &shown, record)
    }

    /// Repairs what a crash left behind and records a plan that was edited outside. Afterwards the
    /// log ends in a complete record, every version file has a record, and the plan in place, if
    /// any, is that of the last version.
    pub(super) fn mend(&self, time: &str) -> Result<State, HistoryError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error: io::Error| HistoryError::io(Stage::Mend, &path, error)
        };
        let names = self.names()?;
        for name in names.iter().filter(|name| name.starts_with(TEMPORARY)) {
            let path = self.history.join(name);
            self.disk.remove(&path).map_err(failed(&path))?;
        }
        let log_path = self.history.join(LOG_FILE);
        let log = Log::parse(&self.read(&log_path)?.unwrap_or_default());
        if !log.damage.is_empty() {
            return Err(HistoryError::Damaged {
                path: log_path,
                damage: log.damage,
            });
        }
        let mut state = State {
            log,
            plan: None,
            problems: Vec::new(),
        };
        self.mend_end(&mut state, &names)
            .map_err(failed(&log_path))?;
        self.adopt(&mut state, &names, time)?;
        self.drop_unborn(state.last_version(), &names)
            .map_err(failed(&self.history))?;
        self.keep_outside(&mut state, time)?;
        Ok(state)
    }

    /// Sets a torn last line aside and truncates the log to its complete records.
    fn mend_end(&self, state: &mut State, names: &[String]) -> io::Result<()> {
        let path = self.history.join(LOG_FILE);
        if !state.log.torn.is_empty() {
            let hash = sha256(&state.log.torn);
            let aside = format!("torn-{}.txt", &hash[..12]);
            if !names.contains(&aside) {
                self.write_whole(&self.history.join(&aside), &state.log.torn)?;
                self.disk.sync_folder(&self.history)?;
            }
            self.disk.truncate(&path, state.log.sound as u64)?;
            let line = state.log.entries.len() + 1;
            state.problems.push(words::torn(line, Some(&aside)));
            state.log.torn.clear();
        }
        if state.log.unended {
            self.disk.append(&path, b"\n")?;
            state.log.sound += 1;
            state.log.unended = false;
        }
        Ok(())
    }

    /// Creates a record for each version file without one.
    fn adopt(&self, state: &mut State, names: &[String], time: &str) -> Result<(), HistoryError> {
        let last = state.last_version();
        let files: BTreeSet<u64> = names.iter().filter_map(|name| version_of(name)).collect();
        for version in files.into_iter().filter(|version| *version > last) {
            let path = self.history.join(version_file(version));
            let bytes = self.read(&path)?.unwrap_or_default();
            let mut record = state.next(&bytes, &unknown(Action::Recovered, time));
            record.version = version;
            let shown = self.shown_with(version, names);
            let shown = shown.map_err(|error| HistoryError::io(Stage::Mend, &path, error))?;
            let hashed = shown
                .into_iter()
                .map(|(name, bytes)| (name, sha256(&bytes)));
            record.shown = hashed.collect();
            self.log(state, record)
                .map_err(|error| HistoryError::io(Stage::Mend, &path, error))?;
            state.problems.push(words::recovered(version, true));
        }
        Ok(())
    }

    /// Records a plan in place that differs from the last version as a version of its own.
    fn keep_outside(&self, state: &mut State, time: &str) -> Result<(), HistoryError> {
        let path = self.folder.join(PLAN_FILE);
        state.plan = self.read(&path)?;
        let Some(plan) = state.plan.clone() else {
            return Ok(());
        };
        let mut record = state.next(&plan, &unknown(Action::Outside, time));
        if state
            .log
            .last()
            .is_some_and(|last| last.sha256 == record.sha256)
        {
            return Ok(());
        }
        record.restores = state.log.latest_with(&record.sha256);
        let told = words::outside(record.restores, Some(record.version));
        self.keep(state, &plan, record)
            .map_err(|error| HistoryError::io(Stage::Mend, &path, error))?;
        state.problems.push(told);
        Ok(())
    }

    /// Stores the plan as a version with the files that present it, then puts all of them in place.
    fn put(
        &self,
        state: &mut State,
        plan: &[u8],
        shown: &[Shown<'_>],
        mut record: Record,
    ) -> Result<Written, HistoryError> {
        let target = self.folder.join(PLAN_FILE);
        let waiting = self.history.join(format!("{TEMPORARY}plan"));
        let keeping = |error| HistoryError::io(Stage::Keep, &self.history, error);
        let hashed = shown
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), sha256(bytes)));
        record.shown = hashed.collect();
        // Written before anything is recorded, so that a full disk is noticed before anything has
        // changed.
        self.disk.write_new(&waiting, plan).map_err(keeping)?;
        let kept = self.keep_shown(state, &record, shown);
        let kept = kept.and_then(|()| self.keep(state, plan, record.clone()));
        kept.map_err(|error| {
            // The waiting copy is useless now. If this fails as well, the next write cleans up.
            let _ = self.disk.remove(&waiting);
            keeping(error)
        })?;
        let placing = |error| HistoryError::io(Stage::Place, &target, error);
        self.disk.rename(&waiting, &target).map_err(placing)?;
        let placed = self.place_shown(shown.iter().map(|(name, _)| *name));
        let placed = placed.map_err(placing)?;
        self.disk.sync_folder(&self.folder).map_err(placing)?;
        Ok(Written {
            stale: self.stale(state, &record)?,
            record,
            shown: placed,
            problems: std::mem::take(&mut state.problems),
        })
    }

    /// Finds files in place that present other versions and have no counterpart in this one.
    fn stale(&self, state: &State, record: &Record) -> Result<Vec<String>, HistoryError> {
        let mut stale = Vec::new();
        for name in state.log.shown_names() {
            let there =
                !record.shown.contains_key(&name) && self.read(&self.folder.join(&name))?.is_some();
            stale.extend(there.then_some(name));
        }
        Ok(stale)
    }

    /// Makes a version durable: its file, then its record.
    fn keep(&self, state: &mut State, plan: &[u8], record: Record) -> io::Result<()> {
        let file = self.history.join(version_file(record.version));
        self.write_whole(&file, plan)?;
        self.disk.sync_folder(&self.history)?;
        self.log(state, record)
    }

    /// Appends a record, durably. On failure it tries to truncate the log again; if that fails too,
    /// the next write sets the rest aside.
    fn log(&self, state: &mut State, record: Record) -> io::Result<()> {
        let path = self.history.join(LOG_FILE);
        let mut line = record.line();
        let hash = sha256(&line);
        line.push(b'\n');
        if let Err(error) = self.disk.append(&path, &line) {
            let _ = self.disk.truncate(&path, state.log.sound as u64);
            return Err(error);
        }
        if state.log.sound == 0 {
            self.disk.sync_folder(&self.history)?;
        }
        state.log.sound += line.len();
        state.log.entries.push(super::log::Entry { record, hash });
        Ok(())
    }

    /// The bytes of a version: from its own file, else from another file with the same plan.
    fn bytes_of(&self, state: &State, record: &Record) -> Result<Vec<u8>, HistoryError> {
        let version = record.version;
        let own = self.read(&self.history.join(version_file(version)))?;
        let missing = own.is_none();
        let right = |bytes: &Vec<u8>| sha256(bytes) == record.sha256;
        if let Some(bytes) = own.filter(right) {
            return Ok(bytes);
        }
        let same = state.log.records();
        for other in same.filter(|other| other.sha256 == record.sha256) {
            let path = self.history.join(version_file(other.version));
            if let Some(bytes) = self.read(&path)?.filter(right) {
                return Ok(bytes);
            }
        }
        match state.plan.clone().filter(right) {
            Some(bytes) => Ok(bytes),
            None if missing => Err(HistoryError::VersionMissing { version }),
            None => Err(HistoryError::VersionAltered { version }),
        }
    }
}

impl State {
    fn last_version(&self) -> u64 {
        self.log.last().map_or(0, |record| record.version)
    }

    /// The record of `plan` as the next version.
    fn next(&self, plan: &[u8], meta: &Meta) -> Record {
        Record::new(self.last_version() + 1, plan, meta, self.log.head())
    }

    /// The version that an undo restores.
    fn target(&self, to: Option<u64>, folder: &Path) -> Result<Record, HistoryError> {
        let Some(last) = self.log.last() else {
            return Err(HistoryError::NoHistory {
                folder: folder.to_owned(),
            });
        };
        if let Some(asked) = to {
            let found = self.log.version(asked).cloned();
            return found.ok_or(HistoryError::NoVersion {
                asked,
                last: last.version,
            });
        }
        if self.plan.is_none() {
            return Ok(last.clone());
        }
        let mut origin = last;
        while let Some(before) = origin
            .restores
            .and_then(|version| self.log.version(version))
        {
            if before.version >= origin.version {
                break;
            }
            origin = before;
        }
        let earlier =
            |record: &&Record| record.version < origin.version && record.sha256 != last.sha256;
        let found = self.log.records().rev().find(earlier).cloned();
        found.ok_or(HistoryError::NothingEarlier {
            version: last.version,
        })
    }
}

/// Metadata of a version that this program did not create or did not finish.
fn unknown(action: Action, time: &str) -> Meta {
    Meta {
        action,
        author: String::new(),
        reason: String::new(),
        time: time.to_owned(),
        inputs: std::collections::BTreeMap::new(),
        replace: true,
        seen: super::Seen::Unknown,
        withdrawn: crate::files::history::Departures::new(),
    }
}
