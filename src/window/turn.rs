//! Who may write: one tab after the other, and one window of a season.
//!
//! The window that answers holds a lock file beside the season. The operating system releases it
//! when the program ends for any reason, so that a crash never leaves a season locked. Where the
//! folder beside the season cannot be written, windows are not kept apart; the history still lets
//! only one write at a time.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whose turn it is. A window that does not answer yet holds nothing.
#[derive(Default)]
pub(super) struct Turn {
    writing: Mutex<()>,
    season: Mutex<Season>,
}

/// The season as this window holds it.
#[derive(Default)]
enum Season {
    /// Nothing was claimed, or there are no locks here.
    #[default]
    Open,
    /// This window holds it.
    Own { _held: Held },
    /// Another window holds it.
    Other(PathBuf),
}

/// The lock file; where it can be, it is removed while it is still locked.
struct Held {
    file: File,
    path: PathBuf,
}

/// Another window writes.
#[derive(Debug)]
pub(super) struct Other;

impl Turn {
    /// Claims a season for this window.
    pub(super) fn claim(&self, season: &Path) {
        *self.season() = take(lock_beside(season));
    }

    /// Whether another window holds the season. It may have ended since.
    pub(super) fn is_others(&self) -> bool {
        let mut season = self.season();
        if let Season::Other(path) = &*season {
            let path = path.clone();
            *season = take(path);
        }
        matches!(*season, Season::Other(_))
    }

    /// Waits until nobody else writes.
    ///
    /// # Errors
    /// Another window holds the season.
    pub(super) fn take(&self) -> Result<MutexGuard<'_, ()>, Other> {
        let turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        match self.is_others() {
            true => Err(Other),
            false => Ok(turn),
        }
    }

    fn season(&self) -> MutexGuard<'_, Season> {
        self.season.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if REMOVED {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// The lock file of a season, which need not exist.
fn lock_beside(season: &Path) -> PathBuf {
    let whole = season.canonicalize();
    let season = whole.as_deref().unwrap_or(season);
    let name = season.file_name().unwrap_or_default().to_string_lossy();
    season.with_file_name(format!(".{name}.open"))
}

fn take(path: PathBuf) -> Season {
    let opened = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let Ok(file) = opened else {
        return Season::Open;
    };
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Season::Other(path),
        Err(TryLockError::Error(_)) => return Season::Open,
        Ok(()) => {}
    }
    // Whoever held it before may have removed the file between opening and locking it: then the
    // lock is one of a file that nobody else will find.
    match is_at(&file, &path) {
        true => Season::Own {
            _held: Held { file, path },
        },
        false => Season::Other(path),
    }
}

/// Whether the lock file is removed in the end. Elsewhere a file cannot be removed while others
/// have it open, and stays.
const REMOVED: bool = cfg!(unix);

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |meta: fs::Metadata| (meta.dev(), meta.ino());
    let own = file.metadata().map(number).ok();
    own.is_some() && own == fs::metadata(path).map(number).ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_window_reads_until_the_first_has_ended() {
        let parent = tempfile::tempdir().expect("a folder");
        let season = parent.path().join("2026 <度>");
        let (first, second) = (Turn::default(), Turn::default());
        assert!(!first.is_others(), "nothing is claimed yet");
        first.claim(&season);
        second.claim(&season);
        assert!(first.take().is_ok() && second.take().is_err());
        assert!(second.is_others());
        drop(first);
        assert!(second.take().is_ok());
        drop(second);
        let left = fs::read_dir(parent.path()).expect("a folder").count();
        assert_eq!(left == 0, REMOVED, "the lock file is gone");
    }
}
