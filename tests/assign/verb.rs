//! `assign` from the command line, compared with other solvers and on bad input.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

mod draws;
mod exact;
mod input;

fn write(folder: &Path, scores: &str, loads: &str, demands: &str) {
    let put = |name: &str, header: &str, lines: &str| {
        fs::write(folder.join(name), format!("{header}\n{lines}")).expect("writable");
    };
    put("scores.csv", "submission_id,reviewer_id,score", scores);
    put("loads.csv", "reviewer_id,min_load,max_load", loads);
    put("demands.csv", "submission_id,k", demands);
}

fn assign(folder: &Path, more: &[&str]) -> (i32, Value, String) {
    let output = Command::cargo_bin("empanel")
        .expect("built")
        .arg("assign")
        .arg(folder)
        .args(["--out".as_ref(), folder.join("out.csv").as_os_str()])
        .args(["--format", "json", "--lang", "en"])
        .args(more)
        .output()
        .expect("runs");
    let document = serde_json::from_slice(&output.stdout).expect("one document");
    let written = fs::read_to_string(folder.join("out.csv")).unwrap_or_default();
    (output.status.code().unwrap_or(-1), document, written)
}

#[test]
fn total_maxmin_and_turns_differ_as_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    // A can have r1 at 9 or r2 at 4, B r1 at 6 or r2 at 3: 9 + 3 beats 6 + 4 in total, but its
    // worst is 3 and that of the other is 4.
    write(
        folder.path(),
        "A,r1,9\nA,r2,4\nB,r1,6\nB,r2,3\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let (code, total, written) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(
        (code, &total["total_score"], &total["bound"]),
        (0, &12.0.into(), &12.0.into())
    );
    assert_eq!(total["status"], "optimal");
    assert_eq!(written, "submission_id,reviewer_id,score\nA,r1,9\nB,r2,3\n");
    let (code, _, _) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(code, 2, "never overwritten without --force");
    let (_, maxmin, written) = assign(folder.path(), &["--objective", "maxmin", "--force"]);
    assert_eq!(
        (&maxmin["worst_score"], &maxmin["worst_bound"]),
        (&4.0.into(), &4.0.into())
    );
    assert_eq!(
        (&maxmin["total_score"], &maxmin["bound"]),
        (&10.0.into(), &10.0.into())
    );
    assert_eq!(written, "submission_id,reviewer_id,score\nA,r2,4\nB,r1,6\n");
    let (_, turns, _) = assign(folder.path(), &["--objective", "wef1", "--force"]);
    assert_eq!(
        (&turns["total_score"], &turns["wef1_violations"]),
        (&12.0.into(), &0.into())
    );
}

#[test]
fn a_shortage_is_proven_and_can_be_left_open() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,1\nB,r1,2\nB,r2,3\nC,r1,4\n",
        "r1,0,1\nr2,0,2\n",
        "A,1\nB,1\nC,1\n",
    );
    let (code, error, written) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!((code, written.as_str()), (4, ""));
    let message = error["error"]["message"]["en"].as_str().expect("a message");
    assert!(
        message.contains("A, C") && message.contains("(r1)"),
        "{message}"
    );
    let (code, partial, _) = assign(folder.path(), &["--objective", "total", "--allow-unfilled"]);
    assert_eq!(
        (code, &partial["unfilled"], &partial["total_score"]),
        (0, &1.into(), &7.0.into())
    );
    let (code, zero, _) = assign(
        folder.path(),
        &["--objective", "total", "--allow-zero", "--force"],
    );
    assert_eq!(
        (code, &zero["unfilled"], &zero["total_score"]),
        (0, &0.into(), &7.0.into())
    );
}

#[test]
fn text_is_for_people_and_json_only_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,9\nA,r2,4\nB,r1,6\nB,r2,3\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let say = |lang: &str, more: &[&str]| {
        let output = Command::cargo_bin("empanel")
            .expect("built")
            .arg("assign")
            .arg(folder.path())
            .args(["--out".as_ref(), folder.path().join("out.csv").as_os_str()])
            .args(["--force", "--lang", lang])
            .args(more)
            .output()
            .expect("runs");
        String::from_utf8(output.stdout).expect("text")
    };
    let zh = say("zh", &["--objective", "maxmin", "--leximin"]);
    assert!(
        zh.starts_with("2 项申报、2 位评审专家：") && zh.contains("已证明最优"),
        "{zh}"
    );
    assert!(
        zh.contains("最差申报") && zh.contains("共 2 档，全部已证明") && !zh.contains('{'),
        "{zh}"
    );
    let en = say("en", &["--objective", "total"]);
    assert!(
        en.starts_with("2 submissions, 2 reviewers: highest total; proven optimal."),
        "{en}"
    );
    let total = en
        .lines()
        .find(|line| line.contains("total score"))
        .expect("a row");
    let cells: Vec<&str> = total.split_whitespace().collect();
    assert_eq!(cells, ["total", "score", "12.000000", "12.000000"]);
}

