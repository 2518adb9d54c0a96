//! Seasons of earlier years, whose columns, answers, ids and rules can be used again.

use std::fs;
use std::path::{Path, PathBuf};

/// An earlier season that can be followed.
pub(super) struct Earlier {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) chosen: bool,
}

/// The seasons beside a season's folder that were imported, the latest name first.
pub(super) fn earlier(folder: &Path) -> Vec<PathBuf> {
    let whole = folder.canonicalize();
    let own = whole.as_deref().unwrap_or(folder);
    let beside = own.parent().map(fs::read_dir);
    let entries = beside.into_iter().flatten().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path != own && path.join("columns.toml").is_file())
        .collect();
    found.sort();
    found.reverse();
    found
}

/// The same for the page.
pub(super) fn offers(folder: &Path, chosen: Option<&Path>) -> Vec<Earlier> {
    let found = earlier(folder).into_iter().enumerate();
    let offer = |(number, path): (usize, PathBuf)| Earlier {
        number,
        chosen: chosen == Some(path.as_path()),
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    };
    found.map(offer).collect()
}
