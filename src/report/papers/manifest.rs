//! What was made from what: the manifest beside the papers, and the index of the archive.

use super::ask::{Ask, PaperFile};
use super::fill::Row;
use crate::model::words::{Lang, sha256};
use serde_json::{Value, json};

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = "papers.json";

/// Schema of the manifest.
pub const SCHEMA: &str = "empanel/papers@1";

/// The manifest: of which version the papers are, and the hash of each file.
pub fn manifest(ask: &Ask<'_>, files: &[PaperFile]) -> Value {
    let file = |own: &PaperFile| {
        json!({
            "file": own.path,
            "paper": own.paper,
            "about": own.about,
            "sha256": sha256(&own.bytes),
            "plan": ask.plan_hash,
            "version": ask.version,
            "date": ask.date,
        })
    };
    json!({
        "schema": SCHEMA,
        "plan": ask.plan_hash,
        "version": ask.version,
        "round": ask.plan.round.as_ref().map(|round| round.name.as_str()),
        "date": ask.date,
        "anonymous": ask.anonymous,
        "inputs": ask.season.inputs,
        "files": files.iter().map(file).collect::<Vec<_>>(),
    })
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
