//! What scripts rely on: exit codes, one JSON document, whole files, silent success.

use crate::cli_support;

use cli_support::{code, empanel, run, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// The files that `form` writes.
const FORMED: [&str; 4] = ["committee.xlsx", "history", "plan.json", "report.html"];

fn json(arguments: &[&str]) -> (i32, Value) {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    let output = run(&all);
    // A second document, or any other output, would make it invalid JSON.
    let value = serde_json::from_str(&stdout(&output));
    (
        code(&output),
        value.unwrap_or_else(|error| panic!("{arguments:?}: {error}")),
    )
}

fn held(folder: &Path) -> Vec<String> {
    // A refused run removes the folder it created.
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into()
        })
        .collect();
    names.sort();
    names
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn json_is_one_document_for_every_verb() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let plan = out.join("plan.json");
    let (exit, formed) = json(&[
        "form",
        "data/toy",
        "--out",
        text(&out),
        "--time-limit",
        "20",
    ]);
    assert_eq!((exit, &formed["status"]), (0, &Value::from("optimal")));
    assert_eq!(formed["quality"]["coverage_shortfalls"], 1);
    let (exit, verified) = json(&["verify", "data/toy", text(&plan)]);
    assert_eq!((exit, &verified["accepted"]), (0, &Value::from(true)));
    let (exit, checked) = json(&["check", "data/toy"]);
    assert_eq!((exit, &checked["possible"]), (0, &Value::from(true)));
    assert_eq!(checked["unavoidable_shortfalls"][0]["submission"], "S005");
    let (exit, conflicts) = json(&["conflicts", "data/toy", "--expert", "E004"]);
    assert_eq!(
        (exit, conflicts["conflicts"].as_array().map(Vec::len)),
        (0, Some(1))
    );
    let season = folder.path().join("season");
    let generate = [
        "generate",
        "--planted",
        "--groups",
        "1",
        "--out",
        text(&season),
    ];
    assert_eq!(json(&generate).1["submissions"], 25);
    assert_eq!(
        json(&["schema", "plan"]).1["properties"]["schema"]["const"],
        "empanel/plan@1"
    );
    assert_eq!(json(&["schema", "rules"]).0, 0);
    assert_eq!(json(&["completions", "bash"]).0, 0);
    assert_eq!(json(&["--help"]).0, 0);
    assert_eq!(json(&["--version"]).0, 0);
}

#[test]
fn errors_are_one_document_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (exit, usage) = json(&["form", "data/toy"]);
    assert_eq!((exit, &usage["error"]["kind"]), (2, &Value::from("usage")));
    let (exit, input) = json(&["check", text(folder.path())]);
    assert_eq!((exit, &input["error"]["kind"]), (3, &Value::from("input")));
    let problems = input["error"]["problems"].as_array().expect("a list");
    assert!(
        problems
            .iter()
            .any(|problem| problem["severity"] == "error")
    );
    let (exit, missing) = json(&["verify", "data/toy", text(&folder.path().join("no.json"))]);
    assert_eq!((exit, &missing["error"]["exit"]), (3, &Value::from(3)));
}

#[test]
fn every_broken_season_ends_with_its_code_and_exit() {
    let broken = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/broken");
    let names = held(&broken)
        .into_iter()
        .filter(|name| broken.join(name).is_dir());
    let mut count = 0;
    for name in names {
        let folder = broken.join(&name);
        let plan = folder.join("plan.json");
        let (exit, document) = if plan.exists() {
            json(&["verify", text(&folder), text(&plan)])
        } else if ["W611", "W612"].contains(&&name[..4]) {
            // Only the form check reads what applicants state.
            json(&["screen", text(&folder)])
        } else {
            json(&["check", text(&folder)])
        };
        let problems = if name.starts_with('E') {
            assert_eq!(exit, 3, "{name}");
            &document["error"]["problems"]
        } else {
            assert!(matches!(exit, 0 | 4), "{name}: exit {exit}");
            &document["problems"]
        };
        let problems = problems.as_array().expect("a list");
        assert!(
            problems.iter().any(|problem| problem["code"] == name[..4]),
            "{name}"
        );
        count += 1;
    }
    assert!(count > 50, "{count} broken seasons");
}