#[test]
fn leximin_goes_on_where_maxmin_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    // A always has 1. Maxmin then takes the higher total, 1 + 9 + 2; leximin raises the next worst:
    // 1 + 4 + 5.
    write(
        folder.path(),
        "A,r1,1\nB,r2,9\nB,r3,5\nC,r2,4\nC,r3,2\n",
        "r1,0,1\nr2,0,1\nr3,0,1\n",
        "A,1\nB,1\nC,1\n",
    );
    let (_, maxmin, _) = assign(folder.path(), &["--objective", "maxmin"]);
    assert_eq!(maxmin["total_score"], 12.0);
    let (_, leximin, written) = assign(
        folder.path(),
        &["--objective", "maxmin", "--leximin", "--force"],
    );
    assert_eq!(
        (&leximin["status"], &leximin["total_score"]),
        (&"optimal".into(), &10.0.into())
    );
    let level = |score: f64| serde_json::json!({"score": score, "submissions": 1, "proven": true});
    assert_eq!(
        leximin["levels"],
        serde_json::json!([level(1.0), level(4.0), level(5.0)])
    );
    assert!(written.contains("C,r2,4"), "{written}");
    let (code, _, _) = assign(
        folder.path(),
        &["--objective", "total", "--leximin", "--force"],
    );
    assert_eq!(code, 2);
}

#[test]
fn random_assignments_keep_the_cap_and_write_their_marginals() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,9\nA,r2,5\nB,r1,8\nB,r2,6\n",
        "r1,0,1\nr2,0,1\n",
        "A,1\nB,1\n",
    );
    let marginals = folder.path().join("m.csv");
    let more = [
        "--objective",
        "total",
        "--max-probability",
        "0.5",
        "--seed",
        "7",
        "--marginals",
    ];
    let more: Vec<&str> = more
        .into_iter()
        .chain([marginals.to_str().expect("a name")])
        .collect();
    let (code, random, _) = assign(folder.path(), &more);
    assert_eq!(
        (code, &random["expected_score"], &random["expected_bound"]),
        (0, &14.0.into(), &14.0.into())
    );
    let written = fs::read_to_string(marginals).expect("written");
    assert_eq!(
        written,
        "submission_id,reviewer_id,probability\nA,r1,0.5\nA,r2,0.5\nB,r1,0.5\nB,r2,0.5\n"
    );
}

#[test]
fn generated_instances_are_solved_and_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = folder.path().join("pairs");
    let generate = || {
        let mut command = Command::cargo_bin("empanel").expect("built");
        command
            .arg("generate")
            .arg("--out")
            .arg(&made)
            .args(["--pairs", "60x40x10", "--seed", "5", "--force"]);
        command.assert().success();
        fs::read(made.join("scores.csv")).expect("written")
    };
    assert_eq!(generate(), generate(), "the same seed gives the same bytes");
    let (code, total, _) = assign(&made, &["--objective", "total"]);
    assert_eq!(
        (code, &total["status"], &total["unfilled"]),
        (0, &"optimal".into(), &0.into())
    );
    assert_eq!(total["bound"], total["total_score"]);
}

/// r1 is worth 1 to A and the others nothing: the expected total is the cap. Caps with a large
/// numerator were once lowered silently.
#[test]
fn the_optimum_under_a_cap_is_that_of_the_cap_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,1\nA,r2,0\nA,r3,0\nA,r4,0\n",
        "r1,0,1\nr2,0,1\nr3,0,1\nr4,0,1\n",
        "A,1\n",
    );
    for cap in ["0.33333", "0.4999"] {
        let more = ["--objective", "total", "--max-probability", cap, "--force"];
        let (code, random, _) = assign(folder.path(), &more);
        let number: serde_json::Value = cap.parse::<f64>().expect("a number").into();
        assert_eq!(
            (code, &random["expected_score"], &random["expected_bound"]),
            (0, &number, &number)
        );
        assert_eq!(
            (&random["max_probability"], &random["status"]),
            (&number, &"optimal".into())
        );
    }
}

