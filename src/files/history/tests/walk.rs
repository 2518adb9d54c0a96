//! Undo in a real folder.

use super::super::{Action, HistoryError, read_history, undo, write_plan};
use super::meta;
use std::fs;
use std::path::Path;

fn in_place(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("plan.json")).expect("a plan")
}

fn back(folder: &Path, to: Option<u64>) -> Vec<u8> {
    undo(folder, to, &meta("")).expect("undone");
    in_place(folder)
}

#[test]
fn undo_walks_back_and_to_brings_forward() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = &folder.path().join("new").join("out");
    for plan in [b"A\r\n", b"B\0\n", b"C\xFF\n"] {
        write_plan(folder, plan, &meta("")).expect("written");
    }
    assert_eq!(back(folder, None), b"B\0\n");
    assert_eq!(back(folder, None), b"A\r\n");
    let end = undo(folder, None, &meta(""));
    assert!(matches!(
        end,
        Err(HistoryError::NothingEarlier { version: 5 })
    ));
    assert_eq!(back(folder, Some(3)), b"C\xFF\n");
    assert_eq!(
        back(folder, None),
        b"B\0\n",
        "one step back from C, wherever it came from"
    );
    let history = read_history(folder).expect("a history");
    assert_eq!(history.versions.len(), 7);
    assert_eq!(history.in_place, Some(7));
    assert!(history.problems.is_empty());
    let first = fs::read(folder.join("history/0001.plan.json")).expect("kept");
    assert_eq!(first, b"A\r\n");
}

#[test]
fn a_hand_edit_is_kept_before_it_is_replaced_and_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("plan.json"), "older than the history").expect("room");
    let first = write_plan(folder, b"A", &meta("")).expect("written");
    assert_eq!(first.record.version, 2);
    assert_eq!(first.problems[0].code, "H203");
    fs::write(folder.join("plan.json"), "by hand").expect("room");
    let seen = read_history(folder).expect("a history");
    assert_eq!((seen.in_place, seen.problems[0].code), (None, "H203"));
    assert_eq!(back(folder, None), b"A", "the edit is undone");
    assert_eq!(back(folder, Some(3)), b"by hand", "and not lost");
    let history = read_history(folder).expect("a history");
    let actions: Vec<Action> = history.versions.iter().map(|v| v.record.action).collect();
    use Action::{Edit, Outside, Undo};
    assert_eq!(actions, [Outside, Edit, Outside, Undo, Undo]);
}

#[test]
fn a_removed_plan_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    write_plan(folder.path(), b"A", &meta("")).expect("written");
    fs::remove_file(folder.path().join("plan.json")).expect("there");
    let seen = read_history(folder.path()).expect("a history");
    assert_eq!((seen.in_place, seen.problems[0].code), (None, "H204"));
    assert_eq!(back(folder.path(), None), b"A");
}

#[test]
fn a_plan_in_place_is_not_replaced_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    write_plan(folder.path(), b"A", &meta("").replace(false)).expect("nothing there yet");
    let refused = write_plan(folder.path(), b"B", &meta("").replace(false));
    let refused = refused.expect_err("a plan is there");
    assert_eq!(refused.problems()[0].code, "H101");
    assert_eq!(in_place(folder.path()), b"A");
    assert_eq!(
        read_history(folder.path())
            .expect("a history")
            .versions
            .len(),
        1
    );
}

#[test]
fn the_inputs_are_those_that_the_plan_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = br#"{"inputs":{"experts":{"file":"experts.csv","sha256":"ab"}}}"#;
    let written = write_plan(folder.path(), plan, &meta("")).expect("written");
    assert_eq!(written.record.inputs["experts"].sha256, "ab");
    let again = write_plan(folder.path(), b"{}", &meta("")).expect("written");
    assert!(again.record.inputs.is_empty());
    let back = undo(folder.path(), None, &meta("")).expect("undone");
    assert_eq!(back.record.inputs["experts"].file, "experts.csv");
}

#[test]
fn two_writers_at_once_take_turns() {
    let folder = tempfile::tempdir().expect("a folder");
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let folder = folder.path();
            scope.spawn(move || {
                for turn in 0..10 {
                    let plan = format!("{writer}.{turn}");
                    write_plan(folder, plan.as_bytes(), &meta("")).expect("written");
                }
            });
        }
    });
    let history = read_history(folder.path()).expect("a history");
    assert_eq!(history.versions.len(), 40);
    assert_eq!(history.in_place, Some(40));
    assert!(history.problems.is_empty());
}
