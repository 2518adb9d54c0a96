//! The allowed dependencies between wings, checked against the imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every wing with the wings it may use, from the bottom up. A wing uses only wings listed before
/// it; the checker, which must be independent, uses the model only.
const ARROWS: [(&str, &[&str]); 14] = [
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
        "window",
        &[
            "api",
            "checker",
            "explain",
            "files",
            "lab",
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
            "window",
            "year",
        ],
    ),
];

/// Source files of a folder, without tests.
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

/// The wings mentioned in a file's code, without comments and unit tests.
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

/// The paths of a `use` tree: `super::{a, b::{C, self}}` names three.
fn expanded(tree: &str, before: &[&str]) -> Vec<Vec<String>> {
    let (mut paths, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, letter) in tree.char_indices().chain([(tree.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = tree[start..at].trim();
                start = at + 1;
                let (head, inner) = part.split_once('{').unwrap_or((part, ""));
                let head = head.split(" as ").next().unwrap_or("");
                let names = head
                    .split("::")
                    .map(str::trim)
                    .filter(|name| !name.is_empty());
                let path: Vec<&str> = before.iter().copied().chain(names).collect();
                match inner.strip_suffix('}') {
                    Some(inner) => paths.extend(expanded(inner, &path)),
                    None if part.is_empty() => {}
                    None => paths.push(path.into_iter().map(str::to_owned).collect()),
                }
            }
            _ => {}
        }
    }
    paths
}

/// The imports of a file: the path from the root, and whether the file re-exports it.
fn imports(
    module: &[String],
    text: &str,
    is_child: impl Fn(&str) -> bool,
) -> Vec<(Vec<String>, bool)> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let lines = code
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for statement in code.split(';') {
        let Some((before, tree)) = statement.rsplit_once("use ") else {
            continue;
        };
        let before = before.rsplit('\n').next().unwrap_or("").trim();
        if !before.is_empty() && !before.starts_with("pub") {
            continue;
        }
        for path in expanded(tree, &[]) {
            let ups = path.iter().take_while(|name| *name == "super").count();
            let base = match path[0].as_str() {
                "crate" => Some((&module[..0], 1)),
                "super" => Some((&module[..module.len() - ups], ups)),
                "self" => Some((module, 1)),
                child => is_child(child).then_some((module, 0)),
            };
            if let Some((base, skipped)) = base {
                found.push(([base, &path[skipped..]].concat(), before.starts_with("pub")));
            }
        }
    }
    found
}

/// The dependencies between files of a wing, with re-exports followed to the defining file. A file
/// and its children count as separate places: a type that children need belongs below them, not
/// above. But a parent that only declares, re-exports or calls its children (`child::run()`) is
/// their table of contents and does not depend on them; one that imports from them does.
fn uses(wing: &str) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut files = Vec::new();
    sources(&Path::new("src").join(wing), &mut files);
    let place = |file: &PathBuf| {
        let path = file.with_extension("");
        let names = path
            .iter()
            .skip(1)
            .map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| name != "mod").collect::<Vec<String>>()
    };
    let modules: BTreeSet<Vec<String>> = files.iter().map(place).collect();
    let mut all = Vec::new();
    for file in &files {
        let module = place(file);
        let is_child = |name: &str| modules.contains(&[&module[..], &[name.to_owned()]].concat());
        let text = fs::read_to_string(file).expect("text");
        for (path, handed_on) in imports(&module, &text, is_child) {
            let mut lengths = (1..=path.len()).rev();
            if let Some(length) = lengths.find(|&length| modules.contains(&path[..length])) {
                let item = path.get(length).cloned().unwrap_or_default();
                all.push((module.clone(), path[..length].to_vec(), item, handed_on));
            }
        }
    }
    let handed_on = all.iter().filter(|import| import.3);
    let shown: BTreeMap<(&[String], &str), &Vec<String>> = handed_on
        .map(|(module, from, item, _)| ((&module[..], &item[..]), from))
        .collect();
    let mut used: BTreeMap<_, BTreeSet<_>> = modules
        .iter()
        .map(|own| (own.clone(), BTreeSet::new()))
        .collect();
    for (module, from, item, handed_on) in &all {
        let mut from = from;
        // No chain of re-exports is longer than this.
        for _ in 0..9 {
            from = shown.get(&(&from[..], &item[..])).unwrap_or(&from);
        }
        if from != module && !(*handed_on && from.starts_with(module)) {
            used.entry(module.clone()).or_default().insert(from.clone());
        }
    }
    used
}

#[test]
fn no_files_of_a_wing_use_each_other_in_a_circle() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (wing, _) in ARROWS {
        let mut left = uses(wing);
        seen += left.values().map(BTreeSet::len).sum::<usize>();
        // A file without remaining dependencies in one direction is on no cycle.
        loop {
            let used: BTreeSet<_> = left.values().flatten().cloned().collect();
            let on = |(file, uses): (&Vec<String>, &BTreeSet<Vec<String>>)| {
                (used.contains(file) && !uses.is_empty()).then(|| file.clone())
            };
            let kept: BTreeSet<_> = left.iter().filter_map(on).collect();
            if kept.len() == left.len() {
                break;
            }
            left.retain(|file, _| kept.contains(file));
            left.values_mut()
                .for_each(|uses| uses.retain(|other| kept.contains(other)));
        }
        let arrows = left.iter().map(|(file, uses)| (file.join("::"), uses));
        wrong.extend(arrows.map(|(file, uses)| format!("{file} uses {uses:?}")));
    }
    assert!(seen > 1000, "the imports were not found");
    assert!(wrong.is_empty(), "files in or between circles: {wrong:#?}");
}
