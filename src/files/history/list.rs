//! Reading a history without changing it.

use super::disk::{Disk as _, RealDisk};
use super::error::{HistoryError, Stage};
use super::log::Log;
use super::record::Record;
use super::{HISTORY_FOLDER, LOG_FILE, PLAN_FILE, sha256, version_file, version_of, words};
use crate::model::Problem;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::Path;

/// A history as found on disk.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct History {
    /// The versions, oldest first.
    pub versions: Vec<Version>,
    /// The latest version whose plan is in place; `None` when the plan was edited outside or is
    /// missing.
    pub in_place: Option<u64>,
    /// Damage and unfinished writes. Errors block further writes until a [`repair`](super::repair).
    pub problems: Vec<Problem>,
}

/// One version.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Version {
    /// Its record in the log.
    #[serde(flatten)]
    pub record: Record,
    /// Whether its file is intact.
    pub state: VersionState,
}

/// The state of a version's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VersionState {
    /// Unchanged since it was written.
    Whole,
    /// The file is missing.
    Missing,
    /// The file does not match its recorded hash.
    Altered,
}

/// Reads the history next to the plan in `folder`, including the file of every version, without
/// writing anything. A write in progress can show up as unfinished.
///
/// # Errors
/// There is no history, or a file cannot be read.
pub fn read_history(folder: &Path) -> Result<History, HistoryError> {
    let read = |path: &Path| {
        let bytes = RealDisk.read(path);
        bytes.map_err(|error| HistoryError::io(Stage::Read, path, error))
    };
    let history = folder.join(HISTORY_FOLDER);
    let names = RealDisk.names(&history);
    let names = names.map_err(|error| HistoryError::io(Stage::Read, &history, error))?;
    let log = Log::parse(&read(&history.join(LOG_FILE))?.unwrap_or_default());
    let last = log.last().map_or(0, |record| record.version);
    let files = names.iter().filter_map(|name| version_of(name));
    let unrecorded: Vec<u64> = files.filter(|version| *version > last).collect();
    if log.entries.is_empty() && log.damage.is_empty() && unrecorded.is_empty() {
        return Err(HistoryError::NoHistory {
            folder: folder.to_owned(),
        });
    }
    let mut problems: Vec<Problem> = log.damage.iter().map(words::damaged).collect();
    if !log.torn.is_empty() {
        problems.push(words::torn(log.entries.len() + 1, None));
    }
    let mut versions = Vec::with_capacity(log.entries.len());
    for record in log.records() {
        let bytes = read(&history.join(version_file(record.version)))?;
        let state = match bytes.map(|bytes| sha256(&bytes) == record.sha256) {
            Some(true) => VersionState::Whole,
            Some(false) => VersionState::Altered,
            None => VersionState::Missing,
        };
        if state != VersionState::Whole {
            let missing = state == VersionState::Missing;
            problems.push(words::unsound(record.version, missing));
        }
        versions.push(Version {
            record: record.clone(),
            state,
        });
    }
    let unfinished = unrecorded.into_iter();
    problems.extend(unfinished.map(|version| words::recovered(version, false)));
    let plan = read(&folder.join(PLAN_FILE))?.map(|bytes| sha256(&bytes));
    let in_place = plan.as_ref().and_then(|plan| log.latest_with(plan));
    match &plan {
        None => problems.push(words::no_plan(last)),
        Some(_) if in_place != Some(last) => problems.push(words::outside(in_place, None)),
        Some(_) => {}
    }
    let beside = super::shown::problems(&RealDisk, folder, &log);
    problems.extend(beside.map_err(|error| HistoryError::io(Stage::Read, folder, error))?);
    Ok(History {
        versions,
        in_place,
        problems,
    })
}

/// The version in the history of `folder` that is the plan with this SHA-256, the latest if there
/// are several; `None` where there is none.
pub fn version_with(folder: &Path, sha256: &str) -> Option<u64> {
    let log = RealDisk.read(&folder.join(HISTORY_FOLDER).join(LOG_FILE));
    Log::parse(&log.ok().flatten()?).latest_with(sha256)
}

/// The number that the next version written into `folder` will have; `None` if the history cannot
/// be read. A plan in place that was edited by hand becomes a version of its own first.
pub fn coming_version(folder: &Path) -> Option<u64> {
    match read_history(folder) {
        Ok(history) => {
            let last = history.versions.last().map(|own| own.record.version);
            let edited = history.in_place != last && folder.join(PLAN_FILE).exists();
            Some(last.unwrap_or(0) + u64::from(edited) + 1)
        }
        Err(HistoryError::NoHistory { .. }) => Some(u64::from(folder.join(PLAN_FILE).exists()) + 1),
        Err(_) => None,
    }
}
