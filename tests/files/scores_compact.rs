//! `scores --compact` and `scores --part`: the same instance as from `scores.csv`, and every file
//! that does not belong is told.

use super::scores_folder::{copy, empanel, text, toy};
use empanel::Lang;
use empanel::assign::{Instance, total};
use std::fs;
use std::path::{Path, PathBuf};

/// The problems of reading a folder, as codes, and as text.
fn told(folder: &Path) -> (Vec<&'static str>, String) {
    let problems = Instance::read(folder).expect_err("something is wrong");
    let lines: Vec<String> = problems.iter().map(|own| own.say(Lang::En)).collect();
    let codes = problems.iter().map(|own| own.code).collect();
    (codes, lines.join("\n"))
}

fn made(room: &Path, name: &str, options: &[&str]) -> PathBuf {
    let folder = room.join(name);
    let toy = toy();
    let arguments = [&["scores", text(&toy), "--out", text(&folder)], options].concat();
    let (code, document) = empanel(&arguments);
    assert_eq!(code, 0, "{document}");
    folder
}

fn same(a: &Path, b: &Path) {
    let (a, notes) = Instance::read(a).expect("nothing wrong");
    let (b, also) = Instance::read(b).expect("nothing wrong");
    assert_eq!((notes, also), (vec![], vec![]));
    assert_eq!(format!("{a:?}"), format!("{b:?}"));
    let (a, b) = (total(&a).expect("enough"), total(&b).expect("enough"));
    assert_eq!(a, b);
}

#[test]
fn the_compact_form_is_the_same_instance() {
    let room = tempfile::tempdir().expect("a folder");
    let table = made(room.path(), "table", &[]);
    let compact = made(room.path(), "compact", &["--compact"]);
    assert!(compact.join("scores.bin").exists() && !compact.join("scores.csv").exists());
    let size = |path: PathBuf| fs::metadata(path).expect("there").len();
    assert!(size(compact.join("scores.bin")) < size(table.join("scores.csv")) / 2 + 168);
    same(&table, &compact);
    let forced = "submission_id,reviewer_id\nS002,E003\nS003,E008\n";
    for folder in [&table, &compact] {
        fs::write(folder.join("forced.csv"), forced).expect("room");
    }
    same(&table, &compact);
    let top = made(room.path(), "top", &["--top", "3"]);
    let both = made(room.path(), "both", &["--top", "3", "--compact"]);
    same(&top, &both);
    let mut answers = Vec::new();
    for folder in [&table, &compact] {
        let out = folder.join("answer.csv");
        let (code, document) = empanel(&[
            "assign",
            text(folder),
            "--objective",
            "maxmin",
            "--out",
            text(&out),
        ]);
        assert_eq!((code, &document["status"]), (0, &"optimal".into()));
        answers.push(fs::read_to_string(out).expect("written"));
    }
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn parts_are_the_same_instance_whatever_the_form() {
    let room = tempfile::tempdir().expect("a folder");
    let whole = made(room.path(), "whole", &[]);
    for form in [&["--compact"][..], &[]] {
        let folder = room.path().join(format!("parts{}", form.len()));
        for part in ["3/4", "1/4", "4/4", "2/4"] {
            let toy = toy();
            let own = ["scores", text(&toy), "--out", text(&folder), "--part", part];
            let (code, document) = empanel(&[&own, form].concat());
            assert_eq!((code, &document["part"]), (0, &part.into()));
            assert_eq!(document["conflicts"].is_null(), part != "1/4");
        }
        assert!(!folder.join("scores.csv").exists());
        same(&whole, &folder);
    }
    // More parts than submissions: some are empty.
    let many = room.path().join("many");
    for part in 1..=9 {
        made(
            room.path(),
            "many",
            &["--compact", "--part", &format!("{part}/9")],
        );
    }
    same(&whole, &many);
}

#[test]
fn a_missing_a_renamed_and_a_foreign_part_are_told() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("parts");
    let part = |number: usize| folder.join(format!("scores-{number}-of-3.bin"));
    for number in 1..=3 {
        made(
            room.path(),
            "parts",
            &["--compact", "--part", &format!("{number}/3")],
        );
    }
    let third = fs::read(part(3)).expect("there");
    fs::remove_file(part(3)).expect("there");
    let (codes, lines) = told(&folder);
    assert_eq!(codes, ["A120"]);
    assert!(
        lines.contains("Of the 3 parts of the scores, 1 are missing"),
        "{lines}"
    );
    fs::copy(part(2), part(3)).expect("room");
    let (codes, lines) = told(&folder);
    assert_eq!(codes, ["A120"]);
    assert!(
        lines.contains("By its content this is part 2 of 3"),
        "{lines}"
    );
    // The same season under other rules.
    let season = room.path().join("season");
    fs::create_dir(&season).expect("room");
    copy(&season);
    let rules = fs::read_to_string(season.join("rules.toml")).expect("there");
    fs::write(season.join("rules.toml"), format!("# changed\n{rules}")).expect("room");
    let other = room.path().join("other");
    let (code, _) = empanel(&[
        "scores",
        text(&season),
        "--out",
        text(&other),
        "--compact",
        "--part",
        "3/3",
    ]);
    assert_eq!(code, 0);
    fs::copy(other.join("scores-3-of-3.bin"), part(3)).expect("room");
    let (codes, lines) = told(&folder);
    assert_eq!(codes, ["A121"]);
    assert!(
        lines.contains("scores-3-of-3.bin") && lines.contains("scores-1-of-3.bin"),
        "{lines}"
    );
    // A part of another division.
    fs::write(part(3), third).expect("room");
    same(&folder, &folder);
    fs::copy(part(1), folder.join("scores-1-of-2.bin")).expect("room");
    assert_eq!(told(&folder).0, ["A118"]);
}

