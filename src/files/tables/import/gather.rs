//! The office's files: every table and text below the paths that were named.

use super::super::ProblemCode;
use super::super::container::file::{Bytes, File};
use super::super::findings::Findings;
use super::super::folder::kinds::{self, Kind};
use super::super::folder::plain;
use crate::bilingual;
use crate::model::Place;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// Files of folders that are looked into.
const MOST_FILES: usize = 500;
/// Folders inside folders that are looked into.
const DEEPEST: usize = 6;

/// One of the office's files.
#[derive(Debug, Clone)]
pub(super) struct Original {
    /// Its name among the originals: two files of one name get different ones.
    pub(super) name: String,
    /// Its content.
    pub(super) bytes: Arc<Vec<u8>>,
}

impl Original {
    /// The file as the readers take it.
    pub(super) fn file(&self) -> File {
        File {
            name: self.name.clone(),
            bytes: Bytes(Rc::new(self.bytes.as_ref().clone())),
        }
    }
}

/// Reads all files at these paths; folders are looked through. A file of a kind that is not read is
/// an error where it was named itself, and told where it lies in a folder.
pub(super) fn gather(paths: &[PathBuf], findings: &mut Findings) -> Vec<Original> {
    let mut found: Vec<(PathBuf, bool)> = Vec::new();
    for path in paths {
        if path.is_dir() {
            inside(path, 0, &mut found);
        } else {
            found.push((path.clone(), true));
        }
    }
    let mut originals: Vec<Original> = Vec::new();
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    for (path, named) in found {
        if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            continue;
        }
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if !is_read(&name) {
            not_read(&name, named, findings);
            continue;
        }
        let Some(file) = plain::read(&path, findings) else {
            continue;
        };
        let bytes = Arc::new(file.bytes.as_ref().to_vec());
        // The same file under two names or in two folders is one.
        if originals.iter().any(|own| own.bytes == bytes) {
            twice(&name, findings);
            continue;
        }
        originals.push(Original {
            name: free_name(&name, &originals),
            bytes,
        });
    }
    originals
}

fn is_read(name: &str) -> bool {
    let ending = kinds::ending(name);
    matches!(kinds::of(name), Kind::Workbook | Kind::Text)
        || ["html", "htm", "docx"].contains(&ending.as_str())
}

fn inside(folder: &Path, depth: usize, found: &mut Vec<(PathBuf, bool)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut entries: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if kinds::is_hidden(&name) || kinds::is_harmless(&name) || found.len() >= MOST_FILES {
            continue;
        }
        if path.is_dir() {
            if depth < DEEPEST {
                inside(&path, depth + 1, found);
            }
        } else {
            found.push((path, false));
        }
    }
}

fn free_name(name: &str, originals: &[Original]) -> String {
    let taken = |name: &str| originals.iter().any(|own| own.name == name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut free = name.to_owned();
    let mut number = 2;
    while taken(&free) {
        free = format!("{stem} ({number}).{ending}");
        number += 1;
    }
    free
}

fn not_read(name: &str, named: bool, findings: &mut Findings) {
    let code = if named {
        ProblemCode::ImportKind
    } else {
        ProblemCode::ImportPassedOver
    };
    findings.add(
        code,
        Place::file(name),
        "",
        bilingual!(
            "这种格式的文件不能读取（图片、PDF、压缩包等），其中的内容没有导入",
            "Files of this kind cannot be read (pictures, PDF, archives and so on); nothing in it was imported"
        ),
        bilingual!(
            "若其中有表格或回避情况，请录入或另存为 .xlsx、.csv、.txt 或 .docx 后再导入",
            "If it holds a table or declared ties, save or type them as .xlsx, .csv, .txt or .docx and import again"
        ),
    );
}

fn twice(name: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportSame,
        Place::file(name),
        "",
        bilingual!(
            "与另一个文件内容完全相同，只读取一次",
            "Its content is exactly that of another file; it was read once"
        ),
        bilingual!("无需处理", "Nothing needs to be done"),
    );
}
