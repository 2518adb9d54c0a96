//! No circles between the files of a wing: read from the imports, as the arrows between wings are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Wings that are free of circles, and stay so.
const UNTIED: [&str; 4] = ["api", "checker", "lab", "solve"];

/// The code of every module of a wing by its path, comments and unit tests left out.
fn modules(folder: &Path, path: &[String], found: &mut BTreeMap<Vec<String>, String>) {
    for entry in fs::read_dir(folder).expect("the source") {
        let file = entry.expect("an entry").path();
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let mut module = path.to_vec();
        if name != "mod" {
            module.push(name.to_string());
        }
        let is_test = name == "tests" || name.ends_with("_tests");
        if file.is_dir() {
            modules(&file, &module, found);
        } else if file.extension().is_some_and(|kind| kind == "rs") && !is_test {
            let text = fs::read_to_string(&file).expect("text");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
            let lines = code
                .lines()
                .map(|line| line.split("//").next().unwrap_or(""));
            found.insert(module, lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// The single paths of a tree of imports: `a::{b, c::d as e}` has `a::b` and `a::c::d`.
fn leaves(tree: &str, before: &str, found: &mut Vec<String>) {
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree).trim();
        found.push(format!("{before}{path}"));
        return;
    };
    let before = format!("{before}{}", tree[..open].trim());
    let inner = &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())];
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    leaves(inner[start..at].trim(), &before, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// A path as written in `module`, from the root of the crate.
fn from_root(module: &[String], path: &str) -> Vec<String> {
    let mut base = module.to_vec();
    let mut parts = path.split("::").map(str::trim).peekable();
    if parts.next_if(|part| *part == "crate").is_some() {
        base.clear();
    }
    parts.next_if(|part| *part == "self");
    while parts.next_if(|part| *part == "super").is_some() {
        base.pop();
    }
    base.extend(parts.map(str::to_owned));
    base
}

/// Imports of a module as paths from the root, and whether each hands its name on.
fn imports(module: &[String], code: &str) -> Vec<(Vec<String>, bool)> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let line = rest[..at].rfind('\n').map_or(0, |end| end + 1);
        let lead = rest[line..at].trim();
        rest = &rest[at + 4..];
        if !lead.is_empty() && !lead.starts_with("pub") {
            continue;
        }
        let end = rest.find(';').unwrap_or(rest.len());
        let mut paths = Vec::new();
        leaves(&rest[..end], "", &mut paths);
        let paths = paths.iter().map(|path| from_root(module, path));
        found.extend(paths.map(|path| (path, lead.starts_with("pub"))));
    }
    found
}

/// The module that a path leads to, names that are handed on followed.
fn home(
    path: &[String],
    modules: &BTreeMap<Vec<String>, String>,
    handed: &BTreeMap<Vec<String>, Vec<String>>,
    steps: usize,
) -> Option<Vec<String>> {
    let module = (1..=path.len())
        .rev()
        .map(|length| path[..length].to_vec())
        .find(|module| modules.contains_key(module))?;
    let next = path.get(module.len()).map(|name| {
        let mut named = module.clone();
        named.push(name.clone());
        named
    });
    match next.and_then(|named| handed.get(&named)) {
        Some(further) if steps > 0 => home(further, modules, handed, steps - 1),
        _ => Some(module),
    }
}

/// Which modules of a wing use which.
fn edges(wing: &str) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut all = BTreeMap::new();
    modules(&Path::new("src").join(wing), &[wing.to_owned()], &mut all);
    assert!(!all.is_empty(), "{wing} is empty");
    let read: Vec<_> = all
        .iter()
        .map(|(module, code)| (module, imports(module, code)))
        .collect();
    let mut handed = BTreeMap::new();
    for (module, imports) in &read {
        for (path, _) in imports.iter().filter(|(_, handed)| *handed) {
            let mut name = (*module).clone();
            name.extend(path.last().cloned());
            handed.insert(name, path.clone());
        }
    }
    let used = |(module, imports): &(&Vec<String>, Vec<(Vec<String>, bool)>)| {
        let own = imports.iter().filter(|(_, handed)| !handed);
        let homes = own.filter_map(|(path, _)| home(path, &all, &handed, 8));
        let others = homes.filter(|other| other != *module);
        ((*module).clone(), others.collect())
    };
    read.iter().map(used).collect()
}

/// Takes away again and again what uses nothing that is left: what stays hangs on a circle.
fn tied(mut edges: BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Vec<String> {
    loop {
        let before = edges.len();
        let left: BTreeSet<Vec<String>> = edges.keys().cloned().collect();
        edges.retain(|_, used| used.iter().any(|other| left.contains(other)));
        if edges.len() == before {
            return edges.into_keys().map(|path| path.join("::")).collect();
        }
    }
}

#[test]
fn files_of_a_wing_form_no_circle() {
    for wing in UNTIED {
        let edges = edges(wing);
        let seen: usize = edges.values().map(BTreeSet::len).sum();
        assert!(
            wing == "api" || seen > 20,
            "{wing}: the imports were not found"
        );
        assert_eq!(
            tied(edges),
            [""; 0],
            "{wing}: these form a circle, or use one"
        );
    }
}

#[test]
fn a_circle_is_seen() {
    let path = |name: &str| vec![name.to_owned()];
    let edges = [
        (path("a"), [path("b")].into()),
        (path("b"), [path("a"), path("c")].into()),
        (path("c"), BTreeSet::new()),
    ];
    assert_eq!(tied(edges.into()), ["a", "b"]);
    let found = imports(
        &path("a"),
        "pub use b::{C, d::E as F};\n    use super::g;\n",
    );
    let text: Vec<String> = found.iter().map(|(path, _)| path.join("::")).collect();
    assert_eq!(text, ["a::b::C", "a::b::d::E", "g"]);
}
