//! `match`: files of OpenReview and HotCRP, exact values and every wrong line.

use assert_cmd::Command;
use empanel::assign::total;
use empanel::assign::venue::{Defaults, Venue, VenueFiles};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ONE: Defaults = Defaults {
    reviewers: 1,
    least: 0,
    most: Some(1),
    zero: false,
};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn files(folder: &Path, scores: &[(&str, f64)], constraints: &[&str]) -> VenueFiles {
    VenueFiles {
        scores: scores
            .iter()
            .map(|(name, weight)| (folder.join(name), *weight))
            .collect(),
        constraints: constraints.iter().map(|name| folder.join(name)).collect(),
        max_papers: None,
    }
}

fn run(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_empanel"))
        .current_dir(folder)
        .args(["--lang", "en", "match"])
        .args(arguments)
        .output()
        .expect("it runs")
}

fn read(folder: &Path, name: &str) -> Value {
    let text = fs::read_to_string(folder.join(name)).expect("written");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn scores_are_weighted_sums() {
    let folder = folder(&[
        (
            "tpms.csv",
            "p1,~Ann_Lee1,0.9\np1,~Bo_Wu1,0.2\np2,~Ann_Lee1,0.8\np2,~Bo_Wu1,0.1\n",
        ),
        ("bids.csv", "p1, ~Bo_Wu1 ,1\n\n"),
    ]);
    let files = files(folder.path(), &[("tpms.csv", 1.0), ("bids.csv", 0.5)], &[]);
    let (venue, _) = Venue::read(&files).expect("sound");
    assert_eq!(venue.papers, ["p1", "p2"]);
    assert_eq!(venue.people, ["~Ann_Lee1", "~Bo_Wu1"]);
    assert_eq!(venue.score(0, 1), 0.7);
    let (instance, _) = venue.instance(ONE).expect("sound");
    let best = total(&instance).expect("there is one");
    assert_eq!(best.figures(&instance).total_score, 1.5);
}

#[test]
fn its_files_are_those_of_the_matcher() {
    let folder = folder(&[
        (
            "scores.csv",
            "p1,a,0.9\np1,b,0.2\np2,a,0.8\np2,b,0.1\np2,c,0.3\n",
        ),
        ("constraints.csv", "p1,b,-1\np2,c,1\np1,c,0\n"),
        ("max.csv", "a,1\nb,1\nc,1\nz,4\n"),
    ]);
    let out = run(
        folder.path(),
        &[
            "--scores",
            "scores.csv",
            "--weights",
            "1",
            "--constraints",
            "constraints.csv",
            "--max_papers",
            "max.csv",
            "--num_reviewers",
            "1",
            "--num_alternates",
            "2",
            "--hotcrp",
            "--round",
            "R1",
        ],
    );
    assert_eq!(
        out.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains("A108") && told.contains("max.csv"), "{told}");
    let assigned = json!({
        "p1": [{"aggregate_score": 0.9, "user": "a"}],
        "p2": [{"aggregate_score": 0.3, "user": "c"}],
    });
    assert_eq!(read(folder.path(), "assignments.json"), assigned);
    // Nobody in conflict is an alternate.
    let alternates = json!({
        "p1": [{"aggregate_score": 0.0, "user": "c"}],
        "p2": [{"aggregate_score": 0.8, "user": "a"}, {"aggregate_score": 0.1, "user": "b"}],
    });
    assert_eq!(read(folder.path(), "alternates.json"), alternates);
    let bulk = fs::read_to_string(folder.path().join("bulk-assignment.csv")).expect("written");
    assert_eq!(
        bulk,
        "paper,action,email,round\np1,clearreview,all,R1\np2,clearreview,all,R1\n\
         p1,primary,a,R1\np2,primary,c,R1\n"
    );
    let again = run(
        folder.path(),
        &["--scores", "scores.csv", "--num_reviewers", "1"],
    );
    assert_eq!(
        again.status.code(),
        Some(2),
        "an existing file is not overwritten"
    );
}

#[test]
fn exports_of_hotcrp_are_told_by_their_headers() {
    let folder = folder(&[
        (
            "prefs.csv",
            "\u{feff}paper,title,given_name,family_name,email,preference\n\
             10,\"A, b\",Ann,Lee,ann@x.org,20\n10,\"A, b\",Bo,Wu,bo@x.org,\n11,C,Bo,Wu,bo@x.org,-5\n11,C,Ann,Lee,ann@x.org,3\n",
        ),
        (
            "conflicts.csv",
            "paper,title,given_name,family_name,email,conflicttype\n11,C,Ann,Lee,ann@x.org,Institutional\n10,A,Bo,Wu,bo@x.org,none\n",
        ),
    ]);
    let files = files(folder.path(), &[("prefs.csv", 1.0)], &["conflicts.csv"]);
    let (venue, _) = Venue::read(&files).expect("sound");
    assert_eq!(venue.papers, ["10", "11"]);
    assert_eq!(venue.scores.len(), 3, "an empty preference is none");
    assert_eq!(
        venue.constraints.into_iter().collect::<Vec<_>>(),
        [((1, 0), -1)]
    );
}

#[test]
fn one_export_of_hotcrp_serves_as_scores_and_as_constraints() {
    // HotCRP's export of all preferences: a preference of 1 forces nobody, and one of -1 is no conflict.
    let folder = folder(&[(
        "allprefs.csv",
        "paper,title,first,last,email,preference,expertise,topic_score,conflict\n\
         10,A,Ann,Lee,ann@x.org,1,X,2,\n10,A,Bo,Wu,bo@x.org,-1,,,\n11,C,Ann,Lee,ann@x.org,,,,conflict\n\
         11,C,Bo,Wu,bo@x.org,20,Y,,\n",
    )]);
    let files = files(folder.path(), &[("allprefs.csv", 1.0)], &["allprefs.csv"]);
    let (venue, odd) = Venue::read(&files).expect("sound");
    assert!(odd.is_empty(), "{odd:?}");
    assert_eq!(
        venue.scores.values().collect::<Vec<_>>(),
        [&1.0, &-1.0, &20.0]
    );
    assert_eq!(
        venue.constraints.into_iter().collect::<Vec<_>>(),
        [((1, 0), -1)]
    );
}

#[test]
fn a_header_without_the_column_is_told() {
    let folder = folder(&[
        (
            "scores.csv",
            "paper,email,conflicttype\n10,ann@x.org,none\n",
        ),
        (
            "constraints.csv",
            "paper,email,preference\n10,ann@x.org,20\n",
        ),
        ("max.csv", "email,preference\nann@x.org,3\n"),
    ]);
    let mut files = files(folder.path(), &[("scores.csv", 1.0)], &["constraints.csv"]);
    files.max_papers = Some(folder.path().join("max.csv"));
    let problems = Venue::read(&files).expect_err("wrong");
    let told: Vec<(&str, &str)> = problems
        .iter()
        .map(|own| (own.code, own.what.en.as_str()))
        .collect();
    let wanted = [
        (
            "A103",
            "The header has no column to be read here (one of score, preference, topic_score, topicscore).",
        ),
        (
            "A103",
            "The header has no column to be read here (one of constraint, conflict, conflicttype, conflict_type, conflict type, action).",
        ),
        (
            "A103",
            "The header has no column to be read here (one of max_papers, load).",
        ),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_pair_may_not_be_a_conflict_and_forced() {
    let folder = folder(&[
        ("scores.csv", "p1,a,0.5\np1,b,0.4\n"),
        ("conflicts.csv", "p1,a,-1\np1,a,-1\np1,b,0\n"),
        ("forced.csv", "p1,b,1\np1,a,1\n"),
    ]);
    let files = files(
        folder.path(),
        &[("scores.csv", 1.0)],
        &["conflicts.csv", "forced.csv"],
    );
    let problems = Venue::read(&files).expect_err("contradictory");
    assert_eq!(problems.len(), 1, "{problems:?}");
    let own = &problems[0];
    assert_eq!((own.code, own.place.row), ("A114", Some(2)));
    assert!(own.place.file.ends_with("forced.csv"));
    assert!(
        own.what.en.contains("conflicts.csv, row 1"),
        "{}",
        own.what.en
    );
}

#[test]
fn ids_that_constraints_alone_name_are_told() {
    let folder = folder(&[
        ("scores.csv", "p1,a,0.5\n"),
        ("constraints.csv", "p1,z,-1\np9,a,1\np9,z,0\n"),
    ]);
    let files = files(folder.path(), &[("scores.csv", 1.0)], &["constraints.csv"]);
    let (venue, odd) = Venue::read(&files).expect("sound");
    let told: Vec<(&str, &str)> = odd
        .iter()
        .map(|own| (own.code, own.value.as_str()))
        .collect();
    assert_eq!(told, [("A108", "z"), ("A107", "p9")]);
    // As in the matcher they count as papers and people.
    assert_eq!((venue.papers.len(), venue.people.len()), (2, 2));
}

#[test]
fn problems_name_the_options_and_not_the_files_of_assign() {
    let folder = folder(&[
        ("s.csv", "p1,a,0.9\np1,b,0.5\np2,b,0.7\n"),
        ("max.csv", "a,0\nb,1\n"),
        ("c.csv", "p2,a,1\n"),
    ]);
    let out = run(
        folder.path(),
        &[
            "--scores",
            "s.csv",
            "--max_papers",
            "max.csv",
            "--num_reviewers",
            "1",
        ],
    );
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(4), "{told}");
    assert!(told.contains("raise their --max_papers"), "{told}");
    assert!(told.contains("--allow_zero_score_assignments"), "{told}");
    assert!(!told.contains("max_load"), "{told}");
    let out = run(
        folder.path(),
        &[
            "--scores",
            "s.csv",
            "--constraints",
            "c.csv",
            "--num_reviewers",
            "1",
        ],
    );
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(0), "{told}");
    assert!(told.contains("A117 --constraints [p2,a]"), "{told}");
    assert!(
        !told.contains("forced.csv") && !told.contains("scores.csv"),
        "{told}"
    );
}

#[test]
fn the_bulk_assignment_is_one_that_hotcrp_takes() {
    let folder = folder(&[("s.csv", "10,ann@x.org,1\n")]);
    let words = ["--scores", "s.csv", "--num_reviewers", "1", "--hotcrp"];
    let out = run(folder.path(), &[&words[..], &["optional"]].concat());
    assert_eq!(out.status.code(), Some(2), "no action of HotCRP");
    let out = run(folder.path(), &[&words[..], &["pcreview"]].concat());
    assert_eq!(out.status.code(), Some(0));
    let bulk = fs::read_to_string(folder.path().join("bulk-assignment.csv")).expect("written");
    // An empty round would clear the reviews of every round.
    assert_eq!(
        bulk,
        "paper,action,email,round\n10,clearreview,all,unnamed\n10,pcreview,ann@x.org,unnamed\n"
    );
}

#[test]
fn every_wrong_line_is_told() {
    let folder = folder(&[
        ("scores.csv", "p1,a,x\np1\np1,b,0.5\np1,b,0.6\np2,a,NaN\n"),
        ("constraints.csv", "p1,a,2\n"),
    ]);
    let files = files(
        folder.path(),
        &[("scores.csv", 1.0), ("none.csv", 1.0)],
        &["constraints.csv"],
    );
    let problems = Venue::read(&files).expect_err("wrong");
    let told: Vec<(&str, Option<u32>)> = problems
        .iter()
        .map(|own| (own.code, own.place.row))
        .collect();
    let wanted = [
        ("A104", Some(2)),
        ("A101", None),
        ("A105", Some(1)),
        ("A109", Some(4)),
        ("A105", Some(5)),
        ("A105", Some(1)),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn wrong_options_are_refused() {
    let folder = folder(&[("s.csv", "p1,a,1\n"), ("t.csv", "p1,a,1\n")]);
    let cases: [&[&str]; 4] = [
        &["--scores", "s.csv", "t.csv", "--weights", "1"],
        &["--scores", "s.csv", "--solver", "Randomized"],
        &["--scores", "s.csv", "--time-limit", "0"],
        &["--scores", "s.csv", "--solver", "Best"],
    ];
    for case in cases {
        let out = run(folder.path(), case);
        assert_eq!(out.status.code(), Some(2), "{case:?}");
        assert!(!folder.path().join("assignments.json").exists());
    }
    let out = run(
        folder.path(),
        &["--scores", "s.csv", "--num_reviewers", "2"],
    );
    assert_eq!(
        out.status.code(),
        Some(3),
        "more reviewers than there are people"
    );
}
