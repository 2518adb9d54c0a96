//! Finds the sheets that came back, in the folders where an office keeps them.

use super::kinds::is_likely;
use crate::files::tables::read_plain;
use std::path::{Path, PathBuf};

/// Larger files are no score sheets.
const MOST_BYTES: u64 = 64 << 20;

/// What the folders hold.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Names, within the folders that were named, and bytes; empty bytes for a file too large to
    /// be a sheet.
    pub files: Vec<(String, Vec<u8>)>,
    /// Names of files that cannot be opened.
    pub unread: Vec<String>,
}

/// A folder or file that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Which one.
    pub path: PathBuf,
    /// What the operating system says.
    pub error: std::io::Error,
}

/// Reads all files in the folders, by name; hidden files and this program's own output, among it
/// the folder `out`, are left out. Linear in the bytes.
///
/// # Errors
/// A file or folder that was named, or a folder below it, cannot be read.
pub fn gather(from: &[PathBuf], out: &Path) -> Result<Gathered, Unreadable> {
    let mut paths = Vec::new();
    for path in from {
        walk(path, out, true, &mut paths)?;
    }
    paths.sort();
    paths.dedup();
    let mut gathered = Gathered::default();
    for path in paths {
        let size = path.metadata().map_or(0, |own| own.len());
        let name = shown(&path, from);
        if size > MOST_BYTES {
            gathered.files.push((name, Vec::new()));
            continue;
        }
        match read_plain(&path) {
            Ok(bytes) => gathered.files.push((name, bytes)),
            // One that was named has to be there; of a folder the others are counted.
            Err(error) if from.contains(&path) => return Err(Unreadable { path, error }),
            Err(_) => gathered.unread.push(name),
        }
    }
    Ok(gathered)
}

/// The name of a file within the folder that was named, so that equal names can be told apart.
fn shown(path: &Path, from: &[PathBuf]) -> String {
    let inside = from
        .iter()
        .find_map(|folder| path.strip_prefix(folder).ok());
    let inside = inside.filter(|inside| !inside.as_os_str().is_empty());
    let inside = inside.map_or_else(|| path.file_name().map(Path::new), Some);
    inside.unwrap_or(path).display().to_string()
}

fn walk(path: &Path, out: &Path, named: bool, paths: &mut Vec<PathBuf>) -> Result<(), Unreadable> {
    let refused = |error: std::io::Error| Unreadable {
        path: path.to_owned(),
        error,
    };
    let kind = match path.metadata() {
        Err(error) if named => return Err(refused(error)),
        kind => kind.ok(),
    };
    // A broken link is reported with the files that cannot be opened.
    if kind.is_some_and(|kind| kind.is_dir()) {
        if !named && path.canonicalize().ok() == out.canonicalize().ok() {
            return Ok(());
        }
        for entry in path.read_dir().map_err(refused)? {
            walk(&entry.map_err(refused)?.path(), out, false, paths)?;
        }
        return Ok(());
    }
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().to_lowercase());
    if named || is_meant(&name) {
        paths.push(path.to_owned());
    }
    Ok(())
}

/// Whether a file of a folder may be a sheet that came back, in whatever format: everything but
/// what systems and this program leave behind. Files that are not workbooks are reported by name.
fn is_meant(name: &str) -> bool {
    const OURS: [&str; 10] = [
        "results.xlsx",
        "results.csv",
        "scores.csv",
        "shortlist.csv",
        "declared.csv",
        "notices.txt",
        "report.html",
        "difference.html",
        "status.html",
        "thumbs.db",
    ];
    const SYSTEM: [&str; 11] = [
        ".json", ".jsonl", ".toml", ".md", ".log", ".ini", ".lnk", ".tmp", ".ics", ".lock", ".bak",
    ];
    let hidden = name.starts_with(['.', '~']);
    let system = SYSTEM.iter().any(|ending| name.ends_with(ending)) && !is_likely(name);
    !hidden && !system && !OURS.contains(&name)
}
