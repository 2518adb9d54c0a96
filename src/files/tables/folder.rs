//! The files of a season's folder: which file holds which table, their bytes and hashes.

use super::ProblemCode;
use super::book::{Book, Bytes};
use super::catalog::{self, Catalog};
use super::content::{Content, content};
use super::fault::BookFault;
use super::findings::Findings;
use super::headers::TableSpec;
use super::kinds::{self, Kind};
use super::plain::{ending, read, stem};
use super::source::Source;
use crate::bilingual;
use crate::model::words::{Bilingual, refused};
use crate::model::{InputFile, Place};
use sha2::{Digest, Sha256};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Files of subfolders that are listed; a season has far fewer.
const MOST_LISTED: usize = 2_000;

/// A workbook that several tables may read from, or why it cannot be read.
pub(super) type OpenBook = Result<Rc<RefCell<Book>>, BookFault>;

/// A folder and what lies in it, sorted.
pub(super) struct Folder {
    path: PathBuf,
    /// Names of its files.
    pub(super) names: Vec<String>,
    /// Names of its folders, each with the paths of the files inside, from the season's folder on.
    pub(super) folders: BTreeMap<String, Vec<String>>,
    files: RefCell<BTreeMap<String, Rc<File>>>,
    books: RefCell<BTreeMap<String, OpenBook>>,
    catalog: OnceCell<Catalog>,
}

/// A file that was read whole.
#[derive(Debug)]
pub(super) struct File {
    /// Name without folder.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Bytes,
}

impl File {
    /// The name and hash to keep in a plan.
    pub(super) fn input(&self) -> InputFile {
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(self.bytes.as_ref()) {
            // Writing to a String cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        InputFile {
            file: self.name.clone(),
            sha256,
        }
    }
}

