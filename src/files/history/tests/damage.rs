//! Logs and version files changed by hand.

use super::super::{Action, HistoryError, VersionState, read_history, repair, undo, write_plan};
use super::meta;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A folder with three versions: A, B, C.
fn three() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for plan in ["A", "B", "C"] {
        write_plan(folder.path(), plan.as_bytes(), &meta(plan)).expect("written");
    }
    let log = folder.path().join("history/log.jsonl");
    (folder, log)
}

fn lines(log: &Path) -> Vec<String> {
    let text = fs::read_to_string(log).expect("text");
    text.lines().map(str::to_owned).collect()
}

fn codes(folder: &Path) -> Vec<&'static str> {
    let history = read_history(folder).expect("a history");
    history
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect()
}

#[test]
fn a_torn_last_line_is_set_aside() {
    let (folder, log) = three();
    let whole = fs::read(&log).expect("bytes");
    let torn = r#"{"schema":"empanel/history@1","version":4,"ac"#;
    let mut file = OpenOptions::new().append(true).open(&log).expect("a log");
    file.write_all(torn.as_bytes()).expect("room");
    assert_eq!(codes(folder.path()), ["H201"]);
    let written = write_plan(folder.path(), b"D", &meta("")).expect("written");
    assert_eq!(written.record.version, 4);
    assert_eq!(written.problems[0].code, "H201");
    assert!(fs::read(&log).expect("bytes").starts_with(&whole));
    let aside = &written.problems[0].action.en;
    let name = aside
        .split("history/")
        .nth(1)
        .and_then(|rest| rest.split(';').next());
    let kept = fs::read_to_string(folder.path().join("history").join(name.expect("a name")));
    assert_eq!(kept.expect("kept"), torn);
    assert_eq!(codes(folder.path()), Vec::<&str>::new());
}

#[test]
fn a_whole_last_record_without_line_end_counts() {
    let (folder, log) = three();
    let bytes = fs::read(&log).expect("bytes");
    fs::write(&log, &bytes[..bytes.len() - 1]).expect("room");
    assert_eq!(codes(folder.path()), Vec::<&str>::new());
    write_plan(folder.path(), b"D", &meta("")).expect("written");
    assert_eq!(lines(&log).len(), 4);
    assert_eq!(codes(folder.path()), Vec::<&str>::new());
}

#[test]
fn a_log_saved_by_an_editor_still_reads() {
    let (folder, log) = three();
    let text = lines(&log).join("\r\n");
    fs::write(&log, format!("\u{feff}{text}\r\n\r\n")).expect("room");
    assert_eq!(codes(folder.path()), Vec::<&str>::new());
    write_plan(folder.path(), b"D", &meta("")).expect("written");
    assert_eq!(
        read_history(folder.path()).expect("a history").in_place,
        Some(4)
    );
}

#[test]
fn garbage_in_the_middle_stops_writes_until_a_repair() {
    let (folder, log) = three();
    let mut text = lines(&log);
    text[1] = "咖啡".to_owned();
    fs::write(&log, text.join("\n") + "\n").expect("room");
    assert_eq!(codes(folder.path()), ["H110"]);
    let refused = write_plan(folder.path(), b"D", &meta("")).expect_err("damaged");
    assert!(matches!(&refused, HistoryError::Damaged { damage, .. } if damage[0].line == 2));
    assert_eq!(
        fs::read(folder.path().join("plan.json")).expect("there"),
        b"C"
    );
    assert!(undo(folder.path(), Some(1), &meta("")).is_err());
    let repaired = repair(folder.path(), "later").expect("mended");
    assert_eq!(repaired.versions, 3);
    let aside = folder
        .path()
        .join("history")
        .join(repaired.set_aside.expect("kept"));
    assert_eq!(
        fs::read_to_string(aside).expect("kept"),
        text.join("\n") + "\n"
    );
    let history = read_history(folder.path()).expect("a history");
    assert!(history.problems.is_empty());
    let second = &history.versions[1].record;
    assert_eq!((second.version, second.action), (2, Action::Recovered));
    assert_eq!(history.versions[2].record.reason, "C");
    undo(folder.path(), Some(2), &meta("")).expect("undone");
    assert_eq!(
        fs::read(folder.path().join("plan.json")).expect("there"),
        b"B"
    );
}

