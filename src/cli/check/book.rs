//! `check --workbook`: the office's own sheets with their problems.

use super::super::exit::Failure;
use super::super::output::{OutputFolder, not_made};
use super::super::printer::Printer;
use crate::bilingual;
use crate::files::tables::import::problem_book;
use crate::model::Problem;
use std::path::Path;

/// Folder and name of a file.
fn parts(path: &Path) -> (&Path, String) {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().unwrap_or_default();
    (folder, name.to_string_lossy().into_owned())
}

/// Rejects a file that is there already.
pub(super) fn refuse_existing(path: &Path, force: bool) -> Result<(), Failure> {
    let (folder, name) = parts(path);
    OutputFolder::refuse_existing(folder, &[&name], force)
}

/// Writes the workbook; only its owner may read it, since it holds the office's own rows.
pub(super) fn write(
    season: &Path,
    problems: &[Problem],
    path: &Path,
    force: bool,
    printer: &Printer,
) -> Result<(), Failure> {
    let bytes = problem_book(season, problems, printer.lang()).map_err(|error| not_made(&error))?;
    let (folder, name) = parts(path);
    let output = OutputFolder::private(folder, &[&name], force)?;
    let mut files = output.files();
    files.prepare(&name, |out| out.write_all(&bytes))?;
    files.commit()?;
    let shown = path.display();
    printer.note(&bilingual!(
        "已写出「{shown}」：有问题的单元格已加框，批注写明办法；改好后可代替原文件再导入。",
        "Written: {shown}. The cells with problems are framed and have notes; once mended, it can be imported in place of the originals."
    ));
    Ok(())
}