impl Folder {
    /// Lists a folder; `None`, with the problem noted, when there is none.
    pub(super) fn open(path: &Path, findings: &mut Findings) -> Option<Self> {
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
            // A name in another encoding is shown as far as it can be read.
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
            catalog: OnceCell::new(),
        })
    }

    /// The folder's own name, for titles.
    pub(super) fn name(&self) -> String {
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
        // A folder that only says how the tables are kept names nothing: the one above does.
        match (name.to_ascii_lowercase().as_str(), absolute.parent()) {
            ("csv" | "xlsx" | "tables", Some(above)) => part(above),
            _ => name,
        }
    }

    /// Finds and reads the file of a table. `None` when there is none, or, with the problem noted,
    /// when it is required or cannot be read. Of a workbook and a text file the workbook is read. A
    /// file under another name, or a sheet of another table's file, is taken where its columns are
    /// those of this table and of no other; that is told.
    pub(super) fn table(
        &self,
        spec: &'static TableSpec,
        findings: &mut Findings,
    ) -> Option<Source> {
        let found = self.named(spec);
        let Some(first) = found.first() else {
            return self.recognised(spec, findings);
        };
        if found.len() > 1 {
            let names = found.join(", ");
            let name = spec.name();
            let (zh, en) = (name.zh, name.en);
            findings.add(
                ProblemCode::TwoFiles,
                Place::file(*first),
                names,
                bilingual!(
                    "{zh}有不止一个文件，读取的是 {first}",
                    "There is more than one file for {en}; {first} was read"
                ),
                bilingual!(
                    "删去或移走不用的文件",
                    "Delete or move away the file that is not used"
                ),
            );
        }
        let file = self.read(first, findings)?;
        Some(self.source(file, None, spec))
    }

    /// The files that have the name of a table and an ending of tables, workbooks first.
    pub(super) fn named(&self, spec: &TableSpec) -> Vec<&str> {
        let names = self.names.iter().map(String::as_str);
        let mut found: Vec<&str> = names
            .filter(|name| kinds::is_table_of(spec, name))
            .collect();
        found.sort_by_key(|name| kinds::rank(name));
        found
    }

    fn recognised(&self, spec: &'static TableSpec, findings: &mut Findings) -> Option<Source> {
        if let Some(taken) = self.catalog().taken.get(spec.key) {
            catalog::told(spec, taken, findings);
            let file = self.read(&taken.file, findings)?;
            return Some(self.source(file, taken.sheet.clone(), spec));
        }
        let names = self.names.iter();
        let mut unread = names.filter(|name| kinds::must_be_read(spec, name));
        if let Some(name) = unread.next() {
            self.not_read(spec, name, findings);
        } else if spec.required {
            self.missing(spec, findings);
        }
        None
    }

    fn source(&self, file: Rc<File>, sheet: Option<String>, spec: &TableSpec) -> Source {
        let book = self.book(&file.name);
        let elsewhere = self
            .catalog
            .get()
            .map_or_else(Vec::new, |own| own.sheets_for_others(&file.name, spec.key));
        Source {
            book,
            sheet,
            elsewhere,
            file,
        }
    }

    /// Which files and sheets hold which tables whatever their names say.
    pub(super) fn catalog(&self) -> &Catalog {
        self.catalog.get_or_init(|| Catalog::of(self))
    }

    /// The open workbook of a file, or why it cannot be read; `None` when it is named as none, or
    /// its bytes cannot be had.
    pub(super) fn book(&self, name: &str) -> Option<OpenBook> {
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

    /// Reads a file of the folder, once.
    pub(super) fn read(&self, name: &str, findings: &mut Findings) -> Option<Rc<File>> {
        if let Some(file) = self.files.borrow().get(name) {
            return Some(file.clone());
        }
        let mut file = read(&self.path.join(name), findings)?;
        // The path inside the season's folder, where the file lies deeper.
        file.name = name.to_owned();
        let file = Rc::new(file);
        self.files
            .borrow_mut()
            .insert(name.to_owned(), file.clone());
        Some(file)
    }

    /// Bytes of a file of the folder, if it is an ordinary one.
    pub(super) fn size(&self, name: &str) -> Option<u64> {
        let metadata = fs::metadata(self.path.join(name)).ok()?;
        metadata.is_file().then_some(metadata.len())
    }

    /// Where the folder is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether some file of the folder holds the table.
    pub(super) fn holds(&self, spec: &TableSpec) -> bool {
        !self.named(spec).is_empty() || self.catalog().taken.contains_key(spec.key)
    }

    /// Whether the folder has a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    fn not_read(&self, spec: &TableSpec, name: &str, findings: &mut Findings) {
        let table = spec.name();
        let (zh, en) = (table.zh, table.en);
        let ending = ending(name);
        findings.add(
            ProblemCode::KindNotRead,
            Place::file(name),
            "",
            bilingual!(
                "文件名是{zh}，但不能读取 .{ending} 格式",
                "The file is named like {en}, but .{ending} files cannot be read"
            ),
            bilingual!(
                "把其中的表另存为 .xlsx 或 CSV，文件名不变；若不是本年度的表，移出文件夹",
                "Save the table as .xlsx or CSV under the same name; if it is not a table of the season, move it out of the folder"
            ),
        );
    }

    fn missing(&self, spec: &TableSpec, findings: &mut Findings) {
        let key = spec.key;
        let name = spec.name();
        let (zh, en) = (name.zh, name.en);
        let other = self.names.iter().find(|own| spec.is_named(stem(own)));
        let shown = other.map_or_else(|| format!("{key}.xlsx"), String::clone);
        findings.add(
            ProblemCode::TableMissing,
            Place::file(shown),
            "",
            bilingual!("缺少必需的{zh}", "The required {en} is missing"),
            bilingual!(
                "在文件夹中放入 {key}.xlsx 或 {key}.csv",
                "Put {key}.xlsx or {key}.csv into the folder"
            ),
        );
    }
}

/// Lists the files inside a folder, three levels deep.
fn list(path: &Path, shown: &str, depth: usize, inside: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(path) else {
        // Something may lie there: it is no empty folder.
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

/// Whether a file is hidden, or a lock or rest of a program that has another one open.
pub(super) fn is_hidden(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    own.starts_with(['.', '~'])
}
