//! Writes output files atomically: each one whole, and a set of files together or not at all.

use super::exit::{Exit, Failure};
use super::writing;
use crate::bilingual;
use crate::model::words::{Bilingual, refused};
use schemars::JsonSchema;
use serde::Serialize;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What a verb prints that only writes files.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WrittenDocument<'a> {
    /// The files written.
    pub(super) files: &'a [PathBuf],
}

/// A folder for output files. It is checked before any work is done, so that a read-only folder is
/// reported immediately.
#[derive(Debug)]
pub(super) struct OutputFolder {
    path: PathBuf,
    force: bool,
    private: bool,
    /// Kept for its destructor.
    _made: Made,
}

/// Folders created by this run, the innermost first. Those still empty at the end are removed, so
/// that a failed run leaves nothing behind.
#[derive(Debug)]
struct Made(Vec<PathBuf>);

impl Made {
    /// The folders that must be created for `path`.
    fn missing(path: &Path) -> Self {
        let above = path.ancestors().filter(|one| !one.as_os_str().is_empty());
        Self(
            above
                .take_while(|one| !one.exists())
                .map(Path::to_path_buf)
                .collect(),
        )
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in &self.0 {
            // Fails for a folder that is not empty, which is then kept as intended.
            let _ = fs::remove_dir(folder);
        }
    }
}

impl OutputFolder {
    /// Ensures that the folder exists, is writable, and contains none of `names` unless `force`.
    ///
    /// # Errors
    /// Wrong usage, with advice.
    pub(super) fn open(path: &Path, names: &[&str], force: bool) -> Result<Self, Failure> {
        Self::refuse_existing(path, names, force)?;
        let shown = path.display();
        let made = Made::missing(path);
        writing::unfinished().extend(made.0.iter().rev().cloned());
        fs::create_dir_all(path)
            .and_then(|()| temporary(path, false).map(drop))
            .map_err(|error| {
                let Bilingual { zh, en } = refused(&error);
                Failure::new(
                    Exit::Usage,
                    bilingual!(
                        "输出文件夹「{shown}」无法写入：{zh}。请用 --out 指定一个可以写入的文件夹。",
                        "The output folder [{shown}] cannot be written: {en}. Choose a writable folder with --out."
                    ),
                )
            })?;
        Ok(Self {
            path: path.to_owned(),
            force,
            private: false,
            _made: made,
        })
    }

    /// The same for files that only their owner may read (mode 0600).
    ///
    /// # Errors
    /// See [`OutputFolder::open`].
    pub(super) fn private(path: &Path, names: &[&str], force: bool) -> Result<Self, Failure> {
        let mut folder = Self::open(path, names, force)?;
        folder.private = true;
        Ok(folder)
    }

    /// Rejects a folder that contains one of `names`, unless `force`. Changes nothing.
    ///
    /// # Errors
    /// Wrong usage, with advice.
    pub(super) fn refuse_existing(path: &Path, names: &[&str], force: bool) -> Result<(), Failure> {
        let there = names
            .iter()
            .map(|name| path.join(name))
            .find(|file| file.symlink_metadata().is_ok());
        match there {
            Some(file) if !force => Err(exists(&file)),
            _ => Ok(()),
        }
    }

    /// Starts a set of output files.
    pub(super) fn files(&self) -> OutputFiles<'_> {
        OutputFiles {
            folder: self,
            prepared: Vec::new(),
        }
    }
}

/// Files prepared under temporary names in the target folder.
#[derive(Debug)]
pub(super) struct OutputFiles<'a> {
    folder: &'a OutputFolder,
    prepared: Vec<(NamedTempFile, PathBuf)>,
}

impl OutputFiles<'_> {
    /// Prepares one file; `fill` writes its content.
    ///
    /// # Errors
    /// The disk is full or the folder was removed; nothing is left behind.
    pub(super) fn prepare(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let target = self.folder.path.join(name);
        let prepared = temporary(&self.folder.path, self.folder.private).and_then(|mut file| {
            let mut buffer = io::BufWriter::new(file.as_file_mut());
            fill(&mut buffer)?;
            buffer.flush()?;
            drop(buffer);
            file.as_file().sync_all()?;
            Ok(file)
        });
        let file = prepared.map_err(|error| unwritten(&target, &error))?;
        self.prepared.push((file, target));
        Ok(())
    }

    /// Prepares a file that only its owner may read.
    ///
    /// # Errors
    /// See [`Self::prepare`].
    pub(super) fn prepare_private(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        self.prepare(name, fill)?;
        #[cfg(unix)]
        if let Some((file, target)) = self.prepared.last() {
            use std::os::unix::fs::PermissionsExt as _;
            let private = fs::Permissions::from_mode(0o600);
            let set = file.as_file().set_permissions(private);
            set.map_err(|error| unwritten(target, &error))?;
        }
        Ok(())
    }

    /// Renames all prepared files to their final names and returns their paths.
    ///
    /// # Errors
    /// A file that must not be overwritten has appeared since, or renaming fails.
    pub(super) fn commit(self) -> Result<Vec<PathBuf>, Failure> {
        let _whole = writing::hold();
        let mut paths = Vec::with_capacity(self.prepared.len());
        for (file, target) in self.prepared {
            let placed = if self.folder.force {
                file.persist(&target)
            } else {
                file.persist_noclobber(&target)
            };
            if let Err(refused) = placed {
                if !self.folder.force {
                    // Removes the files already put in place: all or none.
                    for path in &paths {
                        let _ = fs::remove_file(path);
                    }
                }
                return Err(match refused.error.kind() {
                    io::ErrorKind::AlreadyExists => exists(&target),
                    _ => unwritten(&target, &refused.error),
                });
            }
            paths.push(target);
        }
        Ok(paths)
    }
}