#[test]
fn a_changed_or_removed_record_shows() {
    let (folder, log) = three();
    let text = lines(&log);
    fs::write(&log, text.join("\n").replacen("测试员", "别人", 1) + "\n").expect("room");
    assert_eq!(codes(folder.path()), ["H111"]);
    fs::write(&log, format!("{}\n{}\n", text[0], text[2])).expect("room");
    assert_eq!(codes(folder.path()), ["H111"]);
    fs::write(&log, format!("{}\n{}\n", text[1], text[2])).expect("room");
    assert_eq!(codes(folder.path()), ["H111"]);
    let twice = [&text[0], &text[1], &text[1], &text[2]].map(|line| format!("{line}\n"));
    fs::write(&log, twice.concat()).expect("room");
    assert_eq!(codes(folder.path()), ["H112"]);
    assert_eq!(repair(folder.path(), "later").expect("mended").versions, 3);
    assert_eq!(codes(folder.path()), Vec::<&str>::new());
}

#[test]
fn a_removed_log_is_written_anew_from_the_versions() {
    let (folder, log) = three();
    fs::remove_file(&log).expect("there");
    assert_eq!(codes(folder.path())[..3], ["H202"; 3]);
    let written = write_plan(folder.path(), b"D", &meta("")).expect("written");
    assert_eq!(written.record.version, 4);
    let history = read_history(folder.path()).expect("a history");
    assert_eq!(history.versions[0].record.action, Action::Recovered);
    assert!(history.problems.is_empty());
}

#[test]
fn missing_and_altered_versions_are_named_and_not_put_back() {
    let (folder, _) = three();
    let file = |name: &str| folder.path().join("history").join(name);
    fs::remove_file(file("0001.plan.json")).expect("there");
    fs::write(file("0002.plan.json"), "b").expect("room");
    assert_eq!(codes(folder.path()), ["H205", "H206"]);
    let versions = read_history(folder.path()).expect("a history").versions;
    let states = [0, 1, 2].map(|at: usize| versions[at].state);
    assert_eq!(
        states,
        [
            VersionState::Missing,
            VersionState::Altered,
            VersionState::Whole
        ]
    );
    let missing = undo(folder.path(), Some(1), &meta("")).expect_err("missing");
    assert_eq!(missing.problems()[0].code, "H106");
    let altered = undo(folder.path(), Some(2), &meta("")).expect_err("altered");
    assert_eq!(altered.problems()[0].code, "H107");
    let none = undo(folder.path(), Some(9), &meta("")).expect_err("no such version");
    assert!(none.problems()[0].what.zh.contains("没有第 9 版"));
    assert_eq!(
        fs::read(folder.path().join("plan.json")).expect("there"),
        b"C"
    );
    write_plan(folder.path(), b"A", &meta("")).expect("written");
    write_plan(folder.path(), b"E", &meta("")).expect("written");
    undo(folder.path(), Some(1), &meta("")).expect("version 4 holds the same plan");
    assert_eq!(
        fs::read(folder.path().join("plan.json")).expect("there"),
        b"A"
    );
}

#[test]
fn a_folder_without_history_is_said_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let absent = folder.path().join("absent");
    for error in [
        read_history(&absent).map(drop).expect_err("none"),
        undo(&absent, None, &meta("")).map(drop).expect_err("none"),
        repair(&absent, "").map(drop).expect_err("none"),
    ] {
        assert_eq!(error.problems()[0].code, "H104");
    }
    assert!(!absent.exists());
}
