//! From the office's own files to a season.

use super::Error;
use crate::files::tables::import as files;
use crate::files::tables::import::{Answers, ImportPlan};
use std::path::{Path, PathBuf};

/// The office's files, read and ready to be imported. Questions are asked and answered as plain
/// data, so that a window or a script can do it.
#[derive(Debug, Clone)]
pub struct Import(files::Import);

/// Reads the office's own files: workbooks, tables and texts of any name, and folders of them.
/// `last` is an earlier season that was imported, or its `columns.toml`: what was answered then is
/// not asked again, and the same people keep their ids.
///
/// # Errors
/// [`Error::Input`] when no file can be read.
pub fn import<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    last: Option<&Path>,
) -> Result<Import, Error> {
    let paths: Vec<PathBuf> = paths
        .into_iter()
        .map(|own| own.as_ref().to_owned())
        .collect();
    let read = files::Import::read(&paths, last);
    read.map(Import)
        .map_err(|problems| Error::Input(problems.0))
}

impl Import {
    /// What would be done with these answers, and what is still asked. Nothing is written.
    pub fn plan(&self, answers: &Answers) -> ImportPlan {
        self.0.plan(answers)
    }

    /// Writes the season into `out` and returns the files. With `replace` the tables of an earlier
    /// import there are replaced, unless somebody changed them by hand.
    ///
    /// # Errors
    /// [`Error::Input`] when a question is open, something is wrong, or the folder cannot be
    /// written; nothing is written then.
    pub fn apply(
        &self,
        answers: &Answers,
        out: &Path,
        replace: bool,
    ) -> Result<(ImportPlan, Vec<PathBuf>), Error> {
        let done = self.0.apply(answers, out, replace);
        done.map_err(|problems| Error::Input(problems.0))
    }

    /// Whether a season could be written into `out`, before anybody answers questions.
    ///
    /// # Errors
    /// [`Error::Input`] when the folder holds something that would be lost.
    pub fn check_out(out: &Path, replace: bool) -> Result<(), Error> {
        files::Import::check_out(out, replace).map_err(|problems| Error::Input(problems.0))
    }
}
