//! Writing a season: into a folder of its own first, which is then put in place as a whole.

use super::super::ProblemCode;
use super::super::findings::Findings;
use super::memory::{COLUMNS_FILE, Remembered};
use super::season::Content;
use crate::bilingual;
use crate::files::tables::origin::SOURCE_FOLDER;
use crate::model::Place;
use crate::model::words::{Bilingual, refused, sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Writes the files; what is wrong is noted, and nothing is changed then.
pub(super) fn write(
    files: &[Content],
    out: &Path,
    replace: bool,
    findings: &mut Findings,
) -> Vec<PathBuf> {
    let shown = out.display().to_string();
    let before = match state(out, replace) {
        Ok(before) => before,
        Err(State::Exists) => {
            exists(&shown, findings);
            return Vec::new();
        }
        Err(State::Changed(name)) => {
            changed(&shown, &name, findings);
            return Vec::new();
        }
    };
    if files.is_empty() {
        return Vec::new();
    }
    match put(files, out, before.as_ref()) {
        Ok(written) => written,
        Err(error) => {
            failed(&shown, &error, findings);
            Vec::new()
        }
    }
}

/// The rules of a season: all that a folder that is new may hold.
const RULES: &str = "rules.toml";

/// Why a folder is not written into.
enum State {
    /// It holds something already.
    Exists,
    /// Somebody changed this file since it was written.
    Changed(String),
}

/// What an earlier import wrote into the folder; `None` where it is new or empty.
fn state(out: &Path, replace: bool) -> Result<Option<Remembered>, State> {
    let empty = match fs::read_dir(out) {
        Ok(mut entries) => entries.all(|own| own.is_ok_and(|own| own.file_name() == RULES)),
        Err(_) => !out.exists(),
    };
    if empty {
        return Ok(None);
    }
    if !replace || !out.is_dir() {
        return Err(State::Exists);
    }
    let text = fs::read_to_string(out.join(COLUMNS_FILE)).map_err(|_| State::Exists)?;
    let before: Remembered = toml::from_str(&text).map_err(|_| State::Exists)?;
    for (name, expected) in &before.written {
        if let Ok(bytes) = fs::read(out.join(name))
            && sha256(&bytes) != *expected
        {
            return Err(State::Changed(name.clone()));
        }
    }
    Ok(Some(before))
}

fn put(files: &[Content], out: &Path, before: Option<&Remembered>) -> io::Result<Vec<PathBuf>> {
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let staging = tempfile::Builder::new()
        .prefix(".empanel-")
        .tempdir_in(parent)?;
    fs::create_dir(staging.path().join(SOURCE_FOLDER))?;
    for file in files {
        let path = staging.path().join(&file.name);
        fs::write(&path, &file.bytes)?;
        restrict(&path, file)?;
    }
    match before {
        None => whole(staging, out)?,
        Some(before) => exchange(files, &staging, out, before)?,
    }
    let shown = files.iter().filter(|file| !file.name.contains('/'));
    Ok(shown.map(|file| out.join(&file.name)).collect())
}

/// Puts a new folder in place; rules that are there already stay.
fn whole(staging: TempDir, out: &Path) -> io::Result<()> {
    let mut aside = None;
    if out.exists() {
        let rules = out.join(RULES);
        if rules.exists() {
            fs::copy(rules, staging.path().join(RULES))?;
        }
        let before = tempfile::Builder::new()
            .prefix(".empanel-")
            .tempdir_in(staging.path().parent().unwrap_or(Path::new(".")))?;
        fs::rename(out, before.path().join("before"))?;
        aside = Some(before);
    }
    if let Err(error) = fs::rename(staging.path(), out) {
        if let Some(before) = &aside {
            fs::rename(before.path().join("before"), out)?;
        }
        return Err(error);
    }
    // It has another name now and must not be removed.
    let _ = staging.keep();
    open_folder(out)
}

#[cfg(unix)]
fn open_folder(out: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(out, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Replaces what an earlier import wrote, file by file; rules and the office's own tables stay.
fn exchange(
    files: &[Content],
    staging: &TempDir,
    out: &Path,
    before: &Remembered,
) -> io::Result<()> {
    for file in files.iter().filter(|file| !file.name.contains('/')) {
        let target = out.join(&file.name);
        let kept = file.name == RULES && target.exists();
        if !kept {
            fs::rename(staging.path().join(&file.name), target)?;
        }
    }
    let source = out.join(SOURCE_FOLDER);
    if source.exists() {
        fs::rename(&source, staging.path().join("before"))?;
    }
    fs::rename(staging.path().join(SOURCE_FOLDER), &source)?;
    for name in before.written.keys().filter(|name| !name.contains('/')) {
        if !files.iter().any(|file| file.name == **name) && name != COLUMNS_FILE {
            let _ = fs::remove_file(out.join(name));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn restrict(path: &Path, file: &Content) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = match (file.private, file.fixed) {
        (_, true) => 0o400,
        (true, false) => 0o600,
        (false, false) => return Ok(()),
    };
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn restrict(path: &Path, file: &Content) -> io::Result<()> {
    if file.fixed {
        let mut own = fs::metadata(path)?.permissions();
        own.set_readonly(true);
        fs::set_permissions(path, own)?;
    }
    Ok(())
}

fn exists(out: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportExists,
        Place::file(out),
        "",
        bilingual!(
            "输出文件夹已有内容，没有写入任何文件",
            "The output folder is not empty; nothing was written"
        ),
        bilingual!(
            "换一个新文件夹；若其中是以前导入的结果，加 --force 替换",
            "Choose a new folder; if it holds an earlier import, add --force to replace it"
        ),
    );
}

fn changed(out: &str, name: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportChanged,
        Place::file(format!("{out}/{name}")),
        "",
        bilingual!(
            "这个文件在上次导入后有人改过，再导入会丢掉这些修改，没有写入任何文件",
            "This file was changed since the last import, and importing again would lose the changes; nothing was written"
        ),
        bilingual!(
            "把修改写进办公室自己的原文件，并把这个文件移走，再导入；或导入到新文件夹",
            "Make the changes in the office's own file, move this file away and import again; or import into a new folder"
        ),
    );
}

fn failed(out: &str, error: &io::Error, findings: &mut Findings) {
    let Bilingual { zh, en } = refused(error);
    findings.add(
        ProblemCode::ImportNotWritten,
        Place::file(out),
        "",
        bilingual!("无法写入：{zh}", "It cannot be written: {en}"),
        bilingual!(
            "检查磁盘空间和写入权限，或用 --out 指定别的文件夹",
            "Check the free space and the permissions, or choose another folder with --out"
        ),
    );
}
