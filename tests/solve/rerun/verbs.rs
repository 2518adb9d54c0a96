//! The verbs `rerun` and `edit` on the toy season.

use assert_cmd::Command;
use std::path::Path;

fn empanel(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("empanel").expect("the program");
    let output = command
        .args(arguments)
        .args(["--lang", "en"])
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().unwrap_or(-1),
        text(output.stdout),
        text(output.stderr),
    )
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8");
    let plan = folder.path().join("plan.json");
    let path = plan.to_str().expect("UTF-8");
    let formed = empanel(&["form", "data/toy", "--out", out, "--time-limit", "1"]);
    assert_eq!(formed.0, 0, "{}", formed.2);
    let before = read(&plan);
    let gone = empanel(&["rerun", "data/toy", "--plan", path, "--withdraw", "E777"]);
    assert_eq!(gone.0, 3);
    assert!(gone.2.contains("N104"), "{}", gone.2);
    // The toy season has no spare experts.
    let chair = empanel(&["rerun", "data/toy", "--plan", path, "--withdraw", "E001"]);
    assert!([4, 6].contains(&chair.0), "{} {}", chair.0, chair.2);
    let swap = [
        "edit", path, "--season", "data/toy", "--swap", "E003", "E006",
    ];
    let trial = empanel(&swap);
    assert_eq!(trial.0, 0, "both may lead: {} {}", trial.1, trial.2);
    assert!(trial.1.contains("nothing was written"), "{}", trial.1);
    assert_eq!(
        read(&plan),
        before,
        "no plan is overwritten without --force"
    );
    let swap = empanel(&[&swap[..], &["--force"]].concat());
    assert_eq!(swap.0, 0, "{} {}", swap.1, swap.2);
    let barred = empanel(&[
        "edit", path, "--season", "data/toy", "--swap", "E004", "E005", "--force",
    ]);
    assert_eq!(barred.0, 5, "E004 is barred from S001: {}", barred.1);
    assert!(barred.1.contains("R14"), "{}", barred.1);
    assert_ne!(read(&plan), before, "the first edit was written");
    let undone = empanel(&["undo", out]);
    assert_eq!(undone.0, 0, "{}", undone.2);
    assert_eq!(read(&plan), before);
}

#[test]
fn a_rerun_writes_a_version_that_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    let season = folder.path().join("season");
    let season = season.to_str().expect("UTF-8");
    let out = folder.path().join("out");
    let (out, plan) = (out.to_str().expect("UTF-8"), out.join("plan.json"));
    let path = plan.to_str().expect("UTF-8");
    let made = empanel(&[
        "generate",
        "--out",
        season,
        "--experts",
        "80",
        "--submissions",
        "40",
    ]);
    assert_eq!(made.0, 0, "{}", made.2);
    let formed = empanel(&["form", season, "--out", out, "--time-limit", "3"]);
    assert_eq!(formed.0, 0, "{}", formed.2);
    let prior: serde_json::Value = serde_json::from_str(&read(&plan)).expect("JSON");
    let gone = prior["groups"][0]["members"][2]
        .as_str()
        .expect("a member")
        .to_owned();
    let done = empanel(&[
        "rerun",
        season,
        "--plan",
        path,
        "--withdraw",
        &gone,
        "--force",
        "--format",
        "json",
    ]);
    assert_eq!(done.0, 0, "{}", done.2);
    let told: serde_json::Value = serde_json::from_str(&done.1).expect("one document");
    assert_eq!(told["rerun"]["withdrawn"][0], gone.as_str());
    assert_eq!(told["rerun"]["people"], 1);
    assert_eq!(told["rerun"]["proof"], "counting");
    assert_eq!(empanel(&["verify", season, path]).0, 0);
    let log = read(&folder.path().join("out/history/log.jsonl"));
    assert_eq!(log.lines().count(), 2);
    assert!(log.contains("\"rerun\""));
    let out = folder.path().join("out");
    // Everybody concerned gets a letter, in the file and in the document.
    let letters = read(&out.join("notices.txt"));
    let notices = told["notices"].as_array().expect("letters");
    assert_eq!(letters.matches("===== ").count(), notices.len());
    assert!(letters.contains(&format!("===== {gone} ")), "{letters}");
    assert!(notices.iter().all(|one| {
        one["text"]["zh"]
            .as_str()
            .is_some_and(|zh| zh.contains("尊敬的"))
    }));
    // Undo restores the documents of the plan, and reports those it cannot restore.
    let kept =
        |version: &str, name: &str| std::fs::read(out.join(format!("history/{version}.{name}")));
    let book = std::fs::read(out.join("committee.xlsx")).expect("a workbook");
    assert_eq!(kept("0002", "committee.xlsx").expect("kept"), book);
    let undone = empanel(&["undo", out.to_str().expect("UTF-8")]);
    assert_eq!(undone.0, 0, "{}", undone.2);
    assert!(undone.2.contains("notices.txt"), "{}", undone.2);
    let book = std::fs::read(out.join("committee.xlsx")).expect("a workbook");
    assert_eq!(kept("0001", "committee.xlsx").expect("kept"), book);
    assert_eq!(kept("0003", "committee.xlsx").expect("kept"), book);
    a_torn_log_loses_nothing(season, path, &out, &gone);
}

/// A log whose last line was truncated: the rerun continues, and the line is set aside.
fn a_torn_log_loses_nothing(season: &str, path: &str, out: &Path, gone: &str) {
    let log = out.join("history/log.jsonl");
    let torn = format!("{}{{\"version\":4,\"ti", read(&log));
    std::fs::write(&log, torn).expect("room");
    let again = ["rerun", season, "--plan", path, "--withdraw", gone];
    let done = empanel(&[&again[..], &["--force"]].concat());
    assert_eq!(done.0, 0, "{}", done.2);
    assert!(done.2.contains("H201"), "{}", done.2);
    assert_eq!(read(&log).lines().count(), 4);
    assert_eq!(empanel(&["verify", season, path]).0, 0);
}

/// Inconsistent plans are rejected with the reason, and nothing is written.
#[test]
fn strange_plans_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8");
    let plan = folder.path().join("plan.json");
    let path = plan.to_str().expect("UTF-8");
    let formed = empanel(&["form", "data/toy", "--out", out, "--time-limit", "1"]);
    assert_eq!(formed.0, 0, "{}", formed.2);
    let good = read(&plan);
    let cases = [
        (good.replace("\"E0", "\"X0").replace("\"S0", "\"Y0"), "N101"),
        (good.replace("\"E004\"", "\"E003\""), "N103"),
        (good[..good.len() / 2].to_owned(), "E120"),
        (good.replace("empanel/plan@1", "empanel/plan@9"), "E121"),
    ];
    for (text, code) in cases {
        std::fs::write(&plan, &text).expect("room");
        let done = empanel(&["rerun", "data/toy", "--plan", path, "--withdraw", "E005"]);
        assert_eq!(done.0, 3, "{code}: {} {}", done.1, done.2);
        assert!(done.2.contains(code), "{code}: {}", done.2);
        assert_eq!(read(&plan), text);
    }
}
