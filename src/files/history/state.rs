//! A folder with its history, and the history as it was found.

use super::disk::Disk;
use super::log::Log;
use crate::model::Problem;
use std::io;
use std::path::{Path, PathBuf};

/// Names of files on their way; what bears one after a death is rubbish.
pub(super) const TEMPORARY: &str = ".tmp-";

/// A folder with its history. The caller holds the lock.
#[derive(Debug)]
pub(super) struct Store<D> {
    pub(super) disk: D,
    pub(super) folder: PathBuf,
    pub(super) history: PathBuf,
}

/// The history after mending.
#[derive(Debug)]
pub(super) struct State {
    pub(super) log: Log,
    /// The plan in place.
    pub(super) plan: Option<Vec<u8>>,
    pub(super) problems: Vec<Problem>,
}

impl<D: Disk> Store<D> {
    /// Writes a file of the history so that it bears its name only when it is whole.
    pub(super) fn write_whole(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let temporary = self.history.join(format!("{TEMPORARY}file"));
        self.disk.write_new(&temporary, bytes)?;
        self.disk.rename(&temporary, path).inspect_err(|_| {
            let _ = self.disk.remove(&temporary);
        })
    }
}
