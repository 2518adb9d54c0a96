//! Bad input is reported precisely, unusual input is read.

use super::{assign, write};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn bad_input_is_told_with_codes_and_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "A,r1,inf\nA,r9,1\n", "r1,2,1\n", "A,5\n");
    let (code, error, _) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(code, 3);
    let problems = error["error"]["problems"].as_array().expect("a list");
    let codes: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem["code"].as_str())
        .collect();
    assert_eq!(codes, ["A111", "A106", "A108", "A112"]);
    let (code, _, _) = assign(Path::new("/no/such/folder"), &["--objective", "total"]);
    assert_eq!(code, 3);
    let (code, _, _) = assign(
        folder.path(),
        &["--objective", "maxmin", "--allow-unfilled"],
    );
    assert_eq!(code, 2);
}

/// A broken or unusual folder: its tables and the expected problems.
struct Odd {
    scores: &'static str,
    loads: &'static str,
    demands: &'static str,
    /// Code, file and row of every problem, in order.
    told: &'static [(&'static str, &'static str, u64)],
}

const SOUND: Odd = Odd {
    scores: "A,r1,1\nA,r2,2\n",
    loads: "r1,0,1\nr2,0,1\n",
    demands: "A,1\n",
    told: &[],
};

#[test]
fn every_kind_of_bad_input_is_named_with_its_place_in_both_languages() {
    let cases = [
        Odd {
            scores: "A,r1,NaN\n",
            told: &[("A106", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,1\nA,r2,-Infinity\n",
            told: &[("A106", "scores.csv", 3)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,0,5\nA,r2,zwei\n",
            told: &[("A104", "scores.csv", 2), ("A105", "scores.csv", 3)],
            ..SOUND
        },
        Odd {
            loads: "r1,0,1\nr2,0,1\nr3,0,1,5\n",
            told: &[("A104", "loads.csv", 4)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,\n",
            told: &[("A105", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r1,1\nA,r2,1\nA,r1,2\n",
            told: &[("A109", "scores.csv", 4)],
            ..SOUND
        },
        Odd {
            scores: "B,r1,1\n",
            told: &[("A107", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r3,1\n",
            told: &[("A108", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            scores: "A,r1\n",
            told: &[("A104", "scores.csv", 2)],
            ..SOUND
        },
        Odd {
            loads: "r1,2,1\nr2,0,1\n",
            told: &[("A111", "loads.csv", 2)],
            ..SOUND
        },
        Odd {
            loads: "r1,-1,1\nr2,0,1.5\n",
            told: &[("A110", "loads.csv", 2), ("A110", "loads.csv", 3)],
            ..SOUND
        },
        Odd {
            loads: "r1,0,1\nr1,0,1\nr2,0,1\n",
            told: &[("A113", "loads.csv", 3)],
            ..SOUND
        },
        Odd {
            loads: "",
            scores: "",
            told: &[("A102", "loads.csv", 0)],
            ..SOUND
        },
        // Lines are counted like in an editor, including blank ones.
        Odd {
            scores: "A,r1,1\n\nA,r2,1\n \nA,r1,2\n",
            told: &[("A109", "scores.csv", 6)],
            ..SOUND
        },
        Odd {
            demands: "\n\nA,3\n",
            told: &[("A112", "demands.csv", 4)],
            ..SOUND
        },
        Odd {
            loads: "r1,0,4294967296\nr2,0,1\n",
            told: &[("A110", "loads.csv", 2)],
            ..SOUND
        },
        Odd {
            demands: "A,3\n",
            told: &[("A112", "demands.csv", 2)],
            ..SOUND
        },
        Odd {
            demands: "A,many\n",
            told: &[("A110", "demands.csv", 2)],
            ..SOUND
        },
        Odd {
            demands: "",
            scores: "",
            told: &[("A102", "demands.csv", 0)],
            ..SOUND
        },
    ];
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), case.scores, case.loads, case.demands);
        let (code, error, written) = assign(folder.path(), &["--objective", "total"]);
        let problems = error["error"]["problems"]
            .as_array()
            .expect("a list")
            .clone();
        let told: Vec<(&str, &str, u64)> = problems
            .iter()
            .map(|problem| {
                let place = &problem["place"];
                let text = |value: &'_ Value| value.as_str().map(str::to_owned);
                assert!(text(&problem["what"]["zh"]).is_some_and(|zh| !zh.is_empty()));
                assert!(text(&problem["action"]["en"]).is_some_and(|en| !en.is_empty()));
                (
                    problem["code"].as_str().unwrap_or_default(),
                    place["file"].as_str().unwrap_or_default(),
                    place["row"].as_u64().unwrap_or(0),
                )
            })
            .collect();
        assert_eq!(told, case.told);
        assert_eq!((code, written.as_str()), (3, ""), "nothing is written");
    }
}

#[test]
fn missing_and_blank_files_are_named() {
    for (name, text, expected) in [
        ("scores.csv", None, "A101"),
        ("loads.csv", None, "A101"),
        ("demands.csv", None, "A101"),
        ("scores.csv", Some(""), "A102"),
        ("loads.csv", Some(" \n\n"), "A102"),
        ("demands.csv", Some("submission_id,k\n"), "A102"),
        ("demands.csv", Some("paper,k\nA,1\n"), "A103"),
        ("conflicts.csv", Some("paper,reviewer\nA,r1\n"), "A103"),
        (
            "conflicts.csv",
            Some("submission_id,reviewer_id\nB,r1\n"),
            "A107",
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), SOUND.scores, SOUND.loads, SOUND.demands);
        match text {
            Some(text) => fs::write(folder.path().join(name), text).expect("writable"),
            None => fs::remove_file(folder.path().join(name)).expect("it was there"),
        }
        let (code, error, _) = assign(folder.path(), &["--objective", "total"]);
        let problem = &error["error"]["problems"][0];
        assert_eq!(
            (code, problem["code"].as_str()),
            (3, Some(expected)),
            "{name} {text:?}"
        );
        assert_eq!(problem["place"]["file"], name);
    }
}

#[test]
fn endless_lines_are_refused_and_not_collected_in_memory() {
    for (name, size, expected) in [("scores.csv", 9, "A104"), ("loads.csv", 2, "A101")] {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), SOUND.scores, SOUND.loads, SOUND.demands);
        fs::write(folder.path().join(name), vec![b'x'; size << 20]).expect("room");
        let (code, error, _) = assign(folder.path(), &["--objective", "total"]);
        assert_eq!(
            (code, error["error"]["problems"][0]["code"].as_str()),
            (3, Some(expected))
        );
    }
}

#[test]
fn odd_but_sound_input_gives_the_right_answer() {
    // Negative scores count as they stand; the same pair twice with one score is one pair;
    // carriage returns, blanks, quotes, a byte order mark and other columns do not matter.
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "", "r1,0,1\r\nr2,0,1\r\n", "A,1\nB,1\n");
    let scores = "\u{feff}score;note;reviewer_id;submission_id\r\n-1; x;r1;A\r\n-1.0;;r1;A\r\n\r\n\"-2\";\"y;\";r2;\"A\"\r\n-3;;r1;B\r\n-3.5;;r2;B";
    fs::write(folder.path().join("scores.csv"), scores).expect("writable");
    let (code, found, written) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!(
        (code, &found["total_score"], &found["bound"]),
        (0, &(-4.5).into(), &(-4.5).into())
    );
    assert_eq!(
        written,
        "submission_id,reviewer_id,score\nA,r1,-1\nB,r2,-3.5\n"
    );
    // Only the last of 24 decimal places decides, in both directions.
    for (small, chosen) in [("1e-12", "r2"), ("-1e-12", "r1")] {
        let folder = tempfile::tempdir().expect("a folder");
        let sum = if small.starts_with('-') {
            "999999999999.999999999999"
        } else {
            "1000000000000.000000000001"
        };
        let scores = format!("A,r1,1e12\nA,r2,{sum}\nB,r1,{small}\nB,r2,{small}\n");
        write(folder.path(), &scores, "r1,0,1\nr2,0,1\n", "A,1\nB,1\n");
        let (_, found, written) = assign(folder.path(), &["--objective", "total"]);
        assert_eq!(found["status"], "optimal");
        assert!(written.contains(&format!("A,{chosen},")), "{written}");
    }
}

/// The first problem's code and English words.
fn first(folder: &Path) -> (i32, String, String) {
    let (code, error, _) = assign(folder, &["--objective", "total"]);
    let problem = &error["error"]["problems"][0];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (code, text(&problem["code"]), text(&problem["what"]["en"]))
}

#[test]
fn what_is_wrong_with_a_table_is_called_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("room");
    let fresh = || write(folder.path(), SOUND.scores, SOUND.loads, SOUND.demands);
    fresh();
    fs::remove_file(folder.path().join("loads.csv")).expect("it was there");
    let (_, error, _) = assign(folder.path(), &["--objective", "total"]);
    let problems = error["error"]["problems"].as_array().expect("a list");
    assert_eq!(
        problems.len(),
        1,
        "what follows from it is not told: {problems:?}"
    );
    assert_eq!(
        problems[0]["what"]["en"],
        "The folder does not contain this file."
    );
    for name in ["scores.csv", "loads.csv", "demands.csv", "conflicts.csv"] {
        fresh();
        put(name, b"\xff\xfes\0u\0b\0\n\0");
        let (code, problem, words) = first(folder.path());
        assert_eq!((code, problem.as_str()), (3, "A101"), "{name}");
        assert!(words.contains("UTF-16"), "{name}: {words}");
        let _ = fs::remove_file(folder.path().join("conflicts.csv"));
    }
    write(
        folder.path(),
        SOUND.scores,
        "r1,0,4294967296\n",
        SOUND.demands,
    );
    let (_, _, words) = first(folder.path());
    assert!(words.contains("too large"), "{words}");
    write(folder.path(), "\"A\nB\",r1,1\n", SOUND.loads, SOUND.demands);
    let (_, problem, words) = first(folder.path());
    assert!(
        problem == "A104" && words.contains("quote"),
        "{problem} {words}"
    );
}

/// Spreadsheets write 2.0 and leave empty lines above the header.
#[test]
fn whole_numbers_with_a_point_and_blank_first_lines_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "", "r1,0,1.0\nr2,0.0,1e0\n", "A,2.0\n");
    let scores = "\n \r\nsubmission_id,reviewer_id,score\nA,r1,1\nA,r2,2\n";
    fs::write(folder.path().join("scores.csv"), scores).expect("room");
    let (code, found, _) = assign(folder.path(), &["--objective", "total"]);
    assert_eq!((code, &found["total_score"]), (0, &3.0.into()), "{found}");
}

#[test]
fn a_forced_pair_without_a_score_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "A,r1,5\n", SOUND.loads, SOUND.demands);
    let forced = "submission_id,reviewer_id\nA,r2\n";
    fs::write(folder.path().join("forced.csv"), forced).expect("room");
    let (_, notes) = empanel::assign::Instance::read(folder.path()).expect("sound");
    let told: Vec<(&str, &str)> = notes.iter().map(|n| (n.code, n.value.as_str())).collect();
    assert_eq!(told, [("A117", "A,r2")]);
}
