//! Finds the file of each table in a season's folder.

use super::super::origin::Origin;
use super::catalog::{self, Catalog};
use super::kinds::{self, ending, stem};
use super::listing::Listing;
use super::source::Source;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::file::File;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::TableSpec;
use crate::model::Place;
use std::cell::OnceCell;
use std::path::Path;
use std::rc::Rc;

/// A folder with the contents of its files.
pub(in crate::files::tables) struct Folder {
    pub(in crate::files::tables) listing: Listing,
    catalog: OnceCell<Catalog>,
}

impl Folder {
    /// Opens a folder; reports a missing one and returns `None`.
    pub(in crate::files::tables) fn open(path: &Path, findings: &mut Findings) -> Option<Self> {
        Some(Self {
            listing: Listing::open(path, findings)?,
            catalog: OnceCell::new(),
        })
    }

    /// Finds and reads the file of a table. Returns `None` if there is none or, with the problem
    /// reported, if it is required or cannot be read. A workbook takes precedence over a text file.
    /// A file under another name, or a sheet in another table's file, is used if its columns match
    /// this table and no other; that is reported.
    pub(in crate::files::tables) fn table(
        &self,
        spec: &'static TableSpec,
        findings: &mut Findings,
    ) -> Option<Source> {
        let found = self.listing.named(spec);
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
        let file = self.listing.read(first, findings)?;
        Some(self.source(file, None, spec))
    }

    fn recognised(&self, spec: &'static TableSpec, findings: &mut Findings) -> Option<Source> {
        if let Some(taken) = self.catalog().taken.get(spec.key) {
            catalog::told(spec, taken, findings);
            let file = self.listing.read(&taken.file, findings)?;
            return Some(self.source(file, taken.sheet.clone(), spec));
        }
        let names = self.listing.names.iter();
        let mut unread = names.filter(|name| kinds::must_be_read(spec, name));
        if let Some(name) = unread.next() {
            self.not_read(spec, name, findings);
        } else if spec.required {
            self.missing(spec, findings);
        }
        None
    }

    fn source(&self, file: Rc<File>, sheet: Option<String>, spec: &TableSpec) -> Source {
        let book = self.listing.book(&file.name);
        let origin = Origin::of(&self.listing, spec.key, &file).map(Rc::new);
        let elsewhere = self
            .catalog
            .get()
            .map_or_else(Vec::new, |own| own.sheets_for_others(&file.name, spec.key));
        Source {
            book,
            sheet,
            elsewhere,
            origin,
            file,
        }
    }

    /// Tables found by content, whatever the names of their files.
    pub(in crate::files::tables) fn catalog(&self) -> &Catalog {
        self.catalog.get_or_init(|| Catalog::of(&self.listing))
    }

    /// Whether some file of the folder holds the table.
    pub(in crate::files::tables) fn holds(&self, spec: &TableSpec) -> bool {
        !self.listing.named(spec).is_empty() || self.catalog().taken.contains_key(spec.key)
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
        let other = self
            .listing
            .names
            .iter()
            .find(|own| spec.is_named(stem(own)));
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
