//! The output files of an assignment, checked before any work is done.

use super::super::exit::{Exit, Failure};
use super::arguments::AssignArguments;
use crate::assign;
use crate::bilingual;
use crate::model::words::Bilingual;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The files that an instance is read from, beside the scores.
const INPUTS: [&str; 4] = ["loads.csv", "demands.csv", "conflicts.csv", "forced.csv"];

/// Rejects outputs that coincide, that are tables of the instance (regardless of `--force`), or
/// that exist and must not be overwritten. Errors name the option of the output.
pub(super) fn check(arguments: &AssignArguments) -> Result<(), Failure> {
    let marginals = arguments.marginals.as_deref();
    let given = [
        ("--out", Some(arguments.out.as_path())),
        ("--marginals", marginals),
    ];
    for (option, path) in given {
        let Some(path) = path else { continue };
        let shown = path.display();
        if is_input(path, &arguments.folder) {
            return refuse(bilingual!(
                "{option} 不能是实例自己的表「{shown}」；请另写一个文件名。",
                "{option} must not be one of the instance's own tables, [{shown}]; name another file."
            ));
        }
        if !arguments.force && path.symlink_metadata().is_ok() {
            return refuse(bilingual!(
                "「{shown}」已经存在，未作改动。确需覆盖请加 --force，或用 {option} 指定别处。",
                "[{shown}] already exists and was not changed. Add --force to overwrite it, or choose another place with {option}."
            ));
        }
        if path.is_dir() {
            return refuse(bilingual!(
                "{option}「{shown}」是文件夹；请写文件名。",
                "{option} [{shown}] is a folder; name a file."
            ));
        }
        if let Err(error) = fs::create_dir_all(folder_of(path)) {
            return refuse(bilingual!(
                "{option}「{shown}」的文件夹无法建立：{error}。请另选一处。",
                "The folder of {option} [{shown}] cannot be created: {error}. Choose another place."
            ));
        }
    }
    if marginals.is_some_and(|path| place(path) == place(&arguments.out)) {
        return refuse(bilingual!(
            "--marginals 与 --out 是同一个文件；请写两个文件名。",
            "--marginals and --out are the same file; name two different files."
        ));
    }
    Ok(())
}

fn refuse(words: Bilingual) -> Result<(), Failure> {
    Err(Failure::new(Exit::Usage, words))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A path in normal form: its folder without links, and its name.
fn place(path: &Path) -> PathBuf {
    let folder = folder_of(path);
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or_default())
}

fn is_input(path: &Path, folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let scores = entries.map(|entry| entry.file_name());
    let scores = scores.filter(|name| name.to_str().is_some_and(assign::is_scores_file));
    let own = ["scores.csv"].iter().chain(&INPUTS).map(OsString::from);
    let inputs: Vec<PathBuf> = own.chain(scores).map(|name| folder.join(name)).collect();
    let own = path.canonicalize().ok();
    let same = |input: &PathBuf| {
        // Also through links: the files of the instance must be kept.
        place(path) == place(input) || own.is_some() && own == input.canonicalize().ok()
    };
    inputs.iter().any(same)
}
