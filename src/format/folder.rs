//! The files of a season's folder: which file holds which table, their bytes and hashes.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::{TABLES, TableSpec};
use crate::bilingual;
use crate::model::{InputFile, Place};
use crate::text::{Bilingual, refused};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Larger files are refused, before they are read.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// A folder and the names of its files, sorted.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    names: Vec<String>,
}

/// A file that was read whole.
#[derive(Debug)]
pub(super) struct File {
    /// Name without folder.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl File {
    /// The name and hash to keep in a plan.
    pub(super) fn input(&self) -> InputFile {
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(&self.bytes) {
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
                        "打不开赛季文件夹：{zh}",
                        "The season's folder cannot be opened: {en}"
                    ),
                    bilingual!(
                        "给出存有 experts、submissions 等表的文件夹",
                        "Name the folder that holds the tables experts, submissions and so on"
                    ),
                );
                return None;
            }
        };
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        Some(Self {
            path: path.to_owned(),
            names,
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

    /// Reads the file of a table. `None` when there is none, or, with the problem noted, when it
    /// is required or cannot be read. Of a CSV and a workbook the workbook is read.
    pub(super) fn table(&self, spec: &TableSpec, findings: &mut Findings) -> Option<File> {
        let mut found: Vec<&String> = self.names.iter().filter(|name| holds(spec, name)).collect();
        found.sort_by_key(|name| ending(name) == "csv");
        let Some(first) = found.first() else {
            if spec.required {
                self.missing(spec, findings);
            }
            return None;
        };
        if found.len() > 1 {
            let names = found
                .iter()
                .map(|name| name.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            let name = spec.name();
            let (zh, en) = (name.zh, name.en);
            findings.add(
                ProblemCode::TwoFiles,
                Place::file(first.as_str()),
                names,
                bilingual!(
                    "{zh}有不止一个文件，读取的是 {first}",
                    "There is more than one file for {en}; {first} was read"
                ),
                bilingual!("删去或移走不用的文件", "Remove the file that is not meant"),
            );
        }
        self.read(first, findings)
    }

    /// Reads a file of the folder.
    pub(super) fn read(&self, name: &str, findings: &mut Findings) -> Option<File> {
        read(&self.path.join(name), findings)
    }

    /// Where the folder is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether some file of the folder holds the table.
    pub(super) fn holds(&self, spec: &TableSpec) -> bool {
        self.names.iter().any(|name| holds(spec, name))
    }

    /// Whether the folder has a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
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

    /// Says which table files nobody reads, most likely because of a slip in their names.
    pub(super) fn unknown_files(&self, findings: &mut Findings) {
        for name in &self.names {
            let table = matches!(ending(name).as_str(), "csv" | "xlsx" | "xlsm");
            let hidden = name.starts_with(['.', '~']);
            if !table || hidden || TABLES.iter().any(|spec| spec.is_named(stem(name))) {
                continue;
            }
            let near = super::nearest::nearest(stem(name), TABLES.iter().map(|spec| spec.key));
            let near = super::nearest::suggestion(near);
            let (zh, en) = (near.zh, near.en);
            findings.add(
                ProblemCode::FileUnknown,
                Place::file(name.as_str()),
                "",
                bilingual!(
                    "文件名不是任何一张表的名称，未读取{zh}",
                    "No table has this name, so the file was not read{en}"
                ),
                bilingual!(
                    "若是赛季的表，请改用规定的文件名；否则移出文件夹",
                    "If it is a table of the season, give it the table's name; else move it away"
                ),
            );
        }
    }
}

/// What makes a file that is too large smaller.
fn smaller(path: &Path) -> Bilingual {
    if path.file_name().is_some_and(|name| name == "scores.csv") {
        return bilingual!(
            "每项申报只保留分数最高的若干专家；没有写出的组合按 0 分计",
            "Keep the best experts of each submission only; a pair that is absent scores 0"
        );
    }
    bilingual!(
        "检查是否放错了文件；删去图片和空行后重试",
        "Check that it is the right file; remove pictures and empty rows"
    )
}

/// Reads a whole file of at most [`MOST_BYTES`].
pub(super) fn read(path: &Path, findings: &mut Findings) -> Option<File> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let bytes = match bounded(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let most = MOST_BYTES >> 20;
            findings.add(
                ProblemCode::FileTooLarge,
                Place::file(name),
                "",
                bilingual!(
                    "文件超过 {most} MB，未读取",
                    "The file is larger than {most} MB and was not read"
                ),
                smaller(path),
            );
            return None;
        }
        Err(error) => {
            let Bilingual { zh, en } = refused(&error);
            findings.add(
                ProblemCode::FileUnreadable,
                Place::file(name),
                "",
                bilingual!("无法读取文件：{zh}", "The file cannot be read: {en}"),
                bilingual!(
                    "检查文件是否存在、是否被占用、是否有读取权限",
                    "Check that the file exists, that it is not locked, and that you may read it"
                ),
            );
            return None;
        }
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        findings.add(
            ProblemCode::FileEmpty,
            Place::file(name),
            "",
            bilingual!("文件是空的", "The file is empty"),
            bilingual!("填写内容，或删去该文件", "Fill it in, or remove it"),
        );
        return None;
    }
    Some(File { name, bytes })
}

/// Opens a file that is one: a pipe that lies in a folder would keep its reader waiting for ever.
/// Pipes that a shell makes for this run are in its own folders.
pub(crate) fn open_plain(path: &Path) -> std::io::Result<fs::File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let own = ["/dev", "/proc"].iter().any(|own| path.starts_with(own));
        let kind = fs::metadata(path)?.file_type();
        if !own && (kind.is_fifo() || kind.is_socket()) {
            return Err(std::io::ErrorKind::Unsupported.into());
        }
    }
    fs::File::open(path)
}

/// Reads a file up to the limit; `None` beyond it, also when it grows while it is read.
fn bounded(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let file = open_plain(path)?;
    let size = file.metadata()?.len();
    if size > MOST_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MOST_BYTES).then_some(bytes))
}

fn holds(spec: &TableSpec, name: &str) -> bool {
    matches!(ending(name).as_str(), "csv" | "xlsx" | "xlsm")
        && spec.is_named(stem(name))
        && !name.starts_with(['.', '~'])
}

/// The name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The ending in lower case, without dot.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}
