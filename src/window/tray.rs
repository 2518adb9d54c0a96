//! The office's files that were dropped, before they become a season.
//!
//! They lie in a hidden folder beside that of the season, together with what was answered about
//! them, so that nothing is lost when the program is ended. Only their owner may read them.

use crate::api::Answers;
use crate::model::words::sha256;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The file of answers.
const NOTES: &str = "answers.toml";
/// The folder of the files.
const FILES: &str = "files";

/// The files, and what was answered about them.
#[derive(Debug)]
pub(super) struct Tray {
    folder: PathBuf,
}

/// What is kept beside the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Notes {
    /// The earlier season whose columns, answers and ids are used again.
    pub(super) last: Option<PathBuf>,
    /// What was answered.
    pub(super) answers: Answers,
}

impl Tray {
    /// The tray of a season's folder, which need not exist.
    pub(super) fn beside(season: &Path) -> Self {
        let whole = season.canonicalize();
        let season = whole.as_deref().unwrap_or(season);
        let name = season.file_name().unwrap_or_default().to_string_lossy();
        let folder = season.with_file_name(format!(".{name}.import"));
        Self { folder }
    }

    /// The folder with the files.
    pub(super) fn files_folder(&self) -> PathBuf {
        self.folder.join(FILES)
    }

    /// The names of the files, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.files_folder()).into_iter().flatten();
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut names: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Adds a file; one of the same name is replaced.
    ///
    /// # Errors
    /// The disk refuses.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.write(&self.files_folder(), name, bytes)
    }

    /// Takes a file out again, by the number that [`file_id`] gives its name.
    pub(super) fn remove(&self, id: &str) {
        for name in self.names().iter().filter(|name| file_id(name) == id) {
            let _ = fs::remove_file(self.files_folder().join(name));
        }
    }

    /// What was answered.
    pub(super) fn notes(&self) -> Notes {
        let text = fs::read_to_string(self.folder.join(NOTES)).unwrap_or_default();
        toml::from_str(&text).unwrap_or_default()
    }

    /// Keeps what was answered.
    ///
    /// # Errors
    /// The disk refuses.
    pub(super) fn note(&self, notes: &Notes) -> io::Result<()> {
        let text = toml::to_string(notes).map_err(io::Error::other)?;
        self.write(&self.folder, NOTES, text.as_bytes())
    }

    /// Throws everything away.
    pub(super) fn clear(&self) {
        let _ = fs::remove_dir_all(&self.folder);
    }

    fn write(&self, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        restrict(&self.folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(folder.join(name))?;
        Ok(())
    }
}

/// What stands for a name in forms and addresses, which hold no names.
pub(super) fn file_id(name: &str) -> String {
    sha256(name.as_bytes())[..12].to_owned()
}

#[cfg(unix)]
fn restrict(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn restrict(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_answers_are_there_after_the_program_was_ended() {
        let parent = tempfile::tempdir().expect("a folder");
        let season = parent.path().join("2026 年<度>");
        let tray = Tray::beside(&season);
        assert!(tray.names().is_empty() && tray.notes() == Notes::default());
        tray.put("专家 \"库\".csv", b"1").expect("written");
        tray.put("专家 \"库\".csv", b"2").expect("written");
        let mut notes = Notes::default();
        notes.answers.set("sheets", "表", "experts");
        tray.note(&notes).expect("written");
        let again = Tray::beside(&season);
        assert_eq!(again.names(), ["专家 \"库\".csv"]);
        assert_eq!(again.notes(), notes);
        assert!(!season.exists(), "the season's folder is not touched");
        again.remove(&file_id("专家 \"库\".csv"));
        assert!(again.names().is_empty());
        again.clear();
        assert_eq!(fs::read_dir(parent.path()).expect("read").count(), 0);
    }
}
