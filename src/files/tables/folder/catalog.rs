//! Finds tables under other names: files that are not named after a table, sheets in the workbook
//! of another table, files in subfolders. Each is recognised by its columns. It is used for a table
//! that exactly one of them matches and that has no file of its own. Anything else that looks like
//! a table is reported as not read.

use super::kinds::{self, Kind, is_hidden, stem};
use super::listing::Listing;
use super::recognise::{nearly, recognise};
use super::source;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::encoding;
use crate::files::tables::container::grid::Grid;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::{TABLES, TableSpec};
use crate::files::tables::sheet::header::HEADER_WITHIN;
use crate::model::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Larger files under other names are not examined.
const MOST_LOOKED_INTO: u64 = 32 << 20;
/// Number of files in subfolders that are examined.
const MOST_FILES: usize = 60;
/// Bytes of a text file that are examined.
const HEAD: usize = 1 << 16;
/// Sheet name that marks workbooks sent out by this program.
const OWN_MARK: &str = "empanel";

/// Where a table was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::files::tables) struct Taken {
    /// The file, as a path relative to the season's folder.
    pub(in crate::files::tables) file: String,
    /// The sheet, for workbooks.
    pub(in crate::files::tables) sheet: Option<String>,
}

/// Contents of the files, independent of their names.
#[derive(Debug, Default)]
pub(in crate::files::tables) struct Catalog {
    /// The file or sheet used for each table without a file of its own, by the table's key.
    pub(in crate::files::tables) taken: BTreeMap<&'static str, Taken>,
    /// Every sheet used for a table, with the table's key.
    sheets: Vec<(&'static str, Taken)>,
    /// Files that match tables but are not used, with these tables.
    pub(in crate::files::tables) like: BTreeMap<String, Vec<&'static TableSpec>>,
    /// Files that match a table except for the listed columns.
    pub(in crate::files::tables) nearly: BTreeMap<String, (&'static TableSpec, Vec<String>)>,
}

impl Catalog {
    /// Examines every file that may hold a table.
    pub(in crate::files::tables) fn of(folder: &Listing) -> Self {
        let mut found: Vec<(&'static TableSpec, Taken)> = Vec::new();
        let mut nearly = BTreeMap::new();
        for name in &folder.names {
            let table = matches!(kinds::of(name), Kind::Workbook | Kind::Text);
            if table && !kinds::is_harmless(name) {
                let own = looked_into(folder, name);
                if own.is_empty()
                    && let Some(near) = nearly_in(folder, name)
                {
                    nearly.insert(name.clone(), near);
                }
                found.extend(own);
            }
        }
        let mut deeper = Vec::new();
        for (name, inside) in &folder.folders {
            if kinds::is_harmless_folder(name, inside) {
                continue;
            }
            let tables = inside.iter().filter(|path| {
                matches!(kinds::of(path), Kind::Workbook | Kind::Text)
                    && !is_hidden(path)
                    && !kinds::is_set_aside(path)
            });
            deeper.extend(tables.take(MOST_FILES));
        }
        for path in deeper.into_iter().take(MOST_FILES) {
            found.extend(looked_into(folder, path));
        }
        let mut catalog = Self::decided(folder, found);
        catalog.nearly = nearly;
        catalog
    }

    fn decided(folder: &Listing, found: Vec<(&'static TableSpec, Taken)>) -> Self {
        let mut catalog = Self::default();
        for spec in TABLES {
            let own: Vec<&Taken> = found
                .iter()
                .filter(|(other, _)| other.key == spec.key)
                .map(|(_, taken)| taken)
                .collect();
            let files: BTreeSet<&str> = own.iter().map(|taken| taken.file.as_str()).collect();
            // Files directly in the folder take precedence over those in subfolders.
            let near: Vec<&str> = files
                .iter()
                .copied()
                .filter(|file| !file.contains('/'))
                .collect();
            let chosen = match (near.as_slice(), files.len()) {
                ([one], _) => Some(*one),
                ([], 1) => files.first().copied(),
                _ => None,
            };
            let chosen = chosen.filter(|_| folder.named(spec).is_empty());
            let first = own.iter().find(|taken| Some(taken.file.as_str()) == chosen);
            if let Some(first) = first {
                catalog.taken.insert(spec.key, (*first).clone());
                let same = own.iter().filter(|taken| taken.file == first.file);
                let read = same.map(|taken| (spec.key, (*taken).clone()));
                catalog.sheets.extend(read);
            }
            for file in files.into_iter().filter(|file| Some(*file) != chosen) {
                catalog.like.entry(file.to_owned()).or_default().push(spec);
            }
        }
        catalog
    }

    /// Sheets of a file that are used for tables other than `key`.
    pub(in crate::files::tables) fn sheets_for_others(&self, file: &str, key: &str) -> Vec<String> {
        let others = self.sheets.iter();
        others
            .filter(|(own, taken)| *own != key && taken.file == file)
            .filter_map(|(_, taken)| taken.sheet.clone())
            .collect()
    }
}

/// The tables in a file besides the one it is named after.
fn looked_into(folder: &Listing, name: &str) -> Vec<(&'static TableSpec, Taken)> {
    let top = !name.contains('/');
    let host = TABLES
        .iter()
        .find(|spec| top && kinds::is_table_of(spec, name));
    let words = stem(name);
    let small = folder
        .size(name)
        .is_some_and(|size| size <= MOST_LOOKED_INTO);
    let at = |sheet: Option<String>| Taken {
        file: name.to_owned(),
        sheet,
    };
    match kinds::of(name) {
        Kind::Workbook if host.is_some() || small => {
            let Some(Ok(book)) = folder.book(name) else {
                return Vec::new();
            };
            let mut book = book.borrow_mut();
            let sheets = book.visible();
            if (host.is_some() && sheets.len() < 2) || sheets.iter().any(|own| own == OWN_MARK) {
                return Vec::new();
            }
            let mut found: Vec<(&'static TableSpec, Taken)> = Vec::new();
            for sheet in sheets {
                let Ok(head) = book.head(&sheet, HEADER_WITHIN + 1) else {
                    continue;
                };
                let names = if host.is_some() {
                    vec![sheet.as_str()]
                } else {
                    vec![words, &sheet]
                };
                let Some(spec) = recognise(&head, &names) else {
                    continue;
                };
                if host.is_none_or(|host| host.key != spec.key) && !kinds::is_set_aside(&sheet) {
                    found.push((spec, at(Some(sheet))));
                }
            }
            found
        }
        Kind::Text if host.is_none() && small => {
            let Some(file) = folder.read(name, &mut Findings::default()) else {
                return Vec::new();
            };
            let found =
                head_of_text(file.bytes.as_ref()).and_then(|text| recognised_text(&text, words));
            found.map(|spec| (spec, at(None))).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The table that a file under another name would match but for some columns.
fn nearly_in(folder: &Listing, name: &str) -> Option<(&'static TableSpec, Vec<String>)> {
    let small = folder
        .size(name)
        .is_some_and(|size| size <= MOST_LOOKED_INTO);
    if !small || TABLES.iter().any(|spec| kinds::is_table_of(spec, name)) {
        return None;
    }
    if kinds::of(name) == Kind::Text {
        let file = folder.read(name, &mut Findings::default())?;
        let text = head_of_text(file.bytes.as_ref())?;
        let mut samples = source::DELIMITERS.into_iter().map(|delimiter| {
            crate::files::tables::container::csv::sample(&text, delimiter, HEADER_WITHIN + 1)
        });
        return samples.find_map(|sample| nearly(&sample));
    }
    let book = folder.book(name)?.ok()?;
    let mut book = book.borrow_mut();
    let sheets = book.visible();
    sheets.iter().find_map(|sheet| {
        let head = book.head(sheet, HEADER_WITHIN + 1).ok()?;
        nearly(&head)
    })
}

/// The first lines of a text file; `None` when it is not text.
fn head_of_text(bytes: &[u8]) -> Option<String> {
    let head = if bytes.len() > HEAD {
        // Cut at a line end, respecting whole characters in UTF-16, too.
        let end = bytes[..HEAD].iter().rposition(|byte| *byte == b'\n')?;
        let wide = bytes.get(end + 1) == Some(&0);
        &bytes[..(end + 1 + usize::from(wide)).min(bytes.len())]
    } else {
        bytes
    };
    encoding::decode(head)
        .ok()
        .map(crate::files::tables::container::csv::with_line_ends)
}

fn recognised_text(text: &str, words: &str) -> Option<&'static TableSpec> {
    let mut found: Option<&'static TableSpec> = None;
    for delimiter in source::DELIMITERS {
        let grid: Grid<'_> =
            crate::files::tables::container::csv::sample(text, delimiter, HEADER_WITHIN + 1);
        if let Some(spec) = recognise(&grid, &[words]) {
            found = found.or(Some(spec));
        }
    }
    found
}

/// Reports that a file or sheet is used for a table.
pub(in crate::files::tables) fn told(spec: &TableSpec, taken: &Taken, findings: &mut Findings) {
    let name = spec.name();
    let (zh, en, key) = (name.zh, name.en, spec.key);
    let place = Place {
        sheet: taken.sheet.clone(),
        ..Place::file(taken.file.as_str())
    };
    findings.add(
        ProblemCode::TableRecognised,
        place,
        "",
        bilingual!(
            "没有名为 {key} 的文件；按列名认定这里是{zh}，已读取",
            "No file is named {key}; from its columns this looks like {en}, and it was read"
        ),
        bilingual!(
            "核对是否正确；最好另存为 {key}.xlsx，若不是这张表，移出文件夹",
            "Check that this is right; preferably save it as {key}.xlsx, or move it out of the folder if it is another table"
        ),
    );
}
