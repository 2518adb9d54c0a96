//! Which wing may use which: read from the imports, so that no arrow turns unnoticed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every wing with the wings it may use, from the ground up. A wing uses only what stands above it
/// in this list; the checker, which trusts nobody, uses the model alone.
const ARROWS: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("suitability", &["model"]),
    ("files", &["model"]),
    ("flow", &[]),
    ("checker", &["model"]),
    ("solve", &["flow", "model", "suitability"]),
    (
        "assign",
        &["files", "flow", "model", "solve", "suitability"],
    ),
    ("explain", &["model", "solve", "suitability"]),
    (
        "lab",
        &["assign", "checker", "flow", "model", "solve", "suitability"],
    ),
    (
        "year",
        &["explain", "files", "model", "solve", "suitability"],
    ),
    ("report", &["model", "suitability", "year"]),
    (
        "api",
        &[
            "checker",
            "explain",
            "files",
            "model",
            "report",
            "solve",
            "suitability",
            "year",
        ],
    ),
    (
        "cli",
        &[
            "api",
            "assign",
            "checker",
            "explain",
            "files",
            "flow",
            "lab",
            "model",
            "report",
            "solve",
            "suitability",
            "year",
        ],
    ),
];

/// Source files of a folder, tests left out.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the source")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            sources(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" && !name.ends_with("_tests.rs") {
            found.push(path);
        }
    }
}

/// The wings that a file's code names, comments and unit tests left out.
fn named(text: &str) -> BTreeSet<&str> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let parts = lines.flat_map(|line| line.split("crate::").skip(1));
    let names = parts.map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    });
    names.collect()
}

#[test]
fn every_arrow_runs_down() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (wing, may) in ARROWS {
        let mut files = Vec::new();
        sources(&Path::new("src").join(wing), &mut files);
        assert!(!files.is_empty(), "{wing} is empty");
        for file in files {
            let text = fs::read_to_string(&file).expect("text");
            for other in named(&text) {
                let is_wing = allowed.contains_key(other);
                seen += usize::from(is_wing && other != wing);
                if is_wing && other != wing && !may.contains(&other) {
                    wrong.push(format!("{} uses {other}", file.display()));
                }
            }
        }
    }
    assert!(seen > 100, "the imports were not found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_wing_uses_only_wings_below_it() {
    for (at, (wing, may)) in ARROWS.iter().enumerate() {
        for other in *may {
            let below = ARROWS[..at].iter().any(|(name, _)| name == other);
            assert!(
                below,
                "{wing} may use {other}, which does not stand below it"
            );
        }
    }
}

#[test]
fn every_module_of_the_door_is_a_wing() {
    let text = fs::read_to_string("src/lib.rs").expect("text");
    let modules: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let wings: BTreeSet<&str> = ARROWS.iter().map(|(wing, _)| *wing).collect();
    assert_eq!(modules, wings);
}
