//! Why the history could not be read or written.

use super::log::Damage;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The step at which the disk refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Making the folders.
    Folder,
    /// Taking the lock.
    Lock,
    /// Reading what is there.
    Read,
    /// Mending what a crash left behind.
    Mend,
    /// Keeping the new version; the plan in place is the old one.
    Keep,
    /// Putting the new plan in place; the version is in the history already.
    Place,
}

/// Why the history could not be read or written. Nothing is lost in any of these cases.
#[derive(Debug, Error)]
pub enum HistoryError {
    /// A plan is in place and may not be replaced.
    #[error("{} exists", path.display())]
    Exists {
        /// The plan.
        path: PathBuf,
    },
    /// The plan in place is not the one that the work began with.
    #[error("{} was replaced meanwhile", path.display())]
    Changed {
        /// The plan.
        path: PathBuf,
    },
    /// Another process is writing here.
    #[error("{} is locked by another process", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// The disk refused.
    #[error("{}: {source}", path.display())]
    Disk {
        /// What was being done.
        stage: Stage,
        /// To which file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The log is damaged in the middle.
    #[error("{} is damaged; lines: {}", path.display(), damage.len())]
    Damaged {
        /// The log.
        path: PathBuf,
        /// Where and how.
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
        /// The number asked for.
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
    /// There is no earlier plan to go back to.
    #[error("nothing before version {version}")]
    NothingEarlier {
        /// The version in force.
        version: u64,
    },
}

impl HistoryError {
    /// The disk refused at `stage`.
    pub(super) fn io(stage: Stage, path: &Path, source: io::Error) -> Self {
        Self::Disk {
            stage,
            path: path.to_owned(),
            source,
        }
    }
}
