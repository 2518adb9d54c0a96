//! What people see: help, messages and tables of every verb in both languages.

use crate::cli_support;

use cli_support::{code, empanel, run, stderr, stdout};
use insta::assert_snapshot;
use std::path::Path;
use std::process::Output;

/// The verbs that the help lists.
fn verbs() -> Vec<String> {
    let help = stdout(&run(&["--lang", "en", "--help"]));
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect()
}

/// Exit code, stdout and stderr in one text; `hide` is a path that differs from run to run.
fn told(output: &Output, hide: Option<&Path>) -> String {
    let text = format!(
        "exit {}\n--- stdout\n{}--- stderr\n{}",
        code(output),
        stdout(output),
        stderr(output)
    );
    match hide {
        Some(path) => text.replace(&path.display().to_string(), "[PATH]"),
        None => text,
    }
}

/// The help of the program and of every verb, by verb.
fn helps(lang: &str) -> Vec<(String, String)> {
    let own = stdout(&run(&["--lang", lang, "--help"]));
    let mut all = vec![("empanel".to_owned(), own)];
    for verb in verbs() {
        let output = run(&[&verb, "--lang", lang, "--help"]);
        assert_eq!((code(&output), stderr(&output).as_str()), (0, ""), "{verb}");
        all.push((verb, stdout(&output)));
    }
    all
}

#[test]
fn help_in_chinese() {
    for (verb, text) in helps("zh") {
        for word in ["Usage", "Options", "Arguments", "Commands", "OPTIONS"] {
            assert!(!text.contains(word), "{verb}: {word} is left in English");
        }
        assert_snapshot!(format!("help_{verb}_zh"), text);
    }
}

#[test]
fn help_in_english() {
    for (verb, text) in helps("en") {
        let chinese = text.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        assert_eq!(chinese, None, "{verb}");
        assert_snapshot!(format!("help_{verb}_en"), text);
    }
}

#[test]
fn the_verbs_of_the_contract_are_there() {
    let verbs = verbs();
    for verb in ["form", "verify", "check", "conflicts", "generate", "schema"] {
        assert!(verbs.iter().any(|listed| listed == verb), "{verb}");
    }
}

#[test]
fn the_locale_chooses_the_language_and_the_option_wins() {
    let text = |locale: &str, arguments: &[&str]| {
        let output = empanel().env("LC_ALL", locale).args(arguments).output();
        stdout(&output.expect("the program starts"))
    };
    assert!(text("en_US.UTF-8", &["--help"]).contains("Usage:"));
    assert!(text("zh_CN.UTF-8", &["--help"]).contains("用法："));
    assert!(text("C", &["--help"]).contains("用法："));
    assert!(text("en_US.UTF-8", &["--lang", "zh", "--help"]).contains("用法："));
}

/// clap and the standard library give reasons for invalid values in English only.
#[test]
fn no_english_stands_in_chinese_complaints() {
    for (arguments, reason) in [
        (
            &["publicity", "--from", "2026-09-01", "--days", "0"][..],
            "应为 1 到 1000 的整数",
        ),
        (
            &["publicity", "--from", "2026-09-01", "--days", "x"],
            "应为整数",
        ),
        (
            &["publicity", "--from", "2026-09-01", "--days", "99999999999"],
            "应为 1 到 1000 的整数",
        ),
        (
            &[
                "objection",
                "s",
                "--plan",
                "p",
                "--submission",
                "S1",
                "--team",
                "500",
            ],
            "应为 1 到 99 的整数",
        ),
        (
            &["form", "s", "--out", "o", "--draw-plans", "0"],
            "应为 1 到 10000 的整数",
        ),
        (
            &["form", "s", "--out", "o", "--draw-steps", "x"],
            "应为整数",
        ),
        (&["form", "s", "--out", "o", "--seed", "1.5"], "应为整数"),
        (
            &["scores", "s", "--out", "o", "--top", "0"],
            "应为不小于 1 的整数",
        ),
        (&["undo", "o", "--to", "0"], "应为不小于 1 的整数"),
    ] {
        let output = run(&[arguments, &["--lang", "zh"]].concat());
        let told = stderr(&output);
        assert_eq!(code(&output), 2, "{told}");
        assert!(told.contains(reason), "{arguments:?}: {told}");
        for english in ["is not in", "invalid", "parse"] {
            assert!(!told.contains(english), "{told}");
        }
    }
}

