//! `empanel diff`, `empanel history` and `empanel undo` as a person calls them.

use assert_cmd::Command;
use empanel::files::history::{Action, Meta, write_plan};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn toy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy")
}

fn plan(third: [&str; 2], swap: bool) -> Value {
    let (member, other) = if swap {
        ("E007", "E008")
    } else {
        ("E008", "E007")
    };
    json!({
        "schema": "empanel/plan@1",
        "status": "feasible",
        "committee": {"chair": "E001", "vice_chair": "E002"},
        "groups": [
            {"id": "G01", "name": "机械组", "leader": "E003", "members": ["E003", "E005", member],
             "submissions": ["S001", "S002", "S003"]},
            {"id": "G02", "name": "食品组", "leader": "E006", "members": ["E006", "E004", other],
             "submissions": ["S004", "S005", "S006"]},
        ],
        "reviews": [
            {"submission": "S001", "group": "G01", "reviewers": ["E003", "E005"]},
            {"submission": "S002", "group": "G01", "reviewers": ["E003", member]},
            {"submission": "S003", "group": "G01", "reviewers": third, "recused": ["E005"]},
            {"submission": "S004", "group": "G02", "reviewers": ["E006", other]},
            {"submission": "S005", "group": "G02", "reviewers": ["E006", "E004"]},
            {"submission": "S006", "group": "G02", "reviewers": ["E006", other]},
        ],
        "shortfalls": [{"submission": "S005", "kind": "domain", "code": "Q12.01", "reason": ""}],
        "quality": {"total_score": 8.0125, "worst_score": 1.025, "mean_score": 1.3354,
                    "coverage_shortfalls": 1},
    })
}

fn empanel(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("empanel").expect("the program is built");
    let command = command.env("EMPANEL_AUTHOR", "办公室");
    let output = command.args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let code = output.status.code().expect("not killed");
    (code, text(output.stdout), text(output.stderr))
}

/// A folder with two plans, named by their paths.
fn two_plans(folder: &Path) -> [String; 2] {
    let plans = [plan(["E003", "E008"], false), plan(["E003", "E007"], true)];
    let names = ["a.json", "b.json"].map(|name| folder.join(name));
    for (path, plan) in names.iter().zip(&plans) {
        fs::write(path, plan.to_string()).expect("room");
    }
    names.map(|path| path.display().to_string())
}

#[test]
fn diff_counts_and_writes_all_files_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let [before, after] = two_plans(folder.path());
    let season = toy().display().to_string();
    let out = folder.path().join("out");
    let shown = out.display().to_string();
    let all = [
        "diff", &before, &after, "--season", &season, "--out", &shown,
    ];
    let (code, told, _) = empanel(&[&all[..], &["--format", "json", "--lang", "zh"]].concat());
    assert_eq!(code, 0);
    let document: Value = serde_json::from_str(&told).expect("one document");
    assert_eq!(document["difference"]["told"]["seats"], 2);
    assert_eq!(document["difference"]["told"]["moved"], 2);
    assert_eq!(document["notices"][0]["name"], "孙丽");
    assert_eq!(document["files"].as_array().map(Vec::len), Some(4));
    for name in [
        "difference.json",
        "difference.xlsx",
        "difference.html",
        "notices.txt",
    ] {
        assert!(out.join(name).exists(), "{name}");
    }
    let letters = fs::read_to_string(out.join("notices.txt")).expect("letters");
    assert!(letters.contains("===== E008 周强 =====") && letters.contains("尊敬的周强专家"));
    let (code, ..) = empanel(&all);
    assert_eq!(code, 2, "files that are there are not overwritten");
    assert_eq!(empanel(&[&all[..], &["--force"]].concat()).0, 0);
    let (code, told, _) = empanel(&["diff", &before, &before, "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(told.starts_with("The two plans are the same."), "{told}");
}

#[test]
fn diff_refuses_nonsense_and_other_seasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let [before, after] = two_plans(folder.path());
    let other = fs::read_to_string(&after).expect("a plan");
    fs::write(&after, other.replace("\"E", "\"X").replace("\"S0", "\"T0")).expect("room");
    let (code, _, told) = empanel(&["diff", &before, &after, "--lang", "zh"]);
    assert_eq!(code, 3);
    assert!(
        told.contains("H130") && told.contains("不属于同一年度"),
        "{told}"
    );
    fs::write(&after, "{\"schema\": 3, nonsense").expect("room");
    assert_eq!(empanel(&["diff", &before, &after]).0, 3);
    assert_eq!(empanel(&["diff", &before, "absent.json"]).0, 3);
}

#[test]
fn history_lists_and_undo_restores_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = folder.path().display().to_string();
    assert_eq!(empanel(&["history", &shown]).0, 3, "no history yet");
    let plans = [plan(["E003", "E008"], false), plan(["E003", "E007"], true)];
    let bytes = plans
        .each_ref()
        .map(|plan| format!("{plan}\r\n").into_bytes());
    for plan in &bytes {
        let meta = Meta::now(Action::Form, Some("王".to_owned()), Some("首次".to_owned()));
        write_plan(folder.path(), plan, &meta.replace(true)).expect("written");
    }
    let (code, told, _) = empanel(&["undo", &shown, "--reason", "领导意见", "--lang", "zh"]);
    assert_eq!(code, 0);
    assert!(
        told.contains("已恢复为第 1 版的内容，记为第 3 版"),
        "{told}"
    );
    let in_place = fs::read(folder.path().join("plan.json")).expect("there");
    assert_eq!(in_place, bytes[0]);
    let (code, told, _) = empanel(&["history", &shown, "--lang", "zh"]);
    assert_eq!(code, 0);
    let last = told.lines().last().expect("a table");
    for word in ["3", "办公室", "恢复（第 1 版）", "领导意见", "现行"] {
        assert!(last.contains(word), "{word} in {last}");
    }
    let (_, told, _) = empanel(&["history", &shown, "--format", "json"]);
    let document: Value = serde_json::from_str(&told).expect("one document");
    assert_eq!(document["in_place"], 3);
    assert_eq!(document["versions"][2]["restores"], 1);
    assert_eq!(empanel(&["undo", &shown, "--to", "7"]).0, 3);
    assert_eq!(empanel(&["undo", &shown, "--to", "2"]).0, 0);
    let in_place = fs::read(folder.path().join("plan.json")).expect("there");
    assert_eq!(in_place, bytes[1]);
}

#[test]
fn a_damaged_log_is_told_and_mended_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = folder.path().display().to_string();
    for plan in ["A", "B", "C"] {
        let meta = Meta::now(Action::Form, None, None).replace(true);
        write_plan(folder.path(), plan.as_bytes(), &meta).expect("written");
    }
    let log = folder.path().join("history/log.jsonl");
    let text = fs::read_to_string(&log).expect("a log");
    let lines: Vec<&str> = text.lines().collect();
    fs::write(&log, format!("{}\n???\n{}\n", lines[0], lines[2])).expect("room");
    let (code, told, complaint) = empanel(&["history", &shown, "--lang", "zh"]);
    assert_eq!(code, 3);
    assert!(
        complaint.contains("H110") && complaint.contains("--repair"),
        "{complaint}"
    );
    assert!(told.contains("现行"), "what can be read is listed: {told}");
    assert_eq!(empanel(&["undo", &shown]).0, 3);
    let (code, ..) = empanel(&["history", &shown, "--repair"]);
    assert_eq!(code, 0);
    assert_eq!(empanel(&["undo", &shown]).0, 0);
    assert_eq!(
        fs::read(folder.path().join("plan.json")).expect("there"),
        b"B"
    );
}
