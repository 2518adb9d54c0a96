//! What shows a version: workbook, page, letters, kept beside it.

use super::error::{HistoryError, Stage};
use super::lock::lock;
use super::{HISTORY_FOLDER, PLAN_FILE};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

fn file(folder: &Path, version: u64, name: &str) -> PathBuf {
    folder
        .join(HISTORY_FOLDER)
        .join(format!("{version:04}.{name}"))
}

/// Keeps a file that shows a version of the plan, as `history/0001.NAME`. It appears whole or not
/// at all. Nothing of the history depends on it: it can be made anew from plan and season.
///
/// # Errors
/// When another process keeps writing or the disk refuses.
pub fn keep_beside(
    folder: &Path,
    version: u64,
    name: &str,
    bytes: &[u8],
) -> Result<(), HistoryError> {
    let target = file(folder, version, name);
    if name == PLAN_FILE {
        let refused = io::Error::from(io::ErrorKind::InvalidInput);
        return Err(HistoryError::io(Stage::Place, &target, refused));
    }
    let history = folder.join(HISTORY_FOLDER);
    let _lock = lock(&history)?;
    let written = || -> io::Result<()> {
        let mut temporary = tempfile::Builder::new()
            .prefix(".tmp-")
            .tempfile_in(&history)?;
        temporary.write_all(bytes)?;
        temporary.as_file().sync_all()?;
        temporary.persist(&target).map_err(|error| error.error)?;
        Ok(())
    };
    written().map_err(|error| HistoryError::io(Stage::Place, &target, error))
}

/// What was kept beside a version under this name, if anything was.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn beside(folder: &Path, version: u64, name: &str) -> Result<Option<Vec<u8>>, HistoryError> {
    let path = file(folder, version, name);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(HistoryError::io(Stage::Read, &path, error)),
    }
}
