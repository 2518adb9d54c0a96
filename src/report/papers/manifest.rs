//! What was made from what: the manifest beside the papers, and the index of the archive.

use super::ask::{Ask, PaperFile};
use super::fill::Row;
use super::kind::Paper;
use crate::model::InputFile;
use crate::model::words::{Lang, sha256};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = "papers.json";

/// Schema of the manifest.
pub const SCHEMA: &str = "empanel/papers@1";

/// `papers.json`: of which version the papers are, and the hash of each file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Manifest {
    /// Always `empanel/papers@1`.
    pub schema: String,
    /// SHA-256 of the plan.
    pub plan: String,
    /// The version that this plan is; null if the history does not have it.
    pub version: Option<u64>,
    /// `defence` for the second round.
    pub round: Option<String>,
    /// The date on the papers.
    #[schemars(with = "String")]
    pub date: Date,
    /// Whether names are left out.
    pub anonymous: bool,
    /// The tables that the papers were made from.
    pub inputs: BTreeMap<String, InputFile>,
    /// Every file.
    pub files: Vec<MadeFile>,
}

/// A file of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MadeFile {
    /// Its path below the folder of the papers.
    pub file: String,
    /// The paper that it is; null for the archive's copy of the plan.
    pub paper: Option<Paper>,
    /// Id of the expert or submission that it is for; empty for all.
    pub about: String,
    /// SHA-256 of the file as it was written.
    pub sha256: String,
    /// SHA-256 of the plan that it was made from.
    pub plan: String,
    /// The version that this plan is.
    pub version: Option<u64>,
    /// The date on it.
    #[schemars(with = "String")]
    pub date: Date,
}

/// The manifest of these files.
pub fn manifest(ask: &Ask<'_>, files: &[PaperFile]) -> Manifest {
    let file = |own: &PaperFile| MadeFile {
        file: own.path.clone(),
        paper: own.paper,
        about: own.about.clone(),
        sha256: sha256(&own.bytes),
        plan: ask.plan_hash.to_owned(),
        version: ask.version,
        date: ask.date,
    };
    Manifest {
        schema: SCHEMA.to_owned(),
        plan: ask.plan_hash.to_owned(),
        version: ask.version,
        round: ask.plan.round.as_ref().map(|round| round.name.clone()),
        date: ask.date,
        anonymous: ask.anonymous,
        inputs: ask.season.inputs.clone(),
        files: files.iter().map(file).collect(),
    }
}

/// Hashes of files as `sha256sum` reads them.
pub(super) fn hashes(files: &[PaperFile]) -> String {
    let line = |own: &PaperFile| format!("{}  ../{}\n", sha256(&own.bytes), own.path);
    files.iter().map(line).collect()
}

/// The files as rows of the archive's index; those made for one person each are one row.
pub(super) fn rows(files: &[PaperFile], lang: Lang) -> Vec<Row> {
    let row = |own: &PaperFile, file: String, hash: String| {
        let plan = lang.pick("方案", "Plan");
        let paper = own.paper.map_or(plan, |paper| paper.words().in_lang(lang));
        let cells = [
            ("文件", file),
            ("材料名称", paper.to_owned()),
            ("校验值", hash),
        ];
        cells.map(|(key, value)| (key.to_owned(), value)).into()
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for own in files {
        let Some((folder, _)) = own.path.rsplit_once('/').filter(|_| !own.about.is_empty()) else {
            let hash = sha256(&own.bytes).chars().take(16).collect();
            rows.push(row(own, own.path.clone(), hash));
            continue;
        };
        if told.contains(&folder) {
            continue;
        }
        told.push(folder);
        let inside = |other: &&PaperFile| {
            let above = other.path.rsplit_once('/').map(|(above, _)| above);
            above == Some(folder)
        };
        let count = files.iter().filter(inside).count();
        let file = match lang {
            Lang::Zh => format!("{folder}/（{count} 份）"),
            Lang::En => format!("{folder}/ ({count} files)"),
        };
        rows.push(row(
            own,
            file,
            lang.pick("见 sha256.txt", "see sha256.txt").to_owned(),
        ));
    }
    rows
}
