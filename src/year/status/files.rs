//! Lists the files of the season's folder and the output folders.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Maximum depth of subfolders.
const DEEP: usize = 3;
/// Maximum number of files; a larger folder is not that of an office.
const MOST: usize = 20_000;
/// Larger documents are not opened, in bytes.
const MOST_BYTES: u64 = 256 << 20;

/// All files found, sorted and without repeats.
#[derive(Debug, Default)]
pub(super) struct Files {
    paths: BTreeSet<PathBuf>,
}

impl Files {
    /// Lists folders recursively. Folders that cannot be opened are treated as empty.
    pub fn list<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let mut files = Self::default();
        for folder in folders {
            files.walk(folder, DEEP);
        }
        files
    }

    fn walk(&mut self, folder: &Path, left: usize) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(['.', '~']) || self.paths.len() >= MOST {
                continue;
            }
            let path = entry.path();
            // Links are not followed, because they may form cycles.
            match entry.file_type() {
                // Versions of a plan are reported from its history.
                Ok(kind) if kind.is_dir() && left > 0 && name != "history" => {
                    self.walk(&path, left - 1);
                }
                Ok(kind) if kind.is_file() => {
                    self.paths.insert(path);
                }
                _ => {}
            }
        }
    }

    /// Files of this name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Path> {
        let paths = self.paths.iter().map(PathBuf::as_path);
        paths.filter(move |path| path.file_name().is_some_and(|own| own == name))
    }

    /// Files whose name has this prefix and suffix.
    pub fn like<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a Path> {
        let paths = self.paths.iter().map(PathBuf::as_path);
        paths.filter(move |path| {
            let name = path.file_name().map(|name| name.to_string_lossy());
            name.is_some_and(|name| name.starts_with(start) && name.ends_with(end))
        })
    }
}

/// Reads a JSON document; `None` if it is unreadable or invalid.
pub(super) fn json(path: &Path) -> Option<Value> {
    let small = fs::metadata(path).is_ok_and(|file| file.len() <= MOST_BYTES);
    let bytes = small.then(|| crate::files::tables::read_plain(path).ok())??;
    serde_json::from_slice(&bytes).ok()
}

/// A path for display.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
