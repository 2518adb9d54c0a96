//! What the name of a file says about it.

use super::headers::{
    CONTACTS, DOMAINS, GROUPS, HOLIDAYS, INDUSTRIES, RECOMMENDERS, SHORTLIST, TableSpec, WITHDRAWN,
    fold,
};

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

/// Whether a document of this name may hold facts that nobody may miss: then the season is not read
/// without it. A standard or a plan of groups as a document is only told.
pub(super) fn must_be_read(spec: &TableSpec, name: &str) -> bool {
    let told = [&INDUSTRIES, &DOMAINS, &HOLIDAYS, &GROUPS, &RECOMMENDERS];
    let counts = told.iter().all(|own| own.key != spec.key);
    counts && of(name) == Kind::Document && spec.is_named(stem(name)) && !is_hidden(name)
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

/// Whether nothing is lost when no one hears that a file was not read.
pub(super) fn is_harmless(name: &str) -> bool {
    let lower = name.to_lowercase();
    let given = [&SHORTLIST, &WITHDRAWN, &CONTACTS];
    let read_me = fold(stem(name)).starts_with("readme") || lower == "license";
    OWN.contains(&lower.as_str())
        || read_me
        || given.iter().any(|spec| spec.is_named(stem(name)))
        || is_hidden(name) && !is_hidden_table(name)
}

/// Whether a hidden file may be a table that somebody means: not a lock, nor what another system
/// leaves beside each file.
fn is_hidden_table(name: &str) -> bool {
    let left = ["~", ".~", "._"]
        .iter()
        .any(|start| name.starts_with(start));
    !left && matches!(of(name), Kind::Workbook | Kind::Text)
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
    let chinese = [
        "旧", "备份", "作废", "历史", "去年", "上年", "模板", "样例", "示例", "样表", "例子",
        "副本", "废", "删除", "退出", "撤出",
    ];
    let english = [
        "old", "backup", "template", "example", "sample", "copy", "archive", "unused",
    ];
    let folded = fold(name);
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphabetic());
    chinese.iter().any(|word| folded.contains(word)) || words.any(|word| english.contains(&word))
}

/// The name without its ending.
pub(super) fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The ending in lower case, without dot.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// Whether a file is hidden, or a lock or rest of a program that has another one open.
pub(super) fn is_hidden(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    own.starts_with(['.', '~'])
}

#[cfg(test)]
mod tests {
    use super::super::headers::RELATIONS;
    use super::*;

    #[test]
    fn names_say_what_they_promise() {
        assert_eq!(of("专家.ET"), Kind::Workbook);
        assert_eq!(of("a.b.tsv"), Kind::Text);
        assert_eq!(of("关系.wps"), Kind::Document);
        assert_eq!(of("plan.json"), Kind::Other);
        assert!(rank("x.xlsx") < rank("x.xls") && rank("x.ods") < rank("x.csv"));
        assert!(is_table_of(&RELATIONS, "关系.ods") && !is_table_of(&RELATIONS, "~$关系.xlsx"));
        assert!(must_be_read(&RELATIONS, "关系.docx") && !must_be_read(&INDUSTRIES, "行业.pdf"));
    }

    #[test]
    fn what_is_set_aside_says_so() {
        for name in [
            "关系（旧）",
            "备份2025",
            "old",
            "Copy of relations",
            "填写示例",
        ] {
            assert!(is_set_aside(name), "{name}");
        }
        for name in ["关系", "Golden list", "Sheet1", "续表", "scopy"] {
            assert!(!is_set_aside(name), "{name}");
        }
    }
}
