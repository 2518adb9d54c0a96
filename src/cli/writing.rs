//! Tracks files being written, so that no end of the program leaves partial files.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while output files are renamed, so that a second Ctrl-C cannot interrupt that.
static WRITING: Mutex<()> = Mutex::new(());

/// Delays the end of the program until the guard is dropped.
pub(super) fn hold() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Temporary files and folders of this run, to be removed on a sudden end. Files already put in
/// place have other names by then, and folders that are not empty stay.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

pub(super) fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what an ending run leaves unfinished. Nothing can be prepared afterwards.
pub(super) fn clear() {
    let mut unfinished = unfinished();
    for path in unfinished.drain(..).rev() {
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    }
    // The program ends now; until then, threads that prepare a file have to wait.
    std::mem::forget(unfinished);
}
