//! Changes by hand that are not applied yet. Each is on the disk before its page is shown, so that
//! a killed program loses none.

use crate::solve::rerun::Edit;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The file, beside the plan.
pub(super) const DRAFT_FILE: &str = "draft.json";

/// Changes to a plan, in order, and what was undone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    /// SHA-256 of the plan that they change.
    pub(super) plan: String,
    /// The changes; each is what one drag or one choice did.
    pub(super) steps: Vec<Vec<Edit>>,
    /// Changes that were undone, the last one last.
    #[serde(default)]
    pub(super) undone: Vec<Vec<Edit>>,
}

impl Draft {
    /// Reads the draft beside a plan; an empty one if there is none.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let bytes = match fs::read(folder.join(DRAFT_FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            read => read?,
        };
        serde_json::from_slice(&bytes).map_err(io::Error::from)
    }

    /// Writes it beside the plan, whole or not at all; an empty one is removed.
    ///
    /// # Errors
    /// The disk refuses; the draft before is still there.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let path = folder.join(DRAFT_FILE);
        if self.steps.is_empty() && self.undone.is_empty() {
            return match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        let mut file = tempfile::Builder::new()
            .prefix(".empanel-")
            .tempfile_in(folder)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Adds a change; what was undone can no longer be done again.
    pub(super) fn push(&mut self, step: Vec<Edit>) {
        self.steps.push(step);
        self.undone.clear();
    }

    /// All changes in order.
    pub(super) fn edits(&self) -> Vec<Edit> {
        self.steps.concat()
    }

    /// Takes the last change back; false if there is none.
    pub(super) fn undo(&mut self) -> bool {
        let last = self.steps.pop();
        let done = last.is_some();
        self.undone.extend(last);
        done
    }

    /// Does the last change that was undone again; false if there is none.
    pub(super) fn redo(&mut self) -> bool {
        let last = self.undone.pop();
        let done = last.is_some();
        self.steps.extend(last);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swap(one: &str, other: &str) -> Vec<Edit> {
        vec![Edit::Swap(one.to_owned(), other.to_owned())]
    }

    #[test]
    fn what_was_written_is_read_again_and_nothing_leaves_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut draft = Draft::read(folder.path()).expect("none yet");
        assert_eq!(draft, Draft::default());
        draft.push(swap("E1", "E2"));
        draft.push(vec![Edit::Move("S1".to_owned(), "G02".to_owned())]);
        draft.write(folder.path()).expect("written");
        assert_eq!(Draft::read(folder.path()).expect("read"), draft);
        draft = Draft::default();
        draft.write(folder.path()).expect("written");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
        fs::write(folder.path().join(DRAFT_FILE), "{").expect("written");
        assert!(Draft::read(folder.path()).is_err());
    }

    #[test]
    fn undo_and_redo_go_back_and_forth_until_another_change() {
        let mut draft = Draft::default();
        assert!(!draft.undo() && !draft.redo());
        draft.push(swap("E1", "E2"));
        draft.push(swap("E3", "E4"));
        assert!(draft.undo() && draft.undo() && !draft.undo());
        assert!(draft.redo());
        assert_eq!(draft.steps, [swap("E1", "E2")]);
        draft.push(swap("E5", "E6"));
        assert!(!draft.redo());
        assert_eq!(draft.steps, [swap("E1", "E2"), swap("E5", "E6")]);
    }
}
