//! The documentation stays valid: links have targets, commands exist, and the output shown for a
//! command is what the program prints.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page for people, sorted.
fn pages() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "md") {
                found.push(path);
            }
        }
    }
    let mut found = vec![root().join("README.md"), root().join("README.zh-CN.md")];
    walk(&root().join("docs"), &mut found);
    found.sort();
    found
}

/// The fenced blocks of a page.
fn blocks(page: &str) -> Vec<Vec<&str>> {
    let mut blocks = Vec::new();
    let mut open: Option<Vec<&str>> = None;
    for line in page.lines() {
        if line.starts_with("```") {
            match open.take() {
                Some(block) => blocks.push(block),
                None => open = Some(Vec::new()),
            }
        } else if let Some(block) = &mut open {
            block.push(line);
        }
    }
    blocks
}

/// The words of a command line: quotes keep words together, a comment ends it.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut quoted = false;
    let mut inside = false;
    for letter in line.chars() {
        match letter {
            '"' | '\'' => {
                if !inside {
                    words.push(String::new());
                }
                (quoted, inside) = (!quoted, true);
            }
            '#' if !quoted && !inside => break,
            letter if letter.is_whitespace() && !quoted => inside = false,
            letter => {
                if !inside {
                    words.push(String::new());
                    inside = true;
                }
                words.last_mut().expect("a word").push(letter);
            }
        }
    }
    words
}

/// Every command line of a page that calls the program, by words.
fn commands(page: &str) -> Vec<Vec<String>> {
    let lines = blocks(page).into_iter().flatten();
    let lines = lines.map(|line| line.trim_start().trim_start_matches("$ "));
    lines
        .filter(|line| line.starts_with("empanel "))
        .map(|line| words(line).split_off(1))
        .collect()
}

fn empanel(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_empanel"))
        .args(arguments)
        .current_dir(root())
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn every_link_leads_somewhere() {
    let mut dead = Vec::new();
    for path in pages() {
        let page = fs::read_to_string(&path).expect("text");
        let targets = page.split("](").skip(1);
        let targets = targets.filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with('#')) {
            let file = target.split('#').next().unwrap_or(target);
            let folder = path.parent().expect("a folder");
            if !folder.join(file).exists() {
                dead.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn every_command_has_a_verb_and_options_that_exist() {
    let mut help: BTreeMap<String, String> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).expect("text");
        for command in commands(&page) {
            seen += 1;
            let Some(verb) = command.first() else {
                continue;
            };
            let known = help
                .entry(verb.clone())
                .or_insert_with(|| empanel(&[verb, "--help", "--lang", "en"]).0);
            if known.is_empty() {
                wrong.push(format!("{}: no verb {verb}", path.display()));
                continue;
            }
            for option in command.iter().filter(|word| word.starts_with("--")) {
                let name = option.split('=').next().unwrap_or(option);
                let listed = known.split_whitespace().any(|word| {
                    word.trim_matches([',', '[', ']', '.'])
                        .split('=')
                        .next()
                        .is_some_and(|word| word == name)
                });
                if !listed {
                    wrong.push(format!("{}: {verb} has no {name}", path.display()));
                }
            }
        }
    }
    assert!(seen > 40, "the commands were not found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Commands that only read files of the project and finish quickly: the output shown on the page is
/// what they print, in order, with … for omissions.
#[test]
fn what_quick_commands_print_is_what_the_papers_show() {
    let quick = ["check", "conflicts"];
    let mut seen = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).expect("text");
        for block in blocks(&page) {
            let Some(line) = block
                .first()
                .and_then(|line| line.strip_prefix("$ empanel "))
            else {
                continue;
            };
            let command = words(line);
            let on_data = command.get(1).is_some_and(|word| word.starts_with("data/"));
            if !on_data || !quick.contains(&command[0].as_str()) {
                continue;
            }
            seen += 1;
            let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
            if !arguments.contains(&"--lang") {
                arguments.extend(["--lang", "zh"]);
            }
            let (stdout, stderr) = empanel(&arguments);
            // Problems go to stderr, before the answer; the last line of a refusal too.
            let printed: Vec<&str> = stderr.lines().chain(stdout.lines()).collect();
            let mut at = 0;
            for shown in &block[1..] {
                let shown = shown.trim();
                if shown.is_empty() || shown == "…" {
                    continue;
                }
                let found = printed[at..].iter().position(|line| line.trim() == shown);
                let found = found.unwrap_or_else(|| {
                    panic!("{}: {line}\nis said to print\n{shown}", path.display())
                });
                at += found + 1;
            }
        }
    }
    assert!(seen >= 6, "{seen} commands");
}
