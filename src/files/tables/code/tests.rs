//! Checks the catalogue of problem codes against the program.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The catalogue in three parts: problems of tables, of the other modules, and of the pairwise
/// form.
const PAGE: &str = include_str!("../CODES.md");

/// Source files without their unit tests and comments, by path.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    walk(Path::new("src"), &mut found);
    found
}

fn walk(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the source") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            walk(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" && !name.ends_with("_tests.rs") {
            let text = fs::read_to_string(&path).expect("text");
            let own = text.split("#[cfg(test)]\nmod tests {").next();
            // Examples in comments may contain expert ids, which look like codes.
            let lines = own.unwrap_or(&text).lines();
            let code: Vec<&str> = lines
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            found.insert(path.display().to_string(), code.join("\n"));
        }
    }
}

/// Whether a word has the form of a problem code. `R` codes are rules, and `S` may be ids of
/// submissions.
fn is_code(word: &str) -> bool {
    word.len() == 4
        && word.is_ascii()
        && "EWNHTDLA".contains(&word[..1])
        && word[1..].bytes().all(|digit| digit.is_ascii_digit())
}

/// The codes used in the program: members of the enumeration by name, all others as string
/// literals.
fn given() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources() {
        if path.ends_with("files/tables/code.rs") {
            continue;
        }
        let quoted = text.split('"').filter(|word| is_code(word));
        found.extend(quoted.map(str::to_owned));
        for code in ProblemCode::ALL {
            let name = format!("::{code:?}");
            let named = text.match_indices(&name).any(|(at, _)| {
                let next = text[at + name.len()..].chars().next();
                !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
            });
            if named {
                found.insert(code.code().to_owned());
            }
        }
    }
    found
}

/// The rows of the catalogue's parts, split into cells; each part has its own number of columns.
fn parts() -> Vec<Vec<Vec<&'static str>>> {
    let rows = |part: &'static str| {
        let rows = part.lines().filter_map(|line| line.strip_prefix("| "));
        rows.map(|row| {
            row.trim_end_matches('|')
                .split('|')
                .map(str::trim)
                .collect()
        })
        .filter(|cells: &Vec<&str>| is_code(cells[0]))
        .collect()
    };
    PAGE.split("\n## ").map(rows).collect()
}

/// The catalogue explains every code that the program can report, and no others.
#[test]
fn the_catalogue_has_what_is_given_and_nothing_else() {
    let given = given();
    let parts = parts();
    let listed: Vec<&str> = parts.iter().flatten().map(|row| row[0]).collect();
    let once: BTreeSet<String> = listed.iter().map(ToString::to_string).collect();
    assert_eq!(once.len(), listed.len(), "a code stands twice");
    let missing: Vec<&String> = given.difference(&once).collect();
    assert!(
        given.len() > 250 && missing.is_empty(),
        "not in the catalogue: {missing:?}"
    );
    let dead: Vec<&String> = once.difference(&given).collect();
    assert!(dead.is_empty(), "nothing gives these: {dead:?}");
}

/// Every row says in both languages what is wrong and what to do.
#[test]
fn every_row_of_the_catalogue_is_whole() {
    let parts = parts();
    assert_eq!(parts.len(), 3);
    for (part, columns) in parts.iter().zip([4, 3, 4]) {
        for row in part {
            assert_eq!(row.len(), columns, "{row:?}");
            // The last column of the first part is an example; the second one of the last part is
            // the severity.
            let told = match columns {
                4 if row[0].starts_with('A') => &row[2..],
                _ => &row[1..3],
            };
            for cell in told {
                let (zh, en) = cell.split_once("<br>").expect("both languages");
                assert!(zh.chars().any(|c| c > '\u{4e00}'), "{row:?}");
                assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "{row:?}");
            }
            assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        }
    }
}

/// The first part lists the enumeration in order.
#[test]
fn the_first_part_of_the_catalogue_is_that_of_the_tables() {
    let listed: Vec<&str> = parts()[0].iter().map(|row| row[0]).collect();
    let codes: Vec<&str> = ProblemCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(listed, codes);
}

/// Every example named in the catalogue exists and produces its code.
#[test]
fn every_example_of_the_catalogue_is_there() {
    let mut folders = 0;
    for row in &parts()[0] {
        let example = row[3].trim_matches('`');
        if is_code(example.split('-').next().unwrap_or_default()) {
            assert!(example.starts_with(row[0]), "{row:?}");
            assert!(Path::new("data/broken").join(example).is_dir(), "{row:?}");
            folders += 1;
        }
    }
    assert!(folders > 80, "{folders}");
}

#[test]
fn codes_ascend_and_are_used_once() {
    let digits = |code: &ProblemCode| code.code()[1..].parse::<u32>().expect("digits");
    assert!(
        ProblemCode::ALL
            .windows(2)
            .all(|pair| digits(&pair[0]) < digits(&pair[1]))
    );
    assert_eq!(ProblemCode::TwoFiles.severity(), Severity::Warning);
    assert_eq!(ProblemCode::More.severity(), Severity::Note);
}
