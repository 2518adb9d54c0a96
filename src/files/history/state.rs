//! A folder with its history, and the state of the history once loaded.

use super::disk::Disk;
use super::log::Log;
use crate::model::Problem;
use std::io;
use std::path::{Path, PathBuf};

/// Marks names of temporary files; those left after a crash can be deleted.
pub(super) const TEMPORARY: &str = ".tmp-";

/// A folder with its history. The caller holds the lock.
#[derive(Debug)]
pub(super) struct Store<D> {
    pub(super) disk: D,
    pub(super) folder: PathBuf,
    pub(super) history: PathBuf,
}

/// The history after repairs.
#[derive(Debug)]
pub(super) struct State {
    pub(super) log: Log,
    /// The plan in place.
    pub(super) plan: Option<Vec<u8>>,
    pub(super) problems: Vec<Problem>,
}

impl<D: Disk> Store<D> {
    /// Writes a file of the history so that it gets its final name only when it is complete.
    pub(super) fn write_whole(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.history.join(format!("{TEMPORARY}file"));
        self.disk.write_new(&temporary, bytes)?;
        self.disk.rename(&temporary, path).inspect_err(|_| {
            let _ = self.disk.remove(&temporary);
        })
    }
}
