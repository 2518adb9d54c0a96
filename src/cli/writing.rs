//! Files on their way into their folder, which no end of the program may leave half there.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held while output files are put in place, so that a second Ctrl-C cannot leave half of them.
static WRITING: Mutex<()> = Mutex::new(());

/// Keeps the end of the program waiting until the guard is dropped.
pub(super) fn hold() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What this run prepared or made, for a sudden end: files that were put in place bear other names
/// by then, and folders that hold something stay.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

pub(super) fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away what a run that ends now leaves unfinished. Nothing is prepared after it.
pub(super) fn clear() {
    let mut unfinished = unfinished();
    for path in unfinished.drain(..).rev() {
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    }
    // The program ends now; until it does, threads that prepare a file wait.
    std::mem::forget(unfinished);
}