#[test]
fn a_cap_that_takes_longer_than_allowed_ends_in_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = folder.path().join("pairs");
    let mut command = Command::cargo_bin("empanel").expect("built");
    command.arg("generate").arg("--out").arg(&made);
    command
        .args(["--pairs", "300x200x60", "--seed", "5"])
        .assert()
        .success();
    let more = ["--objective", "total", "--max-probability", "0.4999"];
    let limit = ["--time-limit", "0.001"];
    let (code, error, written) = assign(&made, &[&more[..], &limit[..]].concat());
    assert_eq!((code, written.as_str()), (6, ""));
    assert_eq!(error["error"]["kind"], "timeout");
}

/// Two reviewers at 0.4 each give 0.8 of the one review required.
#[test]
fn a_shortage_under_a_cap_is_told_in_reviews() {
    let folder = tempfile::tempdir().expect("a folder");
    write(
        folder.path(),
        "A,r1,1\nA,r2,1\nB,r3,1\nB,r1,1\nB,r2,1\n",
        "r1,0,1\nr2,0,1\nr3,0,1\n",
        "A,1\nB,1\n",
    );
    let more = ["--objective", "total", "--max-probability", "0.4"];
    let (code, error, _) = assign(folder.path(), &more);
    let message = error["error"]["message"]["en"].as_str().expect("a message");
    assert_eq!(code, 4);
    assert!(
        message.contains("(A); reviews missing: 0.2")
            && message.contains("no pair above probability 0.4"),
        "{message}"
    );
    assert!(
        message.contains("--max-probability") && !message.contains("--allow-unfilled"),
        "what is refused with --max-probability is no advice: {message}"
    );
    let reasons = error["error"]["reasons"].as_array().expect("a list");
    assert_eq!(reasons[0]["rule"], "k");
}

/// Options already used, or incompatible with those used, are not suggested.
#[test]
fn advice_is_what_is_left_to_try() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "A,r1,1\n", "r1,0,1\nr2,0,1\n", "A,2\n");
    let told = |more: &[&str]| {
        let (code, error, _) = assign(folder.path(), more);
        assert_eq!(code, 4);
        let message = error["error"]["message"]["en"].as_str().expect("a message");
        (
            message.contains("--allow-zero"),
            message.contains("--allow-unfilled"),
        )
    };
    assert_eq!(told(&["--objective", "total"]), (true, true));
    assert_eq!(told(&["--objective", "maxmin"]), (true, false));
    assert_eq!(told(&["--objective", "wef1"]), (true, false));
    fs::write(
        folder.path().join("conflicts.csv"),
        "submission_id,reviewer_id\nA,r2\n",
    )
    .expect("room");
    assert_eq!(
        told(&["--objective", "total", "--allow-zero"]),
        (false, true)
    );
}

/// All problems with outputs are reported before anything is written, under the right name; input
/// files are kept even with `--force`.
#[test]
fn outputs_are_looked_at_before_the_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "A,r1,9\nA,r2,5\n";
    write(folder.path(), lines, "r1,0,1\nr2,0,1\n", "A,1\n");
    let path = |name: &str| folder.path().join(name).to_str().expect("plain").to_owned();
    let random = ["--objective", "total", "--max-probability", "0.5"];
    let told = |more: &[&str]| {
        let (code, error, written) = assign(folder.path(), &[&random[..], more].concat());
        assert_eq!((code, written.as_str()), (2, ""), "{error}");
        error["error"]["message"]["en"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    fs::write(path("m.csv"), "theirs").expect("room");
    let words = told(&["--marginals", &path("m.csv")]);
    assert!(
        words.contains("--marginals") && !words.contains("--out"),
        "{words}"
    );
    let words = told(&["--marginals", &path("./out.csv")]);
    assert!(words.contains("same file"), "{words}");
    let words = told(&["--marginals", &path("loads.csv"), "--force"]);
    assert!(
        words.contains("one of the instance's own tables"),
        "{words}"
    );
    let mut command = Command::cargo_bin("empanel").expect("built");
    command
        .arg("assign")
        .arg(folder.path())
        .args(["--objective", "total", "--force"]);
    command
        .args(["--out", &path("scores.csv")])
        .assert()
        .code(2);
    let kept = fs::read_to_string(path("scores.csv")).expect("there");
    assert!(kept.ends_with(lines), "{kept}");
}

/// The number of threads affects only the time.
#[test]
fn threads_may_be_limited() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "A,r1,9\n", "r1,0,1\n", "A,1\n");
    let (code, found, _) = assign(folder.path(), &["--objective", "total", "--threads", "1"]);
    assert_eq!((code, &found["total_score"]), (0, &9.0.into()));
}