#[test]
fn wrong_usage_is_told_in_the_persons_language() {
    let cases: [&[&str]; 10] = [
        &[],
        &["from", "data/toy"],
        &["form", "data/toy"],
        &["form", "data/toy", "--out", "x", "--tim-limit", "3"],
        &["form", "data/toy", "--out", "x", "--time-limit", "-1"],
        &["form", "data/toy", "--out", "x", "--time-limit", "soon"],
        &["form", "data/toy", "--out", "x", "--objective", "best"],
        &["form", "data/toy", "--out"],
        &["generate", "--out", "x", "--planted", "--shape", "plain"],
        &["conflicts", "data/toy", "--expert", "E99"],
    ];
    for lang in ["zh", "en"] {
        let mut text = String::new();
        for case in cases {
            let mut arguments = case.to_vec();
            arguments.extend(["--lang", lang]);
            let output = run(&arguments);
            assert_eq!(code(&output), 2, "{arguments:?}");
            assert_eq!(stdout(&output), "");
            text.push_str(&format!(
                "$ empanel {}\n{}\n",
                case.join(" "),
                stderr(&output)
            ));
        }
        assert_snapshot!(format!("usage_{lang}"), text);
    }
}

#[test]
fn the_toy_season_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for lang in ["zh", "en"] {
        let out = folder.path().join(lang);
        let out = out.to_str().expect("UTF-8");
        let plan = format!("{out}/plan.json");
        let verbs: [(&str, &[&str]); 9] = [
            ("check", &["check", "data/toy"]),
            ("conflicts", &["conflicts", "data/toy"]),
            (
                "form",
                &["form", "data/toy", "--out", out, "--time-limit", "20"],
            ),
            ("verify", &["verify", "data/toy", &plan]),
            (
                "stress",
                &["stress", "data/toy", "--plan", &plan, "--pairs"],
            ),
            (
                "explain_expert",
                &["explain", "data/toy", "--plan", &plan, "--expert", "E005"],
            ),
            (
                "explain_submission",
                &[
                    "explain",
                    "data/toy",
                    "--plan",
                    &plan,
                    "--submission",
                    "S003",
                ],
            ),
            (
                "explain_pair",
                &[
                    "explain",
                    "data/toy",
                    "--plan",
                    &plan,
                    "--expert",
                    "E004",
                    "--submission",
                    "S001",
                ],
            ),
            (
                "explain_group",
                &["explain", "data/toy", "--plan", &plan, "--group", "G02"],
            ),
        ];
        for (verb, arguments) in verbs {
            let mut arguments = arguments.to_vec();
            arguments.extend(["--lang", lang]);
            let output = run(&arguments);
            assert_snapshot!(
                format!("toy_{verb}_{lang}"),
                told(&output, Some(folder.path()))
            );
        }
    }
}

#[test]
fn a_season_that_is_not_there() {
    for lang in ["zh", "en"] {
        let output = run(&["check", "data/nowhere", "--lang", lang]);
        assert_eq!(code(&output), 3);
        assert_snapshot!(format!("nowhere_{lang}"), told(&output, None));
    }
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert_eq!(code(&output), 0, "{shell}");
        assert!(stdout(&output).contains("time-limit"), "{shell}");
    }
    assert_eq!(code(&run(&["completions", "dos"])), 2);
}

#[test]
fn the_version_is_the_crates() {
    let version = concat!("empanel ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(stdout(&run(&["--version"])), version);
}

/// A warning on the terminal is not kept; the files that are passed on must contain it.
#[test]
fn a_year_without_a_table_stays_told_in_files_and_status() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().display().to_string();
    let counted = run(&[
        "publicity",
        "--from",
        "2049-12-30",
        "--out",
        &out,
        "--lang",
        "en",
    ]);
    assert_eq!(code(&counted), 0, "{}", stderr(&counted));
    let told = std::fs::read_to_string(folder.path().join("publicity.json")).expect("written");
    assert!(told.contains("W613") && told.contains("2050"), "{told}");
    let book = std::fs::read(folder.path().join("publicity.xlsx")).expect("written");
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a workbook");
    let mut strings = String::new();
    let mut part = book.by_name("xl/sharedStrings.xml").expect("strings");
    std::io::Read::read_to_string(&mut part, &mut strings).expect("text");
    assert!(strings.contains("W613"), "{strings}");
    let status = run(&["status", "data/toy", "--in", &out, "--lang", "en"]);
    assert!(stdout(&status).contains("W613"), "{}", stdout(&status));
}
