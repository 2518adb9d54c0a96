//! `form --exchange` and `--allow-shortfalls` as people and scripts see them.

use crate::cli_support;

use cli_support::{code, run, stderr, stdout};
use insta::assert_snapshot;
use std::path::Path;
use std::process::Output;

/// Rules of the toy season under which one more shortfall raises the total.
const RULES: &str = "[groups]\ncount = 2\nmin_members = 3\nmax_members = 3\n\
    min_submissions = 2\nmax_submissions = 4\n[reviews]\nper_submission = 2\n\
    max_per_expert = 5\n[coverage]\nindustry_reviewers = 2\n\
    [conflicts]\nyear = 2026\nemployer = \"off\"\n";

fn form(folder: &Path, out: &str, further: &[&str]) -> Output {
    let (rules, out) = (folder.join("rules.toml"), folder.join(out));
    std::fs::write(&rules, RULES).expect("room on the disk");
    let mut arguments = vec!["form", "data/toy", "--work-limit", "800", "--threads", "1"];
    let (rules, out) = (rules.display().to_string(), out.display().to_string());
    arguments.extend(["--rules", &rules, "--out", &out]);
    arguments.extend(further);
    run(&arguments)
}

/// From the title of the exchange to the list of files.
fn section(output: &Output, title: &str) -> String {
    assert_eq!(code(output), 0, "{}", stderr(output));
    let text = stdout(output);
    let from = text.find(title).expect("the section");
    text[from..].split("\n\n").next().unwrap_or("").to_owned()
}

#[test]
fn the_table_says_what_more_shortfalls_bring() {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, title) in [("zh", "少留缺口的代价"), ("en", "What each avoided")] {
        let output = form(folder.path(), lang, &["--exchange", "--lang", lang]);
        assert_snapshot!(format!("exchange_{lang}"), section(&output, title));
    }
    let output = form(
        folder.path(),
        "taken",
        &["--allow-shortfalls", "1", "--lang", "en"],
    );
    assert_snapshot!("exchange_taken_en", section(&output, "What each avoided"));
    let out = folder.path().join("taken").display().to_string();
    let history = stdout(&run(&["history", &out, "--lang", "en"]));
    assert!(
        history.contains("beyond the fewest, for a higher total: 1"),
        "{history}"
    );
    let plan = folder.path().join("taken/plan.json").display().to_string();
    let rules = folder.path().join("rules.toml").display().to_string();
    let verified = run(&[
        "verify", "data/toy", &plan, "--rules", &rules, "--lang", "en",
    ]);
    assert_eq!(code(&verified), 0, "{}", stdout(&verified));
    assert!(stdout(&verified).contains("for a higher total: 1 in the plan, 0 in"));
    let page = std::fs::read_to_string(folder.path().join("taken/report.html"));
    assert!(
        page.expect("a report")
            .contains("What each avoided shortfall costs")
    );
}

#[test]
fn scripts_get_the_table_and_a_plan_without_it_has_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = form(
        folder.path(),
        "with",
        &["--exchange", "3", "--format", "json"],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let exchange = &told["exchange"];
    assert_eq!(exchange["schema"], "empanel/exchange@1");
    assert_eq!(exchange["searched"], 3);
    let rows = exchange["rows"].as_array().expect("rows");
    assert!(rows.len() > 1, "{exchange}");
    assert_eq!(rows[0]["total_score"], told["quality"]["total_score"]);
    let schema = run(&["schema", "exchange"]);
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).expect("JSON");
    for (name, value) in exchange.as_object().expect("an object") {
        assert!(schema["properties"][name].is_object(), "{name}: {value}");
    }
    let output = form(folder.path(), "without", &["--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(told["exchange"].is_null());
    let plan = std::fs::read_to_string(folder.path().join("without/plan.json")).expect("a plan");
    assert!(!plan.contains("\"exchange\""));
}

#[test]
fn more_shortfalls_are_weighed_against_totals_only() {
    let folder = tempfile::tempdir().expect("a folder");
    for further in [
        ["--exchange", "--objective"],
        ["--allow-shortfalls=2", "--objective"],
    ] {
        let output = form(folder.path(), "out", &[further[0], further[1], "maxmin"]);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
    }
    let output = form(folder.path(), "out", &["--exchange", "--draw", "1-2-3"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
}
