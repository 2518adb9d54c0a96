//! One writer at a time. The operating system releases the lock when the process ends for any
//! reason, so a crash never leaves a stale lock.

use super::error::{HistoryError, Stage};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// Name of the lock file in the history folder.
pub(super) const LOCK_FILE: &str = "lock";

/// How long to wait for another writer; a write normally takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(5);

/// Exclusive right to write, released on drop.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Waits for the lock of a history folder, which must exist.
///
/// # Errors
/// [`HistoryError::Busy`] if another process holds it for longer than 10 seconds.
pub(super) fn lock(history: &Path) -> Result<Lock, HistoryError> {
    lock_within(history, PATIENCE)
}

/// Like [`lock`], with a given timeout.
pub(super) fn lock_within(history: &Path, patience: Duration) -> Result<Lock, HistoryError> {
    let path = history.join(LOCK_FILE);
    let failed = |source: io::Error| HistoryError::io(Stage::Lock, &path, source);
    let mut options = OpenOptions::new();
    let options = options.create(true).truncate(false).read(true).write(true);
    let file = options.open(&path).map_err(failed)?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                std::thread::sleep(PAUSE);
            }
            Err(TryLockError::WouldBlock) => return Err(HistoryError::Busy { path }),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                tracing::warn!(
                    "this file system has no locks; two writers at once are not kept apart"
                );
                return Ok(Lock { _file: file });
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_waits_and_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = lock_within(folder.path(), Duration::ZERO).expect("free");
        let second = lock_within(folder.path(), Duration::from_millis(20));
        assert!(matches!(second, Err(HistoryError::Busy { .. })));
        drop(first);
        lock_within(folder.path(), Duration::ZERO).expect("free again");
    }
}