#[test]
fn the_solver_process_refuses_nonsense_quietly() {
    let mut child = empanel()
        .arg("solver-process")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdin.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (code(&output), stdout(&output), stderr(&output)),
        (1, String::new(), String::new())
    );
}

/// Rules under which the toy season has no plan: three groups, two leaders.
fn impossible_rules(folder: &Path) -> String {
    let path = folder.join("rules.toml");
    let rules = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/toy/rules.toml"));
    let rules = rules.expect("the toy season has rules");
    let rules = rules
        .replace("count = 2", "count = 3")
        .replace("min_submissions = 3", "min_submissions = 2")
        .replace("min_members = 3", "min_members = 2")
        .replace("max_members = 3", "max_members = 3\nodd_members = false");
    fs::write(&path, rules).expect("room");
    text(&path).to_owned()
}

#[test]
fn no_plan_is_exit_4_with_reasons_and_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = impossible_rules(folder.path());
    let out = folder.path().join("out");
    let form = ["form", "data/toy", "--rules", &rules, "--out", text(&out)];
    let (exit, none) = json(&form);
    assert_eq!(exit, 4, "{none}");
    assert_eq!(none["error"]["kind"], "infeasible");
    assert_eq!(none["error"]["reasons"][0]["rule"], "R12");
    assert_eq!(held(&out), Vec::<String>::new());
    let (exit, checked) = json(&["check", "data/toy", "--rules", &rules]);
    assert_eq!((exit, &checked["possible"]), (4, &Value::from(false)));
}

#[test]
fn a_broken_rule_is_exit_5_and_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let form = [
        "form",
        "data/toy",
        "--out",
        text(&out),
        "--time-limit",
        "20",
    ];
    assert_eq!(code(&run(&form)), 0);
    let plan = out.join("plan.json");
    let broken = fs::read_to_string(&plan).expect("written");
    let broken = broken.replace("\"chair\": \"E001\"", "\"chair\": \"E002\"");
    fs::write(&plan, broken).expect("room");
    let (exit, report) = json(&["verify", "data/toy", text(&plan)]);
    assert_eq!(exit, 5);
    let codes: Vec<&str> = report["violations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|found| found["code"].as_str())
        .collect();
    assert!(
        codes.contains(&"R02") && codes.contains(&"R17"),
        "{codes:?}"
    );
}

#[test]
fn an_existing_plan_stays_without_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("plan.json");
    fs::write(&plan, "mine").expect("room");
    let form = [
        "form",
        "data/toy",
        "--out",
        text(folder.path()),
        "--time-limit",
        "20",
    ];
    let output = run(&form);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("--force"));
    assert_eq!(fs::read(&plan).expect("there"), b"mine");
    assert_eq!(held(folder.path()), ["plan.json"]);
    let mut forced = form.to_vec();
    forced.push("--force");
    assert_eq!(code(&run(&forced)), 0);
    assert_eq!(held(folder.path()), FORMED);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_before_the_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("room");
    let under = file.join("out");
    let start = Instant::now();
    let output = run(&[
        "form",
        "data/toy",
        "--out",
        text(&under),
        "--time-limit",
        "60",
    ]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("--out"));
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("Linux has it");
    let output = empanel()
        .args(["schema", "plan", "--lang", "en"])
        .stdout(Stdio::from(full))
        .output()
        .expect("the program starts");
    assert_eq!(code(&output), 1);
    assert!(
        stderr(&output).contains("standard output"),
        "{}",
        stderr(&output)
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    for verb in [&["schema", "plan"][..], &["check", "data/toy"], &["--help"]] {
        let mut child = empanel()
            .args(verb)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(
            (code(&output), stderr(&output).as_str()),
            (0, ""),
            "{verb:?}"
        );
    }
}