#[test]
fn a_damaged_file_is_told_and_never_read_in_part() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = made(room.path(), "compact", &["--compact"]);
    let file = folder.join("scores.bin");
    let sound = fs::read(&file).expect("there");
    for length in 0..sound.len() {
        fs::write(&file, &sound[..length]).expect("room");
        let (codes, lines) = told(&folder);
        assert_eq!(codes, ["A119"], "{length}");
        assert!(
            lines.contains("cut off") || length == 0,
            "{length}: {lines}"
        );
    }
    for at in 0..sound.len() {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x41;
        fs::write(&file, &bytes).expect("room");
        let codes = told(&folder).0;
        assert!(
            codes == ["A119"] || codes == ["A121"] && (24..88).contains(&at),
            "{at}: {codes:?}"
        );
    }
    fs::write(&file, &sound).expect("room");
    // A part under the name of the whole.
    let parts = made(room.path(), "parts", &["--compact", "--part", "1/2"]);
    fs::rename(parts.join("scores-1-of-2.bin"), parts.join("scores.bin")).expect("room");
    let (codes, lines) = told(&parts);
    assert_eq!(codes, ["A120"], "{lines}");
    let loads = folder.join("loads.csv");
    let table = fs::read_to_string(&loads).expect("there");
    fs::write(&loads, table.replace("E003,", "X003,")).expect("room");
    let (codes, lines) = told(&folder);
    assert!(codes.contains(&"A121"), "{lines}");
    fs::write(&loads, &table).expect("room");
    fs::write(
        folder.join("scores.csv"),
        "submission_id,reviewer_id,score\n",
    )
    .expect("room");
    assert_eq!(told(&folder).0, ["A118"]);
}

#[test]
fn wrong_options_of_scores_are_told_and_nothing_is_written() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = made(room.path(), "table", &[]);
    let toy = toy();
    let run = |options: &[&str]| {
        let own = ["scores", text(&toy), "--out", text(&folder), "--force"];
        empanel(&[&own, options].concat()).0
    };
    for part in ["0/3", "4/3", "x", "3"] {
        assert_eq!(run(&["--part", part]), 2, "{part}");
    }
    assert_eq!(run(&["--compact"]), 2, "scores.csv is there");
    assert_eq!(run(&["--part", "1/2"]), 2);
    assert!(!folder.join("scores.bin").exists());
    assert_eq!(run(&[]), 0);
}
