//! The files of a folder: names, and contents, each read only once.

use super::kinds::{self, Kind};
use super::plain::read;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::book::{Book, OpenBook};
use crate::files::tables::container::content::{Content, content};
use crate::files::tables::container::file::File;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::model::Place;
use crate::model::words::{Bilingual, refused};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Maximum number of files listed in subfolders; a season has far fewer.
const MOST_LISTED: usize = 2_000;

/// A folder and its contents, sorted.
pub(in crate::files::tables) struct Listing {
    path: PathBuf,
    pub(in crate::files::tables) names: Vec<String>,
    /// Names of its folders, each with the paths of its files relative to the season's folder.
    pub(in crate::files::tables) folders: BTreeMap<String, Vec<String>>,
    files: RefCell<BTreeMap<String, Rc<File>>>,
    books: RefCell<BTreeMap<String, OpenBook>>,
}

impl Listing {
    /// Lists a folder; reports a missing one and returns `None`.
    pub(in crate::files::tables) fn open(path: &Path, findings: &mut Findings) -> Option<Self> {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                let shown = path.display();
                let Bilingual { zh, en } = refused(&error);
                findings.add(
                    ProblemCode::SeasonMissing,
                    Place::file(shown.to_string()),
                    "",
                    bilingual!(
                        "打不开年度文件夹：{zh}",
                        "The season's folder cannot be opened: {en}"
                    ),
                    bilingual!(
                        "给出存有 experts、submissions 等表的文件夹",
                        "Name the folder that contains the tables experts, submissions and so on"
                    ),
                );
                return None;
            }
        };
        let mut names = Vec::new();
        let mut folders = BTreeMap::new();
        for entry in entries.filter_map(Result::ok) {
            // A name in another encoding is shown as far as it can be decoded.
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                let mut inside = Vec::new();
                list(&entry.path(), &name, 0, &mut inside);
                inside.sort();
                folders.insert(name, inside);
            } else {
                names.push(name);
            }
        }
        names.sort();
        Some(Self {
            path: path.to_owned(),
            names,
            folders,
            files: RefCell::default(),
            books: RefCell::default(),
        })
    }

    /// Name of the folder, for titles.
    pub(in crate::files::tables) fn name(&self) -> String {
        let absolute = self
            .path
            .canonicalize()
            .unwrap_or_else(|_| self.path.clone());
        let part = |path: &Path| {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            name.unwrap_or_default()
        };
        let name = part(&absolute);
        // A folder named after a file format only says nothing about the season; its parent does.
        match (name.to_ascii_lowercase().as_str(), absolute.parent()) {
            ("csv" | "xlsx" | "tables", Some(above)) => part(above),
            _ => name,
        }
    }

    /// The table files named after the table, workbooks first.
    pub(in crate::files::tables) fn named(&self, spec: &TableSpec) -> Vec<&str> {
        let names = self.names.iter().map(String::as_str);
        let mut found: Vec<&str> = names
            .filter(|name| kinds::is_table_of(spec, name))
            .collect();
        found.sort_by_key(|name| kinds::rank(name));
        found
    }

    /// The open workbook of a file, or the reason it cannot be read; `None` if it is not named as a
    /// workbook or its bytes cannot be read.
    pub(in crate::files::tables) fn book(&self, name: &str) -> Option<OpenBook> {
        if kinds::of(name) != Kind::Workbook {
            return None;
        }
        if let Some(book) = self.books.borrow().get(name) {
            return Some(book.clone());
        }
        let file = self.read(name, &mut Findings::default())?;
        let book = match content(file.bytes.as_ref()) {
            Content::Archive | Content::Compound => Book::open(&file.bytes),
            _ => return None,
        };
        let book = book.map(|book| Rc::new(RefCell::new(book)));
        self.books
            .borrow_mut()
            .insert(name.to_owned(), book.clone());
        Some(book)
    }

    /// Reads a file of the folder, only once.
    pub(in crate::files::tables) fn read(
        &self,
        name: &str,
        findings: &mut Findings,
    ) -> Option<Rc<File>> {
        if let Some(file) = self.files.borrow().get(name) {
            return Some(file.clone());
        }
        let mut file = read(&self.path.join(name), findings)?;
        // Use the path relative to the season's folder, for files in subfolders.
        file.name = name.to_owned();
        let file = Rc::new(file);
        self.files
            .borrow_mut()
            .insert(name.to_owned(), file.clone());
        Some(file)
    }

    /// Size in bytes of a file of the folder; `None` if it is not a regular file.
    pub(in crate::files::tables) fn size(&self, name: &str) -> Option<u64> {
        let metadata = fs::metadata(self.path.join(name)).ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    /// Path of the folder.
    pub(in crate::files::tables) fn path(&self) -> &Path {
        &self.path
    }

    pub(in crate::files::tables) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }
}

/// Lists the files in a folder, three levels deep.
fn list(path: &Path, shown: &str, depth: usize, inside: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(path) else {
        // The contents are unknown; the entry keeps the folder from counting as empty.
        inside.push(format!("{shown}/…"));
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        if inside.len() >= MOST_LISTED {
            return;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let shown = format!("{shown}/{name}");
        let kind = entry.file_type();
        if kind.as_ref().is_ok_and(fs::FileType::is_dir) {
            if depth < 2 {
                list(&entry.path(), &shown, depth + 1, inside);
            } else {
                inside.push(shown);
            }
        } else {
            inside.push(shown);
        }
    }
}