/// Writes one file atomically.
///
/// # Errors
/// See [`OutputFolder::open`] and [`OutputFiles::commit`].
pub(super) fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let shown = path.display();
        return Err(Failure::new(
            Exit::Usage,
            bilingual!("「{shown}」不是文件名。", "[{shown}] is not a file name."),
        ));
    };
    let folder = OutputFolder::open(folder, &[name], force)?;
    let mut files = folder.files();
    files.prepare(name, |out| out.write_all(bytes))?;
    files.commit().map(drop)
}

/// Writes a set of files into a folder, all or none; `contents` are in the order of `names`.
///
/// # Errors
/// See [`OutputFolder::open`] and [`OutputFiles::commit`].
pub(super) fn write_set(
    folder: &Path,
    names: &[&str],
    contents: Vec<Vec<u8>>,
    force: bool,
) -> Result<Vec<PathBuf>, Failure> {
    let folder = OutputFolder::open(folder, names, force)?;
    let mut files = folder.files();
    for (name, bytes) in names.iter().zip(contents) {
        files.prepare(name, |out| out.write_all(&bytes))?;
    }
    files.commit()
}

/// A workbook or page that could not be created, which is a bug.
pub(super) fn not_made(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        Exit::Fault,
        bilingual!(
            "无法生成文件：{error}。",
            "The file cannot be created: {error}."
        ),
    )
}

/// A new file under a hidden name, with the permissions of an ordinary new file, or for its owner
/// only.
fn temporary(folder: &Path, private: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".empanel-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = if private { 0o600 } else { 0o666 };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = private;
    // Registered under the same lock, before an interrupt can remove it.
    let mut unfinished = writing::unfinished();
    let file = builder.tempfile_in(folder)?;
    unfinished.push(file.path().to_owned());
    Ok(file)
}

fn exists(path: &Path) -> Failure {
    let shown = path.display();
    Failure::new(
        Exit::Usage,
        bilingual!(
            "「{shown}」已经存在，未作改动。确需覆盖请加 --force，或用 --out 指定别处。",
            "[{shown}] already exists and was not changed. Add --force to overwrite it, or choose another place with --out."
        ),
    )
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    let why = refused(error);
    let advice = if error.kind() == io::ErrorKind::StorageFull {
        bilingual!("请清理后重试。", " Free some space and try again.")
    } else {
        Bilingual::default()
    };
    use io::ErrorKind::{IsADirectory, NotADirectory, PermissionDenied};
    // An error that the user can correct is not an internal one.
    let exit = match error.kind() {
        IsADirectory | NotADirectory | PermissionDenied => Exit::Usage,
        _ => Exit::Fault,
    };
    Failure::new(
        exit,
        Bilingual::new(
            format!(
                "无法写出「{shown}」：{}。{}没有留下不完整的文件。",
                why.zh, advice.zh
            ),
            format!(
                "Cannot write [{shown}]: {}.{} No incomplete file was left.",
                why.en, advice.en
            ),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into()
            })
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_fails_leaves_nothing_of_the_set() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = OutputFolder::open(folder.path(), &["a", "b"], false).expect("writable");
        let mut files = open.files();
        files.prepare("a", |out| out.write_all(b"1")).expect("room");
        let full = files.prepare("b", |_| Err(io::Error::from(io::ErrorKind::StorageFull)));
        let Err(Failure::Told { exit, message, .. }) = full else {
            panic!("a full disk is told");
        };
        assert_eq!(exit, Exit::Fault);
        assert!(message.zh.contains("磁盘已满") && message.en.contains("disk is full"));
        drop(files);
        assert_eq!(held(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn what_appears_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = OutputFolder::open(folder.path(), &["a", "b"], false).expect("writable");
        let mut files = open.files();
        files
            .prepare("a", |out| out.write_all(b"ours"))
            .expect("room");
        files
            .prepare("b", |out| out.write_all(b"ours"))
            .expect("room");
        fs::write(folder.path().join("b"), "theirs").expect("room");
        assert!(files.commit().is_err());
        assert_eq!(held(folder.path()), ["b"]);
        assert_eq!(
            fs::read(folder.path().join("b")).expect("theirs"),
            b"theirs"
        );
    }

    #[test]
    fn force_overwrites() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        write_file(&file, b"1", false).expect("new");
        assert!(write_file(&file, b"2", false).is_err());
        write_file(&file, b"3", true).expect("forced");
        assert_eq!(fs::read(&file).expect("there"), b"3");
    }
}
