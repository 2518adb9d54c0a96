//! Errors of reading and writing the history.

use super::log::Damage;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The step at which a disk operation failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Creating the folders.
    Folder,
    /// Taking the lock.
    Lock,
    /// Reading existing files.
    Read,
    /// Repairing what a crash left behind.
    Mend,
    /// Storing the new version; the old plan is still in place.
    Keep,
    /// Putting the new plan in place; the version is already in the history.
    Place,
}

/// Why the history could not be read or written. No data is lost in any of these cases.
#[derive(Debug, Error)]
pub enum HistoryError {
    /// A plan is in place and `replace` is not set.
    #[error("{} exists", path.display())]
    Exists {
        /// The plan.
        path: PathBuf,
    },
    /// The plan in place is not the one that was there when the work began.
    #[error("{} was replaced meanwhile", path.display())]
    Changed {
        /// The plan.
        path: PathBuf,
    },
    /// Another process is writing to this history.
    #[error("{} is locked by another process", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// A disk operation failed.
    #[error("{}: {source}", path.display())]
    Disk {
        /// The step that failed.
        stage: Stage,
        /// The file concerned.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The log is damaged before its last record.
    #[error("{} is damaged; lines: {}", path.display(), damage.len())]
    Damaged {
        /// The log.
        path: PathBuf,
        /// The damaged lines.
        damage: Vec<Damage>,
    },
    /// There is no history in this folder.
    #[error("no history in {}", folder.display())]
    NoHistory {
        /// The plan's folder.
        folder: PathBuf,
    },
    /// No version has this number.
    #[error("no version {asked}; the last is {last}")]
    NoVersion {
        /// The requested number.
        asked: u64,
        /// The last version.
        last: u64,
    },
    /// The file of a version is gone, and no other file holds the same plan.
    #[error("the file of version {version} is missing")]
    VersionMissing {
        /// The version.
        version: u64,
    },
    /// The file of a version was changed, and no other file holds the recorded plan.
    #[error("the file of version {version} was changed")]
    VersionAltered {
        /// The version.
        version: u64,
    },
    /// There is no earlier plan to restore.
    #[error("nothing before version {version}")]
    NothingEarlier {
        /// The version in force.
        version: u64,
    },
}

impl HistoryError {
    /// Wraps an error of the operating system at `stage`.
    pub(super) fn io(stage: Stage, path: &Path, source: io::Error) -> Self {
        Self::Disk {
            stage,
            path: path.to_owned(),
            source,
        }
    }
}
