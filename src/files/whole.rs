//! A folder of files that appears whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Folder for files of the old folder whose names are taken by new ones.
pub const KEPT: &str = "kept";

/// Writes `files` (paths below the folder with `/`, and contents) into `folder` so that they appear
/// together: they are written into a new folder beside it, which then takes its place. Of a folder
/// that is there already, the files for which `dropped` says so go; all others stay where they are,
/// or below [`KEPT`] where a new file has their name. Returns the paths of the latter.
///
/// # Errors
/// A path leaves the folder, or the disk refuses; the folder is then as it was.
pub fn write_whole(
    folder: &Path,
    files: &[(&str, &[u8])],
    dropped: impl Fn(&str, &Path) -> bool,
) -> io::Result<Vec<String>> {
    written(folder, files, dropped, 0o755)
}

/// [`write_whole`] into a folder that only its owner may open.
///
/// # Errors
/// See there.
pub fn write_private(
    folder: &Path,
    files: &[(&str, &[u8])],
    dropped: impl Fn(&str, &Path) -> bool,
) -> io::Result<Vec<String>> {
    written(folder, files, dropped, 0o700)
}

fn written(
    folder: &Path,
    files: &[(&str, &[u8])],
    dropped: impl Fn(&str, &Path) -> bool,
    mode: u32,
) -> io::Result<Vec<String>> {
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let made = tempfile::Builder::new()
        .prefix(".empanel-")
        .tempdir_in(parent)?;
    let mut names = BTreeSet::new();
    for (name, bytes) in files {
        write(made.path(), name, bytes)?;
        names.insert(name.to_lowercase());
    }
    let mut kept = Vec::new();
    let mut old = Vec::new();
    if folder.exists() {
        walk(folder, "", &mut old)?;
    }
    for name in old {
        let from = folder.join(&name);
        if dropped(&name, &from) {
            continue;
        }
        let to = match names.contains(&name.to_lowercase()) {
            true => format!("{KEPT}/{name}"),
            false => name.clone(),
        };
        let target = made.path().join(&to);
        if let Some(above) = target.parent() {
            fs::create_dir_all(above)?;
        }
        fs::copy(&from, &target)?;
        if to != name {
            kept.push(to);
        }
    }
    swap(made, folder, parent, mode)?;
    Ok(kept)
}

fn write(root: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let inside = |part: &str| !part.is_empty() && part != "." && part != "..";
    if !name.split('/').all(inside) || name.contains('\\') {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let path = root.join(name);
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    let mut file = fs::File::create_new(&path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The files below a folder, with `/` between folders; links count as files.
fn walk(folder: &Path, above: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => walk(&entry.path(), &format!("{name}/"), found)?,
            false => found.push(name),
        }
    }
    found.sort();
    Ok(())
}

/// Puts the new folder in the place of the old one.
fn swap(made: tempfile::TempDir, folder: &Path, parent: &Path, mode: u32) -> io::Result<()> {
    #[cfg(not(unix))]
    let _ = mode;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(made.path(), fs::Permissions::from_mode(mode))?;
    }
    if !folder.exists() {
        fs::rename(made.path(), folder)?;
        let _: PathBuf = made.keep();
        return Ok(());
    }
    let old = tempfile::Builder::new()
        .prefix(".empanel-")
        .tempdir_in(parent)?;
    let aside = old.path().join("old");
    fs::rename(folder, &aside)?;
    if let Err(error) = fs::rename(made.path(), folder) {
        fs::rename(&aside, folder)?;
        return Err(error);
    }
    let _: PathBuf = made.keep();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        walk(folder, "", &mut found).expect("a folder");
        found
    }

    #[test]
    fn a_folder_appears_whole_and_what_is_not_ours_stays() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("a/papers");
        let first: [(&str, &[u8]); 2] = [("名单.docx", b"1"), ("信/E1.docx", b"1")];
        write_whole(&folder, &first, |_, _| false).expect("written");
        assert_eq!(held(&folder), ["信/E1.docx", "名单.docx"]);
        fs::write(folder.join("own.txt"), "mine").expect("written");
        let second: [(&str, &[u8]); 1] = [("名单.docx", b"2")];
        let dropped = |name: &str, _: &Path| name.starts_with("信/");
        let kept = write_whole(&folder, &second, dropped).expect("written");
        assert_eq!(kept, ["kept/名单.docx"]);
        assert_eq!(held(&folder), ["kept/名单.docx", "own.txt", "名单.docx"]);
        assert_eq!(fs::read(folder.join("名单.docx")).expect("new"), b"2");
        assert_eq!(held(place.path()).len(), 3, "nothing is left beside it");
    }

    #[test]
    fn what_fails_leaves_the_folder_as_it_was() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("papers");
        write_whole(&folder, &[("a", b"1")], |_, _| false).expect("written");
        for name in ["../b", "b/../../c", "/b", "", "b//c", "..", "b\\c"] {
            let all: [(&str, &[u8]); 2] = [("a", b"2"), (name, b"2")];
            assert!(write_whole(&folder, &all, |_, _| true).is_err(), "{name}");
            assert_eq!(fs::read(folder.join("a")).expect("there"), b"1");
        }
        assert_eq!(held(place.path()), ["papers/a"]);
    }
}
