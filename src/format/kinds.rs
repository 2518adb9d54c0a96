//! What the name of a file says about it.

use super::folder::{ending, is_hidden, stem};
use super::headers::{SHORTLIST, TableSpec, WITHDRAWN, fold};

/// What the ending of a file promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook of a kind that is read.
    Workbook,
    /// A table as text.
    Text,
    /// A document in which people write tables, too, of a kind that is not read.
    Document,
    /// Anything else.
    Other,
}

const WORKBOOKS: [&str; 11] = [
    "xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "et", "ett", "ods", "ots",
];
const TEXTS: [&str; 4] = ["csv", "tsv", "tab", "txt"];
const DOCUMENTS: [&str; 30] = [
    "doc", "docx", "docm", "wps", "wpt", "dot", "dotx", "odt", "rtf", "pdf", "ofd", "numbers",
    "pages", "fods", "uos", "uof", "dbf", "mdb", "accdb", "db", "html", "htm", "mht", "mhtml",
    "xml", "zip", "rar", "7z", "jpg", "png",
];

/// What the ending of a name promises.
pub(super) fn of(name: &str) -> Kind {
    let ending = ending(name);
    let among = |list: &[&str]| list.contains(&ending.as_str());
    if among(&WORKBOOKS) {
        Kind::Workbook
    } else if among(&TEXTS) {
        Kind::Text
    } else if among(&DOCUMENTS) {
        Kind::Document
    } else {
        Kind::Other
    }
}

/// Of several files for one table the one with the lowest rank is read.
pub(super) fn rank(name: &str) -> usize {
    let ending = ending(name);
    let mut known = WORKBOOKS.iter().chain(&TEXTS);
    known.position(|own| *own == ending).unwrap_or(usize::MAX)
}

/// Whether a file of this name holds a table.
pub(super) fn is_table_of(spec: &TableSpec, name: &str) -> bool {
    matches!(of(name), Kind::Workbook | Kind::Text) && spec.is_named(stem(name)) && !is_hidden(name)
}

/// Whether a workbook of this ending may in truth be text: systems export tables so.
pub(super) fn may_be_text(name: &str) -> bool {
    matches!(ending(name).as_str(), "xls" | "et" | "xlt" | "ett")
}

/// What this program writes or reads beside the tables of a season, and what lies in any folder.
const OWN: [&str; 42] = [
    "rules.toml",
    "columns.toml",
    "ids.csv",
    "plan.json",
    "plan.before.json",
    "notices.txt",
    "report.html",
    "committee.xlsx",
    "outcome.json",
    "outcome.xlsx",
    "collected.json",
    "publicity.json",
    "publicity.xlsx",
    "publicity.html",
    "results.csv",
    "results.xlsx",
    "results.html",
    "structure.json",
    "status.json",
    "status.html",
    "stress.html",
    "stress.json",
    "screening.json",
    "draw.json",
    "commitment.json",
    "secret.json",
    "difference.json",
    "difference.xlsx",
    "difference.html",
    "bench.csv",
    "bench.html",
    "conflicts.csv",
    "forced.csv",
    "loads.csv",
    "demands.csv",
    "objection.json",
    "check.json",
    "expected.json",
    "known.json",
    "thumbs.db",
    "desktop.ini",
    "log.jsonl",
];

/// Whether nothing is lost when nobody hears that a file was not read.
pub(super) fn is_harmless(name: &str) -> bool {
    let lower = name.to_lowercase();
    let given = [&SHORTLIST, &WITHDRAWN];
    let read_me = fold(stem(name)).starts_with("readme") || lower == "license";
    OWN.contains(&lower.as_str())
        || read_me
        || given.iter().any(|spec| spec.is_named(stem(name)))
        || is_hidden(name)
}

/// Folders of this program, and those that hold what is kept on purpose.
pub(super) fn is_harmless_folder(name: &str, inside: &[String]) -> bool {
    let lower = name.to_lowercase();
    let own = ["history", "source", "templates"].contains(&lower.as_str());
    let marks = [
        "plan.json",
        "outcome.json",
        "collected.json",
        "structure.json",
        "status.json",
        "draw.json",
    ];
    let written = |path: &String| marks.iter().any(|mark| *path == format!("{name}/{mark}"));
    own || is_hidden(name) || inside.is_empty() || inside.iter().any(written)
}

/// Names of sheets and folders for what is no longer or not meant.
pub(super) fn is_set_aside(name: &str) -> bool {
    let words = [
        "旧", "备份", "作废", "历史", "去年", "上年", "模板", "样例", "示例", "样表", "例子",
        "副本", "废", "删除", "退出", "撤出", "old", "backup", "template", "example", "sample",
        "copy", "archive", "unused",
    ];
    let folded = fold(name);
    words.iter().any(|word| folded.contains(word))
}
