//! What a file name says about the file.

use crate::files::tables::headers::{
    CONTACTS, DOMAINS, GROUPS, HOLIDAYS, INDUSTRIES, RECOMMENDERS, SHORTLIST, TableSpec, WITHDRAWN,
    fold,
};

/// Kind of file, by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files::tables) enum Kind {
    /// A workbook in a supported format.
    Workbook,
    /// A table as text.
    Text,
    /// A document that may contain tables but is not supported.
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

/// Kind of a file, by its extension.
pub(in crate::files::tables) fn of(name: &str) -> Kind {
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

/// If a table has several files, the one with the lowest rank is read.
pub(in crate::files::tables) fn rank(name: &str) -> usize {
    let ending = ending(name);
    let mut known = WORKBOOKS.iter().chain(&TEXTS);
    known.position(|own| *own == ending).unwrap_or(usize::MAX)
}

/// Whether a file of this name is a file of the table.
pub(in crate::files::tables) fn is_table_of(spec: &TableSpec, name: &str) -> bool {
    matches!(of(name), Kind::Workbook | Kind::Text) && spec.is_named(stem(name)) && !is_hidden(name)
}

/// Whether a document of this name may hold facts that must not be missed, so that reading the
/// season fails because of it. Documents for taxonomies, holidays, groups and recommenders are only
/// reported.
pub(in crate::files::tables) fn must_be_read(spec: &TableSpec, name: &str) -> bool {
    let told = [&INDUSTRIES, &DOMAINS, &HOLIDAYS, &GROUPS, &RECOMMENDERS];
    let counts = told.iter().all(|own| own.key != spec.key);
    counts && of(name) == Kind::Document && spec.is_named(stem(name)) && !is_hidden(name)
}

/// Whether a workbook of this extension may really be text, as some systems export it.
pub(in crate::files::tables) fn may_be_text(name: &str) -> bool {
    matches!(ending(name).as_str(), "xls" | "et" | "xlt" | "ett")
}

/// Other files that this program reads or writes in a season's folder, and files common in any
/// folder.
const OWN: [&str; 45] = [
    "rules.toml",
    "columns.toml",
    "ids.csv",
    "contacts.csv",
    "applicant-contacts.csv",
    "ties-to-confirm.csv",
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

/// Whether an unread file of this name need not be reported.
pub(in crate::files::tables) fn is_harmless(name: &str) -> bool {
    let lower = name.to_lowercase();
    let given = [&SHORTLIST, &WITHDRAWN, &CONTACTS];
    let read_me = fold(stem(name)).starts_with("readme") || lower == "license";
    OWN.contains(&lower.as_str())
        || read_me
        || lower.ends_with(".bak")
        || given.iter().any(|spec| spec.is_named(stem(name)))
        || is_hidden(name) && !is_hidden_table(name)
}

/// Whether a hidden file may be an intended table: not a lock file, nor a companion file of another
/// operating system.
fn is_hidden_table(name: &str) -> bool {
    let left = ["~", ".~", "._"]
        .iter()
        .any(|start| name.starts_with(start));
    !left && matches!(of(name), Kind::Workbook | Kind::Text)
}

/// Folders of this program, and folders for what is kept on purpose.
pub(in crate::files::tables) fn is_harmless_folder(name: &str, inside: &[String]) -> bool {
    let lower = name.to_lowercase();
    let own = ["history", "kept", "source", "templates"].contains(&lower.as_str());
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

/// Whether a sheet or folder is named as no longer in use.
pub(in crate::files::tables) fn is_set_aside(name: &str) -> bool {
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

/// The name without its extension.
pub(in crate::files::tables) fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The extension in lower case, without the dot.
pub(in crate::files::tables) fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

/// Whether a file is hidden, or a lock or temporary file of a program that has another one open.
pub(in crate::files::tables) fn is_hidden(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    own.starts_with(['.', '~'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tables::headers::RELATIONS;

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