#[test]
fn odd_limits_and_threads_are_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let form = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        let mut arguments = vec!["form", "data/toy", "--out", text(&out)];
        arguments.extend(more);
        let output = run(&arguments);
        let written = out.join("plan.json").exists();
        assert_eq!(written, code(&output) == 0, "{more:?}: {}", stderr(&output));
        code(&output)
    };
    for (name, limit) in [("zero", "0"), ("tiny", "0.001")] {
        assert!(matches!(form(name, &["--time-limit", limit]), 0 | 6));
    }
    assert_eq!(form("year", &["--time-limit", "31536000"]), 0);
    assert_eq!(form("huge", &["--time-limit", "1e300"]), 0);
    assert_eq!(form("all", &["--threads", "0", "--time-limit", "20"]), 0);
    assert_eq!(form("one", &["--threads", "1", "--time-limit", "20"]), 0);
    assert_eq!(
        form("many", &["--threads", "1000", "--time-limit", "20"]),
        0
    );
    assert_eq!(form("nan", &["--time-limit", "nan"]), 2);
    assert_eq!(form("minus", &["--threads", "-1"]), 2);
}

#[test]
fn a_work_limit_gives_the_same_plan_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let season = folder.path().join("season");
    let generate = [
        "generate",
        "--planted",
        "--groups",
        "2",
        "--out",
        text(&season),
    ];
    assert_eq!(code(&run(&generate)), 0);
    let plan = |name: &str, seconds: &str| {
        let out = folder.path().join(name);
        let limits = [
            "--work-limit",
            "20000",
            "--threads",
            "2",
            "--time-limit",
            seconds,
        ];
        let mut arguments = vec!["form", text(&season), "--out", text(&out)];
        arguments.extend(limits);
        let output = run(&arguments);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let plan = fs::read_to_string(out.join("plan.json")).expect("written");
        // Only durations and limits may differ.
        let timed = ["\"seconds\"", "\"time_limit\""];
        let lines = plan
            .lines()
            .filter(|line| !timed.iter().any(|key| line.contains(key)));
        lines.collect::<Vec<_>>().join("\n")
    };
    let first = plan("first", "300");
    assert_eq!(first, plan("second", "300"));
    // A share of a shorter time limit once ended the count early on a slow machine.
    assert_eq!(first, plan("third", "20"));
}

#[test]
fn quiet_says_nothing_and_the_log_holds_lines_of_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let (out, log) = (folder.path().join("out"), folder.path().join("log"));
    let limits = ["--time-limit", "20", "-q", "--log", text(&log)];
    let mut form = vec!["form", "data/toy", "--out", text(&out)];
    form.extend(limits);
    let output = run(&form);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let log = fs::read_to_string(&log).expect("written");
    assert!(!log.is_empty());
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        assert!(line["total"].is_number() && line["seconds"].is_number());
    }
}

#[test]
fn traces_hold_ids_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let output = run(&[
        "form",
        "data/toy",
        "--out",
        text(&out),
        "--time-limit",
        "20",
        "-vvv",
    ]);
    let traces = stderr(&output);
    assert!(traces.contains("season read"), "{traces}");
    for name in ["王建国", "赵敏", "示例大学"] {
        assert!(!traces.contains(name), "{name} is in the log");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_a_whole_plan_or_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let (season, out) = (folder.path().join("season"), folder.path().join("out"));
    let generate = ["generate", "--experts", "80", "--submissions", "60"];
    let output = empanel()
        .args(generate)
        .args(["--out", text(&season)])
        .output();
    assert_eq!(code(&output.expect("the program starts")), 0);
    let child = empanel()
        .args([
            "form",
            text(&season),
            "--out",
            text(&out),
            "--time-limit",
            "600",
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(Duration::from_secs(3));
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.expect("kill is there").success());
    let asked = Instant::now();
    let output = child.wait_with_output().expect("it ends");
    assert!(
        asked.elapsed() < Duration::from_secs(60),
        "{:?}",
        asked.elapsed()
    );
    match code(&output) {
        0 => {
            assert_eq!(held(&out), FORMED);
            let verified = run(&["verify", text(&season), text(&out.join("plan.json"))]);
            assert_eq!(code(&verified), 0, "{}", stdout(&verified));
        }
        6 => assert_eq!(held(&out), Vec::<String>::new()),
        other => panic!("exit {other}: {}", stderr(&output)),
    }
}
