//! Writing files whole or not at all.

use super::ProblemCode;
use crate::bilingual;
use crate::model::words::{Bilingual, refused};
use crate::model::{Place, Problem};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file is there and may not be replaced.
    #[error("{} exists already", .path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error("{} cannot be written: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl WriteError {
    /// The same as a problem to show to a person.
    pub fn problem(&self) -> Problem {
        let (code, path, what, action) = match self {
            Self::Exists { path } => (
                ProblemCode::OutputExists,
                path,
                bilingual!(
                    "文件已存在，未覆盖",
                    "The file exists already and was not replaced"
                ),
                bilingual!(
                    "换一个输出文件夹，或加上 --force 覆盖",
                    "Choose another output folder, or add --force to replace it"
                ),
            ),
            Self::Io { path, source } => {
                let Bilingual { zh, en } = refused(source);
                (
                    ProblemCode::OutputFailed,
                    path,
                    bilingual!("无法写入文件：{zh}", "The file cannot be written: {en}"),
                    bilingual!(
                        "检查文件夹是否存在、是否有写入权限、磁盘是否已满、文件是否正被打开",
                        "Check that the folder exists and may be written to, that the disk has room, and that the file is not open elsewhere"
                    ),
                )
            }
        };
        Problem {
            severity: code.severity(),
            code: code.code(),
            place: Place::file(path.display().to_string()),
            value: String::new(),
            what,
            action,
        }
    }
}

/// Writes `bytes` to `path` so that the file appears whole or not at all: into a temporary file in
/// the same folder, to the disk, then under its name in one step. Without `force` a file that is
/// there stays as it is, even when it appears while this one is being written.
///
/// # Errors
/// The file is there and `force` is not given, or the operating system refuses; nothing is left
/// behind then.
pub fn write_atomically(path: &Path, bytes: &[u8], force: bool) -> Result<(), WriteError> {
    let failed = |source: io::Error| WriteError::Io {
        path: path.to_owned(),
        source,
    };
    let exists = || WriteError::Exists {
        path: path.to_owned(),
    };
    // Said before any work; the last step checks again.
    if !force && path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".empanel-");
    // Readable by whom the system's own rules let read, and not by the owner alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(failed)?;
    let kept = if force {
        file.persist(path)
    } else {
        file.persist_noclobber(path)
    };
    kept.map(drop).map_err(|error| {
        if error.error.kind() == io::ErrorKind::AlreadyExists {
            exists()
        } else {
            failed(error.error)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_appears_whole_and_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.json");
        write_atomically(&path, b"one", false).expect("written");
        let refused = write_atomically(&path, b"two", false).expect_err("it is there");
        assert_eq!(refused.problem().code, "E130");
        assert_eq!(fs::read(&path).expect("read"), b"one");
        write_atomically(&path, b"two", true).expect("replaced");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn nothing_is_left_behind_when_it_fails() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a folder");
        fs::create_dir_all(path.join("inside")).expect("made");
        let error = write_atomically(&path, b"x", true).expect_err("a folder is there");
        assert_eq!(error.problem().code, "E131");
        let missing = folder.path().join("missing/plan.json");
        assert_eq!(
            write_atomically(&missing, b"x", true)
                .expect_err("no folder")
                .problem()
                .code,
            "E131"
        );
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }
}
